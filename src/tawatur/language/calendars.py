"""Months, weekdays and the two calendars of the Arabic press.

Arabic newspapers name the Gregorian months in four families (Egyptian and Gulf, Levantine,
Maghrebi, Moroccan), often two names at once (``أغسطس/آب``), and date by the Hijri calendar
beside or instead of the Gregorian one. Hijri dates are those of the Umm al-Qura calendar, which
is tabulated for the years 1343 to 1500.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from hijridate import Gregorian, Hijri

from tawatur.language import lexicon
from tawatur.language.folding import fold_text
from tawatur.language.tokens import Tokens

__all__ = [
    "Bare",
    "Calendar",
    "Month",
    "MonthMatch",
    "easter",
    "feast_day",
    "hijri_day",
    "hijri_month",
    "hijri_year",
    "month_at",
    "month_days",
    "months",
    "to_hijri",
    "valid_day",
    "weekdays",
    "year_days",
]

Calendar = Literal["gregorian", "hijri"]
Bare = Literal["free", "cued", "marked", "paired"]

# What joins two names of one month: أغسطس/آب، يوليو (تموز)، مايو - أيار، فبراير شباط.
_JOINTS = frozenset({"/", "\\", "-", "(", "[", "|", "\u2044", "_"})
_CLOSING = {"(": ")", "[": "]"}
_STRENGTH = {"free": 0, "cued": 1, "marked": 2, "paired": 3}


class Month(NamedTuple):
    """One reading of a name: its month and what the name needs to be read as a month."""

    number: int
    calendar: Calendar
    bare: Bare


class MonthMatch(NamedTuple):
    """A month in a text: tokens ``first`` to ``last`` (inclusive) and its readings.

    ``names`` is how many names stand there; ``agree`` is false when a pair names two different
    months, in which case the readings are those of the first name.
    """

    first: int
    last: int
    readings: tuple[Month, ...]
    names: int
    agree: bool

    @property
    def month(self) -> Month:
        """The reading that needs least beside it."""
        return min(self.readings, key=lambda month: _STRENGTH[month.bare])


@cache
def months() -> Mapping[str, tuple[tuple[tuple[str, ...], tuple[Month, ...]], ...]]:
    """Return the months' names by first folded word: further words, readings; longest first."""
    names: dict[tuple[str, ...], list[Month]] = {}
    for row in lexicon.load("months").rows:
        words = tuple(fold_text(row["form"]).split())
        month = Month(
            int(row["month"]),
            "hijri" if row["calendar"] == "hijri" else "gregorian",
            _bare(row["bare"]),
        )
        readings = names.setdefault(words, [])
        same = [m for m in readings if (m.number, m.calendar) == (month.number, month.calendar)]
        if not same:
            readings.append(month)
        elif _STRENGTH[month.bare] < _STRENGTH[same[0].bare]:
            readings[readings.index(same[0])] = month
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[Month, ...]]]] = {}
    for words, found in names.items():
        by_first.setdefault(words[0], []).append((words[1:], tuple(found)))
    return {
        first: tuple(sorted(rest, key=lambda entry: (-len(entry[0]), entry[0])))
        for first, rest in by_first.items()
    }


def _bare(word: str) -> Bare:
    return (
        "cued"
        if word == "cued"
        else "marked"
        if word == "marked"
        else ("paired" if word == "paired" else "free")
    )


@cache
def weekdays() -> Mapping[str, int]:
    """Return the folded names of the weekdays with their ISO numbers, Monday 1 to Sunday 7."""
    rows = lexicon.load("weekdays").rows
    return {fold_text(row["form"]): int(row["weekday"]) for row in rows}


def month_at(tokens: Tokens, index: int, word: str | None = None) -> MonthMatch | None:
    """Return the month that is named at token ``index``, with its second name where it has one.

    Two names of one month are one match whatever joins them. ``word`` stands in for the token's
    text where the caller has peeled a particle off.
    """
    first = _name_at(tokens, index, word)
    if first is None:
        return None
    last, readings = first
    joined = _second_name(tokens, last)
    if joined is None:
        return MonthMatch(index, last, readings, 1, True)
    end, others = joined
    keys = {(month.number, month.calendar) for month in others}
    common = tuple(month for month in readings if (month.number, month.calendar) in keys)
    if common:
        return MonthMatch(index, end, common, 2, True)
    if _adjacent(tokens, last) or not {m.calendar for m in readings} & {m.calendar for m in others}:
        # أغسطس سبتمبر: two months side by side are not a pair.
        return MonthMatch(index, last, readings, 1, True)
    return MonthMatch(index, last, readings, 1, False)


def _name_at(
    tokens: Tokens, index: int, word: str | None = None
) -> tuple[int, tuple[Month, ...]] | None:
    text = tokens.text
    if index >= len(text):
        return None
    for rest, readings in months().get(text[index] if word is None else word, ()):
        last = index + len(rest)
        if not rest or tuple(text[index + 1 : last + 1]) == rest:
            return last, readings
    return None


def _adjacent(tokens: Tokens, last: int) -> bool:
    return last + 1 < len(tokens.text) and tokens.kind[last + 1] == "word"


def _second_name(tokens: Tokens, last: int) -> tuple[int, tuple[Month, ...]] | None:
    text = tokens.text
    at = last + 1
    if at >= len(text):
        return None
    joint = text[at] if text[at] in _JOINTS else ""
    second = _name_at(tokens, at + 1 if joint else at)
    if second is None:
        return None
    end, readings = second
    closing = _CLOSING.get(joint)
    if closing is not None:
        if end + 1 < len(text) and text[end + 1] == closing:
            end += 1
        else:
            return None
    return end, readings


def valid_day(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day, or ``None`` where there is none."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def month_days(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a Gregorian month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_days(year: int) -> tuple[date, date]:
    """Return the first and last day of a Gregorian year."""
    return date(year, 1, 1), date(year, 12, 31)


def hijri_day(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a Hijri date, or ``None`` outside the table (1343-1500 AH)."""
    try:
        return Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None


def hijri_month(year: int, month: int) -> tuple[date, date] | None:
    """Return the first and last Gregorian day of a Hijri month, or ``None`` outside the table."""
    first = hijri_day(year, month, 1)
    if first is None:
        return None
    return first, first + timedelta(days=Hijri(year, month, 1).month_length() - 1)


def hijri_year(year: int) -> tuple[date, date] | None:
    """Return the first and last Gregorian day of a Hijri year, or ``None`` outside the table."""
    first, last = hijri_day(year, 1, 1), hijri_month(year, 12)
    return None if first is None or last is None else (first, last[1])


def to_hijri(day: date) -> tuple[int, int, int] | None:
    """Return year, month and day of ``day`` in the Umm al-Qura calendar, or ``None`` outside it."""
    try:
        hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    except (ValueError, OverflowError):
        return None
    return hijri.year, hijri.month, hijri.day


def easter(year: int) -> date:
    """Return Easter Sunday of the Western churches (Meeus, Jones and Butcher's algorithm)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def feast_day(calendar_name: str, month: int, day: int, year: int) -> list[date]:
    """Return the days of Gregorian ``year`` on which a feast falls (a Hijri one may fall twice)."""
    if calendar_name == "gregorian":
        fixed = valid_day(year, month, day)
        return [fixed] if fixed else []
    if calendar_name == "easter":
        return [easter(year) + timedelta(days=day)]
    start = to_hijri(date(year, 1, 1))
    if start is None:
        return []
    days = [hijri_day(start[0] + step, month, day) for step in (0, 1)]
    return [found for found in days if found is not None and found.year == year]
