"""The judgement on a pair of texts: records of what they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from tawatur.records import Derivation, Direction, Edit, Passage, Reuse
from tawatur.tracing.alignment import SeedIndex
from tawatur.tracing.comparison import Comparison, SharedPassage, compare
from tawatur.tracing.derivation import (
    derivation_record,
    direction_between,
    direction_by_credit,
    oriented,
)
from tawatur.tracing.edits import typed_edits
from tawatur.tracing.families import SentencePair, sentence_pairs
from tawatur.tracing.settings import TraceSettings
from tawatur.tracing.texts import TracedText, Vocabulary
from tawatur.tracing.translation import Translation, shipped_vectors, translation_between

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
        told = _translation(comparison, vocabulary, settings)
        if told is not None:
            return told
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
    pairs = {(r.other, r.sentence) for r in comparison.coverage_b.reworded}
    pairs |= {(r.sentence, r.other) for r in comparison.coverage_a.reworded}
    return _sentences(comparison, pairs, direction, f"reworded; {why}")


def _sentences(
    comparison: Comparison,
    pairs: Iterable[tuple[int, int]],
    direction: Direction | None,
    why: str,
) -> list[Reuse]:
    """Return a record for each pair of sentences that tell the same in other words."""
    a, b = comparison.a, comparison.b
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
                why=why,
            )
        )
    return found


def _translation(
    comparison: Comparison, vocabulary: Vocabulary, settings: TraceSettings
) -> Judged | None:
    """Return what two texts share that put one foreign text into Arabic, or ``None``."""
    model = shipped_vectors() if settings.translations else None
    if model is None:
        return None
    a, b = comparison.a, comparison.b
    found = translation_between(a, b, vocabulary, model)
    if found is None:
        return None
    records = [
        _translated(one, found if one is comparison else found.turned())
        for one in (comparison, comparison.turned())
    ]
    direction, why = _way_of_translation(comparison)
    lines = _sentences(comparison, found.pairs, direction, f"{_how(direction)}; {why}")
    return Judged(
        a.article.id,
        b.article.id,
        records[0],
        records[1],
        sorted(lines, key=_by_place),
        [],
        [((a.index, i), (b.index, j)) for i, j in found.pairs],
    )


def _way_of_translation(comparison: Comparison) -> tuple[Direction | None, str]:
    return direction_by_credit(comparison) or ("common", "both put a foreign text into Arabic")


def _how(direction: Direction | None) -> str:
    # Who names the other has its text from there, whatever that one rendered.
    return "two translations of one text" if direction == "common" else "reworded"


def _translated(comparison: Comparison, found: Translation) -> Derivation:
    a, b = comparison.a, comparison.b
    direction, why = _way_of_translation(comparison)
    source = "both name its source" if found.named else "no foreign source is named by both"
    return Derivation(
        a=a.article.id,
        b=b.article.id,
        # A rendering of its own is no copy, however much of the text it is.
        derivation="partially",
        direction=direction,
        share_a=round(found.share_a, 4),
        share_b=round(found.share_b, 4),
        credit_a=";".join(a.credits.names) or None,
        credit_b=";".join(b.credits.names) or None,
        why=f"{_how(direction)}: {len(found.pairs)} sentences of {b.article.id} tell what those "
        f"of {a.article.id} tell, in one order; {source}. Direction: {why}",
    )


def _passage(text: TracedText, first: int, last: int) -> Passage:
    return Passage(article=text.article.id, start=text.start[first], end=text.end[last - 1])


def _reuse_id(a: Passage, b: Passage) -> str:
    return f"{a.article}:{a.start}-{a.end}~{b.article}:{b.start}-{b.end}"
