from __future__ import annotations

import pytest

from tawatur.language import fold_text, lexicon
from tawatur.records import Article
from tawatur.tracing.grams import stem_grams, word_grams
from tawatur.tracing.stems import canonical, stem
from tawatur.tracing.texts import Vocabulary, read_text
from tawatur.tracing.weights import is_prose, is_set_phrase, stem_weight


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("السفينة", "سفينة"),
        ("والسفينة", "للسفينة"),
        ("يستقبل", "استقبال"),
        ("المتظاهرون", "متظاهرين"),
        ("فصائل", "الفصائل"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(fold_text(one)) == stem(fold_text(other))


def test_numbers_and_latin_words_are_their_own_stems() -> None:
    assert stem("36") == "36"
    assert stem("2,500") == "2,500"
    assert stem("reuters") == "reuters"


@pytest.mark.parametrize(
    ("written", "read"), [("أمريكي", "أميركي"), ("تموز", "يوليو"), ("بالمئة", "بالمائة")]
)
def test_house_styles_are_one_spelling(written: str, read: str) -> None:
    assert canonical(fold_text(written)) == fold_text(read)


def test_desk_edits_lead_to_an_end() -> None:
    for row in lexicon.load("desk_edits").rows:
        end = fold_text(row["canonical"])
        assert canonical(end) == end, row


def test_weights_rise_with_rarity_and_are_low_in_formulas() -> None:
    assert stem_weight(stem(fold_text("في"))) == 0.0
    assert stem_weight(stem(fold_text("الدهامي"))) > 0.5
    assert stem_weight(stem(fold_text("برقية"))) <= 0.1
    assert stem_weight("36") < stem_weight("4217")
    # A stem of every other article of a large collection says little.
    assert stem_weight(stem(fold_text("الدهامي")), 1000, 2000) <= 0.1


def test_function_words_are_running_text_and_titles_are_not() -> None:
    assert is_prose(stem(fold_text("الذي")))
    assert not is_prose(stem(fold_text("برقية")))
    assert is_set_phrase(stem(fold_text("برقية")))
    assert not is_set_phrase(stem(fold_text("الذي")))


def _grams(text: str) -> tuple[set[int], set[int]]:
    vocabulary = Vocabulary()
    read = read_text(Article(id="a", text=text), (), vocabulary)
    return word_grams(read, vocabulary, 5), stem_grams(read, vocabulary, 3)


def test_grams_do_not_depend_on_what_was_read_before() -> None:
    text = "أغلقت سلطات ميناء السروان الرصيف الجنوبي بعد اصطدام ناقلة حبوب بحاجز الأمواج."
    vocabulary = Vocabulary()
    read_text(Article(id="0", text="كلام آخر يسبق النص كله"), (), vocabulary)
    read = read_text(Article(id="a", text=text), (), vocabulary)
    assert word_grams(read, vocabulary, 5) == _grams(text)[0]
    # The number of a gram is the same on every machine and in every version.
    assert min(_grams("واحد اثنان ثلاثة أربعة خمسة.")[0]) == 3941075799749123696


def test_harakat_and_spelling_do_not_change_grams() -> None:
    plain = "أعلن المسؤول الأميركي وصول السفينة إلى الميناء القديم."
    marked = "أَعلنَ المسئول الأمريكي وصولَ السفينةِ الى الميناءِ القديم."
    assert _grams(plain) == _grams(marked)


def test_numbers_stay_apart() -> None:
    a, b = (f"أسفر الحادث عن {n} قتيلا على الأقل." for n in (30, 36))
    assert not _grams(a)[0] & _grams(b)[0]


def _roles(text: str, title: str | None = None) -> list[str]:
    article = Article(id="a", text=text, title=title)
    return [part.role for part in read_text(article, (), Vocabulary()).sentences]


def test_headline_dateline_and_foot_are_told_from_the_body() -> None:
    text = (
        "غرق سفينة شراعية قبالة السروان\n\nالسروان - الساحل\n"
        "غرقت سفينة شراعية قبالة ساحل السروان فجر اليوم. ونجا بحارتها جميعا.\n"
        "للتواصل: sea@example.org"
    )
    assert _roles(text) == ["headline", "dateline", "body", "body", "footer"]


def test_tags_at_the_end_are_no_news() -> None:
    text = "غرقت سفينة شراعية قبالة ساحل السروان فجر اليوم سمات سفن السروان غرق"
    assert _roles(text) == ["body", "footer"]
