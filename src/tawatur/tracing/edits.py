"""The differences between two aligned passages, typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from tawatur.language import fold_text
from tawatur.records import Edit
from tawatur.tracing.alignment import Aligned, Op
from tawatur.tracing.texts import TracedText, Vocabulary
from tawatur.tracing.weights import synonym
from tawatur.tracing.wording import Side, attributes, figures, hedges, informed, renamed, same_name

__all__ = ["typed_edits"]

# The group of synonyms that reporting verbs are in.
_SAY = "=say"
# Stretches of more words say something else: a clause of its own is added, dropped or exchanged.
_SHORT = 12
# A word of reserve colours the words around it, not a whole clause.
_HEDGED = 6


def typed_edits(
    aligned: Aligned, a: TracedText, b: TracedText, vocabulary: Vocabulary
) -> tuple[Edit, ...]:
    """Return the edits that lead from the passage of ``a`` to that of ``b``, in the order of a.

    Each stretch between equal words is one difference. It is ``number_changed`` where figures
    differ in value (``respelled`` where they do not, as where a word is exchanged for another
    form of itself), ``reordered`` where the same words stand in another order or place,
    ``attribution_changed`` where a source or a reporting word comes, goes or changes,
    ``name_changed`` where a name gives way to another name or to a description or comes or goes
    beside one, and where the name of a medium does; ``hedged`` where a word of reserve comes,
    ``hardened`` where one goes. The rest is ``added``, ``dropped`` or ``substituted``.
    """
    edits: list[Edit] = []
    for equal, group in groupby(aligned.ops, key=lambda op: op.tag == "equal"):
        ops = list(group)
        if equal:
            for op in ops:
                edits.extend(_respelled(op, a, b))
        else:
            edits.extend(_difference(ops, aligned, a, b, vocabulary))
    return tuple(_reordered(edits, a, b))


def _respelled(op: Op, a: TracedText, b: TracedText) -> Iterator[Edit]:
    """Yield the words that count as equal and are spelled by another house style."""
    for offset in range(op.a1 - op.a0):
        left, right = _span(a, op.a0 + offset, 1), _span(b, op.b0 + offset, 1)
        one, other = a.article.text[slice(*left)], b.article.text[slice(*right)]
        if one != other and fold_text(one) != fold_text(other):
            yield Edit(op="respelled", a=left, b=right)


def _difference(
    ops: Sequence[Op], aligned: Aligned, a: TracedText, b: TracedText, vocabulary: Vocabulary
) -> Iterator[Edit]:
    """Yield the edits of one stretch between equal words."""
    a0, a1, b0, b1 = ops[0].a0, ops[-1].a1, ops[0].b0, ops[-1].b1
    one = Side(a, vocabulary, a0, a1, aligned.a0, aligned.a1)
    other = Side(b, vocabulary, b0, b1, aligned.b0, aligned.b1)
    kind = _kind_of_all(one, other, vocabulary)
    if kind is not None:
        left = _span(a, a0, a1 - a0) if a1 > a0 else None
        yield Edit(op=kind, a=left, b=_span(b, b0, b1 - b0) if b1 > b0 else None)
        return
    for op in ops:
        if op.tag == "replace":
            yield from _replaced(op, aligned, a, b, vocabulary)
        elif op.tag == "insert":
            yield Edit(op="added", a=None, b=_span(b, op.b0, op.b1 - op.b0))
        else:
            yield Edit(op="dropped", a=_span(a, op.a0, op.a1 - op.a0), b=None)


def _kind_of_all(one: Side, other: Side, vocabulary: Vocabulary) -> str | None:
    """Return the one kind that a whole stretch is of, or ``None``."""
    if len(one) > _SHORT or len(other) > _SHORT:
        return None
    credited = vocabulary.credit_stem in one.stems or vocabulary.credit_stem in other.stems
    if credited:
        # What somebody told a medium is his; what it reports is the medium's.
        told = all(informed(side) for side in (one, other) if len(side))
        return "name_changed" if told else "attribution_changed"
    numbers = figures(one, other)
    if numbers is not None:
        return numbers
    if one.stems == other.stems or same_name(one, other):
        return "respelled"
    if len(one) > 1 and Counter(one.stems) == Counter(other.stems):
        return "reordered"
    if len(one) <= _HEDGED and len(other) <= _HEDGED:
        reserve = hedges(one), hedges(other)
        if reserve[0] != reserve[1]:
            return "hardened" if reserve[0] > reserve[1] else "hedged"
    if attributes(one, other):
        return "attribution_changed"
    return "name_changed" if renamed(one, other) else None


def _replaced(
    op: Op, aligned: Aligned, a: TracedText, b: TracedText, vocabulary: Vocabulary
) -> Iterator[Edit]:
    """Yield the runs of one kind inside a replacement, which has as many words on both sides."""
    start = 0
    size = op.a1 - op.a0
    kinds = []
    for at in range(size):
        i, j = op.a0 + at, op.b0 + at
        one = Side(a, vocabulary, i, i + 1, aligned.a0, aligned.a1)
        other = Side(b, vocabulary, j, j + 1, aligned.b0, aligned.b1)
        kinds.append(_kind(one, other, vocabulary))
    for end in range(1, size + 1):
        if end == size or kinds[end] != kinds[start]:
            length = end - start
            yield Edit(
                op=kinds[start],
                a=_span(a, op.a0 + start, length),
                b=_span(b, op.b0 + start, length),
            )
            start = end


def _kind(one: Side, other: Side, vocabulary: Vocabulary) -> str:
    """Return the kind of one word exchanged for another."""
    if vocabulary.credit_stem in (*one.stems, *other.stems):
        return "attribution_changed"
    numbers = figures(one, other)
    if numbers is not None:
        return numbers
    reserve = hedges(one), hedges(other)
    if reserve[0] != reserve[1]:
        return "hardened" if reserve[0] > reserve[1] else "hedged"
    if one.stems == other.stems or same_name(one, other):
        return "respelled"
    said = all(synonym(vocabulary.stem_text[side.stems[0]]) == _SAY for side in (one, other))
    if said or attributes(one, other):
        return "attribution_changed"
    return "name_changed" if renamed(one, other, proper=True) else "substituted"


def _span(text: TracedText, first: int, size: int) -> tuple[int, int]:
    return text.start[first], text.end[first + size - 1]


def _reordered(edits: Iterable[Edit], a: TracedText, b: TracedText) -> Iterator[Edit]:
    """Join a dropped and an added edit of the same words into one that is reordered."""
    edits = list(edits)
    added: dict[str, int] = {}
    for number, edit in enumerate(edits):
        if edit.a is None and edit.b is not None:
            added.setdefault(_moved(b, edit.b), number)
    moved: dict[int, int] = {}
    for number, edit in enumerate(edits):
        if edit.b is None and edit.a is not None:
            other = added.pop(_moved(a, edit.a), None)
            if other is not None:
                moved[number] = other
    gone = set(moved.values())
    for number, edit in enumerate(edits):
        if number in moved:
            yield Edit(op="reordered", a=edit.a, b=edits[moved[number]].b)
        elif number not in gone:
            yield edit


def _moved(text: TracedText, span: tuple[int, int]) -> str:
    """Return words as they are compared between places: folded, without a leading conjunction."""
    folded = fold_text(text.article.text[slice(*span)])
    return folded[1:] if folded[:1] == "و" and len(folded) > 3 else folded
