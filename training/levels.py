"""Where to draw the line between yes and no of a rare class, from sentences left out in training.

Trained on shares of a yes, a head says 0.5 of hardly anything. The line is drawn where F1 is best
once its curve is smoothed; the best F1 itself is a matter of chance on some forty of a kind.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate

__all__ = ["level_of", "levelled", "shifted"]

Answers = Sequence[tuple[float, int]]
"""Probability of a yes, and 1 for a true one."""
# Lines on either side whose F1 counts as much as a line's own. In five folds the line of the
# others gives F1 0.69 on ASSAULT and 0.52 on PROTEST; a line that calls as many as there are gives
# 0.66 and 0.50.
_REACH = 7


def level_of(answers: Answers) -> float:
    """Return the probability from which answers are called a yes."""
    ranked = sorted(answers, reverse=True)
    count = sum(true for _, true in ranked)
    if not 0 < count < len(ranked):
        return 0.5
    right = list(accumulate(true for _, true in ranked))
    scores = [2 * right[at] / (at + 1 + count) for at in range(len(ranked))]
    smooth = [_mean(scores[max(0, at - _REACH) : at + _REACH + 1]) for at in range(len(scores) - 1)]
    best = max(range(len(smooth)), key=lambda at: (smooth[at], -at))
    return (ranked[best][0] + ranked[best + 1][0]) / 2


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def shifted(chance: float, level: float) -> float:
    """Return the probability moved so that ``level`` becomes a half."""
    chance, level = (min(max(one, 1e-6), 1 - 1e-6) for one in (chance, level))
    odds = math.log(chance / (1 - chance)) - math.log(level / (1 - level))
    return 1 / (1 + math.exp(-odds))


def levelled(folds: Sequence[Answers]) -> list[tuple[float, int]]:
    """Return all answers, those of each fold shifted by the level of the other folds."""
    made: list[tuple[float, int]] = []
    for at, fold in enumerate(folds):
        level = level_of([one for other, own in enumerate(folds) if other != at for one in own])
        made += [(shifted(chance, level), true) for chance, true in fold]
    return made
