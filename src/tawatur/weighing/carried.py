"""Which spans of two articles are the same words: positions carried over by aligned passages."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tawatur.records import Passage, Reuse

__all__ = ["Carried", "aligned", "by_article"]


class Carried(NamedTuple):
    """One thing in article ``a`` and the thing that stands in its place in article ``b``."""

    a: str
    b: str


# A carried word may stand this many characters off the mapped place: between two edits the
# lengths of equal runs differ by harakat and spaces alone.
_SLACK = 24


def aligned(
    reuse: Iterable[Reuse], things: dict[str, Sequence[tuple[int, int, str]]]
) -> Iterator[Carried]:
    """Yield pairs of things that stand in the same place of the same text.

    ``things`` holds, by article, sorted ``(start, end, id)``. A pair of passages of one article
    with itself gives nothing.
    """
    for pair in reuse:
        if pair.a.article == pair.b.article:
            continue
        inside_a = _inside(things.get(pair.a.article, ()), pair.a)
        inside_b = _inside(things.get(pair.b.article, ()), pair.b)
        if not inside_a or not inside_b:
            continue
        place = _mapping(pair)
        taken: set[str] = set()
        for start, end, one in inside_a:
            at, until = place(start), place(end)
            near = [
                (abs(other_start - at) + abs(other_end - until), other)
                for other_start, other_end, other in inside_b
                if other not in taken and other_start < until + _SLACK and other_end > at - _SLACK
            ]
            if near:
                distance, other = min(near)
                if distance <= 2 * _SLACK:
                    taken.add(other)
                    yield Carried(one, other)


def _inside(things: Sequence[tuple[int, int, str]], passage: Passage) -> list[tuple[int, int, str]]:
    first = bisect_right(things, (passage.start, -1, ""))
    found = []
    for thing in things[first:]:
        if thing[0] >= passage.end:
            break
        found.append(thing)
    return found


class _Mapping:
    """A piecewise linear map from offsets of a to offsets of b."""

    def __init__(self, points: Sequence[tuple[int, int]]) -> None:
        self._points = points
        self._starts = [a for a, _ in points]

    def __call__(self, offset: int) -> int:
        index = min(max(bisect_right(self._starts, offset) - 1, 0), len(self._points) - 2)
        (a0, b0), (a1, b1) = self._points[index], self._points[index + 1]
        if a1 == a0:
            return b0
        return b0 + round((offset - a0) * (b1 - b0) / (a1 - a0))


def _mapping(pair: Reuse) -> _Mapping:
    points = [(pair.a.start, pair.b.start), (pair.a.end, pair.b.end)]
    for edit in pair.edits:
        # Words that only one side has, or that moved, give no point of their own.
        if edit.a is not None and edit.b is not None and edit.op != "reordered":
            points.append((edit.a[0], edit.b[0]))
            points.append((edit.a[1], edit.b[1]))
    rising: list[tuple[int, int]] = []
    for point in sorted(set(points)):
        if not rising or (point[0] > rising[-1][0] and point[1] >= rising[-1][1]):
            rising.append(point)
    if len(rising) == 1:
        rising.append((rising[0][0] + 1, rising[0][1] + 1))
    return _Mapping(rising)


def by_article(
    things: Iterable[tuple[str, int, int, str]],
) -> dict[str, Sequence[tuple[int, int, str]]]:
    """Return ``(article, start, end, id)`` as the index that :func:`aligned` takes."""
    index: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for article, start, end, key in things:
        index[article].append((start, end, key))
    return {article: sorted(found) for article, found in index.items()}
