"""Two dates that are told as one range: the year of one is that of the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tawatur.language.times.model import Draft
from tawatur.language.times.reader import Reader
from tawatur.language.times.words import cues

__all__ = ["in_year", "range_of", "share_years"]

_JOINTS = frozenset({"و", "-", "/"})


def month_of(draft: Draft) -> Draft | None:
    """Return the month that a date or a month is, as a draft of its own."""
    month = draft.of if draft.shape == "day" else draft
    if month is None or month.shape != "month" or month.month is None or draft.shift is not None:
        return None
    return month


def range_of(reader: Reader, first: Draft, second: Draft) -> bool:
    """Tell whether nothing but a joint stands between two dates (من 5 مارس إلى 7 أبريل)."""
    if month_of(first) is None or month_of(second) is None or first.calendar != second.calendar:
        return False
    between = reader.text[first.last + 1 : second.first]
    if not between:
        return reader.word(second.first).startswith("و")
    return len(between) == 1 and between[0] in cues("range") | _JOINTS


def share_years(reader: Reader, drafts: Sequence[Draft]) -> None:
    """Give the first date of a range the year that only its second names (بين يناير ومارس 2011)."""
    for first, second in pairwise(drafts):
        a, b = month_of(first), month_of(second)
        if a is None or b is None or a.of is not None or a.direction is not None or a is b:
            continue
        if b.of is None or b.of.year is None or not range_of(reader, first, second):
            continue
        earlier = (a.month or 0) > (b.month or 0)
        a.of = Draft(b.of.first, b.of.last, "year", None, b.calendar, year=b.of.year - earlier)


def in_year(draft: Draft, year: int) -> bool:
    """Put a date that names no year into ``year``; false when it cannot be moved."""
    month = month_of(draft)
    if month is None or month.of is not None or month.direction is not None:
        return False
    month.of = Draft(month.first, month.last, "year", None, month.calendar, year=year)
    return month.calendar == "gregorian"
