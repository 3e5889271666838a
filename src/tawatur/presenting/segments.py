"""A text cut into pieces so that marks which overlap can be drawn without nesting."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

__all__ = ["Mark", "Segment", "WordEdges", "cut"]

_WORD = re.compile(r"[\w\u0640\u064b-\u065f\u0670\u200c\u200d]+")


class Mark(NamedTuple):
    """A span with a kind and the line of the brief that it belongs to (``""`` if none)."""

    start: int
    end: int
    kind: str
    line: str = ""


class Segment(NamedTuple):
    """A piece of text that every mark covers wholly or not at all."""

    start: int
    end: int
    kinds: tuple[str, ...]
    lines: tuple[str, ...]


class WordEdges:
    """The words of a text, for widening spans so that no joined letters are cut apart."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for match in _WORD.finditer(text):
            self._starts.append(match.start())
            self._ends.append(match.end())

    def widen(self, start: int, end: int) -> tuple[int, int]:
        """Return the span, its ends moved outwards to the edges of the words they cut."""
        at = bisect_right(self._starts, start) - 1
        if at >= 0 and self._starts[at] < start < self._ends[at]:
            start = self._starts[at]
        at = bisect_left(self._ends, end)
        if at < len(self._ends) and self._starts[at] < end < self._ends[at]:
            end = self._ends[at]
        return start, end


def cut(start: int, end: int, marks: Iterable[Mark]) -> list[Segment]:
    """Return the segments of ``start``..``end`` in order; together they are the whole of it."""
    inside = sorted(
        {
            Mark(max(m.start, start), min(m.end, end), m.kind, m.line)
            for m in marks
            if m.start < end and m.end > start and m.start < m.end
        }
    )
    edges = sorted({start, end, *(m.start for m in inside), *(m.end for m in inside)})
    found: list[Segment] = []
    open_: list[Mark] = []
    upcoming = 0
    for left, right in pairwise(edges):
        open_ = [mark for mark in open_ if mark.end > left]
        while upcoming < len(inside) and inside[upcoming].start <= left:
            open_.append(inside[upcoming])
            upcoming += 1
        found.append(
            Segment(
                left, right, _once(m.kind for m in open_), _once(m.line for m in open_ if m.line)
            )
        )
    return found


def _once(items: Iterable[str]) -> tuple[str, ...]:
    seen: Sequence[str] = sorted(set(items))
    return tuple(seen)
