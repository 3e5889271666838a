"""When something happened: claims of dates, and dates that exclude each other."""

from __future__ import annotations

from functools import partial

import pytest

from tawatur.records import Article, Claim
from tawatur.story import Story
from tests.weighing import press

article = partial(press.article, title="معسكر النقيب قرب تعز")


def dates(story: Story) -> list[Claim]:
    return [claim for claim in story.claims if claim.what == "date"]


def disputes(*articles: Article) -> list[tuple[str, int]]:
    story = Story(articles, workers=1)
    return [(d.type, len(d.claims)) for d in story.disputes]


AFTERNOON = "قال مصدر محلي إن الجنود سيطروا عصر أمس على مدينة تعز."
EVENING = "قال ضابط كبير إن الجنود سيطروا مساء أمس على مدينة تعز."


def test_parts_of_one_day_that_exclude_each_other_are_in_dispute() -> None:
    found = disputes(article("a", AFTERNOON, "الأفق"), article("b", EVENING, "الميزان"))
    assert ("date", 2) in found


def test_a_day_does_not_contradict_a_part_of_it() -> None:
    whole = "قال ضابط كبير إن الجنود سيطروا أمس على مدينة تعز."
    assert disputes(article("a", AFTERNOON, "الأفق"), article("b", whole, "الميزان")) == []


def test_another_place_is_another_happening() -> None:
    other = "قال ضابط كبير إن الجنود سيطروا مساء أمس على مدينة عدن."
    assert disputes(article("a", AFTERNOON, "الأفق"), article("b", other, "الميزان")) == []


def test_what_happens_again_and_again_is_not_in_dispute() -> None:
    first = "قال مصدر محلي إن المسلحين هاجموا عصر أمس مدينة تعز."
    second = "قال ضابط كبير إن المسلحين هاجموا مساء أمس مدينة تعز."
    assert disputes(article("a", first, "الأفق"), article("b", second, "الميزان")) == []


def test_how_long_it_has_lasted() -> None:
    story = Story(
        [
            article("a", "تخضع مدينة تعز لحصار منذ السبت الماضي.", "الأفق"),
            article("b", "يحاصر المسلحون مدينة تعز منذ أكثر من عشرين يوما.", "الميزان"),
            article("c", "وكانت مدينة تعز محاصرة منذ أسابيع.", "صدى النهر"),
        ],
        workers=1,
    )
    (dispute,) = [d for d in story.disputes if d.type == "date"]
    values = {claim.id: claim.value.text or "" for claim in dates(story)}
    told = " ".join(values[key] for key in dispute.claims)
    assert "السبت الماضي" in told
    assert "عشرين يوما" in told


def test_a_verb_of_saying_is_dated_instead() -> None:
    text = "سيطر الجنود على مدينة تعز، وقال الضابط أمس إن الطرق مغلقة."
    story = Story([article("a", text, "الأفق")], workers=1)
    assert dates(story) == []


@pytest.mark.parametrize(
    "text", ["شارك الآلاف مساء أمس في ميدان التحرير.", "عُثر أمس على السيارة المفقودة في تعز."]
)
def test_names_and_descriptions_are_no_happenings(text: str) -> None:
    assert dates(Story([article("a", text, "الأفق")], workers=1)) == []
