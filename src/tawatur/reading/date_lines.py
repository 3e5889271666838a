"""Dates as pages print them: in a line of their own, and beside the headline.

The names of months and weekdays are those of the lexicons ``months`` and ``weekdays``, and
English ones; the words between them are in the lexicon ``furniture``. What a news text says about
time is read elsewhere (:mod:`tawatur.language.times`).
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from babel.dates import get_day_names, get_month_names

from tawatur.language import Tokens, fold_text, lexicon, tokenize

__all__ = ["DateLine", "date_line", "dates_in"]


_LABEL_WORDS = 5


class DateLine(NamedTuple):
    """A line that is nothing but a date.

    ``date`` is there where it is Gregorian and whole; ``weekday``, ``clock`` and ``labelled``
    tell whether the line names the weekday, a clock time, and what the date is of; ``updated``
    whether that is an update, ``ago`` whether it counts back ("3 hours ago").
    """

    date: date | None
    weekday: bool
    clock: bool
    labelled: bool
    updated: bool
    ago: bool


class _Words(NamedTuple):
    months: dict[str, int]
    hijri: frozenset[str]
    days: frozenset[str]
    others: frozenset[str]
    labels: frozenset[str]
    updates: frozenset[str]


@cache
def _words() -> _Words:
    months = {
        fold_text(row["form"]): int(row["month"])
        for row in lexicon.load("months").rows
        if row["calendar"] == "gregorian"
    }
    hijri = frozenset(
        word
        for row in lexicon.load("months").rows
        if row["calendar"] != "gregorian"
        for word in fold_text(row["form"]).split()
    )
    days = {fold_text(form) for form in lexicon.load("weekdays").column("form")}
    # Pages of Arabic sites print English dates too.
    for number, month in get_month_names("wide", locale="en").items():
        months[fold_text(month)] = number
    for number, month in get_month_names("abbreviated", locale="en").items():
        months[fold_text(month)] = number
    days.update(map(fold_text, get_day_names("wide", locale="en").values()))
    days.update(map(fold_text, get_day_names("abbreviated", locale="en").values()))
    others, labels, updates = (
        frozenset(
            word
            for row in lexicon.load("furniture").rows
            if row["match"] == match
            for word in fold_text(row["phrase"]).split()
        )
        for match in ("date", "stamp", "update")
    )
    return _Words(
        months, frozenset(hijri), frozenset(days), others, labels | updates, updates - labels
    )


@cache
def _pieces() -> frozenset[str]:
    return frozenset(piece for month in _words().months for piece in month.split())


def date_line(line: str) -> DateLine | None:
    """Return what a line says that is nothing but a date, a clock time or both, else ``None``."""
    if len(line) > 120:
        return None
    if "|" in line:
        # A bar parts the stamp from the section: 5.3.2024 | 18:47 GMT | World.
        parts = [part for part in line.split("|") if part.strip()]
        read = [(part, _date_line(part)) for part in parts]
        dated = [found for _, found in read if found]
        others = [part for part, found in read if not found]
        if dated and len(others) <= 1 and all(len(part.split()) <= 4 for part in others):
            return _date_line(" ".join(part for part, found in read if found))
    return _date_line(line) or _labelled(line)


def _labelled(line: str) -> DateLine | None:
    """Read "last update of the page: 5 March 2024", whose label says more than it must."""
    label, colon, rest = line.partition(":")
    words = fold_text(label).split()
    known = _words()
    if not colon or not 0 < len(words) <= _LABEL_WORDS or words[0] not in known.labels:
        return None
    found = _date_line(rest)
    if found is None or found.date is None:
        return None
    return found._replace(labelled=True, updated=any(word in known.updates for word in words))


def _date_line(line: str) -> DateLine | None:
    tokens = tokenize(line)
    words = _words()
    kinds = list(zip(tokens.text, tokens.kind, strict=True))
    numbers = [text for text, kind in kinds if kind == "number"]
    if not numbers or len(kinds) > 30:
        return None
    weekday = month = labelled = ago = False
    update: int | None = None
    for at, (text, kind) in enumerate(kinds):
        if kind != "word":
            continue
        if text in words.days:
            weekday = True
        elif text in _pieces() or text in words.hijri:
            month = True
        elif text in words.labels and text not in words.others:
            labelled = True
            if text in words.updates and update is None:
                update = tokens.start[at]
        elif text in words.others:
            ago = True
        else:
            return None
    clock = any(
        tokens.text[at] == ":" and tokens.kind[at - 1] == "number" == tokens.kind[at + 1]
        for at in range(1, len(tokens) - 1)
    )
    found = dates_in(tokens)
    # "3 hours ago": one number among words of time.
    if not (month or clock or found) and not (ago and len(kinds) >= 3 and len(numbers) == 1):
        return None
    if not found:
        return DateLine(None, weekday, clock, labelled, update is not None, ago)
    # "5/3/2024, updated: 6/3/2024": what stands before the update is the publication.
    start, _, when = found[0]
    stamped = any(text in words.labels and text not in words.updates for text, _ in kinds)
    # A clock time alone behind the word means an update on the day before it.
    again = update is not None and any(
        mark in "/" for mark, at in zip(tokens.text, tokens.start, strict=True) if at > update
    )
    late = update is not None and (update < start or not (stamped or again or len(found) > 1))
    return DateLine(when, weekday, clock, labelled, late, ago)


def dates_in(text: str | Tokens) -> list[tuple[int, int, date]]:
    """Return the whole Gregorian dates in ``text`` with their spans, in order.

    Read are day, month name (one or two families joined) and year; month name, day and year;
    and numbers joined by ``-``, ``/`` or ``.`` with the year first or last, day before month
    unless that is impossible.
    """
    tokens = text if isinstance(text, Tokens) else tokenize(text)
    found: list[tuple[int, int, date]] = []
    at = 0
    while at < len(tokens):
        if tokens.kind[at] == "number":
            match = _numeric(tokens, at) or _named(tokens, at)
        else:
            match = _month_first(tokens, at)
        if match:
            last, when = match
            found.append((tokens.start[at], tokens.end[last], when))
            at = last
        at += 1
    return found


def _make(year: int, month: int, day: int) -> date | None:
    if not 1900 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(tokens: Tokens, at: int) -> int | None:
    if at < len(tokens) and tokens.kind[at] == "number":
        text = tokens.text[at]
        if text.isdigit() and len(text) <= 4:
            return int(text)
    return None


def _numeric(tokens: Tokens, at: int) -> tuple[int, date] | None:
    dotted = tokens.text[at].split(".")
    if len(dotted) == 3:
        last = at
        parts: list[int | None] = [int(p) if len(p) <= 4 else None for p in dotted]
    else:
        if (
            at + 4 >= len(tokens)
            or tokens.text[at + 1] not in "-/"
            or (tokens.text[at + 3] != tokens.text[at + 1])
        ):
            return None
        last = at + 4
        parts = [_number(tokens, index) for index in (at, at + 2, at + 4)]
    if None in parts:
        return None
    a, b, c = (part or 0 for part in parts)
    if a > 31 or len(tokens.text[at].partition(".")[0]) == 4:
        when = _make(a, b, c)
    else:
        year = c + 2000 if c < 100 and len(tokens.text[last]) == 2 else c
        when = _make(year, b, a) or _make(year, a, b)
    return (last, when) if when else None


def _month(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return the month named at token ``at`` and the index after it, a second name included."""
    months = _words().months
    found: tuple[int, int] | None = None
    while at < len(tokens):
        pair = tokens.text[at] + " " + tokens.text[at + 1] if at + 1 < len(tokens) else ""
        if pair in months:
            number, after = months[pair], at + 2
        elif tokens.text[at] in months:
            number, after = months[tokens.text[at]], at + 1
        else:
            break
        if found and found[1] != number:
            # A second family must mean the same month: two different ones are no date.
            return found if tokens.text[at - 1] not in "/-(" else None
        found = after, number
        at = after
        if at < len(tokens) and tokens.text[at] == ")":
            found, at = (at + 1, number), at + 1
            break
        if at < len(tokens) and tokens.text[at] in ("/", "-", "("):
            at += 1
    return found


def _named(tokens: Tokens, at: int) -> tuple[int, date] | None:
    day = _number(tokens, at)
    if day is None or not 1 <= day <= 31:
        return None
    index = at + 1
    while index < len(tokens) and index <= at + 2 and _joins(tokens.text[index]):
        index += 1
    month = _month(tokens, index)
    if month is None:
        return None
    return _year(tokens, month[0], month[1], day)


def _month_first(tokens: Tokens, at: int) -> tuple[int, date] | None:
    month = _month(tokens, at)
    if month is None:
        return None
    day = _number(tokens, month[0])
    if day is None or not 1 <= day <= 31:
        return None
    return _year(tokens, month[0] + 1, month[1], day)


def _year(tokens: Tokens, at: int, month: int, day: int) -> tuple[int, date] | None:
    if at < len(tokens) and tokens.text[at] in ("،", ",", "/", "-", "."):
        at += 1
    year = _number(tokens, at)
    if year is None:
        return None
    when = _make(year, month, day)
    return (at, when) if when else None


def _joins(text: str) -> bool:
    return text in ("-", "/", ".", "،", ",") or text in _words().others
