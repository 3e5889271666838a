"""Grams of letters."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.language.encoder.grams import PLACES, GramWeights, gram_vector


@given(st.text(max_size=200))
def test_places_ascend_and_squares_sum_to_one(text: str) -> None:
    places, weights = gram_vector(text)
    assert (np.diff(places) > 0).all()
    assert places.size == 0 or 0 <= places.min() <= places.max() < PLACES
    assert weights.size == 0 or (weights**2).sum() == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("text", ["", " \n", "ـ"])
def test_a_text_without_letters_has_no_grams(text: str) -> None:
    assert gram_vector(text)[0].size == 0


def test_spelling_and_spaces_do_not_matter() -> None:
    one, other = gram_vector("إضرابٌ في المصنع"), gram_vector("اضراب   في\nالمصنع ")
    assert one[0].tolist() == other[0].tolist()
    assert one[1].tolist() == other[1].tolist()


def test_grams_lie_within_words() -> None:
    apart = set(gram_vector("سيل")[0]) | set(gram_vector("جبل")[0])
    assert set(gram_vector("سيل جبل")[0]) == apart
    assert set(gram_vector("سيلجبل")[0]) != apart


def test_a_million_letters_are_read_in_part() -> None:
    long = gram_vector("سيل " * 250_000)
    assert long[0].tolist() == gram_vector("سيل " * 1000)[0].tolist()


def test_weights_come_back_from_a_file_and_add_up(tmp_path: Path) -> None:
    draw = np.random.default_rng(1)
    wanted = draw.normal(size=(PLACES, 2)).astype(np.float32) * np.array([1, 50], np.float32)
    bias = np.array([0.5, -1], np.float32)
    GramWeights.of([3, 7], wanted, bias).write(tmp_path / "grams.npz")
    read = GramWeights.read(tmp_path / "grams.npz")
    assert read.columns.tolist() == [3, 7]
    texts = ["هاجم مسلحون القرية", ""]
    places, weights = gram_vector(texts[0])
    found = read(texts)
    assert found[0] == pytest.approx(weights @ wanted[places] + bias, abs=0.5)
    assert found[1].tolist() == bias.tolist()
