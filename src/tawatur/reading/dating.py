"""The day of publication, told from the text alone, or the reason why the text does not tell it.

Many texts reach a reader without metadata. Some say when they were written: in a dateline, in
«اليوم الاثنين 3 أغسطس 2015», or by facts that leave one day only (it is a Saturday, and next
Wednesday is 12 August 2015). Where more than one day fits there is no date but an account of
what is known. The day on which a page was rendered is furniture and never counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from tawatur.language import Tokens, fold_text, lexicon, tokenize
from tawatur.language.calendars import month_days, valid_day, year_days
from tawatur.language.times import TimeMatch, find_times, named_days, verb_tense

__all__ = ["Publication", "infer_published"]

# A dateline stands within the first lines that are not empty, after a place and an outlet at
# most, or on a line with little else.
_HEAD_LINES, _PLACE, _BESIDE, _WORDS, _QUOTED = 4, 60, 30, 8, 60
_WEEK, _LISTED = 7, 31
_YEARS = range(1990, 2100)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# How sure each kind of evidence is: measured by evaluation/publication.py on 8,727 articles.
_EQUATION, _DATELINE, _ONE_DAY = 0.98, 0.95, 0.9


class Publication(NamedTuple):
    """A day of publication with its reason, or no day and what is known instead.

    ``confidence`` is between 0 and 1; ``from_`` tells whether a dateline or the text gave it.
    """

    date: date | None
    why: str
    confidence: float
    from_: Literal["dateline", "text"] | None


class _Facts:
    """What the text says about the day of its writing: a weekday, bounds, and bare hints.

    Only bounds that the text ties to its own day decide. A date told in the past tense is no
    more than a hint: on 8,727 newspaper articles the first fitting weekday after it was the day
    of publication in 9 cases of 60.
    """

    def __init__(self, weekdays: set[int]) -> None:
        self.weekdays = weekdays
        self.first: date | None = None
        self.last: date | None = None
        self.sources: list[str] = []
        self.earlier: date | None = None
        self.later: date | None = None

    def within(self, first: date, last: date, source: str) -> None:
        """Learn that the text was written between two days."""
        self.first = first if self.first is None else max(self.first, first)
        self.last = last if self.last is None else min(self.last, last)
        self.sources.append(source)

    def hint(self, day: date, *, past: bool) -> None:
        """Take note of a date that is told as past or as still to come."""
        if past:
            self.earlier = day if self.earlier is None else max(self.earlier, day)
        else:
            self.later = day if self.later is None else min(self.later, day)

    def days(self) -> list[date]:
        """Return the days that fit, as long as they are few enough to list."""
        if self.first is None or self.last is None or (self.last - self.first).days > _LISTED:
            return []
        span = range((self.last - self.first).days + 1)
        days = [self.first + timedelta(days=step) for step in span]
        return [day for day in days if not self.weekdays or day.isoweekday() in self.weekdays]

    def known(self) -> str:
        """Return what is known, in words."""
        parts = [f"written on a {_names(self.weekdays)}"] if self.weekdays else []
        if self.first is not None and self.last is not None:
            parts.append(f"between {self.first.isoformat()} and {self.last.isoformat()}")
            if days := self.days():
                parts.append("that is, on " + ", ".join(day.isoformat() for day in days))
        if self.earlier is not None:
            parts.append(f"it tells {self.earlier.isoformat()} as past")
        if self.later is not None:
            parts.append(f"it tells {self.later.isoformat()} as still to come")
        return "; ".join(parts) or "no time in the text is tied to its writing"


def infer_published(text: str, furniture: Sequence[tuple[int, int]] = ()) -> Publication:
    """Return the day on which ``text`` was published as far as the text itself fixes it.

    Args:
        text: The article's text, title first where it has one.
        furniture: Spans of the page that are no part of the article; times in them are passed
            over.

    >>> infer_published("قال المتحدث أمس الأحد 2 أغسطس 2015 إن المفاوضات توقفت.").date
    datetime.date(2015, 8, 3)
    """
    tokens = tokenize(text)
    times = [
        time
        for time in find_times(tokens)
        if not any(a <= time.start and time.end <= b for a, b in furniture)
    ]
    weekdays = set(named_days(time.draft for time in times))
    told = [*_told(text, times), *_told_without_year(text, times)]
    if told:
        return _agreed(told)
    dateline = _dateline(text, times)
    if dateline is not None:
        when, line = dateline
        if not weekdays or when.isoweekday() in weekdays:
            return Publication(when, f"dateline «{line}»", _DATELINE, "dateline")
        known = f"the text was written on a {_names(weekdays)}"
        return Publication(None, f"the head says {when.isoformat()}, but {known}", 0.0, None)
    if len(weekdays) > 1:
        known = f"the text says that it was written on a {_names(weekdays)}"
        return Publication(None, known, 0.0, None)
    return _by_facts(text, tokens, times, weekdays)


def _told(text: str, times: Sequence[TimeMatch]) -> Iterator[tuple[date, str]]:
    """Yield the days of writing told by a relative day beside its own date."""
    for time in times:
        draft = time.draft
        while draft.shape == "clock" and draft.of is not None:
            draft = draft.of
        if draft.shift is None or draft.of is None or draft.day is None or time.earliest is None:
            continue
        if draft.weekday is None or time.earliest.isoweekday() == draft.weekday:
            when = time.earliest - timedelta(days=draft.shift)
            yield when, f"«{text[time.start : time.end]}»"


def _told_without_year(text: str, times: Sequence[TimeMatch]) -> Iterator[tuple[date, str]]:
    """Yield the days told by a relative day with weekday, day and month.

    The year is the latest that the text names, if the weekday fits it; every sixth year or so
    has the same weekdays, so that a year of the text that fits by chance is rare.
    """
    years = [
        time.earliest.year
        for time in times
        if time.draft.shape in ("year", "month", "day", "quarter", "half")
        and time.earliest is not None
        and time.earliest.year in _YEARS
        and time.anchor is None
    ]
    if not years:
        return
    for time in times:
        draft = time.draft
        if draft.shift is None or draft.of is None or draft.day is None or time.value:
            continue
        if draft.weekday is None or draft.of.month is None or draft.calendar != "gregorian":
            continue
        when = valid_day(max(years), draft.of.month, draft.day)
        if when is not None and when.isoweekday() == draft.weekday:
            words = f"«{text[time.start : time.end]}» in {max(years)}, the latest year named"
            yield when - timedelta(days=draft.shift), words


def _agreed(told: Sequence[tuple[date, str]]) -> Publication:
    days = sorted({when for when, _ in told})
    if len(days) > 1:
        listed = ", ".join(day.isoformat() for day in days)
        return Publication(None, f"the text dates its writing differently: {listed}", 0.0, None)
    return Publication(days[0], told[0][1], _EQUATION, "text")


def _dateline(text: str, times: Sequence[TimeMatch]) -> tuple[date, str] | None:
    """Return the full date that opens the text or stands on a line of its own at its head."""
    at = seen = 0
    for line in text.splitlines(keepends=True)[: 3 * _HEAD_LINES]:
        start, at = at, at + len(line)
        body = line.strip()
        if not body:
            continue
        seen += 1
        if seen > _HEAD_LINES:
            break
        start += line.index(body[0])
        for time in times:
            if not start <= time.start < at or not _is_full_day(time):
                continue
            alone = len(body) - (time.end - time.start) <= _BESIDE
            opening = time.start - start <= _PLACE and _ends_dateline(text, time)
            if (alone or opening) and not _sentence_before(text, start, time.start):
                return time.earliest or date.min, body[:_QUOTED]
    return None


def _is_full_day(time: TimeMatch) -> bool:
    draft = time.draft
    return (
        draft.shape == "day"
        and draft.day is not None
        and draft.shift is None
        and time.earliest is not None
        and time.earliest == time.latest
        and time.earliest.year in _YEARS
        and (draft.weekday is None or draft.weekday == time.earliest.isoweekday())
    )


def _ends_dateline(text: str, time: TimeMatch) -> bool:
    """Tell whether what follows a date ends a dateline: a dash, a colon or an agency's name."""
    rest = text[time.end : time.end + 12].lstrip(" \u0640)")
    return rest[:1] in ("-", "–", "—", ":", "|", "\n", "\r") or (
        fold_text(rest.split()[0] if rest.split() else "") in _words("wire")
    )


