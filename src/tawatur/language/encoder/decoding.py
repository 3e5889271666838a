"""The best sequence of labels in which every name begins with a B."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["decode"]

_NEVER = -1e4


def decode(scores: NDArray[np.float32], labels: Sequence[str]) -> list[int]:
    """Return the numbers of the best labels, by Viterbi, no I standing without its B before it.

    ``scores`` is (words, labels): log-probabilities up to a constant a word.
    """
    if not len(scores):
        return []
    first, allowed = _rules(tuple(labels))
    places = np.arange(len(labels))
    score = first + scores[0]
    back: list[NDArray[np.intp]] = []
    for row in scores[1:]:
        paths = score[:, None] + allowed
        best = paths.argmax(0)
        back.append(best)
        score = paths[best, places] + row
    at = int(score.argmax())
    path = [at]
    for best in reversed(back):
        at = int(best[at])
        path.append(at)
    return path[::-1]


@lru_cache(maxsize=16)
def _rules(labels: tuple[str, ...]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    first = np.zeros(len(labels), np.float32)
    allowed = np.zeros((len(labels), len(labels)), np.float32)
    for to, label in enumerate(labels):
        if label[0] == "I":
            first[to] = _NEVER
            for at, before in enumerate(labels):
                if before[2:] != label[2:]:
                    allowed[at, to] = _NEVER
    return first, allowed
