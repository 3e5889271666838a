"""Paragraphs and sentences as spans of the original text."""

from __future__ import annotations

import re
from functools import cache

from tawatur.language import lexicon
from tawatur.language.folding import fold_text

__all__ = ["paragraphs", "sentences"]

_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# A sentence ends at . ! ? or the Arabic question mark, and takes closing marks along. Two dots
# are the pause of Arabic headlines (الكاظمي في البيت الأبيض.. الوجود الأميركي), not an end.
_END = re.compile(r"(?:[.!?؟…]+)[\"'»”’)\]]*")
_PAUSE = re.compile(r"\.\.(?![.!?؟…])")
_WORD_BEFORE = re.compile(r"[^\s.،,؛:()\[\]«»\"“”]+$")
_OPENING = {"«": "»", "“": "”"}


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(fold_text(form) for form in lexicon.load("abbreviations").column("form"))


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines of ``text`` that hold more than white space, trimmed."""
    return [
        span
        for line in _LINE.finditer(text)
        if (span := _trim(text, line.start(), line.end()))[0] < span[1]
    ]


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of ``text``, in order and without overlap.

    A line break always ends a sentence. A full stop does not when it stands in a decimal, after
    an initial or an abbreviation, or inside guillemets that close later in the same line.
    """
    found: list[tuple[int, int]] = []
    for start, end in paragraphs(text):
        at = start
        for stop in _stops(text, start, end):
            span = _trim(text, at, stop)
            if span[0] < span[1]:
                found.append(span)
            at = stop
        span = _trim(text, at, end)
        if span[0] < span[1]:
            found.append(span)
    return found


def _stops(text: str, start: int, end: int) -> list[int]:
    inside = _quoted(text, start, end)
    stops: list[int] = []
    block = 0
    for match in _END.finditer(text, start, end):
        at, after = match.span()
        while block < len(inside) and inside[block][1] <= at:
            block += 1
        if block < len(inside) and inside[block][0] < at and after < inside[block][1]:
            continue
        if after < end and not text[after].isspace() and not _glued(text, at, after):
            continue
        if _PAUSE.match(text, at):
            continue
        if match.group() == "." and _abbreviated(text, start, at):
            continue
        stops.append(after)
    return stops


def _quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the guillemet quotations of a line that are both opened and closed, in order."""
    spans: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for at in range(start, end):
        char = text[at]
        if opened is None and char in _OPENING:
            opened = at, _OPENING[char]
        elif opened is not None and char == opened[1]:
            # The closing mark itself stays outside, so that «... .» ends a sentence.
            spans.append((opened[0], at))
            opened = None
    return spans


def _glued(text: str, at: int, after: int) -> bool:
    """Tell whether a stop without a space after it still ends a sentence (…الأميركي.الخميس)."""
    before, behind = text[at - 1] if at else " ", text[after]
    return (
        before.isalpha() and behind.isalpha() and "\u0600" <= behind <= "\u06ff" and after - at == 1
    )


def _abbreviated(text: str, start: int, at: int) -> bool:
    word = _WORD_BEFORE.search(text, max(start, at - 24), at)
    if word is None:
        return False
    form = fold_text(word.group())
    return (len(form) == 1 and form.isalpha()) or form in _abbreviations()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "\ufeff\u200b"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\ufeff\u200b"):
        end -= 1
    return start, end
