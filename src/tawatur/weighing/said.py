"""A statement on its way to its origin."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.records import Holder

__all__ = ["Said", "own_words"]


class Said(NamedTuple):
    """A statement before its origin is known.

    ``node`` is the node it hangs on, ``chain`` the resolved chain of attribution, ``record`` the
    id of the annotation.
    """

    record: str
    article: str
    start: int
    end: int
    node: str
    chain: tuple[Holder, ...]


def own_words(article: str, start: int) -> str:
    """Return the node of a statement that its article makes without naming anybody."""
    return f"{article}#own{start}"
