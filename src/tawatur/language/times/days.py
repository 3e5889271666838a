"""Whole days with everything that names them: يوم أمس الأحد (2 آب 2015)، الجمعة الماضية."""

from __future__ import annotations

from dataclasses import replace

from tawatur.language.times.dates import day_of_month, relative_day
from tawatur.language.times.figures import numeric
from tawatur.language.times.model import Draft
from tawatur.language.times.months import month
from tawatur.language.times.periods import period
from tawatur.language.times.reader import Reader
from tawatur.language.times.words import cues, feasts
from tawatur.language.times.years import direction, year_number

__all__ = ["day_level", "explicit"]

_OPEN = {"(": ")", "[": "]", "«": "»", '"': '"'}
_WEEK_AND_ABOVE = ("week", "month", "year")


def explicit(reader: Reader, index: int) -> Draft | None:
    """Return the date with day and month at ``index``, in figures or names."""
    found = numeric(reader, index) or day_of_month(reader, index)
    if found is None and reader.sense(index, "month"):
        found = month(reader, index)
    return found if found is not None and found.shape == "day" else None


def day_level(reader: Reader, index: int) -> Draft | None:
    """Return the day at ``index`` with its weekday, date, second calendar and orienting word."""
    at = index
    unit = reader.sense(at, "unit", particle=True)
    headed = unit is not None and unit.entry.value in ("يوم", "نهار")
    start: int | None = None
    if headed and unit is not None:
        start = reader.start(unit, at)
        at += 1
    this = reader.sense(at, "this")
    if this is not None and reader.sense(this.last + 1, "weekday", "unit"):
        at = this.last + 1
    bracketed = False
    if headed and reader.word(at) == "(" and reader.sense(at + 1, "weekday"):
        at, bracketed = at + 1, True
    found = (
        _relative(reader, at)
        or _weekday(reader, at, headed, bracketed)
        or explicit(reader, at)
        or _this_day(reader, at, index)
        or feast(reader, at)
    )
    if found is None:
        if headed:
            return _bare_number(reader, at, index, start)
        return None
    if at > index:
        found.first = index
        found.start = start
        if this is not None and found.weekday and not found.direction:
            found.direction = "present"
    return _equal(reader, found)


def _bare_number(reader: Reader, at: int, index: int, start: int | None) -> Draft | None:
    """Read «يوم 27» as the 27th of the month that the text makes likely."""
    number = reader.number(at)
    if number is None or not number.digits or not 1 <= (number.whole or 0) <= 31:
        return None
    if len(reader.text[at]) > 2 or reader.word(at + 1) in ("/", "%", "."):
        return None
    of = Draft(at, at, "month")
    return Draft(index, number.last, "day", start, day=number.whole, of=of)


def _relative(reader: Reader, index: int) -> Draft | None:
    found = relative_day(reader, index)
    if found is None:
        return None
    if found.today and not _today(reader, found):
        return None
    after = found.last + 1
    opening = reader.word(after)
    closing = _OPEN.get(opening)
    at = after + 1 if closing or opening in ("،", ",", "-") else after
    if reader.word(at) == "يوم" and at == after:
        at += 1
    named = reader.sense(at, "weekday")
    if named is not None and not (opening in ("،", ",", "-") and not _dated(reader, named.last)):
        inner = _weekday(reader, at, True)
        if inner is not None and inner.weekday is not None:
            last = inner.last
            if closing:
                if reader.word(last + 1) != closing:
                    return found
                last += 1
            found.weekday, found.of, found.day, found.calendar = (
                inner.weekday,
                inner.of,
                inner.day,
                inner.calendar,
            )
            found.last, found.why, found.today = last, inner.why, False
        if found.of is None and closing:
            # اليوم «السبت» 8 / 8 / 2015
            _with_date(reader, found)
        return found
    dated = explicit(reader, at)
    if dated is not None and dated.of is not None:
        last = dated.last
        if closing:
            if reader.word(last + 1) != closing:
                return found
            last += 1
        elif opening in ("،", ",", "-") and dated.of.of is None:
            return found
        found.of, found.day, found.calendar = dated.of, dated.day, dated.calendar
        found.last, found.today = last, False
    return found


def _dated(reader: Reader, index: int) -> bool:
    return explicit(reader, index + 1) is not None


def _today(reader: Reader, found: Draft) -> bool:
    """Tell whether «اليوم» stands for a day at all, not for a name or a numbered day."""
    if reader.before(found.first, "today_not_before") or reader.word(found.first - 1) == "في":
        # «ثلاث مرات في اليوم» is a rate.
        return False
    if reader.sense(found.first - 1, "that", particle=True):
        return False
    after = found.last + 1
    if reader.sense(after, "next", "same", "before", "whole", "past", "future"):
        return False
    number = reader.number(after)
    if number is not None and number.ordinal and not reader.sense(after, "weekday"):
        return False
    return reader.word(after) not in cues("day_adjective")


