"""Which way a sentence looks: the tense of the verb that a bare weekday or month hangs on."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from tawatur.language.times.reader import Reader
from tawatur.language.times.words import cues, perfects

__all__ = ["Tense", "tense"]

Tense = Literal["past", "present", "future"]

_BACK, _AHEAD = 16, 8
# The particle of the future before the prefixes of the imperfect.
_FUTURES = ("سي", "ست", "سن")
_OBJECTS = ("ه", "ها", "هم")
_PAUSES = frozenset("،,؛:")
_STOPS = frozenset(".؟!?؛")


@lru_cache(maxsize=65536)
def _verb(word: str) -> Tense | None:
    """Return the tense of the verb that a folded word is, or ``None``."""
    if word in perfects():
        return "past"
    bare = word[1:] if len(word) > 3 and word[0] in "وف" else word
    if bare in perfects() or word in cues("since"):
        return "past"
    if any(
        len(bare) > len(tail) + 2 and bare.endswith(tail) and bare[: -len(tail)] in perfects()
        for tail in _OBJECTS
    ):
        return "past"
    if word in cues("future_word") or bare in cues("future_word"):
        return "future"
    if len(bare) > 4 and bare.startswith(_FUTURES) and bare not in cues("not_future"):
        return "future" if bare[2] != "ا" else None
    if bare in cues("present_verb"):
        return "present"
    if len(bare) > 3 and bare[0] == "ي" and bare not in cues("present_noun"):
        return "present"
    return None


def tense(reader: Reader, first: int, last: int) -> Tense | None:
    """Return the tense of the verb nearest before token ``first``, else after ``last``.

    An expression that opens its clause (..., ومنذ ثلاثة أيام تتواصل) belongs to the verb after it.
    """
    opening = first > 0 and reader.text[first - 1] in _PAUSES and not reader.line_break(first)
    found = _after(reader, last) if opening else None
    return found or _before(reader, first) or (None if opening else _after(reader, last))


def _before(reader: Reader, first: int) -> Tense | None:
    text = reader.text
    for at in range(first - 1, max(-1, first - 1 - _BACK), -1):
        word = text[at]
        if word in _STOPS or reader.line_break(at + 1):
            break
        found = _verb(word)
        if found is not None:
            return _negated(text[at - 1] if at else "", found)
    return None


def _after(reader: Reader, last: int) -> Tense | None:
    text = reader.text
    for at in range(last + 1, min(len(text), last + 1 + _AHEAD)):
        word = text[at]
        if word in _STOPS or reader.line_break(at):
            break
        found = _verb(word)
        if found is not None:
            return _negated(text[at - 1], found)
    return None


def _negated(before: str, found: Tense) -> Tense:
    # «لم يصل» and «كان يعمل» speak of the past.
    bare = before[1:] if before[:1] in ("و", "ف") else before
    return "past" if found == "present" and bare in cues("negator") else found
