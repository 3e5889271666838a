"""The picture of a lineage: a tree of rows, drawn right to left as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur.presenting.display import clip
from tawatur.presenting.labels import Label, spoken_day
from tawatur.presenting.lineage import Node, Stemma

__all__ = ["Drawing", "Row", "Stroke", "draw"]


# Widest average advance of a letter at the size of the picture, in pixels, with the page's faces.
_LETTER = 7.4


class Stroke(NamedTuple):
    """A trunk below a parent, or the branch from it to a child."""

    path: str
    way: str


class Row(NamedTuple):
    """A node with its words."""

    x: int
    y: int
    text_x: int
    title_x: int
    title_y: int
    head: Label
    title: str
    href: str
    source: bool
    wholly: bool


class Drawing(NamedTuple):
    """A picture in its own units; one unit is one CSS pixel."""

    width: int
    height: int
    strokes: tuple[Stroke, ...]
    rows: tuple[Row, ...]
    narrow: bool


def draw(stemma: Stemma, shown: set[str], *, narrow: bool) -> Drawing:
    """Return the drawing of a tree.

    Args:
        stemma: the tree.
        shown: ids of the articles that the page prints, which a row may lead to.
        narrow: for a telephone: two lines of words a row.
    """
    width = 330 if narrow else 860
    step = 26 if narrow else 46
    height = 52 if narrow else 36
    deepest = max(node.depth for node in stemma.nodes)
    step = min(step, (width // 3) // (deepest + 1))
    at = [(width - 14 - node.depth * step, 22 + i * height) for i, node in enumerate(stemma.nodes)]
    # One plain trunk for each parent; what kind of taking it was is drawn on the branch alone.
    lowest: dict[int, int] = {}
    branches = []
    bend = min(10, step // 2)
    for node, (x, y) in zip(stemma.nodes, at, strict=True):
        if node.parent is None or node.edge is None:
            continue
        px = at[node.parent][0]
        lowest[node.parent] = y - bend
        branches.append(Stroke(f"M{px} {y - bend}Q{px} {y} {px - bend} {y}H{x + 8}", node.edge.way))
    trunks = [
        Stroke(f"M{at[parent][0]} {at[parent][1] + 8}V{y}", "trunk")
        for parent, y in sorted(lowest.items())
    ]
    heads = [_head(node, narrow) for node in stemma.nodes]
    # Titles stand in a column of their own, so that no browser has to measure anything.
    room = [
        x - 16 - _LETTER * max(len(head.ar), len(head.en))
        for (x, _), head, node in zip(at, heads, stemma.nodes, strict=True)
        if node.place is not None
    ]
    column = max(int(min(room)) - 14, width // 3)
    rows = [
        _row(node, head, x, y, shown, None if narrow else column)
        for node, head, (x, y) in zip(stemma.nodes, heads, at, strict=True)
    ]
    return Drawing(width, 22 + len(rows) * height, (*trunks, *branches), tuple(rows), narrow)


def _head(node: Node, narrow: bool) -> Label:
    place = node.place
    if place is None:
        assert node.name is not None
        return node.name
    outlet = clip(place.outlet, 24)
    day = place.day
    if place.article.published:
        day = spoken_day(place.article.published[:10])
    # Isolates keep a Latin name or an English date in order inside a line from right to left.
    named = f"\u2068{outlet}\u2069"
    return Label(f"{named} · {day.ar}", f"{named} · \u2066{day.en}\u2069")


def _row(node: Node, head: Label, x: int, y: int, shown: set[str], column: int | None) -> Row:
    """Return the words of a node; ``column`` is where titles begin, below the head if None."""
    place = node.place
    right, below = (x - 16, y + 19) if column is None else (column, y + 5)
    if place is None:
        return Row(x, y, x - 16, right, below, head, "", "", True, False)
    return Row(
        x,
        y,
        x - 16,
        right,
        below,
        head,
        clip(place.title, max(int(right / _LETTER), 12)),
        f"#{place.anchor}" if place.article.id in shown else "",
        False,
        node.edge is not None and node.edge.wholly,
    )


def in_words(nodes: Sequence[Node]) -> list[tuple[Node, Node | None]]:
    """Return every row with the row that it hangs on."""
    return [(node, None if node.parent is None else nodes[node.parent]) for node in nodes]
