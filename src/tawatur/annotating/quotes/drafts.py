"""Quotations in the making: links of a chain, and a content that may still be open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from tawatur.annotating.quotes.shapes import Phrase
from tawatur.records import HolderType, QuoteVerb

__all__ = ["Draft", "Link", "agreement", "link_of"]


class Link(NamedTuple):
    """One holder of a chain, with the features that verbs agree with."""

    start: int
    end: int
    type: HolderType
    entity: str | None
    gender: str
    number: str
    implicit: bool = False


def link_of(phrase: Phrase) -> Link:
    """Return the explicit link that a noun phrase is."""
    return Link(
        *(phrase.start, phrase.end, phrase.type, phrase.entity, phrase.gender, phrase.number)
    )


def agreement(link: Link | None, gender: str, number: str) -> int:
    """Return 2 when a verb's gender and number are the holder's, 1 when they may be, else 0."""
    if link is None or (number in ("s", "d") and (number == "d") != (link.number == "d")):
        return 0
    if link.number == "p" and number == "s":
        return 0
    if not link.gender or not gender:
        return 1
    # Things in the plural take the feminine singular; people in the plural the masculine.
    return 2 if link.gender == gender else 0


@dataclass(slots=True)
class Draft:
    """A quotation as first found in a unit of text.

    ``at`` is the token of its cue, ``opens`` the first token of its clause, ``first`` and
    ``skip`` where its content begins and ``last`` the token where it must end (exclusive);
    ``closes`` tells that an earlier open content ends where its clause opens; ``extra`` is a
    second piece of content in tokens.
    """

    at: int
    opens: int
    cue: tuple[int, int] | None
    verb: QuoteVerb
    chain: list[Link]
    first: int
    skip: int
    last: int
    how: str
    closes: bool
    backward: bool = False
    extra: tuple[int, int] | None = None
    inherited: bool = False
    tense: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
