"""The picture of a lineage: a tree of rows, drawn right to left as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur.presenting.display import clip
from tawatur.presenting.labels import Label, spoken_day
from tawatur.presenting.lineage import Node, Stemma

__all__ = ["Drawing", "Row", "Stroke", "draw"]


class Stroke(NamedTuple):
    """A line from a parent to a child."""

    path: str
    way: str


class Row(NamedTuple):
    """A node with its words."""

    x: int
    y: int
    text_x: int
    head: Label
    title: str
    href: str
    source: bool
    wholly: bool
    outlet_only: bool


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
    step = 22 if narrow else 34
    height = 52 if narrow else 36
    deepest = max(node.depth for node in stemma.nodes)
    step = min(step, (width // 3) // (deepest + 1))
    at = [(width - 14 - node.depth * step, 22 + i * height) for i, node in enumerate(stemma.nodes)]
    strokes = []
    for node, (x, y) in zip(stemma.nodes, at, strict=True):
        if node.parent is None or node.edge is None:
            continue
        px, py = at[node.parent]
        bend = min(10, step - 4)
        strokes.append(
            Stroke(
                f"M{px} {py + 8}V{y - bend}Q{px} {y} {px - bend} {y}H{x + 8}",
                node.edge.way,
            )
        )
    rows = [
        _row(node, x, y, shown, (width - (width - x) - 20), narrow)
        for node, (x, y) in zip(stemma.nodes, at, strict=True)
    ]
    return Drawing(width, 22 + len(rows) * height, tuple(strokes), tuple(rows), narrow)


def _row(node: Node, x: int, y: int, shown: set[str], room: int, narrow: bool) -> Row:
    # Average advance of the page's Arabic face at the size that the picture uses, in units.
    letters = max(int(room / 7.2), 8)
    place = node.place
    if place is None:
        assert node.name is not None
        return Row(x, y, x - 16, node.name, "", "", True, False, True)
    outlet = clip(place.outlet, 26 if narrow else 24)
    day = place.day
    if place.article.published:
        day = spoken_day(place.article.published[:10])
    head = Label(f"{outlet} · {day.ar}", f"{outlet} · {day.en}")
    left = letters if narrow else letters - len(head.ar) - 4
    return Row(
        x,
        y,
        x - 16,
        head,
        clip(place.title, max(left, 12)),
        f"#{place.anchor}" if place.article.id in shown else "",
        False,
        node.edge is not None and node.edge.wholly,
        False,
    )


def in_words(nodes: Sequence[Node]) -> list[tuple[Node, Node | None]]:
    """Return every row with the row that it hangs on."""
    return [(node, None if node.parent is None else nodes[node.parent]) for node in nodes]