def _sentence_before(text: str, start: int, end: int) -> bool:
    """Tell whether a clause stands before the date: more than a place and an outlet."""
    words = text[start:end].rstrip(" (").split()
    # After «في» or «منذ» a date belongs to what is told.
    return len(words) > _WORDS or (bool(words) and fold_text(words[-1]) in _words("told_in"))


@cache
def _words(role: str) -> frozenset[str]:
    rows = lexicon.load("time_cues").rows
    return frozenset(fold_text(row["form"]) for row in rows if row["role"] == role)


def _by_facts(
    text: str, tokens: Tokens, times: Sequence[TimeMatch], weekdays: set[int]
) -> Publication:
    """Return the one day that fits all that the text says, or what it says."""
    facts = _Facts(weekdays)
    for time in times:
        if time.earliest is None or time.latest is None or time.anchor is not None:
            continue
        if time.earliest.year in _YEARS:
            _learn(facts, text, tokens, time, time.earliest, time.latest)
    if facts.first is not None and facts.last is not None and facts.first > facts.last:
        return Publication(None, "the text contradicts itself: " + facts.known(), 0.0, None)
    days = facts.days()
    if len(days) == 1:
        return Publication(days[0], ", ".join(facts.sources), _ONE_DAY, "text")
    return Publication(None, facts.known(), 0.0, None)


def _learn(
    facts: _Facts, text: str, tokens: Tokens, time: TimeMatch, earliest: date, latest: date
) -> None:
    draft = time.draft
    source = f"«{text[time.start : time.end]}»"
    if draft.weekday is not None and draft.direction in ("past", "future"):
        # الأربعاء المقبل 12 أغسطس 2015: the text was written in the week before.
        step = timedelta(days=1 if draft.direction == "past" else -1)
        near, far = earliest + step, earliest + _WEEK * step
        facts.within(min(near, far), max(near, far), source)
        return
    inner = draft
    while inner.of is not None and inner.direction is None:
        inner = inner.of
    if inner.direction == "present" and inner.shape in ("month", "year"):
        # 17 أغسطس الجاري 2015، العام الحالي 2015
        first, last = year_days(earliest.year)
        if inner.shape == "month" or (draft.shape == "day" and inner.shape == "year"):
            first, last = month_days(earliest.year, earliest.month)
        facts.within(first, last, source)
    way = verb_tense(tokens, time)
    if way == "past":
        facts.hint(earliest, past=True)
    elif way == "future":
        facts.hint(latest, past=False)


def _names(weekdays: set[int]) -> str:
    return " or ".join(_WEEKDAYS[day - 1] for day in sorted(weekdays))
