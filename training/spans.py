"""Spans in sequences of labels: decoding under the rules of B and I, and scores by exact span."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Tally", "decode", "label_order", "spans"]

_NEVER = -1e4


def label_order(labels: Iterable[str]) -> list[str]:
    """Return ``O`` and then the B and I of each type, types in alphabetical order."""
    kinds = sorted({label[2:] for label in labels if label != "O"})
    return ["O", *(f"{part}-{kind}" for kind in kinds for part in "BI")]


def decode(logits: NDArray[np.float32], labels: Sequence[str]) -> list[int]:
    """Return the best sequence of labels in which no I stands without its B (Viterbi).

    ``logits`` is (words, labels), log-probabilities up to a constant a word.
    """
    count = len(labels)
    allowed = np.zeros((count, count), np.float32)
    first = np.zeros(count, np.float32)
    for to, label in enumerate(labels):
        if label[0] == "I":
            first[to] = _NEVER
            for at, before in enumerate(labels):
                if before[2:] != label[2:]:
                    allowed[at, to] = _NEVER
    if not len(logits):
        return []
    score = first + logits[0]
    back: list[NDArray[np.intp]] = []
    for row in logits[1:]:
        paths = score[:, None] + allowed
        best = paths.argmax(0)
        back.append(best)
        score = paths[best, np.arange(count)] + row
    at = int(score.argmax())
    path = [at]
    for best in reversed(back):
        at = int(best[at])
        path.append(at)
    return path[::-1]


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """Return (first, end, type) of each name; an I without a B before it begins one."""
    found: set[tuple[int, int, str]] = set()
    start, kind = 0, ""
    for at, label in enumerate([*labels, "O"]):
        if kind and (label == "O" or label[0] == "B" or label[2:] != kind):
            found.add((start, at, kind))
            kind = ""
        if label != "O" and not kind:
            start, kind = at, label[2:]
    return found


class Tally:
    """Counts of right, found and wanted spans by type."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()

    def add(self, found: Sequence[str], wanted: Sequence[str]) -> None:
        """Count one sentence."""
        ours, theirs = spans(found), spans(wanted)
        self.found.update(kind for *_, kind in ours)
        self.wanted.update(kind for *_, kind in theirs)
        self.right.update(kind for *_, kind in ours & theirs)

    def f1(self, kinds: Iterable[str] | None = None) -> float:
        """Return micro F1 over the named types, or over all."""
        names = list(self.wanted | self.found) if kinds is None else list(kinds)
        right, found, wanted = (
            sum(counts[kind] for kind in names) for counts in (self.right, self.found, self.wanted)
        )
        return 2 * right / (found + wanted) if found + wanted else 0.0

    def table(self) -> dict[str, float]:
        """Return F1 of each type and of all."""
        kinds = sorted(self.wanted)
        return {kind: round(self.f1([kind]), 4) for kind in kinds} | {"all": round(self.f1(), 4)}
