"""A hand-written check of agreement: follows, contradicts, or neither; and by what it turns on.

The pairs are in ``contradictions.tsv``. A system's stances answer for the labels: agree for
entails, disagree for contradicts, other for neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from evaluation.encoder.data import STANCES, Pair
from evaluation.encoder.scores import accuracy, auc
from evaluation.encoder.tasks import Probabilities, Row, class_rows
from tawatur.language import lexicon

__all__ = ["load", "score"]

_STANCE = {"entails": "agree", "contradicts": "disagree", "neither": "other"}
_TASK = "agreement, check set"


@cache
def load() -> tuple[tuple[str, Pair], ...]:
    """Return the pairs of ``contradictions.tsv``, each with what it turns on.

    A pair's label is one of :data:`evaluation.encoder.data.STANCES`.
    """
    content = Path(__file__).with_name("contradictions.tsv").read_text("utf-8")
    return tuple(
        (row["way"], Pair(row["premise"], row["hypothesis"], _STANCE[row["label"]]))
        for row in lexicon.parse("contradictions", content).rows
    )


def score(agreement: Callable[[Sequence[tuple[str, str]]], Probabilities]) -> Iterator[Row]:
    """Yield accuracy and macro F1 of the stances, accuracy by way, and AUC of ``entails``.

    Figures whose probabilities the system does not give are left out.
    """
    items = load()
    chances = agreement([(pair.a, pair.b) for _, pair in items])
    gold = [pair.label for _, pair in items]
    if all(name in chances for name in STANCES):
        yield from class_rows(_TASK, gold, STANCES, chances)
        found = [max(STANCES, key=lambda name: chances[name][at]) for at in range(len(items))]
        for way in sorted({way for way, _ in items}):
            mine = [at for at, one in enumerate(items) if one[0] == way]
            value = accuracy([gold[at] for at in mine], [found[at] for at in mine])
            yield Row(_TASK, f"accuracy, {way}", value, len(mine))
    if "entails" in chances:
        follows = [
            chance for chance, want in zip(chances["entails"], gold, strict=True) if want == "agree"
        ]
        rest = [
            chance for chance, want in zip(chances["entails"], gold, strict=True) if want != "agree"
        ]
        yield Row(_TASK, "AUC of entails", auc(follows, rest), len(items))
