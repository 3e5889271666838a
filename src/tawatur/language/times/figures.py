"""Dates in figures: 12/3/2015، 2015-03-12، 18-10-1436هـ."""

from __future__ import annotations

from tawatur.language.calendars import Calendar
from tawatur.language.times.model import Draft
from tawatur.language.times.reader import Reader
from tawatur.language.times.years import GREGORIAN_YEARS, HIJRI_YEARS, NEWS_YEARS

__all__ = ["numeric"]

_SEPARATORS = frozenset({"/", "-", "\\"})


def numeric(reader: Reader, index: int) -> Draft | None:
    """Return the date in figures at ``index``: 12/3/2015، 2015-03-12، 18-10-1436هـ، 3/8."""
    if index >= reader.size or reader.kind[index] != "number":
        return None
    text = reader.text[index]
    if "." in text:
        parts, last = text.split("."), index
    else:
        parts, last = [text], index
        separator = reader.word(index + 1)
        while (
            len(parts) < 3
            and separator in _SEPARATORS
            and reader.word(last + 1) == separator
            and last + 2 < reader.size
            and reader.kind[last + 2] == "number"
        ):
            parts.append(reader.text[last + 2])
            last += 2
    if len(parts) not in (2, 3) or not all(p.isdigit() and len(p) <= 4 for p in parts):
        return None
    if reader.word(last + 1) in _SEPARATORS and reader.word(last + 2).isdigit():
        return None
    sizes = [len(part) for part in parts]
    numbers = [int(part) for part in parts]
    era = reader.sense(last + 1, "hijri", "gregorian")
    if len(parts) == 2 and reader.sense(last + 1, "month"):
        # «12-14 شوال» are two days of one month.
        return None
    if len(parts) == 2:
        return _day_and_month(reader, index, last, sizes, numbers)
    if sizes[0] == 4 and max(sizes[1:]) <= 2:
        y, m, d = numbers
    elif sizes[2] == 4 and max(sizes[:2]) <= 2:
        d, m, y = numbers
    elif max(sizes) <= 2 and "." not in text:
        d, m, y = numbers
        if d > 31 or (m > 31):
            return None
        y += 2000 if y < 50 else 1900
    else:
        return None
    why = None
    if m > 12 >= d:
        d, m = m, d
        why = "the month stands first: the other order is no date"
    hijri = y in HIJRI_YEARS
    if not (1 <= m <= 12 and 1 <= d <= (30 if hijri else 31)) or y not in GREGORIAN_YEARS:
        return None
    if era is not None and (era.entry.role == "hijri") == hijri:
        last = era.last
    calendar: Calendar = "hijri" if hijri else "gregorian"
    of = Draft(index, last, "month", None, calendar, month=m)
    of.of = Draft(index, last, "year", None, calendar, year=y)
    return Draft(index, last, "day", None, calendar, day=d, of=of, why=why)


def _day_and_month(
    reader: Reader, index: int, last: int, sizes: list[int], numbers: list[int]
) -> Draft | None:
    """Read 22/4 as a day and month, and 3/2015 as a month and year, where a word says so."""
    if sizes[1] == 4 and sizes[0] <= 2 and 1 <= numbers[0] <= 12 and numbers[1] in NEWS_YEARS:
        if not reader.preposition_before(index) or "." in reader.text[index]:
            return None
        of = Draft(index, last, "year", year=numbers[1])
        return Draft(index, last, "month", month=numbers[0], of=of)
    if max(sizes) > 2 or "." in reader.text[index]:
        return None
    before = reader.word(index - 1)
    if not (reader.unit(index - 1) or reader.sense(index - 1, "weekday") or "تاريخ" in before):
        return None
    d, m = numbers
    if m > 12 >= d:
        d, m = m, d
    if not (1 <= m <= 12 and 1 <= d <= 31):
        return None
    return Draft(index, last, "day", day=d, of=Draft(index, last, "month", month=m))
