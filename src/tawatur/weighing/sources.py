"""Agencies and outlets by name, and the kind of origin that a holder is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from tawatur.language import fold_text, lexicon, peel, tokenize
from tawatur.language.stems import stem
from tawatur.records import Article, Holder, OriginKind
from tawatur.tracing.credits import find_credits

__all__ = ["Medium", "credited_sources", "kind_of", "medium_in"]

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
    that somebody merely spoke to is not one. Where no agency is credited but other outlets are,
    those are given instead.
    """
    found: dict[str, tuple[str, ...]] = {}
    for article in articles:
        named = find_credits(article, tokenize(article.text))
        names = [*named.byline, *(c.name for c in named.text if c.how in _WHOLE)]
        unique = tuple(dict.fromkeys(names))
        agencies = tuple(name for name in unique if name in _agencies())
        found[article.id] = agencies or unique
    return found


@cache
def _agencies() -> frozenset[str]:
    return frozenset(row["name"] for row in lexicon.load("agencies").rows)
