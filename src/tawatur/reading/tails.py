"""Furniture that a dump writes onto the end of the last paragraph."""

from __future__ import annotations

import re

from tawatur.language import fold
from tawatur.reading.headline import all_names
from tawatur.reading.marks import Marks
from tawatur.reading.phrases import Phrase, phrases

__all__ = ["END", "mark_tails"]

END = re.compile(r"/{1,3} ?(\w{2,6}) ?/{0,3}\W*(?:\d{1,2}:\d{2}.{0,12})?$")
_MORE = re.compile(r"(?:\.{2,}|…) ?(\w+)\W*$|(?<=[.!?»\"]) (\w+) ?(?:\.{2,}|…)$")
_SENTENCE_END = re.compile(r"[.!?؟…»\"')\]:،-]\s{0,8}$")
_STOPS = re.compile(r"[.!?؟:]\s|[.!?؟]$")
_WORD = re.compile(r"[^\W_]+")
# Tags, source, link: a text has been seen to end in three of them.
_MOST_TAILS = 4


def mark_tails(marks: Marks) -> None:
    """Look into the last paragraph for tags, links and end marks written onto it."""
    page, known = marks.page, phrases()
    last = next((i for i in range(len(page.lines) - 1, -1, -1) if i not in marks.role), None)
    if last is None:
        return
    line = page.lines[last]
    folded = fold(page.text[line.start : line.end])
    text = folded.text
    for _ in range(_MOST_TAILS):
        span = _tail_phrase(text, known.tails) or _tail_end(text)
        if span is None or not text[: span[0]].strip():
            return
        start, end = folded.span(span[0], span[1])
        marks.inside.append((line.start + start, line.start + end, span[2]))
        text = text[: span[0]].rstrip()


def _tail_phrase(text: str, tails: list[Phrase]) -> tuple[int, int, str] | None:
    best: tuple[int, int, str] | None = None
    for phrase in tails:
        at = text.rfind(phrase.key)
        if at <= 0 or not text[at - 1].isspace():
            continue
        after = text[at + len(phrase.key) : at + len(phrase.key) + 1]
        rest = text[at:].rstrip()
        announced = phrase.role in ("teaser", "credits")
        # A colon behind it tells a label even where the sentence before has no stop.
        if after.isalnum() or not (announced or _SENTENCE_END.search(text, max(0, at - 12), at)):
            continue
        if len(rest.split()) > phrase.words or not _complete(phrase, rest):
            continue
        if best is None or at < best[0]:
            best = at, at + len(rest), phrase.role
    return best


def _complete(phrase: Phrase, rest: str) -> bool:
    """Tell whether ``rest`` is what the phrase announces, and no sentence that begins so."""
    after = rest[len(phrase.key) :]
    if phrase.role == "tags":
        return len(rest.split()) > 1 and not _STOPS.search(rest)
    if phrase.role == "credits":
        return after.lstrip().startswith(":") and all_names(" ".join(_WORD.findall(after)))
    if phrase.role == "teaser":
        return after.lstrip().startswith(":") and not _STOPS.search(after.lstrip(" :"))
    return True


def _tail_end(text: str) -> tuple[int, int, str] | None:
    end = len(text.rstrip())
    window = max(0, end - 60)
    tail = text[window:end]
    known = phrases().lines
    match = END.search(tail)
    if match:
        phrase = known.get(match.group(1))
        if phrase and phrase.role == "end_mark":
            return window + match.start(), end, "end_mark"
    match = _MORE.search(tail)
    if match:
        phrase = known.get(match.group(1) or match.group(2))
        if phrase and phrase.role == "read_more":
            at = match.start() + len(match.group()) - len(match.group().lstrip())
            return window + at, end, "read_more"
    return None
