"""From an expression as written to its value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from tawatur.language.calendars import (
    feast_day,
    hijri_day,
    hijri_month,
    hijri_year,
    to_hijri,
    valid_day,
)
from tawatur.language.times import values
from tawatur.language.times.model import Draft, Value
from tawatur.language.times.tense import Tense

__all__ = ["Earlier", "Resolver"]

Anchor = int | Literal["published"] | None
_STEPS = {"past": -1, "past2": -2, "future": 1, "future2": 2, "present": 0, "last": -1}
_TEXTUAL = {"same": 0, "next": 1, "before": -1}
# A month without a year is the nearest one; evidence of tense outweighs this many months.
_PAST_EVIDENCE, _FUTURE_EVIDENCE = 3, 6
_UNANCHORED = "relative to the day of publication, which is not known"
_ASSUMED = "no time was named before; told from the day of publication"
_UNNAMED = "relative to a time that the text does not name"


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


class Resolver:
    """Resolves the drafts of one text, in the order of the text."""

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

    def resolve(self, draft: Draft, earlier: Earlier) -> Value:
        """Return the value of ``draft``, or no value with the reason."""
        self._earlier, self._top = earlier, draft
        return self._resolve(draft)

    def _resolve(self, draft: Draft) -> Value:
        match draft.shape:
            case "day":
                return self._day(draft)
            case "month":
                return self._month(draft)
            case "year":
                return self._year(draft)
            case "week":
                return self._week(draft)
            case "quarter" | "half":
                return self._part_of_year(draft)
            case "season":
                return self._season(draft)
            case "decade":
                return self._decade(draft)
            case "century":
                return self._century(draft)
            case "feast":
                return self._feast(draft)
            case "clock":
                return self._clock(draft)
            case "ago" | "ahead":
                return self._told(draft)
            case "length":
                return Value(
                    values.length_value(draft.amount, draft.unit or "D", draft.extra),
                    vague=draft.amount is None,
                )
            case "set":
                return self._set(draft)
            case "ref":
                return Value(draft.ref, anchor=self._published(), vague=True)

    def _published(self) -> Anchor:
        return "published" if self._anchor is not None else None

    def _way(self) -> Tense | None:
        return self._tense(self._top) if self._top is not None else None

    # Days

    def _day(self, draft: Draft) -> Value:
        if draft.of is not None and draft.number is not None:
            return self._placed(draft, draft.of, draft.number)
        if draft.of is not None and draft.day is not None:
            return self._dated(draft)
        if draft.direction in _TEXTUAL and draft.weekday is None:
            if self._earlier.day is None:
                return self._unnamed(draft)
            index, when = self._earlier.day
            when += timedelta(days=_TEXTUAL[draft.direction])
            return values.day(when, draft.part)._replace(anchor=index)
        if self._anchor is None:
            return Value(None, why=_UNANCHORED)
        if draft.shift is not None:
            return self._shifted(draft, self._anchor, draft.shift)
        if draft.weekday is None:
            shift = _STEPS.get(draft.direction or "present", 0)
            return self._shifted(draft, self._anchor, shift)
        if draft.of is not None:
            inner = self._resolve(draft.of)
            if inner.earliest is None:
                return inner
            when = inner.earliest + timedelta(days=draft.weekday - 1)
            return values.day(when, draft.part)._replace(anchor=inner.anchor)
        return self._weekday(draft, self._anchor, draft.weekday)

    def _unnamed(self, draft: Draft) -> Value:
        """Resolve «اليوم التالي» against the day of publication when no time was named before."""
        if self._anchor is None or draft.direction == "same":
            return Value(None, why=_UNNAMED)
        when = self._anchor + timedelta(days=_TEXTUAL[draft.direction or "same"])
        return values.day(when, draft.part)._replace(anchor="published", why=_ASSUMED)

    def _placed(self, draft: Draft, of: Draft, place: int) -> Value:
        """Resolve a day that is counted within its month: the third Tuesday, the last day."""
        inner = self._resolve(of)
        if inner.earliest is None or inner.latest is None:
            return inner
        if draft.weekday is None:
            step = timedelta(days=place - 1)
            when = inner.latest if place < 0 else inner.earliest + step
        elif place < 0:
            when = inner.latest - timedelta(days=(inner.latest.isoweekday() - draft.weekday) % 7)
        else:
            when = inner.earliest + timedelta(days=place - 1)
            if when.isoweekday() != draft.weekday:
                # «الثلاثاء الثالث من أيلول»: the third Tuesday, for the third is no Tuesday.
                first = (draft.weekday - inner.earliest.isoweekday()) % 7
                when = inner.earliest + timedelta(days=first + 7 * (place - 1))
        if not inner.earliest <= when <= inner.latest:
            return Value(None, anchor=inner.anchor, why="there is no such day")
        return values.day(when, draft.part)._replace(anchor=inner.anchor)

    def _shifted(self, draft: Draft, anchor: date, shift: int) -> Value:
        when = anchor + timedelta(days=shift)
        why = None
        if draft.weekday is not None and when.isoweekday() != draft.weekday:
            when = _nearest(when, draft.weekday)
            why = "the weekday named is not that of the publication; the nearest such day"
        return values.day(when, draft.part)._replace(anchor="published", why=why)

    def _weekday(self, draft: Draft, anchor: date, weekday: int) -> Value:
        back = (anchor.isoweekday() - weekday) % 7
        ahead = (weekday - anchor.isoweekday()) % 7
        why = None
        match draft.direction:
            case "past" | "before" | "last":
                step = -(back or 7)
                if step == -1 and self._yesterday:
                    step, why = -8, "yesterday is called so in this text; the week before"
            case "past2":
                step = -(back or 7) - 7
            case "future" | "next":
                step = ahead or 7
            case "future2":
                step = (ahead or 7) + 7
            case "present":
                step = ahead if self._way() == "future" else weekday - anchor.isoweekday()
            case _:
                way = self._way()
                if way == "future":
                    step = ahead
                elif way == "present":
                    step = ahead if ahead <= back else -back
                else:
                    step = -back
        when = anchor + timedelta(days=step)
        return values.day(when, draft.part)._replace(anchor="published", why=why)

    def _dated(self, draft: Draft) -> Value:
        """Resolve a day of a month, with or without its year."""
        of, number = draft.of, draft.day
        if of is None or number is None:
            raise AssertionError("a date has a day and a month")
        if draft.every and of.month is not None:
            return Value(f"XXXX-{of.month:02d}-{number:02d}")
        place = self._place(of, number, draft)
        if isinstance(place, Value):
            return place
        year, month, anchor = place
        if of.calendar == "hijri":
            when = hijri_day(year, month, number)
            missing = "outside the tables of the Umm al-Qura calendar"
        else:
            when = valid_day(year, month, number)
            missing = "there is no such day"
        if when is None:
            return Value(None, anchor=anchor, why=missing)
        why = draft.why
        if draft.weekday is not None and when.isoweekday() != draft.weekday:
            why = f"{when.isoformat()} is not the weekday named beside it"
        return values.day(when, draft.part)._replace(anchor=anchor, why=why)

    # Months and years

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
        if of.direction in _TEXTUAL:
            earlier = self._earlier
            first = self._anchor
            if earlier.value is not None and earlier.value.earliest is not None:
                first = earlier.value.earliest
            elif first is None or of.direction == "same":
                return Value(None, why=_UNNAMED)
            step = _TEXTUAL[of.direction]
            index: Anchor = "published" if earlier.index is None else earlier.index
            if of.month is None:
                moved = values.add_months(first, step)
                return moved.year, moved.month, index
            return first.year + step, of.month, index
        if self._anchor is None:
            return Value(None, why=_UNANCHORED)
        now = to_hijri(self._anchor) if hijri else _parts(self._anchor)
        if now is None:
            return Value(None, why="outside the tables of the Umm al-Qura calendar")
        if of.month is None:
            total = now[0] * 12 + now[1] - 1
            if of.direction is not None:
                total += _STEPS[of.direction]
            elif day is not None and draft is not None:
                total += self._nearest_month(now, day, draft)
            return total // 12, total % 12 + 1, "published"
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
        if draft.direction in _TEXTUAL:
            earlier = self._earlier
            if earlier.value is not None and earlier.value.earliest is not None:
                return earlier.value.earliest.year + _TEXTUAL[draft.direction], earlier.index
            if self._anchor is None or draft.direction == "same":
                return Value(None, why=_UNNAMED)
            return self._anchor.year + _TEXTUAL[draft.direction], "published"
        if self._anchor is None:
            return Value(None, why=_UNANCHORED)
        now = to_hijri(self._anchor) if hijri else _parts(self._anchor)
        if now is None:
            return Value(None, why="outside the tables of the Umm al-Qura calendar")
        return now[0] + _STEPS.get(draft.direction or "present", 0), "published"

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
        why = "a school or budget year is named by the year it begins in" if draft.name else None
        return values.year(year)._replace(anchor=anchor, why=why)

    def _part_of_year(self, draft: Draft) -> Value:
        quarter = draft.shape == "quarter"
        letter, count = ("Q", 4) if quarter else ("H", 2)
        if draft.every:
            return Value(f"XXXX-{letter}{draft.number}")
        make = values.quarter if quarter else values.half
        if draft.number is None:
            if self._anchor is None:
                return Value(None, why=_UNANCHORED)
            now = self._anchor.year * count + (self._anchor.month - 1) * count // 12
            now += _STEPS.get(draft.direction or "present", 0)
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
            inner = self._resolve(draft.of)
            if inner.earliest is None:
                return inner
            if draft.number < 0 and inner.latest is not None:
                thursday = inner.latest - timedelta(days=(inner.latest.isoweekday() - 4) % 7)
                return values.week(thursday)._replace(anchor=inner.anchor)
            # ISO 8601: a week belongs to the year, and here to the month, of its Thursday.
            thursday = inner.earliest + timedelta(days=(4 - inner.earliest.isoweekday()) % 7)
            thursday += timedelta(days=7 * (draft.number - 1))
            return values.week(thursday)._replace(anchor=inner.anchor)
        if draft.direction in _TEXTUAL:
            if self._earlier.value is None or self._earlier.value.earliest is None:
                if self._anchor is None or draft.direction == "same":
                    return Value(None, why=_UNNAMED)
                when = self._anchor + timedelta(days=7 * _TEXTUAL[draft.direction])
                return values.week(when)._replace(anchor="published", why=_ASSUMED)
            when = self._earlier.value.earliest
            when += timedelta(days=7 * _TEXTUAL[draft.direction])
            return values.week(when)._replace(anchor=self._earlier.index)
        if self._anchor is None:
            return Value(None, why=_UNANCHORED)
        step = _STEPS.get(draft.direction or "present", 0)
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
            return Value(None, why=_UNANCHORED)
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
                return Value(None, why=_UNANCHORED)
            if draft.direction == "last":
                return Value("P10Y")
            step = _STEPS.get(draft.direction or "present", 0)
            first = self._anchor.year // 10 * 10 + 10 * step
            return values.decade(first)._replace(anchor="published")
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
            return Value(None, why=_UNANCHORED)
        step = _STEPS.get(draft.direction or "present", 0)
        return values.century(self._anchor.year // 100 + 1 + step)._replace(anchor="published")

    def _feast(self, draft: Draft) -> Value:
        kind, month, number = draft.name or "gregorian", draft.month or 0, draft.day or 0
        if draft.of is not None and draft.of.calendar == "hijri" and draft.of.year is not None:
            when = hijri_day(draft.of.year, month, number) if kind == "hijri" else None
            return values.day(when) if when else Value(None, why="no such day")
        if draft.of is not None:
            year = self._year_number(draft.of, False)
            if isinstance(year, Value):
                return year
            days = feast_day(kind, month, number, year[0])
            if not days:
                return Value(None, why="the feast does not fall in that year")
            return values.day(days[0], draft.part)._replace(anchor=year[1])
        if self._anchor is None:
            return Value(None, why=_UNANCHORED)
        now = self._anchor
        days = [
            when for step in (-1, 0, 1) for when in feast_day(kind, month, number, now.year + step)
        ]
        past = [when for when in days if when <= now]
        coming = [when for when in days if when >= now]
        nearest = min(days, key=lambda when: (abs((when - now).days), when)) if days else None
        if draft.direction is None and self._way() == "future":
            nearest = coming[0] if coming else None
        if draft.direction in ("past", "last"):
            nearest = past[-1] if past else None
        elif draft.direction in ("future", "next"):
            nearest = coming[0] if coming else None
        if nearest is None:
            return Value(None, why="outside the tables of the Umm al-Qura calendar")
        return values.day(nearest)._replace(anchor="published")

    # Clock times, told lengths, sets

    def _clock(self, draft: Draft) -> Value:
        hour, minute = draft.clock or (0, 0)
        anchor: Anchor = None
        if draft.of is not None:
            inner = self._resolve(replace(draft.of, part=None))
            if inner.earliest is None:
                return inner
            when, anchor = inner.earliest, inner.anchor
        elif self._earlier.day is not None and self._close(draft, self._earlier.last):
            anchor, when = self._earlier.day
        elif self._anchor is not None:
            when, anchor = self._anchor, "published"
        else:
            return Value(None, why=_UNANCHORED)
        return Value(f"{when.isoformat()}T{hour:02d}:{minute:02d}", when, when, anchor)

    def _told(self, draft: Draft) -> Value:
        sign = -1 if draft.shape == "ago" else 1
        unit, amount = draft.unit or "D", draft.amount
        if amount is None:
            ref = "PAST_REF" if sign < 0 else "FUTURE_REF"
            return Value(ref, anchor=self._published(), vague=True)
        if self._anchor is None:
            return Value(None, why=_UNANCHORED)
        if unit in ("S", "M", "H"):
            return Value(None, anchor="published", why="the hour of writing is not known")
        found: Value
        if unit in ("D", "N", "W"):
            days = round(amount * (7 if unit == "W" else 1))
            found = values.day(self._anchor + timedelta(days=sign * days))
        else:
            scale = {"MO": 1, "Y": 12, "DE": 120, "CE": 1200}[unit]
            months = round(amount * scale)
            months += sum(round(n) for n, u in draft.extra if u == "MO")
            if not 0 < self._anchor.year * 12 + sign * months < 119000:
                return Value(None, why="no such year")
            when = values.add_months(self._anchor, sign * months)
            by_month = unit == "MO" or months % 12
            found = values.month(when.year, when.month) if by_month else values.year(when.year)
        return found._replace(anchor="published")

    def _set(self, draft: Draft) -> Value:
        if draft.weekday is not None:
            return Value(f"XXXX-WXX-{draft.weekday}")
        return Value(values.length_value(draft.amount, draft.unit or "D"))


def _hijri_in(year: int, month: int) -> int:
    """Return the Hijri year whose ``month`` begins in the Gregorian ``year`` (رمضان 2019)."""
    start = to_hijri(date(year, 1, 1))
    if start is None:
        return year
    days = (hijri_day(start[0] + step, month, 1) for step in (0, 1))
    return start[0] + next((i for i, day in enumerate(days) if day and day.year == year), 0)


def _parts(when: date) -> tuple[int, int, int]:
    return when.year, when.month, when.day


def _nearest(when: date, weekday: int) -> date:
    step = (weekday - when.isoweekday() + 3) % 7 - 3
    return when + timedelta(days=step)


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
