"""The judge of agreement: asked only where words leave it open, and heeded only when sure."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest

import tawatur
from tawatur.records import Article
from tawatur.weighing import weigh
from tawatur.weighing.agreement import same_matter


class Said(NamedTuple):
    entails: float
    agree: float


class Judge:
    """Gives every pair one verdict, and keeps the pairs."""

    def __init__(self, entails: float, agree: float) -> None:
        self.verdict = Said(entails, agree)
        self.asked: list[tuple[str, str]] = []

    def agreement(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Said]:
        self.asked += pairs
        return [self.verdict] * len(pairs)


@pytest.mark.parametrize(
    ("entails", "agree", "same"), [(0.95, 0.95, True), (0.95, 0.5, False), (0.5, 0.95, False)]
)
def test_both_questions_must_be_answered_surely(entails: float, agree: float, same: bool) -> None:
    judge = Judge(entails, agree)
    assert same_matter(judge, [("أ", "ب"), ("ج", "د")]) == [same, same]
    assert ("ب", "أ") in judge.asked


def test_no_pairs_no_question() -> None:
    judge = Judge(1, 1)
    assert same_matter(judge, []) == []
    assert judge.asked == []


ACCUSED = (
    "قال المتحدث باسم حركة السنابل رائد الخفاقي إن شركة النجمة باعت المسلحين رشاشات وقذائف "
    "ونقلتها ليلا عبر مرفأ سرمدا."
)
DENIED = (
    "نفى مدير الجمارك وائل الزنبقي أن تكون شركة النجمة قد أخرجت من مستودعات سرمدا أي عتاد حربي "
    "إلى جهة غير حكومية خلال الأعوام الخمسة الأخيرة."
)


def denials(judge: Judge | None) -> list[str]:
    articles = [
        Article(id="a", text=ACCUSED, outlet="الأفق", published="2024-05-02"),
        Article(id="b", text=DENIED, outlet="المنار الجديد", published="2024-05-03"),
    ]
    story = tawatur.Story(articles, encoder=None, workers=1)
    found = weigh(story.articles, story.annotations, story.trace, judge=judge)
    return [one.type for one in found.disputes if one.type == "denial"]


def test_the_judge_decides_where_the_words_are_half_alike() -> None:
    assert denials(None) == []
    assert denials(Judge(0.2, 0.2)) == []
    assert denials(Judge(0.99, 0.99)) == ["denial"]
