"""Claims, origins and disputes over small piles, from the text on."""

from __future__ import annotations

from functools import partial

import pytest

from tawatur.records import Claim
from tawatur.story import Story
from tests.weighing import press

COLLAPSE = "انهيار في محطة الرافدة لتوليد الكهرباء"


article = partial(press.article, title=COLLAPSE)


def killed(story: Story) -> dict[float | None, Claim]:
    return {c.value.best: c for c in story.claims if c.what == "killed"}


CARRIED = (
    "قُتل 12 عاملًا وأصيب 30 آخرون في انهيار سقف محطة الرافدة صباح الثلاثاء، حسبما أعلنت هيئة "
    "السدود في بيان. وقالت الهيئة إن فرق الإنقاذ تواصل البحث عن ستة مفقودين تحت الركام في الجهة "
    "الشرقية من المحطة."
)


def test_one_text_in_three_outlets_is_one_origin() -> None:
    story = Story(
        article(f"x{n}", CARRIED + extra, outlet, "2023-03-07")
        for n, (outlet, extra) in enumerate(
            [("الأفق", ""), ("الميزان", " وأغلقت الطرق."), ("صدى النهر", " وعم الحزن المدينة.")]
        )
    )
    claim = killed(story)[12]
    assert (claim.n_outlets, claim.n_origins) == (3, 1)
    assert claim.status == "stands"
    assert not story.disputes


def test_the_attribution_that_one_desk_cut_is_found_in_the_carried_text() -> None:
    cut = CARRIED.replace("، حسبما أعلنت هيئة السدود في بيان", "")
    story = Story(
        [article("a", CARRIED, "الأفق", "2023-03-07"), article("b", cut, "الميزان", "2023-03-07")]
    )
    claim = killed(story)[12]
    assert (claim.n_outlets, claim.n_origins) == (2, 1)
    assert {origin.kind for origin in claim.origins} == {"official"}


def test_a_toll_that_one_origin_raises_is_resolved_by_time() -> None:
    story = Story(
        [
            article(
                "a",
                "أعلنت هيئة السدود مقتل 12 عاملًا في انهيار محطة الرافدة.",
                "الأفق",
                "2023-03-07",
            ),
            article(
                "b",
                "أعلنت هيئة السدود مقتل 15 عاملًا في انهيار محطة الرافدة.",
                "الميزان",
                "2023-03-09",
            ),
        ]
    )
    (dispute,) = story.disputes
    assert [value.value.best for value in dispute.values] == [12, 15]
    assert dispute.resolved_by == "time"
    assert killed(story)[12].status == "superseded"
    assert killed(story)[15].status == "stands"


def test_two_origins_that_contradict_each_other_stay_open() -> None:
    story = Story(
        [
            article(
                "a",
                "أعلنت هيئة السدود مقتل 12 عاملًا في انهيار محطة الرافدة.",
                "الأفق",
                "2023-03-07",
            ),
            article(
                "b",
                "قالت نقابة العمال إن 31 عاملًا قُتلوا في انهيار محطة الرافدة.",
                "الميزان",
                "2023-03-07",
            ),
        ]
    )
    (dispute,) = story.disputes
    assert dispute.type == "figure"
    assert dispute.resolved_by is None
    assert {c.status for c in killed(story).values()} == {"disputed"}
    origins = [set(value.origins) for value in dispute.values]
    assert not origins[0] & origins[1]


def test_without_dates_time_resolves_nothing() -> None:
    story = Story(
        [
            article("a", "أعلنت هيئة السدود مقتل 12 عاملًا في انهيار محطة الرافدة.", "الأفق", None),
            article(
                "b", "أعلنت هيئة السدود مقتل 15 عاملًا في انهيار محطة الرافدة.", "الميزان", None
            ),
        ]
    )
    (dispute,) = story.disputes
    assert dispute.resolved_by is None
    assert dispute.why is not None
    assert "dated" in dispute.why


def test_nobody_named_is_unknown_and_not_counted() -> None:
    story = Story([article("a", "وقُتل 12 عاملًا في انهيار المحطة.", "الأفق", "2023-03-07")])
    claim = killed(story)[12]
    assert claim.n_origins == 0
    assert [origin.kind for origin in claim.origins] == ["unknown"]


def test_an_agency_in_the_byline_stands_behind_a_bare_statement() -> None:
    story = Story(
        [article("a", "وقُتل 12 عاملًا في انهيار المحطة.", "الأفق", "2023-03-07", "رويترز")]
    )
    (origin,) = killed(story)[12].origins
    assert (origin.kind, origin.id) == ("agency", "agency:Reuters")


def test_figures_of_different_things_are_not_in_dispute() -> None:
    story = Story(
        [
            article(
                "a", "قُتل 12 عاملًا في انهيار محطة الرافدة، بينهم مهندسان.", "الأفق", "2023-03-07"
            ),
            article(
                "b",
                "أرسلت الحكومة 300 جندي إلى محطة الرافدة ونقلت 40 جريحًا.",
                "الميزان",
                "2023-03-07",
            ),
        ]
    )
    assert not story.disputes


@pytest.mark.parametrize("swap", [False, True])
def test_the_order_of_articles_changes_nothing(swap: bool) -> None:
    pile = [
        article("a", CARRIED, "الأفق", "2023-03-07"),
        article("b", CARRIED, "الميزان", "2023-03-08"),
    ]
    assert Story(pile[::-1] if swap else pile).claims == Story(pile).claims


def test_an_outlet_that_corrects_itself_goes_back_to_the_older_figure() -> None:
    text = "أرسلت قيادة الجيش {} جندي إلى محيط محطة الرافدة لتأمينها بعد الانهيار."
    story = Story(
        [
            article("a", text.format(4500), "الأفق", "2023-03-07"),
            article("b", text.format(5400), "الميزان", "2023-03-08"),
            article("c", text.format(4500), "الميزان", "2023-03-10"),
        ]
    )
    (dispute,) = [d for d in story.disputes if d.type == "figure"]
    assert dispute.resolved_by == "time"
    assert [value.value.best for value in dispute.values] == [5400, 4500]
