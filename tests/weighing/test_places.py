"""Where it happened: names of small places, datelines, and names of people called after them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.language import fold_text
from tawatur.language.stems import stem
from tawatur.records import Annotation, Article, Claim, Mention, Quantity, Sentence, Time
from tawatur.story import Story
from tawatur.weighing.context import Contexts
from tawatur.weighing.institutions import institution_of
from tawatur.weighing.loci import (
    loci_of,
    named_as_place,
    past_place,
    place_names,
    shared_loci,
)
from tests.weighing.press import article


def _name(words: str) -> str:
    return " ".join(stem(fold_text(word)) for word in words.split())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("مقتل 12 جنديا في كمين قرب وادي القرنفلة", "وادي القرنفلة"),
        ("وسط سوق القرنفلة", "سوق القرنفلة"),
        ("قرب حاجز القرنفلة", "القرنفلة"),
        ("في برج نعمان", "برج نعمان"),
        ("في مدينة القرنفلة", "القرنفلة"),
        # What is done there, and words that begin names only now and then, are no places.
        ("في خروج قطار عن سكته", ""),
        ("في مواجهات اندلعت فجرا", ""),
        ("في باب الحوار", ""),
    ],
)
def test_names_that_no_list_holds(text: str, name: str) -> None:
    assert loci_of(text) == ({_name(name)} if name else set())


def test_where_an_office_is_nothing_happened() -> None:
    text = "قال رئيس النقابة في القرنفلة إن 12 عاملا أصيبوا"
    assert loci_of(text)
    assert not loci_of(text, [(4, 30)])


def test_names_that_tell_articles_apart() -> None:
    names = ["تل قرنفل"] * 2 + ["قرنفل"] + ["عين زعتر"] + [""] * 6
    shared = shared_loci((str(n), {name} if name else set()) for n, name in enumerate(names))
    assert shared == {"تل قرنفل": "تل قرنفل", "قرنفل": "تل قرنفل"}


def test_a_last_word_of_two_names_is_neither() -> None:
    names = ["تل قرنفل"] * 2 + ["عين قرنفل"] * 2 + ["قرنفل"] * 2 + [""] * 6
    shared = shared_loci((str(n), {name} if name else set()) for n, name in enumerate(names))
    assert set(shared) == {"تل قرنفل", "عين قرنفل"}


def test_what_most_of_a_pile_names_tells_nothing_apart() -> None:
    assert shared_loci((str(n), {"تل قرنفل"}) for n in range(10)) == {}


def test_a_known_name_is_one_wherever_it_stands() -> None:
    names = place_names(
        ["مقتل شخص قرب تل القرنفلة", "إصابة اثنين في تل القرنفلة", "في عين الزعترة"]
    )
    assert names == {"تل قرنفل"}
    assert loci_of("حصيلة تل القرنفلة: مقتل 12", (), names) == names
    assert loci_of("حصيلة عين الزعترة: مقتل 12", (), names) == set()
    assert loci_of("تل القرنفلة - قتل 12", (), names) == set()


def test_headline_of_a_place_quotes_nobody() -> None:
    text = "تل القرنفلة: مقتل 12\nقُتل 12 شخصا في تل القرنفلة."
    assert named_as_place(text, "تل القرنفلة")
    assert not named_as_place(text, "تل الزعترة")
    assert not named_as_place("الحركة: مقتل 12\nقال مسؤول في الحركة إن 12 قتلوا.", "الحركة")


def test_who_is_called_after_a_place() -> None:
    text = "قال مدير مستشفى عين القرنفلة الحكومي الدكتور سامح الوردي إن 12 أصيبوا"
    end = text.index("مستشفى") + len("مستشفى")
    name = text.index("سامح")
    assert text[:end] + text[end : past_place(text, end, {})] == text[: text.index(" سامح")]
    people = {name: name + len("سامح الوردي")}
    assert text[: past_place(text, end, people)].endswith("سامح الوردي")
    assert past_place(text, text.index("قال") + 3, {}) == text.index("قال") + 3


@given(st.text(alphabet="في قربتلعينال \nوادي،", max_size=60), st.integers(0, 60))
def test_a_naming_ends_within_its_line(text: str, end: int) -> None:
    end = min(end, len(text))
    past = past_place(text, end, {})
    assert end <= past <= len(text)
    assert "\n" not in text[end:past]


def _span(one: Article, start: int, end: int) -> dict[str, Any]:
    return {"article": one.id, "start": start, "end": end, "text": one.text[start:end]}


def _contexts(text: str, *named: str) -> Sequence[tuple[frozenset[str], tuple[str, str] | None]]:
    """Return places and days of the figures of a text whose names and times are given."""
    one = Article(id="a", text=text, outlet="الأفق", published="2024-02-05", language="ar")
    number = text.index("12")
    records: list[Annotation] = [
        Sentence(**_span(one, 0, len(text)), id="a#s1"),
        Quantity(
            **_span(one, number, number + 2), id="a#n1", low=12, high=12, best=12, what="killed"
        ),
        *(
            Mention(
                **_span(one, text.index(name), text.index(name) + len(name)),
                id=f"a#m{n}",
                type="LOC",
                entity=f"l:{n}",
                name=name,
            )
            for n, name in enumerate(named)
        ),
    ]
    if (day := text.find("5-2-2024")) >= 0:
        records.append(
            Time(
                **_span(one, day, day + 8),
                id="a#t1",
                type="DATE",
                value="2024-02-05",
                earliest="2024-02-05",
                latest="2024-02-05",
            )
        )
    return [(c.places, c.days) for c in Contexts(one, records).all()]


@pytest.mark.parametrize("sign", ["(الأفق) - ", "- ", "(الأفق): "])
def test_place_and_day_of_a_dateline_are_those_of_the_report(sign: str) -> None:
    text = f"السروان 5-2-2024 {sign}قُتل 12 شخصا في الرافدة أمس."
    assert _contexts(text, "السروان", "الرافدة") == [({"l:1"}, None)]


def test_day_in_a_sentence_is_that_of_the_happening() -> None:
    text = "قُتل 12 شخصا في الرافدة يوم 5-2-2024 كما أعلن."
    assert _contexts(text, "الرافدة") == [({"l:0"}, ("2024-02-05", "2024-02-05"))]


def test_who_is_told_is_no_part_of_an_institution() -> None:
    plain = institution_of("وزارة الداخلية السروانية")
    assert plain == institution_of("وزارة الداخلية السروانية لوسائل الإعلام")
    assert plain == institution_of("وزارة الداخلية السروانية للصحفيين")


def arrested(*articles: Article) -> dict[float | None, Claim]:
    story = Story(articles, workers=1, encoder=None)
    return {claim.value.best: claim for claim in story.claims if claim.what == "arrested"}


def test_a_toll_is_of_what_its_article_counts() -> None:
    text = (
        "أعلنت وزارة الداخلية ارتفاع حصيلة المداهمات في تعز إلى 48 مطلوبا، بعدما كانت 35. "
        "وأضافت الوزارة أن التحقيق مستمر."
    )
    claims = arrested(article("a", text, title="تعز: اعتقال 48 شخصا"))
    assert {s.article for s in claims[48].statements} == {"a"}
    assert len(claims[48].statements) == 2
    assert claims[35].status == "superseded"


def test_a_toll_of_dead_stays_one() -> None:
    text = "ارتفعت حصيلة قتلى الفيضانات في تعز إلى 48 شخصا، واعتقلت الشرطة 48 شخصا."
    story = Story([article("a", text)], workers=1, encoder=None)
    assert {c.what for c in story.claims if c.value.best == 48} == {"killed", "arrested"}


def test_families_who_fled_are_no_toll() -> None:
    text = "أدت السيول في تعز إلى مقتل 12 شخصا ونزوح 80 أسرة، وفق وزارة الصحة."
    story = Story([article("a", text)], workers=1, encoder=None)
    assert {c.what for c in story.claims if c.value.best == 80} == {"count"}


def _dead(day: str, number: int, who: str, outlet: str) -> Article:
    text = f"قال {who} إن {number} شخصا قتلوا في فيضانات مدينة تعز."
    return article(f"{outlet}{day}", text, outlet, day)


def test_a_figure_contradicts_those_that_stood_when_it_was_given() -> None:
    ministry, hospital = "المتحدث باسم وزارة الصحة", "مدير المستشفى الجمهوري"
    story = Story(
        [
            _dead("2015-03-11T06:00:00+00:00", 40, ministry, "الأفق"),
            _dead("2015-03-12T06:00:00+00:00", 33, hospital, "الميزان"),
            _dead("2015-03-13T06:00:00+00:00", 60, ministry, "الأفق"),
        ],
        workers=1,
        encoder=None,
    )
    disputes = [
        ({value.value.best for value in dispute.values}, dispute.resolved_by)
        for dispute in story.disputes
    ]
    assert ({40, 60}, "time") in disputes
    assert any({33, 40} <= values and settled is None for values, settled in disputes)
