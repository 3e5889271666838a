"""From an expression as written to its value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tawatur.language.calendars import feast_day, hijri_day, valid_day
from tawatur.language.times import values
from tawatur.language.times.model import Draft, Value
from tawatur.language.times.resolve_periods import (
    ASSUMED,
    STEPS,
    TEXTUAL,
    UNANCHORED,
    UNNAMED,
    Anchor,
    Earlier,
    Periods,
)

__all__ = ["Earlier", "Resolver"]


class Resolver(Periods):
    """Resolves the drafts of one text, in the order of the text."""

    def resolve(self, draft: Draft, earlier: Earlier) -> Value:
        """Return the value of ``draft``, or no value with the reason."""
        self._earlier, self._top = earlier, draft
        return self.resolved(draft)

    def resolved(self, draft: Draft) -> Value:
        """Return the value of ``draft``, by its shape."""
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

    def _day(self, draft: Draft) -> Value:
        if draft.of is not None and draft.number is not None:
            return self._placed(draft, draft.of, draft.number)
        if draft.of is not None and draft.day is not None:
            return self._dated(draft)
        if draft.direction in TEXTUAL and draft.weekday is None:
            if self._earlier.day is None:
                return self._unnamed(draft)
            index, when = self._earlier.day
            when += timedelta(days=TEXTUAL[draft.direction])
            return values.day(when, draft.part)._replace(anchor=index)
        if self._anchor is None:
            return Value(None, why=UNANCHORED)
        if draft.shift is not None:
            return self._shifted(draft, self._anchor, draft.shift)
        if draft.weekday is None:
            shift = STEPS.get(draft.direction or "present", 0)
            return self._shifted(draft, self._anchor, shift)
        if draft.of is not None:
            inner = self.resolved(draft.of)
            if inner.earliest is None:
                return inner
            when = inner.earliest + timedelta(days=draft.weekday - 1)
            return values.day(when, draft.part)._replace(anchor=inner.anchor)
        return self._weekday(draft, self._anchor, draft.weekday)

    def _unnamed(self, draft: Draft) -> Value:
        """Resolve «اليوم التالي» against the day of publication when no time was named before."""
        if self._anchor is None or draft.direction == "same":
            return Value(None, why=UNNAMED)
        when = self._anchor + timedelta(days=TEXTUAL[draft.direction or "same"])
        return values.day(when, draft.part)._replace(anchor="published", why=ASSUMED)

    def _placed(self, draft: Draft, of: Draft, place: int) -> Value:
        """Resolve a day that is counted within its month: the third Tuesday, the last day."""
        inner = self.resolved(of)
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
            return Value(None, why=UNANCHORED)
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

    def _clock(self, draft: Draft) -> Value:
        hour, minute = draft.clock or (0, 0)
        anchor: Anchor = None
        if draft.of is not None:
            inner = self.resolved(replace(draft.of, part=None))
            if inner.earliest is None:
                return inner
            when, anchor = inner.earliest, inner.anchor
        elif self._earlier.day is not None and self._close(draft, self._earlier.last):
            anchor, when = self._earlier.day
        elif self._anchor is not None:
            when, anchor = self._anchor, "published"
        else:
            return Value(None, why=UNANCHORED)
        return Value(f"{when.isoformat()}T{hour:02d}:{minute:02d}", when, when, anchor)

    def _told(self, draft: Draft) -> Value:
        sign = -1 if draft.shape == "ago" else 1
        unit, amount = draft.unit or "D", draft.amount
        if amount is None:
            ref = "PAST_REF" if sign < 0 else "FUTURE_REF"
            return Value(ref, anchor=self._published(), vague=True)
        if self._anchor is None:
            return Value(None, why=UNANCHORED)
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


def _nearest(when: date, weekday: int) -> date:
    step = (weekday - when.isoweekday() + 3) % 7 - 3
    return when + timedelta(days=step)
