"""Counts that took the place of others, counts told in other words, and counts that add up."""

from __future__ import annotations

import pytest

from tawatur.language import fold_text
from tawatur.language.stems import stem
from tawatur.records import Article, Dispute
from tawatur.story import Story
from tawatur.weighing.surroundings import body_named_last, things_of
from tests.weighing.press import article


def figures(*articles: Article) -> list[Dispute]:
    return [d for d in Story(articles, workers=1).disputes if d.type == "figure"]


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت وزارة الصحة مقتل 47 شخصا في فيضانات مدينة تعز، بعد أن كانت الحصيلة السابقة 30.",
        "رفعت وزارة الصحة عدد القتلى في فيضانات مدينة تعز إلى 47 قتيلا، بدلا من 30 قتيلا.",
    ],
)
def test_a_count_that_its_sentence_calls_the_older_one_is_superseded(text: str) -> None:
    (dispute,) = figures(article("a", text))
    assert [value.value.best for value in dispute.values] == [30, 47]
    assert dispute.resolved_by == "time"
    assert dispute.why == "a report says that the one figure took the place of the other"


def test_two_figures_of_a_sentence_are_two_things_otherwise() -> None:
    assert figures(article("a", "قتل 47 شخصا في مدينة تعز، فيما قتل 30 شخصا في مدينة إب.")) == []


def test_a_count_superseded_by_words_needs_no_dates() -> None:
    text = "أعلنت وزارة الصحة مقتل 47 شخصا في فيضانات مدينة تعز، بعد أن كانت الحصيلة السابقة 30."
    undated = Article(id="a", text=text, language="ar")
    assert [d.resolved_by for d in figures(undated)] == ["time"]


def test_dead_and_wounded_together_against_each_apart() -> None:
    one = article("a", "قال مصدر عسكري إن نحو 50 مسلحا بين قتيل وجريح سقطوا في معارك مدينة تعز.")
    other = article(
        "b", "قال مصدر محلي إن 80 مسلحا قتلوا وأصيب 120 مسلحا في معارك مدينة تعز.", "الميزان"
    )
    agrees = article(
        "c", "قال مصدر محلي إن 20 مسلحا قتلوا وأصيب 30 مسلحا في معارك مدينة تعز.", "الميزان"
    )
    why = "the dead and wounded counted together do not agree with those counted apart"
    assert why in [d.why for d in figures(one, other)]
    assert why not in [d.why for d in figures(one, agrees)]


def test_two_sizes_of_one_place() -> None:
    one = article("a", "تمتد محمية تعز على مساحة 15 كيلومترا مربعا قرب مدينة تعز.")
    other = article("b", "تمتد المحمية قرب مدينة تعز بطول 12 كيلومترا وعرض 5 كيلومترات.", "الميزان")
    (dispute,) = figures(one, other)
    assert {value.value.best for value in dispute.values} == {15, 60}


def test_nouns_that_desks_put_for_each_other() -> None:
    family, household, house = (frozenset({stem(fold_text(w))}) for w in ("أسرة", "عائلات", "منزل"))
    assert things_of(family) & things_of(household)
    assert not things_of(family) & things_of(house)


def test_those_whom_among_them_means() -> None:
    assert body_named_last("هاجم الجنود معسكر المتمردين وأوقعوا وسطهم أكثر من") == {"rebel"}
    assert body_named_last("هاجم الجنود معسكر المتمردين وأوقعوا أكثر من") == frozenset()
