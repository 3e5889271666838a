"""Weeks, quarters, halves, seasons, decades and centuries, and the edges of any period."""

from __future__ import annotations

from tawatur.language.times.model import Draft
from tawatur.language.times.months import calendar_month, month, numbered_month
from tawatur.language.times.reader import Reader
from tawatur.language.times.words import cues
from tawatur.language.times.years import direction, year, year_number

__all__ = ["edged", "period"]


def period(reader: Reader, index: int) -> Draft | None:
    """Return the period longer than a day that begins at ``index``."""
    return (
        _week(reader, index)
        or calendar_month(reader, index)
        or month(reader, index)
        or year(reader, index)
        or _part_of_year(reader, index)
        or _season(reader, index)
        or _decade(reader, index)
        or _century(reader, index)
    )


def _week(reader: Reader, index: int) -> Draft | None:
    pointed = reader.pointed_unit(index)
    if pointed is None or not pointed.form.definite or pointed.form.code not in ("W", "DE"):
        return None
    if pointed.form.code == "W":
        found = Draft(index, pointed.last, "week", pointed.start, direction=pointed.direction)
    elif pointed.direction is None:
        found = Draft(index, pointed.last, "decade", pointed.start)
    else:
        # «هذا العقد» is a contract.
        return None
    if found.direction is not None:
        return found
    oriented = direction(reader, pointed.last + 1)
    if oriented is None:
        return None
    found.direction, found.last = oriented
    return found


def _part_of_year(reader: Reader, index: int) -> Draft | None:
    """Read quarters and halves: الربع الثالث من العام الحالي، النصف الأول من 2015."""
    sense = reader.sense(index, "quarter", "half", particle=True)
    if sense is None:
        return None
    start, definite = reader.start(sense, index), bool(sense.entry.value)
    number = reader.number(index + 1)
    oriented = None
    if number is None or not number.ordinal or number.whole not in (1, 2, 3, 4):
        oriented = direction(reader, index + 1)
        if not definite or oriented is None:
            if reader.sense(index + 1, "final_after") is None:
                return None
            number = None
        elif oriented[0] == "last":
            oriented = None
    quarter = sense.entry.role == "quarter"
    if number is not None and number.ordinal and number.whole is not None:
        nth, last = number.whole, number.last
    elif oriented is not None:
        found = Draft(index, oriented[1], "quarter" if quarter else "half", start)
        found.direction = oriented[0]
        return found
    else:
        nth, last = (4 if quarter else 2), index + 1
    if not quarter and nth > 2:
        return None
    found = Draft(index, last, "quarter" if quarter else "half", start, number=nth)
    at = last + 1
    if reader.word(at) in ("من", "ل", "في"):
        at += 1
    of = year(reader, at) or year_number(reader, at, bare=True)
    if of is not None:
        found.of, found.last = of, of.last
        return found
    pointed = reader.pointed_unit(at)
    if pointed is not None and pointed.form.code == "Y" and pointed.form.definite:
        # «ربع ثالث من العام» is any, «الربع الثالث من العام» that of this year.
        found.of, found.last = Draft(at, at, "year", direction="present"), pointed.last
        found.every = not definite
        return found
    if reader.sense(at, "every"):
        following = reader.unit(at + 1)
        if following is not None and following.code == "Y":
            found.every, found.last = True, at + 1
            return found
    oriented = direction(reader, last + 1)
    if oriented is not None:
        found.direction, found.last = oriented
        return found
    return found if quarter and definite else None


def _season(reader: Reader, index: int) -> Draft | None:
    at = index
    head = reader.sense(at, "season_head", particle=True)
    this = reader.sense(at, "this")
    start = None
    if head is not None:
        start, at = reader.start(head, at), head.last + 1
    elif this is not None:
        at = this.last + 1
    sense = reader.sense(at, "season", particle=at == index)
    if sense is None:
        return None
    if at == index:
        start = reader.start(sense, at)
    found = Draft(index, sense.last, "season", start, name=sense.entry.value)
    oriented = direction(reader, found.last + 1)
    definite = sense.entry.rest == () and reader.text[at].lstrip("وفبل").startswith("ا")
    if oriented is not None and oriented[0] != "last":
        found.direction, found.last = oriented
        return found
    if this is not None:
        found.direction = "present"
        return found
    joint = found.last + 1
    of = year(reader, joint) or year_number(reader, joint, bare=True)
    if of is None and reader.word(joint) == "من":
        of = year(reader, joint + 1) or year_number(reader, joint + 1, bare=True)
    if of is not None:
        found.of, found.last = of, of.last
        return found
    if head is not None and definite:
        found.every = True
        return found
    return None


def _decade(reader: Reader, index: int) -> Draft | None:
    sense = reader.sense(index, "decade", particle=True)
    if sense is None:
        return None
    found = Draft(
        index,
        sense.last,
        "decade",
        reader.start(sense, index),
        number=int(sense.entry.value),
    )
    at = found.last + 1
    era = reader.sense(at, "hijri", "gregorian")
    if era is not None:
        found.calendar = "hijri" if era.entry.role == "hijri" else "gregorian"
        found.last = era.last
        return found
    if reader.word(at) == "من":
        if reader.before(at + 2, "age_before"):
            return None
        at += 1
    century = _century(reader, at)
    if century is not None:
        found.of, found.last = century, century.last
    elif reader.word(at) in cues("of_life"):
        return None
    return found


def _century(reader: Reader, index: int) -> Draft | None:
    pointed = reader.pointed_unit(index)
    if pointed is None or pointed.form.code != "CE" or not pointed.form.definite:
        return None
    start, at = pointed.start, pointed.last + 1
    if pointed.direction is not None:
        return Draft(index, pointed.last, "century", start, direction=pointed.direction)
    oriented = direction(reader, at)
    if oriented is not None:
        return Draft(index, oriented[1], "century", start, direction=oriented[0])
    if reader.word(at) == "ال":
        at += 1
    number = reader.number(at)
    if number is not None and number.whole is not None and 1 <= number.whole <= 22:
        era = reader.sense(number.last + 1, "gregorian")
        last = number.last if era is None else era.last
        if reader.sense(number.last + 1, "hijri"):
            return None
        return Draft(index, last, "century", start, number=number.whole)
    return None


def edged(reader: Reader, index: int) -> Draft | None:
    """Return the period at ``index`` that is named by its edge: مطلع العام، نهاية تموز/يوليو."""
    sense = reader.sense(index, "edge", "half", particle=True)
    if sense is None:
        return None
    at = sense.last + 1
    if sense.entry.role == "half":
        # «نصف شهر مارس» is its middle; other halves are parts of years and lengths.
        found = month(reader, at) if not reader.text[index].endswith("النصف") else None
    else:
        found = (
            period(reader, at)
            or year_number(reader, at, bare=True)
            or _unnamed(reader, at)
            or numbered_month(reader, at)
        )
    if found is None:
        return None
    found.first, found.start = index, reader.start(sense, index)
    value = sense.entry.value or "MID"
    found.mod = "START" if value == "START" else "MID" if value == "MID" else "END"
    return found


def _unnamed(reader: Reader, index: int) -> Draft | None:
    """Read the period that only its edge makes definite: بداية العام، نهاية الشهر."""
    unit = reader.unit(index)
    if unit is None or not unit.definite or unit.number != "1":
        return None
    if unit.code == "W":
        return Draft(index, index, "week", direction="present", unit="W")
    if unit.code == "MO":
        return Draft(index, index, "month", direction="present")
    if unit.code == "Y":
        return Draft(index, index, "year", direction="present")
    return None
