"""Captions of pictures among the lines of a dump."""

from __future__ import annotations

import re
from functools import cache

from tawatur.language import fold_text, lexicon
from tawatur.reading.headline import credited
from tawatur.reading.lines import Line
from tawatur.reading.marks import Marks, zone_of

__all__ = ["mark_captions", "mark_pictures"]

# Signs of a dateline, a list or speech, which captions do not have.
_SIGNS = re.compile(r"[-:*•·–—\"«»/\\]|\d")
# A word in the form of the imperfect: a deck has a verb, a caption of a person has none.
_VERB = re.compile(r"س?[يت][^\W\d_]{3,}")


def mark_captions(marks: Marks, at: int | None) -> None:
    """Mark captions that are given twice or name the source of the picture.

    ``at`` is the line of the headline, or ``None``.
    """
    lines = marks.page.lines
    for index, line in enumerate(lines):
        if index == at or line.words > 40:
            continue
        twice = [
            near
            for near in (index - 1, index + 1)
            if 0 <= near < len(lines)
            and near != at
            and marks.role.get(near) in (None, "photo_caption")
            and line.words >= 3
            and _same_caption(lines[near], line)
        ]
        if index in marks.role:
            continue
        apart = not line.body and (marks.page.solid or zone_of(marks.page, index) == "head")
        if (twice and apart) or (credited(line) and 1 < line.words <= 30 and not line.body):
            marks.set(index, "photo_caption")


def _same_caption(one: Line, other: Line) -> bool:
    """Tell whether two lines are a picture's text and caption, one perhaps with its source."""
    if one.key == other.key:
        return True
    short, long = sorted((one, other), key=lambda line: len(line.key))
    return credited(long) and long.key.startswith(short.key + " ") and short.words >= 4


def mark_pictures(marks: Marks, at: int | None, title: str) -> None:
    """Mark captions that a dump left beside the paragraphs without any sign.

    Under the headline a single line that names an office and its holder; after the last
    paragraph up to three short lines without a stop that speak of what the text spoke of (an
    author's name does not).
    """
    page = marks.page
    if not page.solid:
        return
    head = [i for i in range(0 if at is None else at + 1, page.first) if i not in marks.role]
    foot = [i for i in range(page.last + 1, len(page.lines)) if i not in marks.role]
    if not head and not foot:
        return
    spoken = set(fold_text(title).split())
    spoken.update(word for line in page.lines if line.body for word in line.key.split())
    if at is not None and len(head) == 1 and _person(page.lines[head[0]], spoken):
        marks.set(head[0], "photo_caption")
    if not 0 < len(foot) <= 3 or not page.lines[page.last].stop:
        return
    shown = [_shows(page.lines[index], page.text, spoken) for index in foot]
    if all(shown):
        for index in foot:
            marks.set(index, "photo_caption")


@cache
def _roles() -> frozenset[str]:
    rows = lexicon.load("roles").rows
    forms = {fold_text(row[key]) for row in rows for key in ("form", "feminine")}
    return frozenset(form.split()[0] for form in forms if form)


def _person(line: Line, spoken: set[str]) -> bool:
    """Tell a line such as "The minister of water, So-and-so" whose name the text knows."""
    found = line.key.split()
    if not 2 <= line.words <= 8 or line.stop or _SIGNS.search(line.folded):
        return False
    first = found[0]
    stems = {first, first.removeprefix("ال")}
    known = found[-1] in spoken or found[-1].removeprefix("ال") in spoken
    return bool(stems & _roles()) and known and not any(map(_VERB.fullmatch, found[1:]))


def _shows(line: Line, text: str, spoken: set[str]) -> bool:
    if not line.words:
        return False
    raw = text[max(0, line.start - 4) : line.start + 3]
    if "\x1a" in raw or line.folded.startswith(".. "):
        return line.words <= 20
    if not 3 <= line.words <= 12 or line.stop or _SIGNS.search(line.folded):
        return False
    if line.folded.endswith(("..", "،", "!")) or not line.folded[0].isalpha():
        return False
    shared = sum(len(word) > 3 and word in spoken for word in line.key.split())
    return shared >= 2
