"""The judgement on a pair of texts: records of what they share."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from tawatur.records import Derivation, Direction, Edit, Passage, Reuse
from tawatur.tracing.alignment import SeedIndex
from tawatur.tracing.comparison import Comparison, SharedPassage, compare
from tawatur.tracing.derivation import derivation_record, direction_between, oriented
from tawatur.tracing.edits import typed_edits
from tawatur.tracing.families import SentencePair, sentence_pairs
from tawatur.tracing.settings import TraceSettings
from tawatur.tracing.texts import TracedText, Vocabulary

__all__ = ["Judged", "judged"]


class Judged(NamedTuple):
    """What one pair of articles gives; ``one`` and ``other`` are their ids as oriented."""

    one: str
    other: str
    derivation: Derivation | None
    turned: Derivation | None
    reuse: list[Reuse]
    formulas: list[Reuse]
    sentences: list[SentencePair]


def judged(
    a: TracedText, index: SeedIndex, b: TracedText, vocabulary: Vocabulary, settings: TraceSettings
) -> Judged | None:
    """Return what ``a`` (indexed in ``index``) and ``b`` share, ``None`` for nothing to list."""
    comparison = oriented(compare(a, index, b, vocabulary, settings))
    ids = comparison.a.article.id, comparison.b.article.id
    derivation = derivation_record(comparison, settings)
    if derivation is None:
        formulas = [
            # How two instances of a formula differ says nothing of either text.
            _reuse(comparison, passage, (), None, "a set formula about different things")
            for passage in comparison.formulas
            if passage.aligned.equal >= settings.formula_words
        ]
        formulas.sort(key=_by_place)
        return Judged(*ids, None, None, [], formulas, []) if formulas else None
    direction, why = direction_between(comparison)
    reuse = [
        _reuse(
            comparison,
            passage,
            typed_edits(passage.aligned, comparison.a, comparison.b, vocabulary),
            direction,
            why,
        )
        for passage in comparison.passages
        # A name with its titles, beside copy that is shared, is no passage of it.
        if passage.evidence >= settings.passage_evidence
    ]
    return Judged(
        *ids,
        derivation,
        derivation_record(comparison.turned(), settings),
        sorted(reuse + _reworded(comparison, direction, why), key=_by_place),
        [],
        sentence_pairs(comparison),
    )


def _by_place(record: Reuse) -> tuple[int, int, str]:
    return record.a.start, record.b.start, record.id


def _reuse(
    comparison: Comparison,
    passage: SharedPassage,
    edits: tuple[Edit, ...],
    direction: Direction | None,
    why: str,
) -> Reuse:
    a, b, aligned = comparison.a, comparison.b, passage.aligned
    left = _passage(a, aligned.a0, aligned.a1)
    right = _passage(b, aligned.b0, aligned.b1)
    return Reuse(
        id=_reuse_id(left, right),
        a=left,
        b=right,
        score=round(aligned.score, 4),
        edits=edits,
        direction=direction,
        why=why,
    )


def _reworded(comparison: Comparison, direction: Direction | None, why: str) -> list[Reuse]:
    """Return the sentences that the one text has from the other in other words."""
    a, b = comparison.a, comparison.b
    pairs = {(r.other, r.sentence) for r in comparison.coverage_b.reworded}
    pairs |= {(r.sentence, r.other) for r in comparison.coverage_a.reworded}
    found: list[Reuse] = []
    for i, j in sorted(pairs):
        one, other = a.sentences[i], b.sentences[j]
        stems = Counter(a.stems[one.first : one.last])
        equal = (stems & Counter(b.stems[other.first : other.last])).total()
        left = _passage(a, one.first, one.last)
        right = _passage(b, other.first, other.last)
        found.append(
            Reuse(
                id=_reuse_id(left, right),
                a=left,
                b=right,
                score=round(equal / max(one.last - one.first, other.last - other.first), 4),
                direction=direction,
                why=f"reworded; {why}",
            )
        )
    return found


def _passage(text: TracedText, first: int, last: int) -> Passage:
    return Passage(article=text.article.id, start=text.start[first], end=text.end[last - 1])


def _reuse_id(a: Passage, b: Passage) -> str:
    return f"{a.article}:{a.start}-{a.end}~{b.article}:{b.start}-{b.end}"
