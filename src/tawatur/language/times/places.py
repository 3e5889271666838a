"""Days and weeks told by their place in a month or year: ثالث ثلاثاء في أيلول، الأسبوع الأخير."""

from __future__ import annotations

from tawatur.language.times.model import Draft
from tawatur.language.times.months import any_month
from tawatur.language.times.reader import Reader
from tawatur.language.times.years import year, year_number

__all__ = ["LAST", "placed"]

# The place of the last one.
LAST = -1
_JOINTS = frozenset({"من", "في", "ل"})


def placed(reader: Reader, index: int) -> Draft | None:
    """Return the day or week at ``index`` that is counted within a month or a year."""
    return _number_first(reader, index) or _noun_first(reader, index)


def _number_first(reader: Reader, index: int) -> Draft | None:
    """Read آخر اثنين من شهر آذار، أول أسبوع في أكتوبر، ثالث يوم ثلاثاء من أيلول 2014."""
    final = reader.sense(index, "final", particle=True)
    if final is not None:
        place, at, start = LAST, final.last + 1, reader.start(final, index)
    else:
        number = reader.number(index)
        if number is None or not number.ordinal or number.whole is None or number.whole > 5:
            return None
        place, at, start = number.whole, number.last + 1, number.start
    return _within(reader, index, start, place, at)


def _within(reader: Reader, index: int, start: int, place: int, at: int) -> Draft | None:
    unit = reader.unit(at)
    day = unit is not None and unit.code == "D" and unit.number == "1"
    named = reader.sense(at + 1 if day else at, "weekday")
    if named is not None:
        found = Draft(index, named.last, "day", start, weekday=int(named.entry.value))
    elif day:
        found = Draft(index, at, "day", start)
    elif unit is not None and unit.code == "W" and unit.number == "1":
        found = Draft(index, at, "week", start)
    else:
        return None
    return _joined(reader, found, place)


def _noun_first(reader: Reader, index: int) -> Draft | None:
    """Read اليوم الأخير من الشهر، الثلاثاء الثالث من أيلول، الأسبوع الأول من عام 2015."""
    unit = reader.sense(index, "unit", particle=True)
    named = reader.sense(index, "weekday", particle=True)
    if unit is not None and reader.units[unit.entry.value].number == "1":
        form = reader.units[unit.entry.value]
        if form.code == "D" and reader.sense(index + 1, "weekday"):
            named = reader.sense(index + 1, "weekday")
            found = Draft(index, index + 1, "day", reader.start(unit, index))
            found.weekday = int(named.entry.value) if named is not None else None
        elif form.code in ("D", "W") and form.definite:
            shape = "day" if form.code == "D" else "week"
            found = Draft(
                index, index, "day" if shape == "day" else "week", reader.start(unit, index)
            )
        else:
            return None
    elif named is not None:
        found = Draft(index, index, "day", reader.start(named, index))
        found.weekday = int(named.entry.value)
    else:
        return None
    final = reader.sense(found.last + 1, "final_after")
    number = reader.number(found.last + 1)
    if final is not None:
        found.last, place = final.last, LAST
    elif number is not None and number.ordinal and number.whole is not None:
        limit = 31 if found.shape == "day" and found.weekday is None else 5
        if number.particle or not 1 <= number.whole <= (53 if found.shape == "week" else limit):
            return None
        found.last, place = number.last, number.whole
    else:
        return None
    return _joined(reader, found, place)


def _joined(reader: Reader, found: Draft, place: int) -> Draft | None:
    at = found.last + 1
    joint = reader.word(at) in _JOINTS
    of = any_month(reader, at + 1 if joint else at)
    if of is None and found.shape == "week" and joint:
        of = year(reader, at + 1) or year_number(reader, at + 1, bare=True)
    if of is None or (not joint and not reader.word(at).startswith(("ب", "شهر", "ل"))):
        return None
    found.of, found.number, found.last, found.calendar = of, place, of.last, of.calendar
    return found