def _weekday(reader: Reader, index: int, headed: bool, bracketed: bool = False) -> Draft | None:
    sense = reader.sense(index, "weekday", particle=not headed)
    if sense is None:
        return None
    definite = reader.text[index].lstrip("وفبك").startswith(("ال", "لل"))
    if not headed and (not definite or reader.before(index, "weekday_not_before")):
        return None
    if (
        not definite
        and _of_week(reader, index + 1) is None
        and not (headed or reader.word(index - 1) in cues("place_word"))
    ):
        return None
    found = Draft(index, index, "day", reader.start(sense, index), weekday=int(sense.entry.value))
    if bracketed and reader.word(index + 1) == ")":
        # يوم (الأحد) الماضي
        found.last = index + 1
    after = found.last + 1
    mark = reader.word(after)
    at = after + 1 if mark in ("،", ",", "(", "-", "/", ":") else after
    if reader.sense(at, "equals") or (
        reader.word(at) in ("في", "يوم", "بتاريخ") and explicit(reader, at + 1)
    ):
        at += 1
    dated = explicit(reader, at)
    if dated is not None and dated.of is not None and dated.shift is None:
        last = dated.last
        if mark == "(":
            if reader.word(last + 1) != ")":
                return found
            last += 1
        elif mark in ("،", ",", "-", "/") and dated.of.month is None:
            return found
        found.of, found.day, found.calendar = dated.of, dated.day, dated.calendar
        found.last, found.why, found.every = last, dated.why, dated.every
        return found
    oriented = direction(reader, after)
    if oriented is not None and oriented[0] != "last":
        found.direction, found.last = oriented
        _with_date(reader, found)
        return found
    # الخميس من الأسبوع المقبل، الجمعة الأسبوع المقبل
    inner = _of_week(reader, after)
    if inner is not None:
        found.of, found.last = inner, inner.last
        return found
    number = reader.number(after)
    if (
        number is not None
        and number.digits
        and 1 <= (number.whole or 0) <= 31
        and len(reader.text[after]) <= 2
        and (after + 1 >= reader.size or reader.kind[after + 1] == "mark")
        and reader.word(after + 1) not in ("/", "-", ":", "%")
    ):
        found.day, found.last, found.of = number.whole, number.last, Draft(after, after, "month")
    return found


def _of_week(reader: Reader, index: int) -> Draft | None:
    inner = period(reader, index + 1 if reader.word(index) == "من" else index)
    return inner if inner is not None and inner.shape == "week" else None


def _with_date(reader: Reader, found: Draft) -> None:
    """Take along the date that explains an oriented weekday: الأربعاء المقبل 12 أغسطس."""
    at = found.last + 1
    closing = _OPEN.get(reader.word(at), "")
    at = at + 1 if closing or reader.word(at) in ("،", ",", "-") else at
    sense = reader.sense(at, "equals")
    if sense is not None:
        at = sense.last + 1
    dated = explicit(reader, at)
    if dated is None or dated.of is None or dated.of.month is None:
        return
    last = dated.last
    if closing:
        if reader.word(last + 1) != closing:
            return
        last += 1
    found.of, found.day, found.calendar, found.last = dated.of, dated.day, dated.calendar, last


def _this_day(reader: Reader, at: int, index: int) -> Draft | None:
    """Read نفس اليوم، اليوم نفسه، ذلك اليوم، اليوم التالي as days of what was named before."""
    head = reader.sense(at, "samehead", "that", "this")
    if head is not None and reader.word(head.last + 1) == "اليوم":
        if head.entry.role == "that":
            return None
        same = "same" if head.entry.role == "samehead" else "present"
        return Draft(index, head.last + 1, "day", direction=same)
    if reader.word(at) == "اليوم":
        oriented = direction(reader, at + 1)
        if oriented is not None and oriented[0] in ("same", "next", "before", "past", "future"):
            return Draft(index, oriented[1], "day", direction=oriented[0])
    return None


def feast(reader: Reader, index: int) -> Draft | None:
    """Return the feast or named day at ``index``, with its year where one follows."""
    sense = reader.sense(index, "feast", particle=True)
    if sense is None:
        return None
    calendar, number, day = feasts()[sense.entry.value]
    found = Draft(
        index,
        sense.last,
        "feast",
        reader.start(sense, index),
        name=calendar,
        month=number,
        day=day,
    )
    oriented = direction(reader, found.last + 1)
    if oriented is not None:
        found.direction, found.last = oriented
        return found
    at = found.last + 1
    inner = period(reader, at + 1 if reader.word(at) in ("من", "ل") else at)
    inner = inner or year_number(reader, at)
    if inner is not None and inner.shape == "year":
        found.of, found.last = inner, inner.last
    return found


def _equal(reader: Reader, found: Draft) -> Draft:
    """Take the second calendar along: 18 شوال 1436هـ الموافق 3 أغسطس 2015، ... (3 أغسطس)."""
    if found.shape != "day" or found.day is None or found.of is None or found.of.month is None:
        return found
    at = reader.skip_marks(found.last + 1, "،,")
    sense = reader.sense(at, "equals")
    closing = ""
    if sense is not None:
        at = sense.last + 1
        if reader.word(at) in ("ل", ":", "يوم"):
            at += 1
    elif reader.word(at) in _OPEN:
        closing = _OPEN[reader.word(at)]
        at += 1
    elif reader.word(at) in ("-", "/") and found.calendar == "hijri":
        at += 1
    else:
        return found
    other = explicit(reader, at)
    if other is None or other.calendar == found.calendar or other.of is None:
        return found
    last = other.last
    if other.of.last > last:
        # The first of two days: 4 - 6 أغسطس.
        return found
    if closing:
        if reader.word(last + 1) != closing:
            return found
        last += 1
    chosen = other if found.calendar == "hijri" else found
    return replace(
        found, last=last, calendar=chosen.calendar, day=chosen.day, of=chosen.of, why=chosen.why
    )
