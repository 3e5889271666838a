"""Figures of the field: entity F1, classification, calibration, ranking."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import groupby

from evaluation.scores import Counts

__all__ = [
    "accuracy",
    "auc",
    "average_precision",
    "binary",
    "calibration_error",
    "entities",
    "entity_counts",
    "macro_f1",
]

Entity = tuple[int, int, str]


def entities(tags: Sequence[str]) -> set[Entity]:
    """Return the entities of BIO ``tags`` as (first, end, type), tokens half open.

    As conlleval reads them: an I tag after O or after another type begins an entity.
    """
    found: set[Entity] = set()
    first, kind = 0, ""
    for at, tag in enumerate((*tags, "O")):
        mark, _, mine = tag.partition("-")
        if kind and (mark != "I" or mine != kind):
            found.add((first, at, kind))
            kind = ""
        if mark != "O" and not kind:
            first, kind = at, mine
    return found


def entity_counts(
    gold: Iterable[Sequence[str]], found: Iterable[Sequence[str]]
) -> dict[str, Counts]:
    """Return the counts of exact entities by type; raises ``ValueError`` where lengths differ."""
    counts: dict[str, Counts] = {}
    for want, have in zip(gold, found, strict=True):
        if len(want) != len(have):
            raise ValueError(f"{len(have)} tags for {len(want)} tokens")
        mine, theirs = entities(have), entities(want)
        for _, _, kind in mine & theirs:
            counts.setdefault(kind, Counts()).tp += 1
        for _, _, kind in mine - theirs:
            counts.setdefault(kind, Counts()).fp += 1
        for _, _, kind in theirs - mine:
            counts.setdefault(kind, Counts()).fn += 1
    return dict(sorted(counts.items()))


def binary(gold: Iterable[bool], found: Iterable[bool]) -> Counts:
    """Return the counts of a yes-or-no question; yes is what is looked for."""
    counts = Counts()
    for want, have in zip(gold, found, strict=True):
        counts += Counts(tp=want and have, fp=have and not want, fn=want and not have)
    return counts


def accuracy(gold: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Return the share of right answers; 0 where there is no question."""
    right = sum(want == have for want, have in zip(gold, found, strict=True))
    return right / len(gold) if gold else 0.0


def macro_f1(gold: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Return the mean of the F1 of all classes that occur in ``gold``."""
    classes = list(dict.fromkeys(gold))
    figures = [
        binary((want == one for want in gold), (have == one for have in found)).f1
        for one in classes
    ]
    return sum(figures) / len(figures) if figures else 0.0


def calibration_error(confidence: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Return the expected calibration error: mean distance of confidence and share of right.

    Equal-width bins, each weighted by its answers (Guo et al. 2017). ``confidence`` is the
    probability of the answer that was given.
    """
    held: dict[int, list[tuple[float, bool]]] = {}
    for sure, good in zip(confidence, right, strict=True):
        held.setdefault(min(bins - 1, int(sure * bins)), []).append((sure, good))
    gaps = (abs(sum(sure - good for sure, good in ones)) for ones in held.values())
    return sum(gaps) / len(confidence) if confidence else 0.0


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Return the probability that a positive scores above a negative; a tie counts half."""
    if not positive or not negative:
        return 0.0
    above = 0.0
    ranked = sorted([(score, 1) for score in positive] + [(score, 0) for score in negative])
    below = 0
    for _, tied in groupby(ranked, key=lambda one: one[0]):
        signs = [sign for _, sign in tied]
        zeros = signs.count(0)
        above += (len(signs) - zeros) * (below + zeros / 2)
        below += zeros
    return above / (len(positive) * len(negative))


def average_precision(gold: Sequence[bool], scores: Sequence[float]) -> float:
    """Return the area under the precision-recall curve, tied scores taken together."""
    ranked = sorted(zip(scores, gold, strict=True), key=lambda one: -one[0])
    total = sum(gold)
    seen = hits = 0
    area = 0.0
    for _, tied in groupby(ranked, key=lambda one: one[0]):
        signs = [want for _, want in tied]
        seen += len(signs)
        hits += sum(signs)
        area += sum(signs) * hits / seen
    return area / total if total else 0.0
