"""Finds the expressions of time in a text: one pass over the tokens, local reading at each."""

from __future__ import annotations

from functools import cache

from tawatur.language.times.clocks import clock, followed, nearly, night, part_of_day
from tawatur.language.times.days import day_level
from tawatur.language.times.lengths import length, recurring, told_by_length
from tawatur.language.times.model import Draft
from tawatur.language.times.periods import edged, period
from tawatur.language.times.places import placed
from tawatur.language.times.reader import Reader
from tawatur.language.times.tense import tense
from tawatur.language.times.words import cues, entries
from tawatur.language.times.years import plain_year
from tawatur.language.tokens import Tokens

__all__ = ["scan"]

_BEFORE_CORE = 6
_CORE = frozenset({"month", "unit", "part_after", "part_alone", "part"})
_INERT = frozenset(
    {
        "past",
        "past2",
        "future",
        "future2",
        "present",
        "before",
        "last",
        "next",
        "same",
        "few",
        "whole",
        "approx_after",
        "hijri",
        "gregorian",
        "zone",
        "zone_full",
        "year_kind",
        "equals",
        "none",
        "final_after",
        "share",
    }
)


@cache
def _triggers() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that may begin an expression, and those that number words may precede."""
    begin = {w for w, senses in entries().items() if any(s.role not in _INERT for s in senses)}
    core = {w for w, senses in entries().items() if any(s.role in _CORE for s in senses)}
    return frozenset(begin), frozenset(core)


def scan(tokens: Tokens) -> tuple[Reader, list[Draft]]:
    """Return the reader of ``tokens`` and the expressions in them, in order, without overlap."""
    reader = Reader(tokens)
    begin, core = _triggers()
    places: set[int] = set()
    for index, word in enumerate(tokens.text):
        if word in begin:
            places.add(index)
        if word in core:
            places.update(range(max(0, index - _BEFORE_CORE), index))
    places.update(index for index, kind in enumerate(tokens.kind) if kind == "number")
    found: list[Draft] = []
    done = 0
    for index in sorted(places):
        if index < done:
            continue
        draft = _at(reader, index)
        if draft is not None and draft.last < reader.size:
            found.append(draft)
            second = _second_of_range(reader, draft)
            if second is not None:
                found.append(second)
                draft = second
            done = draft.last + 1
    return reader, found


def _second_of_range(reader: Reader, draft: Draft) -> Draft | None:
    """Return the second day of «يوليو 13-15», whose month stands before the first."""
    of = draft.of
    if draft.shape != "day" or of is None or of.month is None or of.first != draft.first:
        return None
    number = reader.number(draft.last + 2)
    if reader.word(draft.last + 1) not in cues("range") | {"-"} or number is None:
        return None
    if not number.digits or not 1 <= (number.whole or 0) <= 31:
        return None
    return Draft(number.last, number.last, "day", None, draft.calendar, day=number.whole, of=of)


def _at(reader: Reader, index: int) -> Draft | None:
    senses = reader.lexicon.get(reader.text[index], ())
    roles = {sense.role for sense in senses}
    found: Draft | None = None
    if "ref" in roles or "refp" in roles:
        found = _reference(reader, index)
    if found is None and roles & {"edge", "half"}:
        found = edged(reader, index)
    if found is None and roles & {"part", "part_this", "part_alone"}:
        found = part_of_day(reader, index)
    if found is None and roles & {"approx", "part_after"}:
        found = nearly(reader, index)
    if found is None and "night" in roles:
        found = night(reader, index)
    if found is None and roles & {"ago", "since", "after"}:
        found = _told(reader, index)
    if found is None and roles & {"every", "unit"}:
        found = recurring(reader, index)
    if found is None and "oclock" in roles:
        found = clock(reader, index)
    if found is None and reader.kind[index] != "mark":
        found = _dated(reader, index, bool(roles - _INERT))
    return found


def _dated(reader: Reader, index: int, known: bool) -> Draft | None:
    """Read what begins with a number or a word of dates, the longest reading first."""
    number = reader.number(index)
    figures = reader.kind[index] == "number"
    if number is None and not (known or figures) and reader.word(index) != "ال":
        return None
    found = placed(reader, index) or day_level(reader, index)
    if found is None and number is not None:
        found = clock(reader, index)
    if found is None:
        found = period(reader, index)
    if found is None:
        found = length(reader, index)
    if found is None and number is not None:
        found = plain_year(reader, index)
    if found is not None and found.shape == "week":
        inner = day_level(reader, found.last + 1)
        if inner is not None and inner.weekday is not None and inner.of is None:
            inner.of, inner.first, inner.start = found, found.first, found.start
            found = inner
    if found is not None and found.shape == "day":
        found = followed(reader, found)
    return found


def _told(reader: Reader, index: int) -> Draft | None:
    """Decide between a point told by a length (وقع قبل أسبوع) and the length itself."""
    found = told_by_length(reader, index)
    if found is None or found.shape == "length":
        return found
    way = tense(reader, index, found.last)
    if found.shape == "ahead" and way != "future":
        found.shape = "length"
        return found
    # «أدنى مستوى منذ أربعة أشهر» is the lowest within that length.
    if found.name == "since" and (way != "past" or reader.before(index, "superlative", 7)):
        found.shape = "length"
        return found
    sense = reader.sense(index, "ago", "since", "after", particle=True)
    if sense is not None:
        found.first, found.start = index, reader.start(sense, index)
    return found


def _reference(reader: Reader, index: int) -> Draft | None:
    sense = reader.sense(index, "ref", "refp", particle=True)
    if sense is None:
        return None
    return Draft(
        index,
        sense.last,
        "ref",
        reader.start(sense, index),
        ref=sense.entry.value,
        vague=True,
    )
