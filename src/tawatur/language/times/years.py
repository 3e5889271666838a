"""Years as they are written, and the words that orient a time: عام 2012، العام الماضي، منذ 2008."""

from __future__ import annotations

from tawatur.language.calendars import Calendar
from tawatur.language.times.model import Draft
from tawatur.language.times.reader import Reader

__all__ = [
    "GREGORIAN_YEARS",
    "HIJRI_YEARS",
    "NEWS_YEARS",
    "direction",
    "plain_year",
    "year",
    "year_number",
]

_DIRECTIONS = (
    "past",
    "past2",
    "future",
    "future2",
    "present",
    "before",
    "next",
    "same",
    "last",
    "new",
)
GREGORIAN_YEARS = range(1000, 2200)
HIJRI_YEARS = range(1250, 1500)
# A year that stands for itself after a preposition must look like one.
NEWS_YEARS = range(1900, 2060)
# No list of years (أعوام 2011 و2012 و2013) is longer.
_LISTED = 12


def direction(reader: Reader, index: int) -> tuple[str, int] | None:
    """Return the orienting word at ``index`` (past, future, present ...) and its last token."""
    sense = reader.sense(index, *_DIRECTIONS)
    return None if sense is None else (sense.entry.role, sense.last)


def year_number(reader: Reader, index: int, *, bare: bool = False) -> Draft | None:
    """Return the year whose number stands at ``index``, with its era (2015م، 1436 هـ)."""
    number = reader.number(index)
    if number is None or number.whole is None or number.ordinal:
        return None
    value = number.whole
    last = number.last
    if reader.kind[index] == "number" and not reader.text[index].isdigit():
        # 1.913 is a number of things.
        return None
    era = reader.sense(last + 1, "hijri", "gregorian")
    if era is not None and _era_fits(reader, era.last, value):
        last = era.last
        if era.entry.role == "hijri" and value in HIJRI_YEARS:
            return Draft(index, last, "year", number.start, calendar="hijri", year=value)
    if number.digits and len(reader.text[index]) != 4:
        return None
    if not number.digits and value not in range(1000, 2200):
        return None
    if value in (NEWS_YEARS if bare else GREGORIAN_YEARS):
        if value in HIJRI_YEARS and not bare:
            return Draft(index, last, "year", number.start, calendar="hijri", year=value)
        return Draft(index, last, "year", number.start, year=value)
    return None


def _era_fits(reader: Reader, last: int, value: int) -> bool:
    # «م» is also the abbreviation of metre and of a title.
    return reader.text[last] != "م" or value >= 1000


def year(reader: Reader, index: int) -> Draft | None:
    """Return the year at ``index`` that says that it is one: عام 2012، العام الماضي، سنة 1436هـ."""
    pointed = reader.pointed_unit(index)
    if pointed is None or pointed.form.code != "Y":
        return None
    unit, start, after = pointed.form, pointed.start, pointed.last + 1
    if pointed.direction is None and reader.before(index, "general_before"):
        # «الأمين العام الحالي»: the adjective, not the noun.
        return None
    kind = reader.sense(after, "year_kind", "hijri", "gregorian")
    name = None
    calendar: Calendar = "gregorian"
    if kind is not None and unit.definite and kind.entry.role == "year_kind":
        name, after = kind.entry.value, kind.last + 1
    elif kind is not None and unit.definite and kind.entry.role == "hijri":
        calendar, after = "hijri", kind.last + 1
    if reader.word(after) == "." and reader.kind[min(after + 1, reader.size - 1)] == "number":
        # Agencies' line ends turn «عام 2015.» into «عام .2015».
        after += 1
    number = year_number(reader, after)
    last = after - 1
    found = Draft(index, last, "year", start, calendar, name=name)
    if number is not None:
        found.year, found.calendar, found.last = number.year, number.calendar, number.last
        oriented = direction(reader, found.last + 1)
        if oriented is not None and oriented[0] in ("past", "present", "future"):
            found.direction, found.last = oriented
        return found
    if reader.word(after) == "(" and name is not None:
        number = year_number(reader, after + 1)
        if number is not None and reader.word(number.last + 1) == ")":
            found.year, found.calendar, found.last = number.year, number.calendar, number.last + 1
            return found
    if pointed.direction is not None:
        found.direction = pointed.direction
        return found
    oriented = direction(reader, after) if unit.definite else None
    if oriented is not None:
        found.direction, found.last = oriented
        number = year_number(reader, found.last + 1)
        if number is not None and number.calendar == calendar:
            found.year, found.last = number.year, number.last
        return found
    return found if name is not None else None


def plain_year(reader: Reader, index: int) -> Draft | None:
    """Return the bare year at ``index`` where the words around it allow one (في 2015، منذ 2008)."""
    found = year_number(reader, index, bare=True) or _hijri_range(reader, index)
    if found is None:
        return None
    if found.calendar == "hijri":
        return found
    era = found.last > index or _year_range(reader, index)
    heading = reader.before(index, "year_head")
    if not (era or heading or _introduced(reader, index)):
        return None
    if reader.word(index - 1) == "من" and reader.before(index - 1, "length_cue"):
        # لأكثر من 2000 مصري: a number, not a year.
        return None
    following = reader.word(found.last + 1)
    if following in ("%", "$") or reader.before(found.last + 2, "year_not_after"):
        return None
    return found


def _hijri_range(reader: Reader, index: int) -> Draft | None:
    """Return the first year of 1436/1437هـ, whose era stands after the second."""
    text = reader.text[index]
    if len(text) != 4 or not text.isdigit() or int(text) not in HIJRI_YEARS:
        return None
    if reader.word(index + 1) not in ("/", "-"):
        return None
    second = year_number(reader, index + 2)
    if second is None or second.calendar != "hijri" or second.last == index + 2:
        return None
    if second.year is None or not 0 < second.year - int(text) < 30:
        return None
    return Draft(index, index, "year", calendar="hijri", year=int(text))


def _year_range(reader: Reader, index: int) -> bool:
    """Tell whether the year is one end of 2014-2018."""
    text = reader.text
    if reader.word(index + 1) == "-" and reader.word(index + 2).isdigit():
        first, last = text[index], text[index + 2]
    elif reader.word(index + 1).isdigit() and reader.sense(index + 2, "gregorian"):
        # A tatweel stands for the dash: 2015 ـ 2020م.
        first, last = text[index], text[index + 1]
    elif reader.word(index - 1) == "-" and reader.word(index - 2).isdigit():
        first, last = text[index - 2], text[index]
    else:
        return False
    if len(first) != 4 or len(last) != 4:
        return False
    return int(first) in NEWS_YEARS and 0 < int(last) - int(first) < 100


def _introduced(reader: Reader, index: int) -> bool:
    """Tell whether a preposition or a bracket introduces the year, or a list that it ends."""
    for _ in range(_LISTED):
        if reader.preposition_before(index):
            return True
        before = reader.word(index - 1)
        if before == "(":
            return reader.word(index + 1) == ")"
        earlier = reader.number(index - 2)
        listed = before in ("-", "و", "/", "،", ",") and earlier is not None and earlier.digits
        if not listed or earlier is None or earlier.whole not in NEWS_YEARS:
            return len(before) == 1 and before in "لب"
        index -= 2
    return False
