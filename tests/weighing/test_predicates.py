"""Claims that are no numbers: what sentences say, and which answers exclude each other."""

from __future__ import annotations

from functools import partial

import pytest

from tawatur.records import Article, Dispute
from tawatur.story import Story
from tawatur.weighing.predicates import assertions
from tests.weighing import press

TITLE = "معارك حول مدينة تعز"


article = partial(press.article, title=TITLE, day="2015-06-11")


def read(text: str, title: str = TITLE) -> set[tuple[str, str, bool]]:
    """Return family, answer and whether it holds of all that a text says."""
    story = Story([article("a", text, title=title)], workers=1)
    found = set()
    for one in assertions(story.articles[0], story.annotations["a"]):
        assert one.start < one.end <= len(story.articles[0].text)
        found |= {(one.family, answer.partition("@")[0], one.held) for answer in one.answers}
    return found


def disputes(*articles: Article) -> list[Dispute]:
    return [d for d in Story(articles, workers=1).disputes if d.type != "figure"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("سيطرت قوات الجيش على مدينة تعز بالكامل أمس.", "whole"),
        ("استعادت القوات الحكومية مدينة تعز بعد معارك ضارية.", "whole"),
        ("تمكنت القوات من بسط سيطرتها الكاملة على مدينة تعز.", "whole"),
        ("سيطرت قوات الجيش على معظم أحياء مدينة تعز.", "part"),
        ("أحكمت قوات الجيش سيطرتها على البوابة الغربية لمدينة تعز.", "part"),
        ("لا تزال معارك عنيفة تدور في أطراف مدينة تعز.", "fought"),
    ],
)
def test_how_much_of_a_place_is_held(text: str, answer: str) -> None:
    assert ("control", answer, True) in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "تسعى قوات الجيش إلى السيطرة على مدينة تعز.",
        "دفعت القوات بتعزيزات للسيطرة على مدينة تعز.",
        "ستسيطر القوات على مدينة تعز قريبا.",
        "سيطر مسلحون على مدينة تعز في مارس 2013.",
    ],
)
def test_plans_and_the_past_are_no_reports(text: str) -> None:
    assert not {one for one in read(text) if one[0] == "control"}


def test_a_denial_turns_what_is_denied() -> None:
    assert ("control", "whole", False) in read("لم تسيطر القوات على مدينة تعز حتى مساء أمس.")


def test_whole_and_part_are_in_dispute() -> None:
    one = article("a", "قال قائد العملية سالم البرهومي إن قواته سيطرت على مدينة تعز بالكامل.")
    other = article("b", "قال مصدر محلي إن معارك عنيفة لا تزال تدور في أطراف مدينة تعز.", "الميزان")
    (dispute,) = disputes(one, other)
    assert dispute.type == "denial"
    assert dispute.resolved_by is None
    assert len(dispute.claims) == 2


def test_what_is_taken_later_is_resolved_by_time() -> None:
    one = article("a", "قال مصدر محلي إن القوات سيطرت على معظم أحياء مدينة تعز.")
    other = article(
        "b",
        "قال قائد العملية سالم البرهومي إن قواته سيطرت على مدينة تعز بالكامل.",
        "الميزان",
        day="2015-06-12",
    )
    (dispute,) = disputes(one, other)
    assert dispute.resolved_by == "time"


def test_who_gives_the_part_with_the_whole_means_the_part() -> None:
    text = (
        "قال قائد العملية سالم البرهومي إن قواته سيطرت على مدينة تعز. "
        "وأضاف البرهومي أن قواته سيطرت على معظم أحياء مدينة تعز."
    )
    other = article("b", "سيطرت قوات الجيش على معظم أحياء مدينة تعز.", "الميزان")
    assert disputes(article("a", text), other) == []


def test_two_fates_of_one_man() -> None:
    one = article("a", "أعلن الجيش مقتل القيادي سالم البرهومي في مدينة تعز.")
    other = article("b", "قال مصدر أمني إن سالم البرهومي فر من مدينة تعز.", "الميزان")
    found = disputes(one, other)
    assert [d.type for d in found] == ["actor"]
    assert ("fate", "killed", True) not in read("نجا سالم البرهومي من القصف على مدينة تعز.")


def test_the_wounded_may_die() -> None:
    one = article("a", "أعلن الجيش إصابة القيادي سالم البرهومي في مدينة تعز.")
    other = article("b", "قال مصدر أمني إن سالم البرهومي قتل في مدينة تعز.", "الميزان")
    assert disputes(one, other) == []


def test_two_causes_of_one_fire() -> None:
    title = "حريق في مصنع بمدينة تعز"
    one = article("a", "قالت الشرطة إن الحريق نجم عن ماس كهربائي في مدينة تعز.", title=title)
    other = article("b", "قال شهود إن الحريق وقع بسبب قنبلة في مدينة تعز.", "الميزان", title=title)
    assert [d.claims != () for d in disputes(one, other)] == [True]


def test_the_order_of_articles_changes_nothing() -> None:
    one = article("a", "قال قائد العملية سالم البرهومي إن قواته سيطرت على مدينة تعز بالكامل.")
    other = article("b", "قال مصدر محلي إن معارك لا تزال تدور في أطراف مدينة تعز.", "الميزان")
    assert Story([one, other], workers=1).claims == Story([other, one], workers=1).claims
