"""Sentences and paragraphs."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.language import paragraphs, sentences

texts = st.text(st.sampled_from('ابد .؟!…«»"\n\r3,:؛()'), max_size=60)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@given(texts)
def test_spans_are_in_order_trimmed_and_lose_nothing(text: str) -> None:
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(spans))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)
    inside = "".join("".join(text[a:b].split()) for a, b in spans)
    assert inside == "".join(text.split())


@given(texts)
def test_no_sentence_crosses_a_line(text: str) -> None:
    assert all("\n" not in text[a:b] for a, b in sentences(text))
    assert all("\n" not in text[a:b] for a, b in paragraphs(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوفد. ثم غادر؟ نعم!", ["وصل الوفد.", "ثم غادر؟", "نعم!"]),
        ("بلغت النسبة 3.5 في المئة. وهبطت.", ["بلغت النسبة 3.5 في المئة.", "وهبطت."]),
        ("قال د. سالم ذلك. وغادر.", ["قال د. سالم ذلك.", "وغادر."]),
        ("نقلت أ.ف.ب. عنه ذلك. وصمت.", ["نقلت أ.ف.ب. عنه ذلك.", "وصمت."]),
        ("قال: «نعم. سنفعل ذلك.» ومضى.", ["قال: «نعم. سنفعل ذلك.»", "ومضى."]),
        ("السد يمتلئ.. والجاران يترقبان", ["السد يمتلئ.. والجاران يترقبان"]),
        ("بعد الانسحاب.السبت 3 أيار", ["بعد الانسحاب.", "السبت 3 أيار"]),
        ("عنوان بلا نقطة\nمتن الخبر.", ["عنوان بلا نقطة", "متن الخبر."]),
        ("اقتباس «لا يُغلق. ثم جملة.", ["اقتباس «لا يُغلق.", "ثم جملة."]),
    ],
)
def test_stops(text: str, expected: list[str]) -> None:
    assert cut(text) == expected
