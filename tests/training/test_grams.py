"""Weights on grams of letters."""

import pytest

torch = pytest.importorskip("torch")

from tawatur.language.encoder.grams import PLACES  # noqa: E402
from training.grams import SHARE, fit_classes, gram_rows  # noqa: E402

TEXTS = ["سيول في الوادي", "قمة في العاصمة", "إضراب في المصنع"] * 5


def test_rows_hold_the_grams_of_each_text() -> None:
    rows = gram_rows(["", *TEXTS[:2]]).to_dense()
    assert rows.shape == (3, PLACES)
    assert rows.norm(dim=1).tolist() == pytest.approx([0, 1, 1])


def test_classes_that_words_tell_are_learned() -> None:
    labels = torch.arange(15) % 3
    head = fit_classes(gram_rows(TEXTS), labels, 3)
    assert head(gram_rows(["السيول", "القمة", "الإضراب"])).argmax(1).tolist() == [0, 1, 2]


def test_of_two_classes_the_second_alone_has_weights() -> None:
    labels = torch.arange(15) % 3 // 2
    head = fit_classes(gram_rows(TEXTS), labels, 2)
    assert not head.weight[:, 0].any()
    assert float(head.bias[0]) == 0
    odds = head(gram_rows(TEXTS))[:, 1] / SHARE
    assert ((odds > 0) == (labels == 1)).all()
