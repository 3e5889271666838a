"""Two passages side by side, their differences marked in whole words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tawatur.presenting.display import clean
from tawatur.presenting.places import Place, Places
from tawatur.presenting.segments import Mark, cut
from tawatur.records import Passage, Reuse

__all__ = ["Comparison", "compare"]

_LONGEST = 2400


class Side(NamedTuple):
    """One of the two passages: its article, anchor, and pieces of text with their marks."""

    place: Place
    anchor: str
    pieces: tuple[tuple[str, str], ...]
    cut_short: bool


class Comparison(NamedTuple):
    """An aligned pair of passages."""

    a: Side
    b: Side
    score: int
    n_words: int


def compare(reuse: Reuse, places: Places) -> Comparison:
    """Return the passages of ``reuse`` with the words in which they differ."""
    a = _side(reuse.a, ((e.op, e.a) for e in reuse.edits), places)
    b = _side(reuse.b, ((e.op, e.b) for e in reuse.edits), places)
    return Comparison(a, b, round(reuse.score * 100), 0)


def _side(
    passage: Passage, edits: Iterable[tuple[str, tuple[int, int] | None]], places: Places
) -> Side:
    place = places.by_id[passage.article]
    text = place.article.text
    start, end = place.edges.widen(passage.start, passage.end)
    end = min(end, len(text))
    stop = min(end, start + _LONGEST)
    marks = [Mark(*place.edges.widen(*span), op) for op, span in edits if span is not None]
    pieces = tuple(
        (clean(text[s.start : s.end]), " ".join(f"x-{kind}" for kind in s.kinds))
        for s in cut(start, stop, marks)
    )
    return Side(place, place.anchor_at(passage.start), pieces, stop < end)
