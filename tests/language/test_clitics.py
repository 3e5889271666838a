"""Peeling clitics."""

import pytest

from tawatur.language import fold_text, peel, peel_known


@pytest.mark.parametrize(
    ("word", "stem", "prefix", "suffix"),
    [
        ("وبانسحابهم", "انسحاب", "وب", "هم"),
        ("للقصف", "القصف", "ل", ""),
        ("وللقصف", "القصف", "ول", ""),
        ("حكومته", "حكومة", "", "ه"),
        ("فسيقولون", "يقولون", "فس", ""),
        ("كالبيت", "البيت", "ك", ""),
    ],
)
def test_finds_the_known_stem(word: str, stem: str, prefix: str, suffix: str) -> None:
    way = peel_known(fold_text(word), {fold_text(stem)}.__contains__)
    assert way is not None
    assert (way.prefix, way.suffix) == (prefix, suffix)


def test_skip_counts_what_stands_before_the_stem() -> None:
    way = peel_known("للقصف", {"القصف"}.__contains__)
    assert way is not None
    # The restored alef is not in the word: the stem begins at the second lam.
    assert "للقصف"[way.skip :] == "لقصف"


def test_the_whole_word_comes_first_and_stems_have_two_letters() -> None:
    ways = list(peel("وله"))
    assert ways[0].stem == "وله"
    assert all(len(way.stem) >= 2 for way in ways)


def test_unknown_is_none() -> None:
    assert peel_known("كتاب", {"باب"}.__contains__) is None
