"""The day against which relative expressions are told, and what the text itself says of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tawatur.language.times.model import Draft

__all__ = ["calibrate", "named_days"]

# A paper prints yesterday's copy and a page is collected a day or two late; a week is no delay.
_BACK, _AHEAD = 3, 1


def named_days(drafts: Iterable[Draft]) -> list[int]:
    """Return the ISO weekdays that the text gives to the day of writing.

    «اليوم الثلاثاء» says Tuesday, «أمس الأحد» Monday, one entry for every such expression.
    """
    return [
        (draft.weekday - 1 - draft.shift) % 7 + 1
        for draft in drafts
        if draft.shape == "day"
        and draft.weekday is not None
        and draft.shift is not None
        and draft.of is None
        and not (draft.part == "NI" and draft.shift)
    ]


def calibrate(published: date, drafts: Iterable[Draft]) -> tuple[date, str | None]:
    """Return the day that the text takes for today, and the reason where it is another.

    Metadata often dates an article by the day of collection. Where the text names its own day
    («اليوم الثلاثاء» in an article stamped Wednesday), and does so without contradiction, that
    day is the anchor.
    """
    named = set(named_days(drafts))
    if len(named) != 1 or published.isoweekday() in named:
        return published, None
    weekday = named.pop()
    for step in (*(-n for n in range(1, _BACK + 1)), *range(1, _AHEAD + 1)):
        day = published + timedelta(days=step)
        if day.isoweekday() == weekday:
            return day, f"the text names its own day, which is {day.isoformat()}"
    return published, None
