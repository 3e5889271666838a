"""What the reader of times works with: drafts, values and matches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from tawatur.language.calendars import Calendar
from tawatur.records import Time, TimeMod, TimeType

__all__ = ["Draft", "TimeMatch", "Unit", "Value"]

Unit = Literal["S", "M", "H", "D", "N", "W", "MO", "Y", "DE", "CE"]
Shape = Literal[
    "day",
    "week",
    "month",
    "quarter",
    "half",
    "season",
    "year",
    "decade",
    "century",
    "clock",
    "length",
    "ago",
    "ahead",
    "set",
    "ref",
    "feast",
]


@dataclass(slots=True)
class Draft:
    """An expression as it is written, before it is resolved.

    ``first`` and ``last`` are token indices, inclusive; ``start`` is the offset of the first
    character where a particle is written onto the first word. ``of`` is the period that the
    expression lies in (the year of a month, the month of a day). ``direction`` is the word that
    orients it (``past``, ``future``, ``present``, ``same`` and so on); ``shift`` counts units
    from the anchor; ``since`` tells that منذ stands before it.
    """

    first: int
    last: int
    shape: Shape
    start: int | None = None
    calendar: Calendar = "gregorian"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    number: int | None = None
    name: str | None = None
    direction: str | None = None
    shift: int | None = None
    of: Draft | None = None
    part: str | None = None
    clock: tuple[int, int] | None = None
    amount: float | None = None
    unit: Unit | None = None
    extra: tuple[tuple[float, Unit], ...] = ()
    mod: TimeMod | None = None
    ref: str | None = None
    vague: bool = False
    every: bool = False
    today: bool = False
    since: bool = False
    why: str | None = None


class Value(NamedTuple):
    """A resolved value: TIMEX3 string and the days that it covers."""

    value: str | None
    earliest: date | None = None
    latest: date | None = None
    anchor: int | Literal["published"] | None = None
    vague: bool = False
    why: str | None = None
    mod: TimeMod | None = None


class TimeMatch(NamedTuple):
    """One expression of time in a text.

    ``start`` and ``end`` are offsets into the text, half open. ``value`` is the TIMEX3 value, or
    ``None`` with the reason in ``why``; ``earliest`` and ``latest`` are the days it covers.
    ``anchor`` is ``"published"``, the index of another match in the same list, or ``None``.
    ``draft`` is the expression as it was read, before it was resolved.
    """

    start: int
    end: int
    type: TimeType
    value: str | None
    earliest: date | None
    latest: date | None
    mod: TimeMod | None
    anchor: int | Literal["published"] | None
    vague: bool
    why: str | None
    draft: Draft

    def record(self, text: str, article: str, number: int) -> Time:
        """Return the match as the ``time`` record of an article.

        Args:
            text: The text that it was found in.
            article: Id of the article.
            number: Place among all matches of the text, counted from 1; it is part of the id.
        """
        anchor = self.anchor
        return Time(
            id=f"{article}#t{number}",
            article=article,
            start=self.start,
            end=self.end,
            text=text[self.start : self.end],
            type=self.type,
            value=self.value,
            earliest=None if self.earliest is None else self.earliest.isoformat(),
            latest=None if self.latest is None else self.latest.isoformat(),
            mod=self.mod,
            anchor=f"{article}#t{anchor + 1}" if isinstance(anchor, int) else anchor,
            vague=self.vague,
            why=self.why,
        )
