"""Decoding: the best labels under the rule that no I stands without its B."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.language.encoder.decoding import decode

LABELS = ("O", "B-LOC", "I-LOC", "B-PER", "I-PER")
_SCORES = st.lists(
    st.lists(st.integers(-9, 9), min_size=len(LABELS), max_size=len(LABELS)), max_size=4
)


def _allowed(path: tuple[int, ...]) -> bool:
    before = "O"
    for number in path:
        label = LABELS[number]
        if label[0] == "I" and before[2:] != label[2:]:
            return False
        before = label
    return True


@settings(max_examples=60)
@given(_SCORES)
def test_the_path_is_allowed_and_none_that_is_allowed_scores_more(rows: list[list[int]]) -> None:
    found = tuple(decode(np.array(rows, np.float32).reshape(-1, len(LABELS)), LABELS))
    assert len(found) == len(rows)
    assert _allowed(found)
    total = sum(row[at] for row, at in zip(rows, found, strict=True))
    best = max(
        sum(row[at] for row, at in zip(rows, path, strict=True))
        for path in itertools.product(range(len(LABELS)), repeat=len(rows))
        if _allowed(path)
    )
    assert total == best


def test_a_lone_inside_label_gives_way() -> None:
    scores = np.array([[0, -5, 4, -5, -5], [5, -5, -5, -5, -5]], np.float32)
    assert decode(scores, LABELS) == [0, 0]
