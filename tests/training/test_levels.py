"""Levels of rare classes."""

import pytest

from training.levels import level_of, levelled, shifted


def test_the_line_is_where_f1_is_best() -> None:
    # The curve falls off on both sides of the 40 that are sorted out well.
    answers = [(0.9 - at / 100, 1) for at in range(40)] + [(0.4 - at / 1000, 0) for at in range(60)]
    level = level_of(answers)
    called = [true for chance, true in answers if chance >= level]
    assert 36 <= sum(called) <= len(called) <= 44


def test_a_lucky_end_of_the_ranking_does_not_draw_the_line() -> None:
    lucky = [(0.99, 1)] + [(0.9 - at / 100, int(at % 3 != 0)) for at in range(45)]
    answers = lucky + [(0.3 - at / 1000, int(at % 20 == 0)) for at in range(200)]
    assert 0.28 < level_of(answers) < 0.6


def test_without_both_answers_the_line_is_a_half() -> None:
    assert level_of([(0.9, 0), (0.8, 0)]) == 0.5
    assert level_of([(0.9, 1)]) == 0.5


def test_the_level_becomes_a_half_and_order_stays() -> None:
    assert shifted(0.3, 0.3) == pytest.approx(0.5)
    moved = [shifted(chance, 0.2) for chance in (0.0, 0.1, 0.2, 0.9, 1.0)]
    assert moved == sorted(moved)
    assert 0 < moved[0] < 0.5 < moved[-1] < 1


def test_a_fold_is_judged_by_the_level_of_the_others() -> None:
    sure = [(0.9, 1)] * 20 + [(0.8, 0)] * 40
    shy = [(0.2, 1)] * 20 + [(0.1, 0)] * 40
    assert all(chance >= 0.5 for chance, _ in levelled([sure, shy])[:60])
    assert not any(chance >= 0.5 for chance, _ in levelled([sure, shy])[60:])
