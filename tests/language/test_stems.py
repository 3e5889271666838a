"""Light stems meet where newspapers vary."""

import pytest

from tawatur.language import fold_text
from tawatur.language.stems import is_function_word, stem


@pytest.mark.parametrize(
    "group",
    [
        ("السد", "وبالسد".removeprefix("و"), "سد"),
        ("المحتجون", "محتجين", "والمحتجين"),
        ("قتيلا", "القتيل"),
        ("السروانية", "سروان", "السرواني"),
        ("القوات", "وقوات"),
    ],
)
def test_forms_of_one_word_meet(group: tuple[str, ...]) -> None:
    assert len({stem(fold_text(word)) for word in group}) == 1


def test_short_words_stay() -> None:
    assert stem("يد") == "يد"
    assert stem("ان") == "ان"


def test_function_words() -> None:
    assert is_function_word(fold_text("إلى"))
    assert is_function_word(fold_text("والتي"))
    assert not is_function_word(fold_text("السد"))
