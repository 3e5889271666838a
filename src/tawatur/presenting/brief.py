"""The brief as one self-contained HTML page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple, Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tawatur.presenting.chart import chart
from tawatur.presenting.differences import (
    Comparison,
    compare,
    passages_between,
    side_by_side,
)
from tawatur.presenting.display import clip
from tawatur.presenting.labels import Language, both, label, pair, reason
from tawatur.presenting.lineage import Node, Stemma, stemmata
from tawatur.presenting.places import Place, Places
from tawatur.presenting.stemma import Drawing, draw, in_words
from tawatur.presenting.told import article_view, moments, names, pile
from tawatur.presenting.weighed import Weighed
from tawatur.weighing import Situation, citation

__all__ = ["Refused", "render_html"]

# Beyond these the page would be slow to open; what is left out is counted on the page.
MOST_ARTICLES = 400
MOST_COMPARISONS = 80
MOST_CHARTS = 24
_FONTS = (
    ("Tawatur Naskh", 400, "noto-naskh-arabic-{}-400-normal"),
    ("Tawatur Head", 700, "markazi-text-{}-700-normal"),
    ("Tawatur Sans", 400, "ibm-plex-sans-arabic-{}-400-normal"),
    ("Tawatur Sans", 600, "ibm-plex-sans-arabic-{}-600-normal"),
)
_RANGES = {
    "arabic": "U+0600-06FF,U+0750-077F,U+0870-08FF,U+200C-200E,U+2010-2011,U+204F,U+2E41,"
    "U+FB50-FDFF,U+FE70-FEFC",
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,"
    "U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
}


class Refused(Protocol):
    """An input that could not be read, with the reason."""

    @property
    def path(self) -> str:
        """Name of the input."""
        ...

    @property
    def reason(self) -> str:
        """Why it could not be read."""
        ...


class Lineage(NamedTuple):
    """One tree with its drawings and passages."""

    id: str
    stemma: Stemma
    wide: Drawing
    narrow: Drawing
    comparisons: list[Comparison]
    left_out: int


def render_html(
    situation: Situation, *, labels: Language = "ar", refusals: Sequence[Refused] = ()
) -> str:
    """Return the brief of a situation as one HTML page that needs nothing beside it.

    Args:
        situation: what is known of the story.
        labels: language of headings and labels at first sight; the page has a switch.
        refusals: inputs that could not be read, named on the page.
    """
    places = Places(situation)
    weighed = Weighed(situation, places)
    timeline, timeline_left = moments(situation, places)
    entities, entities_left = names(situation, places)
    printed = _printed(places)
    shown = {place.article.id for place in printed}
    lineages = _lineages(situation, places, shown)
    series = sorted(situation.figures, key=lambda s: s.course == "agrees")
    style, script = _style(), _static("brief.js")
    return (
        _environment()
        .get_template("brief.html.j2")
        .render(
            labels=labels,
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
            pile=pile(situation, places),
            refusals=refusals,
            by_rules=situation.by_rules,
            convention=situation.convention,
            codebook=citation(situation.convention) if situation.convention else None,
            weighed=weighed,
            timeline=timeline,
            timeline_left=timeline_left,
            entities=entities,
            entities_left=entities_left,
            lineages=lineages,
            carried=_carried(lineages),
            charts=[chart(one, weighed) for one in series[:MOST_CHARTS]],
            charts_left=max(len(series) - MOST_CHARTS, 0),
            articles=[article_view(place, places) for place in printed],
            articles_left=len(places.all) - len(printed),
            places=places,
            shown_anchors={place.anchor for place in printed},
        )
    )


def _printed(places: Places) -> list[Place]:
    """Return the articles that are printed in full: all, or those that carry most evidence."""
    if len(places.all) <= MOST_ARTICLES:
        return places.all
    ranked = sorted(places.all, key=lambda p: (-sum(m.line != "" for m in p.marks), p.number))
    return sorted(ranked[:MOST_ARTICLES], key=lambda p: p.number)


def _lineages(situation: Situation, places: Places, shown: set[str]) -> list[Lineage]:
    found = []
    room = MOST_COMPARISONS
    shared = passages_between(situation, places)
    for number, stemma in enumerate(stemmata(situation, places, label("common_text")), 1):
        pairs = side_by_side(stemma, shared)
        taken = pairs[: max(room, 0)]
        room -= len(taken)
        found.append(
            Lineage(
                f"g{number}",
                stemma,
                draw(stemma, shown, narrow=False),
                draw(stemma, shown, narrow=True),
                [compare(reuse, places) for reuse in taken],
                len(pairs) - len(taken),
            )
        )
    return found


def _carried(lineages: Sequence[Lineage]) -> dict[str, tuple[str, Node, Node]]:
    """Return for every article that carries a text its tree, its node and the node above."""
    return {
        node.place.anchor: (one.id, node, parent)
        for one in lineages
        for node, parent in in_words(one.stemma.nodes)
        if node.place is not None and parent is not None
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tawatur.presenting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(t=pair, both=both, label=label, reason=reason)
    environment.filters["words"] = clip
    return environment


@cache
def _static(name: str) -> str:
    return (files("tawatur.presenting") / "static" / name).read_text("utf-8")


@cache
def _style() -> str:
    faces = []
    for family, weight, stem in _FONTS:
        for script, characters in _RANGES.items():
            file = files("tawatur.presenting") / "static" / "fonts" / f"{stem.format(script)}.woff2"
            data = base64.b64encode(file.read_bytes()).decode()
            faces.append(
                f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:swap;'
                f"src:url(data:font/woff2;base64,{data}) format('woff2');"
                f"unicode-range:{characters}}}"
            )
    return "\n".join([*faces, _static("brief.css")])


def _policy(style: str, script: str) -> str:
    """Return a content security policy that lets in this style and this script alone."""

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    return (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; "
        f"script-src 'sha256-{digest(script)}'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
