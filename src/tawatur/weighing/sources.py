"""Agencies and outlets by name, and the kind of origin that a holder is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from tawatur.language import fold_text, lexicon, peel, tokenize
from tawatur.language.stems import stem
from tawatur.records import Article, Holder, OriginKind
from tawatur.tracing.credits import find_credits, is_agency

__all__ = ["Medium", "credited_sources", "has_reporter", "kind_of", "medium_in"]

_LONGEST_FORM = 6


class Medium(NamedTuple):
    """An agency or outlet by its canonical name."""

    name: str
    kind: str


@cache
def _media() -> dict[tuple[str, ...], Medium]:
    found: dict[tuple[str, ...], Medium] = {}
    for name in ("media", "agencies"):
        for row in lexicon.load(name).rows:
            found[tuple(tokenize(row["form"]).text)] = Medium(row["name"], row["kind"])
    return found


def medium_in(text: str) -> Medium | None:
    """Return the agency or outlet that a phrase names, the longest form first, or ``None``."""
    words = tokenize(text).text
    media = _media()
    for size in range(min(len(words), _LONGEST_FORM), 0, -1):
        for at in range(len(words) - size + 1):
            rest = tuple(words[at + 1 : at + size])
            for way in peel(words[at], suffixes=False):
                found = media.get((way.stem, *rest))
                if found is not None:
                    return found
    return None


@cache
def _witnesses() -> frozenset[str]:
    return frozenset(stem(fold_text(form)) for form in lexicon.load("witnesses").column("form"))


def kind_of(holder: Holder) -> OriginKind:
    """Return the kind of origin that a holder is when the words are the holder's own."""
    if holder.type == "media":
        medium = medium_in(holder.text)
        if medium is None and holder.entity is None and len(tokenize(holder.text)) == 1:
            # «صحيفة: …» in a headline names none; the article does, further down.
            return "unknown"
        return "agency" if medium is not None and medium.kind == "agency" else "outlet"
    if holder.type == "document":
        return "document"
    if any(stem(word) in _witnesses() for word in tokenize(holder.text).text[:3]):
        return "witness"
    if holder.type == "anonymous":
        return "anonymous"
    if holder.type == "pronoun":
        return "unknown"
    return "official"


_WHOLE = frozenset({"brackets", "dateline", "foot"})
"""Signs by which a credit speaks for the whole article, not for one quotation in it."""


def credited_sources(articles: Sequence[Article]) -> Mapping[str, tuple[str, ...]]:
    """Return, by article id, the agencies that the article as a whole is credited to.

    These are the agencies of the author line, the dateline, brackets and the foot; an agency
    that somebody merely spoke to is not one. An agency that publishes its own text is its own
    source. «وكالات» names nobody, and a newspaper in the author line is most often the one that
    prints the article; neither is a source.
    """
    found: dict[str, tuple[str, ...]] = {}
    for article in articles:
        named = find_credits(article, tokenize(article.text))
        names = [*named.byline, *(c.name for c in named.text if c.how in _WHOLE)]
        own = medium_in(article.outlet or "")
        if own is not None and own.kind == "agency":
            names = [own.name]
        elif not names and is_agency(article.outlet):
            names = [str(article.outlet)]
        found[article.id] = tuple(
            name for name in dict.fromkeys(names) if is_agency(name) and name != _UNNAMED
        )
    return found


def has_reporter(article: Article) -> bool:
    """Tell whether the author line names a person: then no agency alone wrote the article."""
    parts = re.split(r"[-–—،,:/()|]", article.byline or "")
    for part in parts:
        words = [w for w in tokenize(part).text if len(w) > 1]
        if len(words) > 1 and words[0] in _given_names() and medium_in(part) is None:
            return True
    return False


# What the lexicon calls a credit to agencies that are not named (وكالات).
_UNNAMED = "agencies"


@cache
def _given_names() -> frozenset[str]:
    return frozenset(map(fold_text, lexicon.load("given_names").column("form")))
