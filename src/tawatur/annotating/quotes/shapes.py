"""Noun phrases of holders as a result, and the shapes of words that tell what they are."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.annotating.quotes.page import Page
from tawatur.annotating.quotes.words import describe
from tawatur.records import HolderType

__all__ = ["Phrase", "head_kind", "is_dual", "is_nisba", "is_plural", "medium_phrase"]


class Phrase(NamedTuple):
    """A noun phrase: tokens ``first``..``last``, offsets, type, and agreement.

    ``firm`` tells that its head or a name in it is known to be somebody or something that
    speaks. ``head`` is the kind of its head noun.
    """

    first: int
    last: int
    start: int
    end: int
    type: HolderType
    gender: str
    number: str
    firm: bool
    head: str
    entity: str | None


def medium_phrase(
    page: Page, first: int, last: int, *, skip: int = 0, inner: bool = False
) -> Phrase:
    """Return tokens ``first``..``last`` as the name of a medium.

    ``skip`` letters of the first token are a preposition; with ``inner`` the first and last token
    are marks around the name.
    """
    start = page.tokens.start[first + 1] if inner else page.cut(first, skip)
    end = page.tokens.end[last - 2 if inner else last - 1]
    return Phrase(first, last, start, end, "media", "f", "s", True, "media", None)


def head_kind(heads: frozenset[str], role: bool, definite: bool) -> str:
    """Return the kind of holder that a head noun makes, or an empty string."""
    for kind in ("media", "document", "organisation", "anonymous", "official", "group", "speech"):
        if kind in heads:
            if kind == "official":
                return "" if definite else "anonymous"
            if kind == "document" and role:
                continue
            return kind
    return ""


def is_nisba(text: str) -> bool:
    """Tell whether a word has the shape of a definite adjective of relation (الروسية)."""
    return text.startswith("ال") and text.endswith(("ي", "يه", "يين", "يون", "يتان"))


def is_plural(text: str) -> bool:
    """Tell whether a word has the shape of an indefinite plural of people (منظمون)."""
    return text.endswith("ون") and len(text) > 4 and not text.startswith("ال")


def is_dual(text: str) -> bool:
    """Tell whether a word is a dual: a definite one by shape (الجانبان), or of a known noun."""
    if not text.endswith("ان"):
        return False
    if text.startswith("ال") and len(text) > 6:
        return True
    singular = describe(text[:-2])
    whole = describe(text)
    return bool((whole.heads or whole.role) and (singular.heads or singular.role))
