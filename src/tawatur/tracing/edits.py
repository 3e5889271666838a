"""The differences between two aligned passages, typed."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.records import Edit
from tawatur.tracing.alignment import Aligned, Op
from tawatur.tracing.texts import TracedText, Vocabulary

__all__ = ["typed_edits"]


def typed_edits(
    aligned: Aligned, a: TracedText, b: TracedText, vocabulary: Vocabulary
) -> tuple[Edit, ...]:
    """Return the edits that lead from the passage of ``a`` to that of ``b``, in the order of a.

    A word exchanged for another form of itself is ``respelled``, a figure for another figure
    ``number_changed``; words that are dropped in one place and added in another are
    ``reordered``.
    """
    edits: list[Edit] = []
    for op in aligned.ops:
        if op.tag != "equal":
            edits.extend(_edits(op, a, b, vocabulary))
    return tuple(_reordered(edits, a, b))


def _edits(op: Op, a: TracedText, b: TracedText, vocabulary: Vocabulary) -> Iterator[Edit]:
    if op.tag == "insert":
        yield Edit(op="added", a=None, b=_span(b, op.b0, op.b1))
    elif op.tag == "delete":
        yield Edit(op="dropped", a=_span(a, op.a0, op.a1), b=None)
    else:
        for kind, i, j, size in _pairs(op, a, b, vocabulary):
            yield Edit(op=kind, a=_span(a, i, i + size), b=_span(b, j, j + size))


def _pairs(
    op: Op, a: TracedText, b: TracedText, vocabulary: Vocabulary
) -> Iterator[tuple[str, int, int, int]]:
    """Yield the runs of one kind inside a replacement: kind, places, number of words."""
    run: tuple[str, int, int, int] | None = None
    for offset in range(op.a1 - op.a0):
        i, j = op.a0 + offset, op.b0 + offset
        kind = _kind(a.words[i], b.words[j], vocabulary)
        if run is not None and run[0] == kind:
            run = (kind, run[1], run[2], run[3] + 1)
            continue
        if run is not None:
            yield run
        run = (kind, i, j, 1)
    if run is not None:
        yield run


def _kind(a: int, b: int, vocabulary: Vocabulary) -> str:
    one, other = vocabulary.text_of[a], vocabulary.text_of[b]
    if one[0].isdigit() and other[0].isdigit():
        return "number_changed"
    if vocabulary.stem_of[a] == vocabulary.stem_of[b]:
        return "respelled"
    return "substituted"


def _span(text: TracedText, first: int, last: int) -> tuple[int, int]:
    return text.start[first], text.end[last - 1]


def _reordered(edits: list[Edit], a: TracedText, b: TracedText) -> Iterator[Edit]:
    """Join a dropped and an added edit of the same words into one that is reordered."""
    added: dict[str, int] = {}
    for number, edit in enumerate(edits):
        if edit.op == "added" and edit.b is not None:
            added.setdefault(b.article.text[edit.b[0] : edit.b[1]], number)
    moved: dict[int, int] = {}
    for number, edit in enumerate(edits):
        if edit.op == "dropped" and edit.a is not None:
            other = added.pop(a.article.text[edit.a[0] : edit.a[1]], None)
            if other is not None:
                moved[number] = other
    gone = set(moved.values())
    for number, edit in enumerate(edits):
        if number in moved:
            yield Edit(op="reordered", a=edit.a, b=edits[moved[number]].b)
        elif number not in gone:
            yield edit
