"""Where figures are told to be: places that tell the articles of a pile apart, and days."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.weighing.context import Context
from tawatur.weighing.loci import shared_loci
from tawatur.weighing.values import value_key

__all__ = ["apart", "elsewhere", "placed"]


def placed(contexts: Sequence[Context]) -> list[Context]:
    """Return the contexts with those of their loci that tell the articles of a pile apart."""
    shared = shared_loci((c.quantity.article, c.loci) for c in contexts)
    return [
        c._replace(loci=frozenset(shared[locus] for locus in c.loci if locus in shared))
        for c in contexts
    ]


def elsewhere(a: Context, b: Context) -> bool:
    """Tell whether two numbers in one place of one text are told of two happenings.

    Another number of another place on another day: a sentence was written after the pattern of
    the other, which no desk does to a text that it copies.
    """
    if value_key(a.quantity) == value_key(b.quantity) or not (a.loci and b.loci):
        return False
    if a.loci & b.loci or a.places & b.places:
        return False
    return a.days is None or b.days is None or apart(a.days, b.days)


def apart(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Tell whether two intervals of days (ISO) have no day in common."""
    return a[1] < b[0] or b[1] < a[0]
