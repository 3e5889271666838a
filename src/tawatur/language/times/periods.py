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
    at = index
    this = reader.sense(at, "this", "samehead")
    if this is not None:
        at = this.last + 1
    unit = reader.unit(at)
    if unit is None or unit.code not in ("W", "DE") or unit.number != "1" or not unit.definite:
        return None
    if unit.code == "DE" and this is not None:
        # «هذا العقد» is a contract.
        return None
    shape = "week" if unit.code == "W" else "decade"
    found = Draft(index, at, "week" if shape == "week" else "decade", unit="W")
    if this is not None:
        found.direction = "present" if this.entry.role == "this" else "same"
        return found
    oriented = direction(reader, at + 1)
    if oriented is not None:
        found.direction, found.last = oriented
        return found
    number = reader.number(at + 1)
    if shape == "week" and number is not None and number.ordinal:
        joint = number.last + 1
        if reader.word(joint) == "من":
            inner = month(reader, joint + 1, day=True) or calendar_month(reader, joint + 1)
            inner = inner or year(reader, joint + 1)
            if inner is not None:
                found.number, found.of, found.last = number.whole, inner, inner.last
                return found
    return None


def _part_of_year(reader: Reader, index: int) -> Draft | None:
    """Read quarters and halves: الربع الثالث من العام الحالي، النصف الأول من 2015."""
    sense = reader.sense(index, "quarter", "half")
    if sense is None:
        return None
    number = reader.number(index + 1)
    oriented = None
    if number is None or not number.ordinal or number.whole not in (1, 2, 3, 4):
        oriented = direction(reader, index + 1)
        if reader.text[index] not in ("الربع", "النصف") or oriented is None:
            if reader.sense(index + 1, "final_after") is None:
                return None
            number = None
        elif oriented[0] == "last":
            oriented = None
    quarter = sense.entry.role == "quarter"
    if number is not None and number.ordinal and number.whole is not None:
        nth, last = number.whole, number.last
    elif oriented is not None:
        shape = "quarter" if quarter else "half"
        return Draft(
            index, oriented[1], "quarter" if shape == "quarter" else "half", direction=oriented[0]
        )
    else:
        nth, last = (4 if quarter else 2), index + 1
    if not quarter and nth > 2:
        return None
    found = Draft(index, last, "quarter" if quarter else "half", number=nth)
    at = last + 1
    if reader.word(at) in ("من", "ل", "في"):
        at += 1
    unit = reader.sense(at, "unit", particle=at == last + 1)
    of = year(reader, at) or year_number(reader, at, bare=True)
    if of is None and unit is not None and unit.entry.prefix in ("", "ل"):
        code = reader.units[unit.entry.value]
        if code.code == "Y" and code.number == "1":
            of = year_number(reader, at + 1)
            if of is None and code.definite:
                of = Draft(at, at, "year", direction="present")
            elif of is None and at > last + 1:
                of = None
    if of is not None:
        found.of, found.last = of, of.last
        found.every = (
            not reader.text[index].startswith("ال")
            and of.direction == "present"
            and (of.last == at and reader.unit(at) is not None)
        )
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
    return found if quarter and reader.text[index].startswith("ال") else None


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
    unit = reader.unit(index)
    if unit is None or unit.code != "CE" or unit.number != "1" or not unit.definite:
        return None
    at = index + 1
    if reader.word(at) == "ال":
        at += 1
    number = reader.number(at)
    if number is not None and number.whole is not None and 1 <= number.whole <= 22:
        return Draft(index, number.last, "century", number=number.whole)
    oriented = direction(reader, index + 1)
    if oriented is not None:
        return Draft(index, oriented[1], "century", direction=oriented[0])
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
