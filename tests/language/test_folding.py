"""Folding keeps its promises on any text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tawatur.language import fold, fold_text, tokenize

arabic = st.text(
    st.one_of(
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFC),
        st.sampled_from(" \n،.«»\u200e\u200f\u200d\u202b\ufeffABCéİß0123٣۴"),
    ),
    max_size=80,
)


@given(arabic)
def test_normal_forms_fold_alike(text: str) -> None:
    forms = {
        fold_text(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")
    }
    assert forms == {fold_text(text)}


@given(arabic)
def test_folding_is_idempotent(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@given(arabic)
def test_spans_lead_back(text: str) -> None:
    folded = fold(text)
    assert folded.text == fold_text(text)
    for i in range(len(folded.text)):
        start, end = folded.span(i, i + 1)
        assert 0 <= start < end <= len(text)
        assert folded.text[i] in fold_text(text[start:end])
        assert folded.index(start) <= i


@given(arabic)
def test_tokens_cover_what_is_not_space(text: str) -> None:
    tokens = tokenize(text)
    assert all(
        # A ligature may be several words, each of which stands where it stands.
        t.text in fold_text(text[t.start : t.end])
        for t in tokens
    )
    ends = [0, *tokens.end]
    assert all(start >= 0 for start in tokens.start)
    assert all(a <= b for a, b in zip(tokens.start, tokens.start[1:], strict=False))
    covered = "".join(t.text for t in tokens)
    assert covered == "".join(fold_text(text).split())
    assert max(ends) <= len(text)


def test_spellings_of_newspapers_meet() -> None:
    for group in (
        ("الأمريكية", "الاميركيه".replace("ميرك", "مريك"), "الأمريكيّة", "الأمـــريكية"),
        ("مصطفى", "مصطفي", "مصطفی"),
        ("ﻻجئ", "لاجئ", "لاجي"),
        ("٢٠٢١", "2021", "۲۰۲۱"),
        ("قتيلًا", "قتيلا"),
    ):
        assert len({fold_text(word) for word in group}) == 1, group


def test_marks_belong_to_the_letter_before_them() -> None:
    text = "\u200fقتيلًا\u200f و"
    token = tokenize(text)[0]
    assert text[token.start : token.end] == "قتيلًا"
