"""Months as they are written: شهر أغسطس/آب 2015، يوليو الماضي، الشهر الحالي، شهر 3."""

from __future__ import annotations

from tawatur.language.calendars import Calendar
from tawatur.language.times.model import Draft
from tawatur.language.times.reader import Reader
from tawatur.language.times.words import cues
from tawatur.language.times.years import direction, year, year_number

__all__ = ["any_month", "calendar_month", "month", "numbered_month"]


def month(reader: Reader, index: int, *, day: bool = False) -> Draft | None:
    """Return the month at ``index``: شهر أغسطس/آب 2015، يوليو الماضي، رمضان 1436هـ.

    With ``day`` a day stands before it, so that ambiguous names are months as well.
    """
    at, headed = index, False
    unit = reader.unit(at)
    if unit is not None and unit.code == "MO" and unit.number == "1" and not unit.definite:
        at, headed = at + 1, True
    this = reader.sense(at, "this")
    if this is not None:
        at = this.last + 1
    sense = reader.sense(at, "month", particle=not (day or headed))
    if sense is None:
        return None
    match = reader.month(at, sense.entry.value)
    if match is None:
        return None
    chosen = match.month
    found = Draft(
        index,
        match.last,
        "month",
        None if at > index else reader.start(sense, at),
        calendar=chosen.calendar,
        month=chosen.number,
    )
    if this is not None:
        found.direction = "present"
    if not match.agree:
        found.why = "the two names are of different months; read by the first"
    _complete(reader, found, comma=day)
    if chosen.bare in ("free", "cued") and not (day or found.of or found.direction):
        dated = _day_behind(reader, found)
        if dated is not None:
            return dated
    marked = found.of is not None or found.direction is not None
    if not (marked or headed or day or match.names > 1):
        if chosen.bare in ("marked", "paired") and not _written_with_madda(reader, at):
            return None
        cued = sense.entry.prefix.endswith(("ب", "ل")) or (
            reader.preposition_before(at) and not reader.before(at, "month_not_before")
        )
        if chosen.bare != "free" and not cued:
            return None
    sure = headed or match.names > 1 or (day and found.of is not None)
    if chosen.bare == "paired" and not (sure or (day and reader.word(at - 1) == "من")):
        return None
    if chosen.bare == "marked" and not day and reader.before(at, "month_not_before"):
        return None
    return found


def _day_behind(reader: Reader, found: Draft) -> Draft | None:
    """Read the day that stands behind its month: أكتوبر 2، يوليو 13-15، أغسطس 12، 2015."""
    at = found.last + 1
    if reader.word(at) == "/" and reader.number(at + 1):
        at += 1
    number = reader.number(at)
    if number is None or number.particle or not 1 <= (number.whole or 0) <= 31:
        return None
    if not (number.digits and len(reader.text[at]) <= 2) and not number.ordinal:
        return None
    after = number.last + 1
    behind = reader.skip_marks(after, "،,")
    year_behind = _year_after(reader, behind, found.calendar)
    ranged = reader.word(after) in cues("range") | {"-"} and reader.number(after + 1) is not None
    ends = after >= reader.size or (
        reader.kind[after] == "mark" and reader.word(after) not in ("/", "%", "-", ":")
    )
    if year_behind is None and not ranged and not ends:
        return None
    of = Draft(found.first, number.last, "month", None, found.calendar, month=found.month)
    of.of = year_behind
    last = number.last if year_behind is None else year_behind.last
    return Draft(found.first, last, "day", found.start, found.calendar, day=number.whole, of=of)


def _written_with_madda(reader: Reader, index: int) -> bool:
    # «آب» is August, «أب» more often a father.
    tokens = reader.tokens
    return "\u0622" in tokens.folded.original[tokens.start[index] : tokens.end[index]]


def _complete(reader: Reader, found: Draft, *, comma: bool = False) -> None:
    """Read what follows a month: its year, an orienting word, or the year it lies in."""
    after = reader.skip_marks(found.last + 1, "،,") if comma else found.last + 1
    number = _year_after(reader, after, found.calendar)
    if number is not None:
        found.of, found.last = number, number.last
        oriented = direction(reader, number.last + 1)
        if oriented is not None and oriented[0] in ("past", "present", "future"):
            number.direction, found.last = oriented
        return
    oriented = direction(reader, found.last + 1)
    if oriented is not None:
        found.direction, found.last = oriented
        number = _year_after(reader, found.last + 1, found.calendar)
        if number is not None:
            found.of, found.last = number, number.last
        return
    joint = found.last + 1
    if reader.word(joint) in ("من", "ل", "في"):
        unit = reader.unit(joint + 2) if reader.sense(joint + 1, "every") else None
        if unit is not None and unit.code == "Y" and unit.number == "1":
            found.every, found.last = True, joint + 2
            return
        inner = year(reader, joint + 1)
        if inner is None and reader.word(joint) == "من":
            inner = year_number(reader, joint + 1, bare=True)
        if inner is not None:
            found.of, found.last = inner, inner.last
        return
    inner = None if reader.word(joint).startswith(("و", "ف")) else year(reader, joint)
    if inner is not None:
        found.of, found.last = inner, inner.last


def _year_after(reader: Reader, index: int, calendar: Calendar) -> Draft | None:
    found = year_number(reader, index)
    if found is None:
        return None
    if calendar == "gregorian" and found.calendar == "hijri":
        # 5 ديسمبر 1391: no era is written, and the month is Gregorian.
        written = reader.number(index)
        if written is None or found.last > written.last:
            return None
        found.calendar = "gregorian"
    if calendar == "hijri" and found.calendar == "gregorian":
        return found if (found.year or 0) > 1500 else None
    return found


def any_month(reader: Reader, index: int) -> Draft | None:
    """Return the month at ``index``, by name, place or number; a particle may be written on."""
    sense = reader.sense(index, "unit", particle=True)
    if sense is not None and sense.entry.prefix in ("ب", "ل") and sense.entry.value == "شهر":
        found = month(reader, index + 1, day=True) or numbered_month(reader, index)
        if found is not None:
            found.first = index
            return found
    return (
        month(reader, index, day=True)
        or month(reader, index)
        or calendar_month(reader, index)
        or numbered_month(reader, index)
    )


def numbered_month(reader: Reader, index: int) -> Draft | None:
    """Read شهر 3، الشهر الثامن as months of the Gregorian year."""
    sense = reader.sense(index, "unit", particle=True)
    unit = None if sense is None else reader.units[sense.entry.value]
    if unit is None or unit.code != "MO" or unit.number != "1":
        return None
    number = reader.number(index + 1)
    if number is None or number.particle or not 1 <= (number.whole or 0) <= 12:
        return None
    if number.ordinal != unit.definite or (not number.digits and number.whole == 1):
        return None
    if number.digits and reader.unit(number.last + 1) is not None:
        return None
    found = Draft(index, number.last, "month", month=number.whole)
    _complete(reader, found)
    return found


def calendar_month(reader: Reader, index: int) -> Draft | None:
    """Return the month that is called by its place: الشهر الحالي، هذا الشهر، نفس الشهر."""
    pointed = reader.pointed_unit(index)
    if pointed is None or pointed.form.code != "MO" or not pointed.form.definite:
        return None
    found = Draft(index, pointed.last, "month", pointed.start, direction=pointed.direction)
    if found.direction is not None:
        return found
    oriented = direction(reader, pointed.last + 1)
    if oriented is None:
        return None
    found.direction, found.last = oriented
    return found
