"""Agencies and outlets by name, and the kind of origin that a holder is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from tawatur.language import fold_text, lexicon, peel, tokenize
from tawatur.language.stems import stem
from tawatur.records import Article, Family, Holder, OriginKind
from tawatur.tracing.credits import SourceNames, find_credits, is_agency, is_medium, outlet_name

__all__ = [
    "Media",
    "Medium",
    "agency_passages",
    "credited_sources",
    "has_reporter",
    "medium_in",
]

_LONGEST_FORM = 6


class Medium(NamedTuple):
    """An agency or outlet by its canonical name."""

    name: str
    kind: str


def _words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name without the marks around and inside it."""
    tokens = tokenize(text)
    return tuple(w for w, kind in zip(tokens.text, tokens.kind, strict=True) if kind != "mark")


@cache
def _lexicon() -> Mapping[tuple[str, ...], Medium]:
    found: dict[tuple[str, ...], Medium] = {}
    for name in ("media", "agencies"):
        for row in lexicon.load(name).rows:
            found[_words(row["form"])] = Medium(row["name"], row["kind"])
    return found


class Media:
    """The agencies and outlets that texts name: those of the lexicons and those of a pile."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        """Take the articles of the pile, whose outlets go by the name in their metadata."""
        self._forms = dict(_lexicon())
        self.outlets = frozenset(filter(None, map(outlet_name, articles)))
        for outlet in sorted(self.outlets):
            kind = "agency" if is_agency(outlet) else "outlet"
            words = _words(outlet)
            while words:
                self._forms.setdefault(words, Medium(outlet, kind))
                words = words[1:] if is_medium(words[0]) else ()

    def named(self, text: str) -> Medium | None:
        """Return the agency or outlet that a phrase names, the longest form first."""
        words = _words(text)
        for size in range(min(len(words), _LONGEST_FORM), 0, -1):
            for at in range(len(words) - size + 1):
                rest = words[at + 1 : at + size]
                for way in peel(words[at], suffixes=False):
                    found = self._forms.get((way.stem, *rest))
                    if found is not None:
                        return found
        return None

    def is_one(self, holder: Holder) -> bool:
        """Tell whether a holder is a medium: by type, or because a pile's outlet is so named."""
        if holder.type in ("organisation", "named") and self.outlets:
            words = _words(holder.text)
            while words and is_medium(words[0]):
                words = words[1:]
            known = self._forms.get(words)
            return known is not None and known.name in self.outlets
        return holder.type == "media"

    def kind_of(self, holder: Holder) -> OriginKind:
        """Return the kind of origin that a holder is when the words are the holder's own."""
        if self.is_one(holder):
            medium = self.named(holder.text)
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


def medium_in(text: str) -> Medium | None:
    """Return the agency or outlet of the lexicons that a phrase names, or ``None``."""
    return _listed().named(text)


@cache
def _listed() -> Media:
    return Media()


@cache
def _witnesses() -> frozenset[str]:
    return frozenset(stem(fold_text(form)) for form in lexicon.load("witnesses").column("form"))


_WHOLE = frozenset({"brackets", "dateline", "foot"})
"""Signs by which a credit speaks for the whole article, not for one quotation in it."""


def credited_sources(articles: Sequence[Article]) -> Mapping[str, tuple[str, ...]]:
    """Return, by article id, the agencies that the article as a whole is credited to.

    These are the agencies of the author line, the dateline, brackets and the foot; an agency
    that somebody merely spoke to is not one. An agency that publishes its own text is its own
    source. «وكالات» names nobody, and a newspaper in the author line is most often the one that
    prints the article; neither is a source. Agencies that no lexicon knows are known by the
    articles of theirs that are in the pile.
    """
    found: dict[str, tuple[str, ...]] = {}
    known = SourceNames(filter(None, map(outlet_name, articles)))
    for article in articles:
        named = find_credits(article, tokenize(article.text), known)
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


def agency_passages(
    families: Sequence[Family], sole: Mapping[str, str]
) -> dict[str, list[tuple[int, int, str]]]:
    """Return, by article, the passages of families that an agency began and alone carried."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for family in families:
        carriers = {sole.get(member.article) for member in family.members}
        if isinstance(family.origin, str) and family.origin in carriers:
            for member in family.members:
                found[member.article].append((member.start, member.end, family.origin))
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
