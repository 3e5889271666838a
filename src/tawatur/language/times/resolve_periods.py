"""Values of periods: months, years, weeks, quarters, seasons, decades and centuries."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from tawatur.language.calendars import hijri_day, hijri_month, hijri_year, to_hijri, valid_day
from tawatur.language.times import values
from tawatur.language.times.model import Draft, Value
from tawatur.language.times.tense import Tense

__all__ = ["ASSUMED", "STEPS", "TEXTUAL", "UNANCHORED", "UNNAMED", "Anchor", "Earlier", "Periods"]

Anchor = int | Literal["published"] | None
STEPS = {"past": -1, "past2": -2, "future": 1, "future2": 2, "present": 0, "last": -1}
TEXTUAL = {"same": 0, "next": 1, "before": -1}
# A month without a year is the nearest one; evidence of tense outweighs this many months.
_PAST_EVIDENCE, _FUTURE_EVIDENCE = 3, 6
# The school year of the Arab states begins in September and ends in June.
_SCHOOL_BEGINS, _SCHOOL_MONTHS = 9, 10
_NEW_UNTIL = 3
UNANCHORED = "relative to the day of publication, which is not known"
ASSUMED = "no time was named before; told from the day of publication"
UNNAMED = "relative to a time that the text does not name"


class Earlier:
    """The last time that the text has named so far, for «نفس اليوم» and «العام التالي»."""

    __slots__ = ("day", "index", "last", "value")

    def __init__(self) -> None:
        self.index: int | None = None
        self.last = -1
        self.value: Value | None = None
        self.day: tuple[int, date] | None = None

    def note(self, index: int, draft: Draft, value: Value) -> None:
        """Remember the value of the match ``index``, which is ``draft``."""
        if value.earliest is None or value.latest is None or value.vague:
            return
        self.index, self.value = index, value
        if (value.latest - value.earliest).days <= 1:
            self.day, self.last = (index, value.earliest), draft.last


class Periods(ABC):
    """Resolves the periods that a text names."""

    def __init__(
        self,
        anchor: date | None,
        tense: Callable[[Draft], Tense | None],
        close: Callable[[Draft, int], bool],
        yesterday: bool,
    ) -> None:
        self._anchor = anchor
        self._tense = tense
        self._close = close
        self._yesterday = yesterday
        self._earlier = Earlier()
        self._top: Draft | None = None

    def _published(self) -> Anchor:
        return "published" if self._anchor is not None else None

    def _way(self) -> Tense | None:
        return self._tense(self._top) if self._top is not None else None

    def _place(
        self, of: Draft, day: int | None, draft: Draft | None = None
    ) -> tuple[int, int, Anchor] | Value:
        """Return year and month of a month's draft, in its own calendar."""
        hijri = of.calendar == "hijri"
        if of.of is not None:
            year = self._year_number(of.of, hijri)
            if isinstance(year, Value):
                return year
            if of.month is None:
                return Value(None, why="no month is named")
            if hijri and of.of.calendar == "gregorian" and of.of.year is not None:
                return _hijri_in(year[0], of.month), of.month, year[1]
            return year[0], of.month, year[1]
        if of.direction in TEXTUAL:
            earlier = self._earlier
            first = self._anchor
            if earlier.value is not None and earlier.value.earliest is not None:
                first = earlier.value.earliest
            elif first is None or of.direction == "same":
                return Value(None, why=UNNAMED)
            step = TEXTUAL[of.direction]
            index: Anchor = "published" if earlier.index is None else earlier.index
            if of.month is None:
                moved = values.add_months(first, step)
                return moved.year, moved.month, index
            return first.year + step, of.month, index
        if self._anchor is None:
            return Value(None, why=UNANCHORED)
        now = to_hijri(self._anchor) if hijri else _parts(self._anchor)
        if now is None:
            return Value(None, why="outside the tables of the Umm al-Qura calendar")
        if of.month is None:
            total = now[0] * 12 + now[1] - 1
            if of.direction is not None:
                total += STEPS.get(of.direction, 0)
            elif day is not None and draft is not None:
                total += self._nearest_month(now, day, draft)
            return total // 12, total % 12 + 1, "published"
        top = self._top
        if top is not None and top.since and of.direction is None:
            # منذ ديسمبر: it has begun, whatever the verb.
            later = of.month > now[1] or (of.month == now[1] and (day or 0) > now[2])
            return now[0] - later, of.month, "published"
        year_of = _year_of(of, day, now, self._way())
        return year_of, of.month, "published"

    def _nearest_month(self, now: tuple[int, int, int], day: int, draft: Draft) -> int:
        """Return 0, -1 or 1: the month of a bare day number, by weekday and tense."""
        if self._anchor is None:
            return 0
        fitting = []
        for step in (0, -1, 1):
            first = values.add_months(self._anchor, step)
            when = valid_day(first.year, first.month, day)
            if when is not None and draft.weekday in (None, when.isoweekday()):
                fitting.append((step, (when - self._anchor).days))
        way = self._way()
        for step, distance in fitting:
            if distance <= 0 if way in ("past", None) else distance >= 0:
                return step
        return fitting[0][0] if fitting else 0

    def _month(self, draft: Draft) -> Value:
        if draft.every and draft.month is not None:
            return Value(f"XXXX-{draft.month:02d}")
        place = self._place(draft, None)
        if isinstance(place, Value):
            return place
        year, month, anchor = place
        if draft.calendar == "hijri":
            days = hijri_month(year, month)
            if days is None:
                return Value(None, why="outside the tables of the Umm al-Qura calendar")
            return values.span(*days, why="a Hijri month")._replace(anchor=anchor)
        return values.month(year, month)._replace(anchor=anchor, why=draft.why)

    def _year_number(self, draft: Draft, hijri: bool) -> tuple[int, Anchor] | Value:
        if draft.year is not None:
            return draft.year, None
        if draft.direction in TEXTUAL:
            earlier = self._earlier
            if earlier.value is not None and earlier.value.earliest is not None:
                return earlier.value.earliest.year + TEXTUAL[draft.direction], earlier.index
            if self._anchor is None or draft.direction == "same":
                return Value(None, why=UNNAMED)
            return self._anchor.year + TEXTUAL[draft.direction], "published"
        if self._anchor is None:
            return Value(None, why=UNANCHORED)
        now = to_hijri(self._anchor) if hijri else _parts(self._anchor)
        if now is None:
            return Value(None, why="outside the tables of the Umm al-Qura calendar")
        if draft.direction == "new":
            # «العام الجديد» is the coming one from March on.
            return now[0] + (now[1] >= _NEW_UNTIL), "published"
        return now[0] + STEPS.get(draft.direction or "present", 0), "published"

    def _year(self, draft: Draft) -> Value:
        hijri = draft.calendar == "hijri"
        number = self._year_number(draft, hijri)
        if isinstance(number, Value):
            return number
        year, anchor = number
        if hijri:
            days = hijri_year(year)
            if days is None:
                return Value(None, why="outside the tables of the Umm al-Qura calendar")
            return values.span(*days, why="a Hijri year")._replace(anchor=anchor)
        if not 1 <= year <= 9999:
            return Value(None, why="no such year")
        if draft.name == "school":
            return self._school_year(draft, year)._replace(anchor=anchor)
        return values.year(year)._replace(anchor=anchor)

    def _school_year(self, draft: Draft, year: int) -> Value:
        """Return the school year (September to June) by the year in which it begins."""
        if draft.year is None and self._anchor is not None:
            begun = self._anchor.month >= _SCHOOL_BEGINS
            step = STEPS.get(draft.direction or "present", 0)
            if draft.direction == "new":
                step = not begun
            year = self._anchor.year - (not begun) + step
        first = date(year, _SCHOOL_BEGINS, 1)
        last = values.add_months(first, _SCHOOL_MONTHS) - timedelta(days=1)
        return Value(f"{year:04d}", first, last, why=f"the school year that begins in {year}")

    def _part_of_year(self, draft: Draft) -> Value:
        quarter = draft.shape == "quarter"
        letter, count = ("Q", 4) if quarter else ("H", 2)
        if draft.every:
            return Value(f"XXXX-{letter}{draft.number}")
        make = values.quarter if quarter else values.half
        if draft.number is None:
            if self._anchor is None:
                return Value(None, why=UNANCHORED)
            now = self._anchor.year * count + (self._anchor.month - 1) * count // 12
            now += STEPS.get(draft.direction or "present", 0)
            return make(now // count, now % count + 1)._replace(anchor="published")
        of = draft.of or Draft(draft.first, draft.last, "year", direction=draft.direction)
        if draft.of is None and of.direction is None:
            of.direction = "present"
        year = self._year_number(of, False)
        if isinstance(year, Value):
            return year
        return make(year[0], draft.number)._replace(anchor=year[1])

    def _week(self, draft: Draft) -> Value:
        if draft.of is not None and draft.number is not None:
            inner = self.resolved(draft.of)
            if inner.earliest is None:
                return inner
            if draft.number < 0 and inner.latest is not None:
                thursday = inner.latest - timedelta(days=(inner.latest.isoweekday() - 4) % 7)
                return values.week(thursday)._replace(anchor=inner.anchor)
            # ISO 8601: a week belongs to the year, and here to the month, of its Thursday.
            thursday = inner.earliest + timedelta(days=(4 - inner.earliest.isoweekday()) % 7)
            thursday += timedelta(days=7 * (draft.number - 1))
            return values.week(thursday)._replace(anchor=inner.anchor)
        if draft.direction in TEXTUAL:
            if self._earlier.value is None or self._earlier.value.earliest is None:
                if self._anchor is None or draft.direction == "same":
                    return Value(None, why=UNNAMED)
                when = self._anchor + timedelta(days=7 * TEXTUAL[draft.direction])
                return values.week(when)._replace(anchor="published", why=ASSUMED)
            when = self._earlier.value.earliest
            when += timedelta(days=7 * TEXTUAL[draft.direction])
            return values.week(when)._replace(anchor=self._earlier.index)
        if self._anchor is None:
            return Value(None, why=UNANCHORED)
        step = STEPS.get(draft.direction or "present", 0)
        return values.week(self._anchor + timedelta(days=7 * step))._replace(anchor="published")

    def _season(self, draft: Draft) -> Value:
        name = draft.name or "SU"
        if draft.every:
            return Value(f"XXXX-{name}")
        if draft.of is not None:
            year = self._year_number(draft.of, False)
            if isinstance(year, Value):
                return year
            return values.season(year[0], name)._replace(anchor=year[1])
        if self._anchor is None:
            return Value(None, why=UNANCHORED)
        choices = [values.season(self._anchor.year + step, name) for step in (-2, -1, 0, 1, 2)]
        now = self._anchor
        past = [v for v in choices if v.latest is not None and v.latest < now]
        coming = [v for v in choices if v.earliest is not None and v.earliest > now]
        here = [v for v in choices if v not in past and v not in coming]
        if draft.direction in ("past", "past2", "before"):
            chosen = past[-1]
        elif draft.direction in ("future", "future2", "next"):
            chosen = coming[0]
        else:
            chosen = here[0] if here else values.season(now.year, name)
        return chosen._replace(anchor="published")

    def _decade(self, draft: Draft) -> Value:
        if draft.number is None:
            if self._anchor is None:
                return Value(None, why=UNANCHORED)
            if draft.direction == "last":
                return Value("P10Y")
            step = STEPS.get(draft.direction or "present", 0)
            first = self._anchor.year // 10 * 10 + 10 * step
            return values.decade(first)._replace(anchor="published")
        if draft.calendar == "hijri":
            opens, ends = hijri_year(1300 + draft.number), hijri_year(1309 + draft.number)
            if opens is None or ends is None:
                return Value(None, why="outside the tables of the Umm al-Qura calendar")
            return values.span(opens[0], ends[1], why="a Hijri decade")
        century = 20
        if draft.of is not None:
            inner = self._century(draft.of)
            if inner.value is None:
                return inner
            century = int(inner.value) + 1
        return values.decade(100 * (century - 1) + draft.number)

    def _century(self, draft: Draft) -> Value:
        if draft.number is not None:
            return values.century(draft.number)
        if self._anchor is None:
            return Value(None, why=UNANCHORED)
        step = STEPS.get(draft.direction or "present", 0)
        return values.century(self._anchor.year // 100 + 1 + step)._replace(anchor="published")

    @abstractmethod
    def resolved(self, draft: Draft) -> Value:
        """Return the value of any draft, for periods that lie in others."""


def _hijri_in(year: int, month: int) -> int:
    """Return the Hijri year whose ``month`` begins in the Gregorian ``year`` (رمضان 2019)."""
    start = to_hijri(date(year, 1, 1))
    if start is None:
        return year
    days = (hijri_day(start[0] + step, month, 1) for step in (0, 1))
    return start[0] + next((i for i, day in enumerate(days) if day and day.year == year), 0)


def _parts(when: date) -> tuple[int, int, int]:
    return when.year, when.month, when.day


def _year_of(of: Draft, day: int | None, now: tuple[int, int, int], way: Tense | None) -> int:
    """Return the year of a month that names none, from its orienting word or the tense."""
    month = of.month or now[1]
    earlier = (month, day or 0) < (now[1], now[2] if day else 0)
    later = (month, day or 99) > (now[1], now[2] if day else 99)
    match of.direction:
        case "past" | "last":
            return now[0] if earlier else now[0] - 1
        case "past2":
            return now[0] - 1 if earlier else now[0] - 2
        case "future":
            return now[0] if later else now[0] + 1
        case "future2":
            return now[0] + 1 if later else now[0] + 2
        case "present":
            return now[0]

    def cost(year: int) -> tuple[int, int]:
        distance = (year - now[0]) * 12 + month - now[1]
        if distance > 0 and way in ("past", None):
            distance += _PAST_EVIDENCE
        elif distance < 0 and way == "future":
            distance -= _FUTURE_EVIDENCE
        return abs(distance), distance

    return min((now[0] - 1, now[0], now[0] + 1), key=cost)
