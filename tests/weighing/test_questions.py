"""Which tolls are tolls of one happening, which answers contradict, and who stands behind them."""

from __future__ import annotations

import pytest

from tawatur.records import Article, Claim, Figure
from tawatur.story import Story
from tawatur.weighing.institutions import institution_of
from tawatur.weighing.sources import credited_sources, has_reporter
from tawatur.weighing.values import interval_of, standing
from tests.weighing.press import article


def disputes(*articles: Article) -> list[list[float | None]]:
    story = Story(articles, workers=1)
    return [
        sorted((v.value.best for v in d.values), key=lambda best: best or 0)
        for d in story.disputes
        if d.type == "figure"
    ]


def killed(*articles: Article) -> dict[float | None, Claim]:
    story = Story(articles, workers=1)
    return {c.value.best: c for c in story.claims if c.what == "killed"}


def test_tolls_of_two_countries_are_no_contradiction() -> None:
    one = article("a", "أعلنت السلطات مقتل 22 شخصا في فيضانات شمال فيتنام.")
    other = article("b", "أعلنت الشرطة مقتل 46 شخصا في فيضانات شمال الهند.", "الميزان")
    assert disputes(one, other) == []


def test_tolls_of_one_country_are() -> None:
    one = article("a", "أعلنت السلطات مقتل 22 شخصا في فيضانات شمال فيتنام.")
    other = article("b", "أعلنت الشرطة مقتل 46 شخصا في فيضانات شمال فيتنام.", "الميزان")
    assert disputes(one, other) == [[22, 46]]


def test_a_toll_of_years_is_not_that_of_a_day() -> None:
    one = article("a", "أعلنت السلطات مقتل 22 شخصا في فيضانات شمال فيتنام أمس.")
    other = article(
        "b", "أعلنت الشرطة مقتل 46 شخصا في فيضانات شمال فيتنام منذ العام 2010.", "الميزان"
    )
    assert disputes(one, other) == []


def test_the_two_sides_of_a_fight_are_counted_apart() -> None:
    one = article("a", "قال مصدر محلي إن 30 من المسلحين قتلوا في اشتباكات مدينة تعز.")
    other = article(
        "b", "قال ضابط كبير إن 12 من جنود الجيش قتلوا في اشتباكات مدينة تعز.", "الميزان"
    )
    assert disputes(one, other) == []


def test_what_one_report_says_of_itself_is_no_contradiction() -> None:
    text = (
        "قتل 22 شخصا في فيضانات مدينة تعز بعد أمطار غزيرة. "
        "وقتل 5 أشخاص في فيضانات مدينة تعز خلال عمليات الإنقاذ."
    )
    assert disputes(article("a", text)) == []


def test_counted_so_far() -> None:
    least = Figure(low=20, best=20)
    assert interval_of(least).meets(interval_of(Figure(low=27, best=27, high=27)))
    assert not standing(least).meets(standing(Figure(low=27, best=27, high=27)))
    assert standing(least).meets(standing(Figure(low=21, best=21)))


def test_vague_words_reach_beyond_their_bounds() -> None:
    tens = Figure(low=20, high=99, approx=True)
    assert interval_of(tens).meets(interval_of(Figure(low=120, best=120, high=120)))
    assert not interval_of(tens).meets(interval_of(Figure(low=500, best=500, high=500)))


def test_a_headline_adds_no_origin() -> None:
    found = killed(
        article(
            "a",
            "تعز - رويترز: قال مصدر أمني إن 27 شخصا قتلوا في انهيار سد قرب تعز.",
            title="مقتل 27 شخصا في انهيار سد",
            byline="تعز - رويترز",
        )
    )
    assert found[27].n_origins == 1
    assert {origin.kind for origin in found[27].origins} == {"anonymous"}


def test_the_agency_stands_behind_its_own_words() -> None:
    found = killed(
        article("a", "قتل 27 شخصا في انهيار سد قرب مدينة تعز أمس.", byline="تعز - رويترز")
    )
    assert [origin.kind for origin in found[27].origins] == ["agency"]


@pytest.mark.parametrize("byline", ["الوكالات - تعز", "سامي القداح، رويترز (تعز)", None])
def test_no_agency_stands_behind_a_text_of_several_or_none(byline: str | None) -> None:
    found = killed(article("a", "قتل 27 شخصا في انهيار سد قرب مدينة تعز أمس.", byline=byline))
    assert found[27].n_origins == 0


def test_who_is_credited() -> None:
    unnamed = article("a", "نص.", byline="الوكالات - تعز")
    own = article("b", "نص.", "وكالة رويترز")
    assert credited_sources([unnamed, own]) == {"a": (), "b": ("Reuters",)}
    assert has_reporter(article("c", "نص.", byline="أحمد القداح - تعز"))
    assert not has_reporter(article("d", "نص.", byline="تعز - رويترز"))


def test_a_rank_is_no_institution() -> None:
    assert institution_of("اللواء") is None
    assert institution_of("لواء المشاة") is not None
