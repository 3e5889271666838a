"""Disjoint sets, places carried over by passages, institutions, holders that point back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.records import Article, Edit, Holder, Passage, Quote, Reuse, span_of
from tawatur.weighing.attribution import Attributions, headed
from tawatur.weighing.carried import Carried, aligned, by_article
from tawatur.weighing.institutions import gather_institutions, institution_of
from tawatur.weighing.sources import Media, medium_in
from tawatur.weighing.unionfind import DisjointSets

pairs = st.lists(st.tuples(*[st.sampled_from("abcdefgh")] * 2), max_size=12)


@given(pairs, st.randoms(use_true_random=False))
def test_sets_do_not_depend_on_the_order_of_joining(joins: list[tuple[str, str]], random) -> None:  # type: ignore[no-untyped-def]
    def sets(order: list[tuple[str, str]]) -> list[list[str]]:
        disjoint = DisjointSets("abcdefgh")
        for a, b in order:
            disjoint.join(a, b)
        return list(disjoint.sets())

    shuffled = list(joins)
    random.shuffle(shuffled)
    assert sets(joins) == sets(shuffled)
    assert sorted(member for group in sets(joins) for member in group) == list("abcdefgh")


def test_a_number_changed_on_the_way_is_carried_to_its_place() -> None:
    a = "وقال إن 12 عاملًا قضوا في الموقع"
    b = "خبر: وقال إن 15 عاملا قضوا في الموقع"
    at_a, at_b = a.index("12"), b.index("15")
    reuse = Reuse(
        id="r1",
        a=Passage(article="a", start=0, end=len(a)),
        b=Passage(article="b", start=5, end=len(b)),
        score=0.8,
        edits=(Edit(op="number_changed", a=(at_a, at_a + 2), b=(at_b, at_b + 2)),),
    )
    things = by_article([("a", at_a, at_a + 2, "a#n1"), ("b", at_b, at_b + 2, "b#n1")])
    assert list(aligned([reuse], things)) == [Carried("a#n1", "b#n1")]


def test_what_stands_elsewhere_in_the_passage_is_not_carried() -> None:
    text = "ا" * 300
    reuse = Reuse(
        id="r",
        a=Passage(article="a", start=0, end=300),
        b=Passage(article="b", start=0, end=300),
        score=1.0,
    )
    things = by_article([("a", 10, 12, "x"), ("b", 200, 202, "y")])
    assert len(text) == 300
    assert list(aligned([reuse], things)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وزير الري", "وزارة الري"),
        ("المتحدث باسم وزارة الري", "وزارة الري"),
        ("وزارة الري السروانية", "وزارة الري في سروان"),
    ],
)
def test_who_speaks_for_one_institution(one: str, other: str) -> None:
    a, b = institution_of(one), institution_of(other)
    assert a is not None
    assert b is not None
    keys = gather_institutions({a, b})
    assert keys[a] == keys[b]


@pytest.mark.parametrize("text", ["الوزير", "المتحدث", "سامر القدّاح", ""])
def test_who_speaks_for_none(text: str) -> None:
    assert institution_of(text) is None


def test_a_short_name_of_two_institutions_stays_by_itself() -> None:
    both = [institution_of(f"وزارة الري {nisba}") for nisba in ("السروانية", "التهامية")]
    short = institution_of("وزارة الري")
    assert short is not None
    assert all(both)
    keys = gather_institutions({short, *(b for b in both if b)})
    assert len(set(keys.values())) == 3


def _holder(article: Article, text: str, kind: str, after: int = 0) -> Holder:
    start = article.text.index(text, after)
    return Holder(start=start, end=start + len(text), text=text, type=kind)  # type: ignore[arg-type]


def test_the_source_is_the_source_that_was_heard_before() -> None:
    article = Article(
        id="a", text="قال مصدر في هيئة السدود إن التشغيل توقف. وأضاف المصدر أن 12 عاملًا قضوا."
    )
    first = _holder(article, "مصدر في هيئة السدود", "anonymous")
    second = _holder(article, "المصدر", "anonymous")
    content = span_of(article, article.text.index("12"), article.text.index("قضوا") + 4)
    quotes = [
        Quote(
            id="a#q1",
            article="a",
            start=0,
            end=40,
            text=article.text[:40],
            mode="indirect",
            content=(span_of(article, 24, 40),),
            chain=(first,),
        ),
        Quote(
            id="a#q2",
            article="a",
            start=41,
            end=70,
            text=article.text[41:70],
            mode="indirect",
            content=(content,),
            chain=(second,),
        ),
    ]
    attributions = Attributions(article, quotes)
    at = article.text.index("12")
    assert [h.text for h in attributions.behind(at, at + 2)] == ["مصدر في هيئة السدود"]
    assert attributions.behind(0, 3) == ()


def test_heads() -> None:
    assert headed("المصدر نفسه")[1:] == (True, 1)
    assert headed("مصدر عسكري")[1:] == (False, 2)
    assert headed("وزارة الري")[0] == headed("الوزارة")[0]


def test_media_by_name() -> None:
    found = medium_in("لوكالة رويترز")
    assert found is not None
    assert found.kind == "agency"
    assert medium_in("هيئة السدود") is None


@pytest.mark.parametrize(
    ("text", "type_", "kind"),
    [
        ("شهود عيان", "anonymous", "witness"),
        ("مصدر أمني", "anonymous", "anonymous"),
        ("وكالة فرانس برس", "media", "agency"),
        ("وزارة الري", "organisation", "official"),
        ("بيان", "document", "document"),
        ("هو", "pronoun", "unknown"),
    ],
)
def test_kinds_of_origin(text: str, type_: str, kind: str) -> None:
    holder = Holder(start=0, end=len(text), text=text, type=type_)  # type: ignore[arg-type]
    assert Media().kind_of(holder) == kind
