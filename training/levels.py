"""Where to draw the line between yes and no of a rare class, from sentences left out in training.

Trained on shares of a yes, a head says 0.5 of hardly anything. The line is drawn where as many
sentences are called a yes as there are; the best F1 on some forty of a kind is a matter of chance.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["level_of", "levelled", "shifted"]

Answers = Sequence[tuple[float, int]]
"""Probability of a yes, and 1 for a true one."""


def level_of(answers: Answers) -> float:
    """Return the probability from which as many answers are a yes as are true."""
    ranked = sorted((chance for chance, _ in answers), reverse=True)
    count = sum(true for _, true in answers)
    if not 0 < count < len(ranked):
        return 0.5
    return (ranked[count - 1] + ranked[count]) / 2


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
