"""Values of claims as intervals: which of them can hold together."""

from __future__ import annotations

from collections import Counter
from math import inf
from typing import NamedTuple

from tawatur.records import Figure, Number, Quantity

__all__ = ["Interval", "figure_of", "interval_of", "interval_of_quantity", "standing", "value_key"]


class Interval(NamedTuple):
    """A closed interval of numbers; the ends may be infinite."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Tell whether the intervals share a number."""
        return self.low <= other.high and other.low <= self.high


def value_key(quantity: Quantity) -> tuple[str, Number | None, Number | None]:
    """Return what makes two answers the same answer.

    A number is the same answer with «about» or «at least» before it or not, since desks add and
    drop these words freely; an open or vague interval is an answer of its own.
    """
    if quantity.best is not None:
        return "is", quantity.best, quantity.best
    return "within", quantity.low, quantity.high


def figure_of(quantities: list[Quantity]) -> Figure:
    """Return the value of a claim made of answers that are the same (see :func:`value_key`).

    The interval is the narrowest that is stated: an outlet that gives the plain number takes it
    for exact, even where another says «at least».
    """
    first = quantities[0]
    lows = [q.low for q in quantities if q.low is not None]
    highs = [q.high for q in quantities if q.high is not None]
    return Figure(
        low=max(lows, default=None),
        high=min(highs, default=None),
        best=first.best,
        approx=all(q.approx for q in quantities),
        unit=_unit(quantities),
    )


def _unit(quantities: list[Quantity]) -> str | None:
    """Return the unit as most write it; a dual (هجومين) is no unit of its own number."""
    units = Counter(q.unit for q in quantities if q.unit and q.unit != q.text)
    return min(units, key=lambda unit: (-units[unit], unit), default=None)


def interval_of(figure: Figure) -> Interval:
    """Return the numbers that an answer allows.

    A vague word (tens, hundreds) is used loosely at both ends: «tens» contradicts neither ten nor
    a hundred and twenty, so that half of its lower and half more than its upper bound is allowed.
    """
    low = -inf if figure.low is None else float(figure.low)
    high = inf if figure.high is None else float(figure.high)
    if figure.best is None and figure.approx and figure.low is not None:
        low /= 2
        high *= 1.5
    return Interval(low, high)


def interval_of_quantity(quantity: Quantity) -> Interval:
    """Return the numbers that one figure of a text allows (see :func:`interval_of`)."""
    return interval_of(
        Figure(low=quantity.low, best=quantity.best, high=quantity.high, approx=quantity.approx)
    )


# A count «so far» leaves room for a few more, not for another count.
_SO_FAR = 1.1


def standing(figure: Figure) -> Interval:
    """Return the numbers that a toll allowed when it was given.

    «At least 20» is what was counted so far; a later 27 is not the same answer, though 20 is no
    more than 27.
    """
    interval = interval_of(figure)
    if figure.best is not None and interval.high > figure.best:
        return Interval(interval.low, min(interval.high, figure.best * _SO_FAR))
    return interval
