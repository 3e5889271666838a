"""Types of edits between two aligned passages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.records import Article, Edit
from tawatur.tracing.alignment import SeedIndex, align
from tawatur.tracing.edits import typed_edits
from tawatur.tracing.naming import naming
from tawatur.tracing.texts import Vocabulary, read_text

HEAD = "وعاد الهدوء إلى شوارع المدينة"
TAIL = "بعد منتصف الليل كما كان في العام الماضي"


def between(a: str, b: str) -> list[tuple[str, str, str]]:
    """Return kind and words of the edits from ``a`` to ``b``."""
    vocabulary = Vocabulary()
    texts = [
        read_text(Article(id=key, text=text), (), vocabulary)
        for key, text in zip("ab", (a, b), strict=True)
    ]
    found: list[Edit] = []
    for aligned in align(SeedIndex(texts[0].words), texts[1].words):
        found.extend(typed_edits(aligned, texts[0], texts[1], vocabulary))
    return [(e.op, a[slice(*e.a)] if e.a else "", b[slice(*e.b)] if e.b else "") for e in found]


def one(a: str, b: str) -> tuple[str, str, str]:
    """Return the only edit where ``a`` stands in a sentence and ``b`` in its copy."""
    (edit,) = between(*(" ".join(f"{HEAD} {words} {TAIL}".split()) for words in (a, b)))
    return edit


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("وصل ترامب", "وصل الرئيس الأميركي", "name_changed"),
        ("وانسحب داعش", "وانسحب تنظيم الدولة", "name_changed"),
        ("وانسحب تنظيم داعش", "وانسحب تنظيم الدولة", "name_changed"),
        ("وفد واشنطن", "وفد الولايات المتحدة", "name_changed"),
        ("في حديث", "في حديث لقناة الجزيرة", "name_changed"),
        ("وزير النقل سليم الرواشي", "وزير النقل هلال الجردان", "name_changed"),
        ("سافر إلى هامبورغ", "سافر إلى هامبورج", "respelled"),
        ("سافر عبد العزيز", "سافر عبدالعزيز", "respelled"),
        ("المقاتلين السوريين", "المقاتلين السورية", "respelled"),
        ("فتح أول باب", "فتح الأحد باب", "substituted"),
        ("وافق المجلس عليها", "وأمس وافق المجلس عليها", "added"),
        ("وزرع أشجارا من بينها", "وزرع أشجارا", "dropped"),
        ("مقتل 30", "مقتل 36", "number_changed"),
        ("مقتل خمسة", "مقتل خمسة عشر", "number_changed"),
        ("مقتل خمسة", "مقتل 5", "respelled"),
        ("مقتل ثلاثة وعشرين", "مقتل 23", "respelled"),
        ("ثلاثة ملايين", "ثلاثة مليارات", "number_changed"),
        ("مقتل 30", "مقتل نحو 30", "hedged"),
        ("مقتل ما لا يقل عن 30", "مقتل 30", "hardened"),
        ("سار العمال", "سار العمال نحو الجسر", "added"),
        ("وقال الوزير إن", "وزعم الوزير إن", "hedged"),
        ("وقال الوزير إن", "وأوضح الوزير أن", "attribution_changed"),
        ("انهار الجسر، بحسب الشرطة،", "انهار الجسر", "attribution_changed"),
        ("انهار الجسر", "انهار الجسر، نقلا عن وكالة رويترز،", "attribution_changed"),
        ("مساء الأحد", "الأحد مساء", "reordered"),
        ("حضر الوزير والمدير", "حضر المدير والوزير", "reordered"),
        ("افتتح السوق أمس", "افتتح السوق", "dropped"),
        ("افتتح السوق", "افتتح الملعب", "substituted"),
    ],
)
def test_kinds(a: str, b: str, kind: str) -> None:
    assert one(a, b)[0] == kind


def test_a_whole_name_is_one_edit() -> None:
    edit = one("وزير النقل سليم الرواشي", "وزير النقل هلال الجردان")
    assert edit == ("name_changed", "سليم الرواشي", "هلال الجردان")


def test_words_exchanged_side_by_side_are_typed_one_by_one() -> None:
    a = f"{HEAD} فجر الثلاثاء. وقال المدير إن السفينة سليمة {TAIL}"
    b = f"{HEAD} فجر أمس. وأوضح المدير أن السفينة سليمة {TAIL}"
    kinds = {(left, right): op for op, left, right in between(a, b)}
    assert kinds["وقال", "وأوضح"] == "attribution_changed"


def test_media_that_are_ordinary_words_are_names_in_marks_alone() -> None:
    assert naming(["الحياه"], [True]) == ["medium"]
    assert naming(["الحياه"], [False]) == [""]


_SENTENCE = "قال الوزير إن 30 نحو خمسة عشر ترامب الرئيس بحسب وكالة رويترز انهار أمس و قد ألف"
_WORDS = st.sampled_from(_SENTENCE.split())


@settings(deadline=None)
@given(st.lists(_WORDS, max_size=30), st.lists(_WORDS, max_size=30))
def test_edits_lie_in_their_texts_and_turn_one_into_the_other(a: list[str], b: list[str]) -> None:
    texts = f"{HEAD} {' '.join(a)} {TAIL}", f"{HEAD} {' '.join(b)} {TAIL}"
    for op, left, right in between(*texts):
        assert left or right
        assert (op == "added") <= (not left)
        assert (op == "dropped") <= (not right)
