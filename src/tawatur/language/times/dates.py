"""Days as they are written: 17 أغسطس/آب الحالي، السابع عشر من الشهر، أمس."""

from __future__ import annotations

from tawatur.language.times.figures import numeric
from tawatur.language.times.model import Draft
from tawatur.language.times.months import calendar_month, month, numbered_month
from tawatur.language.times.reader import Number, Reader
from tawatur.language.times.words import cues
from tawatur.language.times.years import direction

__all__ = ["day_of_month", "relative_day"]


# What stands between the days of a list: 12 و13 مارس، 12-13 مارس.
_LISTED = frozenset({"-", "و", "،", "او"})


def day_number(reader: Reader, index: int) -> Number | None:
    """Return the number of a day (1 to 31) at ``index``, in digits or words."""
    first = reader.sense(index, "first", particle=True)
    number = reader.number(index)
    if number is None and first is not None:
        return Number(1, first.last, False, True, reader.start(first, index), False)
    if number is None or number.whole is None or not 1 <= number.whole <= 31:
        return None
    if number.digits and len(reader.text[index]) > 2:
        return None
    return number


def day_of_month(reader: Reader, index: int) -> Draft | None:
    """Return the date at ``index`` that begins with the number of a day.

    17 أغسطس 2015، السابع عشر من الشهر الحالي، 20 الجاري، 12 و13 مارس (the first of two).
    """
    number = day_number(reader, index)
    if number is None:
        return None
    after = number.last + 1
    if number.digits and reader.word(after) in ("/", "-", ".") and reader.sense(after + 1, "month"):
        after += 1
    of = _month_of_day(reader, after)
    if of is None and number.digits and reader.word(after) in _LISTED | cues("range"):
        # 12 و13 مارس: the month of the second is that of the first.
        second = reader.number(after + 1)
        if second is not None and second.digits and 1 <= (second.whole or 0) <= 31:
            whole = numeric(reader, after + 1)
            of = whole.of if whole else _month_of_day(reader, second.last + 1)
            if of is None and reader.word(index - 1) in ("من", "بين"):
                # من 4 إلى 22 في الشهر المقبل
                behind = second.last + 1
                of = calendar_month(reader, behind + 1 if reader.word(behind) == "في" else behind)
            if of is not None:
                return Draft(
                    index, number.last, "day", number.start, of.calendar, day=number.whole, of=of
                )
        return None
    if of is None and number.ordinal:
        # من الثالث حتى السادس من أكتوبر، الأول والثاني من سبتمبر
        ranged = reader.word(after) in cues("range")
        second = day_number(reader, after + 1 if ranged else after)
        if second is not None and second.ordinal and ranged != second.particle:
            of = _month_of_day(reader, second.last + 1)
            if of is not None:
                return Draft(
                    index, number.last, "day", number.start, of.calendar, day=number.whole, of=of
                )
        return None
    if of is not None and of.calendar == "hijri" and reader.word(after - 1) == "-" and not of.of:
        # «2 - صفر» is a score.
        return None
    if of is None:
        oriented = direction(reader, after) if (number.digits or number.ordinal) else None
        if (
            oriented is None
            or oriented[0] not in ("past", "future", "present")
            or (not number.digits)
        ):
            return None
        if reader.unit(index - 1) is None and not reader.preposition_before(index):
            return None
        of = Draft(after, oriented[1], "month", direction=oriented[0])
    found = Draft(index, of.last, "day", number.start, of.calendar, day=number.whole, of=of)
    found.every = of.every
    found.why = of.why
    return found


def _month_of_day(reader: Reader, index: int) -> Draft | None:
    at = index
    if reader.word(at) == "من":
        at += 1
    elif reader.word(at) == "منه":
        return Draft(index, index, "month", direction="same")
    found = month(reader, at, day=True)
    if found is None and at > index:
        found = calendar_month(reader, at) or numbered_month(reader, at)
    return found


def relative_day(reader: Reader, index: int) -> Draft | None:
    """Return the day at ``index`` that is told from the day of writing: أمس، اليوم، بعد غد."""
    sense = reader.sense(index, "day", particle=True)
    if sense is None:
        return None
    return Draft(
        index,
        sense.last,
        "day",
        reader.start(sense, index),
        shift=int(sense.entry.value),
        today=sense.entry.value == "0",
    )
