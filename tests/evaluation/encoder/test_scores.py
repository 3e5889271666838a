"""Figures worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.encoder.scores import (
    accuracy,
    auc,
    average_precision,
    binary,
    calibration_error,
    entities,
    entity_counts,
    macro_f1,
)
from evaluation.scores import Counts


def test_entities_as_conlleval_reads_them() -> None:
    tags = ["B-PER", "I-PER", "B-PER", "O", "I-LOC", "I-ORG", "I-ORG"]
    assert entities(tags) == {(0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC"), (5, 7, "ORG")}
    assert entities([]) == entities(["O"]) == set()


def test_entity_counts_want_extent_and_type() -> None:
    gold = [["B-PER", "I-PER", "O", "B-LOC"], ["B-ORG"]]
    found = [["B-PER", "O", "O", "B-LOC"], ["B-LOC"]]
    assert entity_counts(gold, found) == {
        "LOC": Counts(tp=1, fp=1),
        "ORG": Counts(fn=1),
        "PER": Counts(fp=1, fn=1),
    }
    with pytest.raises(ValueError, match="1 tags for 2 tokens"):
        entity_counts([["O", "O"]], [["O"]])


TAGS = st.lists(st.sampled_from(["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]), max_size=12)


@settings(deadline=None)
@given(TAGS)
def test_entities_do_not_overlap_and_cover_every_tag(tags: list[str]) -> None:
    covered = [at for first, end, _ in entities(tags) for at in range(first, end)]
    assert sorted(covered) == [at for at, tag in enumerate(tags) if tag != "O"]


def test_classification() -> None:
    assert binary([True, True, False, False], [True, False, True, False]) == Counts(1, 1, 1)
    gold, found = ["a", "a", "b", "c"], ["a", "b", "b", "b"]
    assert accuracy(gold, found) == 0.5
    assert macro_f1(gold, found) == pytest.approx((2 / 3 + 1 / 2 + 0) / 3)
    assert accuracy([], []) == macro_f1([], []) == 0.0


def test_calibration_error() -> None:
    assert calibration_error([0.9, 0.9], [True, True]) == pytest.approx(0.1)
    assert calibration_error([0.75] * 4, [True, True, True, False]) == pytest.approx(0.0)
    assert calibration_error([1.0, 0.55], [False, True]) == pytest.approx((1.0 + 0.45) / 2)


def test_ranking() -> None:
    assert auc([3.0, 1.0], [2.0, 0.0]) == 0.75
    assert auc([1.0], [1.0]) == 0.5
    assert average_precision([True, False, True], [0.9, 0.8, 0.7]) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([True, False], [0.5, 0.5]) == 0.5
    assert average_precision([False], [0.5]) == 0.0


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 5), min_size=1, max_size=10),
    st.lists(st.integers(0, 5), min_size=1, max_size=10),
)
def test_auc_is_the_share_of_pairs_in_order(positive: list[int], negative: list[int]) -> None:
    pairs = [(a > b) + (a == b) / 2 for a in positive for b in negative]
    assert auc(positive, negative) == pytest.approx(sum(pairs) / len(pairs))
