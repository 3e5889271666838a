"""Two passages side by side, their differences marked in whole words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tawatur.presenting.display import clean
from tawatur.presenting.lineage import Stemma
from tawatur.presenting.places import Place, Places
from tawatur.presenting.segments import Mark, cut
from tawatur.presenting.stemma import in_words
from tawatur.records import Passage, Reuse
from tawatur.weighing import Situation

__all__ = [
    "KINDS",
    "TELLING",
    "Change",
    "Comparison",
    "Side",
    "compare",
    "passages_between",
    "side_by_side",
    "telling_changes",
]

_LONGEST = 2400
_LINE_END = re.compile(r"(\n\s*)")
TELLING = ("number_changed", "name_changed", "attribution_changed", "hardened", "hedged")
"""Kinds of edits that change what is reported, the gravest first."""
KINDS = (*TELLING, "substituted", "added", "dropped", "reordered", "respelled")
"""Kinds of edits in the order in which they are told."""
_ORDER = {kind: at for at, kind in enumerate(KINDS)}
# How a reason of a passage begins that is no copy word for word.
_HOW = {"reworded": "reworded", "two translations of one text": "translated"}


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
    changes: tuple[tuple[str, int], ...]
    """The kinds of edits between the two and how many there are of each."""
    how: str
    """``reworded``, ``translated``, or empty for a copy."""


class Change(NamedTuple):
    """One edit in words."""

    kind: str
    a: str
    b: str
    place_a: Place
    place_b: Place


def compare(reuse: Reuse, places: Places) -> Comparison:
    """Return the passages of ``reuse`` with the words in which they differ."""
    a = _side(reuse.a, ((e.op, e.a) for e in reuse.edits), places)
    b = _side(reuse.b, ((e.op, e.b) for e in reuse.edits), places)
    counts = Counter(edit.op for edit in reuse.edits)
    changes = sorted(counts.items(), key=lambda item: (_ORDER.get(item[0], len(KINDS)), item[0]))
    how = _HOW.get((reuse.why or "").split(";")[0].split(":")[0], "")
    return Comparison(a, b, round(reuse.score * 100), tuple(changes), how)


def passages_between(
    situation: Situation, places: Places
) -> Mapping[frozenset[str], Sequence[tuple[int, Reuse]]]:
    """Return the aligned passages of each pair of articles, numbered in the order of the trace."""
    between: dict[frozenset[str], list[tuple[int, Reuse]]] = defaultdict(list)
    for number, reuse in enumerate(situation.trace.reuse):
        if reuse.a.article in places.by_id and reuse.b.article in places.by_id:
            between[frozenset((reuse.a.article, reuse.b.article))].append((number, reuse))
    return between


def side_by_side(
    stemma: Stemma, shared: Mapping[frozenset[str], Sequence[tuple[int, Reuse]]]
) -> list[Reuse]:
    """Return the passages to be read beside each other: of each taker and what it took from.

    Takers of a text outside the pile are set beside the first of them.
    """
    wanted: set[frozenset[str]] = set()
    first: dict[int, str] = {}
    for node, parent in in_words(stemma.nodes):
        if node.place is None or parent is None or node.parent is None:
            continue
        other = parent.place.article.id if parent.place is not None else None
        other = other or first.setdefault(node.parent, node.place.article.id)
        if other != node.place.article.id:
            wanted.add(frozenset((other, node.place.article.id)))
    numbered = sorted(
        (item for pair in wanted for item in shared.get(pair, ())), key=lambda item: item[0]
    )
    return [reuse for _, reuse in numbered]


def telling_changes(passages: Iterable[Reuse], places: Places) -> Iterator[Change]:
    """Yield the edits of passages that change what is reported, the gravest kinds first."""
    found = [
        (_ORDER[edit.op], number, at, reuse, edit)
        for number, reuse in enumerate(passages)
        for at, edit in enumerate(reuse.edits)
        if edit.op in TELLING
    ]
    for _, _, _, reuse, edit in sorted(found, key=lambda item: item[:3]):
        a, b = places.by_id[reuse.a.article], places.by_id[reuse.b.article]
        yield Change(edit.op, _words(a, edit.a), _words(b, edit.b), a, b)


def _words(place: Place, span: tuple[int, int] | None) -> str:
    if span is None:
        return ""
    start, end = place.edges.widen(*span)
    return clean(place.article.text[start:end])


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
        piece
        for s in cut(start, stop, marks)
        for piece in _by_line(
            clean(text[s.start : s.end]), " ".join(f"x-{kind}" for kind in s.kinds)
        )
    )
    return Side(place, place.anchor_at(passage.start), pieces, stop < end)


def _by_line(text: str, classes: str) -> Iterator[tuple[str, str]]:
    """Yield a piece line by line: no mark is drawn around the end of a line."""
    for part in _LINE_END.split(text) if classes else (text,):
        if part:
            yield part, "" if part.isspace() else classes
