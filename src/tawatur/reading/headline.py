"""The headline of a plain text, and the lines that repeat it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tawatur.language import fold_text, lexicon
from tawatur.reading.date_lines import date_line
from tawatur.reading.lines import Layout, Line
from tawatur.reading.phrases import phrases

__all__ = ["all_names", "credited", "headline", "is_credit", "names_outlet", "same_headline"]

# The longest headline among 8,727 articles has 26 words, 99 of 100 have up to 16.
_HEADLINE_WORDS = 20
_DATELINE_WORDS = 5
_LONGEST_TITLE = 400
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]][.\s]*$")
_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"[^\W\d_]+|\d+")
# A window's title stands among the first lines; more are lists.
_MOST_SITED = 3
_SITE = re.compile(r"\s(?:[-|–—»:]|::)\s")


def headline(page: Layout) -> int | None:
    """Return the index of the line that is the headline, or ``None`` when there is none.

    A line repeated before the first paragraph, with or without the name of the site, is the
    headline; else the first line that is no furniture, if it is short and set off from what
    follows by a blank line.
    """
    head = range(min(page.first + 1, len(page.lines)))
    places: dict[str, int] = {}
    sited: list[Line] = []
    for index in head:
        line = page.lines[index]
        if line.words < 3 or line.body or credited(line) or date_line(line.folded):
            continue
        if line.key in places:
            return places[line.key]
        if any(same_headline(other, page.text[line.start : line.end]) for other in sited):
            return index
        places[line.key] = index
        if _SITE.search(line.folded) and len(sited) < _MOST_SITED:
            sited.append(line)
    for index in head:
        line = page.lines[index]
        if _furniture(line):
            continue
        after = page.lines[index + 1] if index + 1 < len(page.lines) else None
        short = 2 <= line.words <= _HEADLINE_WORDS and not line.folded.endswith((".", "،", ":"))
        if not short or line.body or after is None:
            return None
        # Without a blank line it takes a paragraph or a line of the page behind it, and more
        # words than a dateline has.
        apart = after.gap or (line.words >= _DATELINE_WORDS and (after.body or _furniture(after)))
        return index if apart else None
    return None


def _furniture(line: Line) -> bool:
    known = phrases()
    return (
        date_line(line.folded) is not None
        or bool(known.sections_of(line))
        or known.of_line(line) is not None
        or known.is_breadcrumb(line)
        or is_credit(line)
        or not line.key
        or _byline(line)
    )


def _byline(line: Line) -> bool:
    """Tell "country / author / agency", the way in which agencies sign above the headline."""
    parts = [part.strip() for part in line.folded.split("/")]
    return len(parts) > 2 and line.words <= 9 and any(all_names(_key(part)) for part in parts)


def same_headline(line: Line, title: str) -> bool:
    """Tell whether ``line`` is ``title``, alone or with the name of the site behind it."""
    key = _title_key(title)
    if not key or line.words > _HEADLINE_WORDS + 12:
        return False
    if line.key == key:
        return True
    if not line.key.startswith(key + " "):
        return False
    rest = line.words - len(key.split())
    return rest <= 5 and bool(_SITE.search(line.folded))


@lru_cache(maxsize=256)
def _title_key(title: str) -> str:
    """Return the folded words of a headline; nothing for what is too long for one."""
    return " ".join(_WORD.findall(fold_text(title))) if len(title) <= _LONGEST_TITLE else ""


def _key(text: str) -> str:
    return " ".join(_PIECE.findall(fold_text(text)))


@cache
def _names() -> tuple[frozenset[str], frozenset[str], int]:
    """Return names of agencies and outlets, words that stand for sources, and the longest."""
    media = {_key(row["form"]) for name in ("agencies", "media") for row in lexicon.load(name).rows}
    others = {_key(form) for form in lexicon.load("furniture_credits").column("form")}
    media.discard("")
    return frozenset(media), frozenset(others), max(len(n.split()) for n in media | others)


@cache
def _ambiguous() -> frozenset[str]:
    """Return the names that are common words, cities or days too."""
    rows = (row for name in ("agencies", "media") for row in lexicon.load(name).rows)
    keys = {(_key(row["form"]), row["ambiguous"] == "yes") for row in rows}
    return frozenset(key for key, doubtful in keys if doubtful and (key, False) not in keys)


def names_outlet(key: str) -> bool:
    """Tell whether the folded words ``key`` are the name of an agency, outlet or platform."""
    media, others, _ = _names()
    return key in media or key in others


def is_credit(line: Line) -> bool:
    """Tell whether ``line`` is nothing but names of agencies and outlets.

    A single name that is also a common word needs brackets around it.
    """
    if not 0 < line.words <= 10 or not all_names(line.key):
        return False
    return line.key not in _ambiguous() or line.folded.startswith(("(", "["))


def all_names(key: str) -> bool:
    """Tell whether the folded words ``key`` are names of agencies and outlets without rest."""
    media, others, longest = _names()
    # Digits are written onto names: France24.
    words = _PIECE.findall(key)
    at = 0
    named = False
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            part = " ".join(words[at : at + size])
            if part in media or part in others:
                named = True
                break
            # و is written onto the second of two names.
            if part.startswith("و") and part[1:] in media:
                named = True
                break
        else:
            return False
        at += size
    return named


def credited(line: Line) -> bool:
    """Tell whether ``line`` ends in the source of a picture in brackets."""
    match = _BRACKETS.search(line.folded)
    return match is not None and all_names(_key(match.group(1)))
