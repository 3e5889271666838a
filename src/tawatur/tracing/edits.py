"""The differences between two aligned passages, typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from tawatur.language import fold_text, lexicon
from tawatur.records import Edit
from tawatur.tracing.alignment import Aligned, Op
from tawatur.tracing.texts import TracedText, Vocabulary
from tawatur.tracing.weights import synonym

__all__ = ["typed_edits"]

# The group of synonyms that reporting verbs are in.
_SAY = "=say"


@cache
def _hedges() -> frozenset[str]:
    return frozenset(fold_text(form) for form in lexicon.load("hedges").column("form"))


def typed_edits(
    aligned: Aligned, a: TracedText, b: TracedText, vocabulary: Vocabulary
) -> tuple[Edit, ...]:
    """Return the edits that lead from the passage of ``a`` to that of ``b``, in the order of a.

    A word exchanged for another form of itself is ``respelled``, a figure for another figure
    ``number_changed``. Words dropped in one place and added in another are ``reordered``. What
    adds, drops or exchanges a source or a reporting verb is ``attribution_changed``; what brings
    in a word of reserve is ``hedged``, what takes one away ``hardened``. The rest is ``added``,
    ``dropped`` or ``substituted``.
    """
    edits: list[Edit] = []
    for op in aligned.ops:
        if op.tag == "equal":
            edits.extend(_respelled(op, a, b))
        elif op.tag == "replace":
            edits.extend(_replaced(op, a, b, vocabulary))
        else:
            edits.append(_moved_or_not(op, a, b, vocabulary))
    return tuple(_reordered(edits, a, b))


def _respelled(op: Op, a: TracedText, b: TracedText) -> Iterator[Edit]:
    """Yield the words that count as equal and are spelled by another house style."""
    for offset in range(op.a1 - op.a0):
        left, right = _span(a, op.a0 + offset, 1), _span(b, op.b0 + offset, 1)
        one, other = a.article.text[slice(*left)], b.article.text[slice(*right)]
        if one != other and fold_text(one) != fold_text(other):
            yield Edit(op="respelled", a=left, b=right)


def _moved_or_not(op: Op, a: TracedText, b: TracedText, vocabulary: Vocabulary) -> Edit:
    if op.tag == "insert":
        kind = _about_source(b, op.b0, op.b1, vocabulary) or (
            "hedged" if _hedging(b, op.b0, op.b1, vocabulary) else "added"
        )
        return Edit(op=kind, a=None, b=_span(b, op.b0, op.b1 - op.b0))
    kind = _about_source(a, op.a0, op.a1, vocabulary) or (
        "hardened" if _hedging(a, op.a0, op.a1, vocabulary) else "dropped"
    )
    return Edit(op=kind, a=_span(a, op.a0, op.a1 - op.a0), b=None)


def _about_source(text: TracedText, first: int, last: int, vocabulary: Vocabulary) -> str | None:
    """Return the kind of an edit that takes in a source that the text names."""
    credit = vocabulary.credit_stem
    return "attribution_changed" if credit in text.stems[first:last] else None


def _hedging(text: TracedText, first: int, last: int, vocabulary: Vocabulary) -> bool:
    return any(vocabulary.text_of[word] in _hedges() for word in text.words[first:last])


def _replaced(op: Op, a: TracedText, b: TracedText, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Yield the runs of one kind inside a replacement, which has as many words on both sides."""
    start = 0
    size = op.a1 - op.a0
    kinds = [_kind(op.a0 + k, op.b0 + k, a, b, vocabulary) for k in range(size)]
    for end in range(1, size + 1):
        if end == size or kinds[end] != kinds[start]:
            length = end - start
            yield Edit(
                op=kinds[start],
                a=_span(a, op.a0 + start, length),
                b=_span(b, op.b0 + start, length),
            )
            start = end


def _kind(i: int, j: int, a: TracedText, b: TracedText, vocabulary: Vocabulary) -> str:
    one, other = a.words[i], b.words[j]
    left, right = vocabulary.text_of[one], vocabulary.text_of[other]
    if left[0].isdigit() and right[0].isdigit():
        return "number_changed"
    if vocabulary.credit_stem in (a.stems[i], b.stems[j]):
        return "attribution_changed"
    if (left in _hedges()) != (right in _hedges()):
        return "hardened" if left in _hedges() else "hedged"
    stems = vocabulary.stem_of[one], vocabulary.stem_of[other]
    if stems[0] == stems[1]:
        return "respelled"
    if all(synonym(vocabulary.stem_text[stem]) == _SAY for stem in stems):
        return "attribution_changed"
    return "substituted"


def _span(text: TracedText, first: int, size: int) -> tuple[int, int]:
    return text.start[first], text.end[first + size - 1]


def _reordered(edits: Iterable[Edit], a: TracedText, b: TracedText) -> Iterator[Edit]:
    """Join a dropped and an added edit of the same words into one that is reordered."""
    edits = list(edits)
    added: dict[str, int] = {}
    for number, edit in enumerate(edits):
        if edit.a is None and edit.b is not None:
            added.setdefault(fold_text(b.article.text[slice(*edit.b)]), number)
    moved: dict[int, int] = {}
    for number, edit in enumerate(edits):
        if edit.b is None and edit.a is not None:
            other = added.pop(fold_text(a.article.text[slice(*edit.a)]), None)
            if other is not None:
                moved[number] = other
    gone = set(moved.values())
    for number, edit in enumerate(edits):
        if number in moved:
            yield Edit(op="reordered", a=edit.a, b=edits[moved[number]].b)
        elif number not in gone:
            yield edit
