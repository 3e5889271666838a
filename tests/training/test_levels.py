"""Levels of rare classes."""

import pytest

from training.levels import level_of, levelled, shifted

ANSWERS = [(0.4, 1), (0.3, 0), (0.35, 1), (0.1, 0), (0.05, 0)]


def test_as_many_are_called_as_there_are() -> None:
    level = level_of(ANSWERS)
    assert sum(chance >= level for chance, _ in ANSWERS) == 2
    assert level_of([(0.9, 0), (0.8, 0)]) == 0.5


def test_the_level_becomes_a_half_and_order_stays() -> None:
    assert shifted(0.3, 0.3) == pytest.approx(0.5)
    moved = [shifted(chance, 0.2) for chance in (0.0, 0.1, 0.2, 0.9, 1.0)]
    assert moved == sorted(moved)
    assert 0 < moved[0] < 0.5 < moved[-1] < 1


def test_a_fold_is_judged_by_the_level_of_the_others() -> None:
    sure, shy = [(0.9, 1), (0.8, 0)], [(0.2, 1), (0.1, 0)]
    assert [chance >= 0.5 for chance, _ in levelled([sure, shy])] == [True, True, False, False]
