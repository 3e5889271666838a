from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.reading.dating import infer_published

BODY = "وقال المتحدث باسم وزارة المياه سامي الدوري إن السد امتلأ.\n"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("قال المتحدث أمس الأحد 2 أغسطس 2015 إن السد امتلأ.", date(2015, 8, 3)),
        ("قال اليوم الاثنين 18 شوال 1436هـ إن السد امتلأ.", date(2015, 8, 3)),
        ("يفتتح غدا الثلاثاء 4/8/2015 السد الجديد.", date(2015, 8, 3)),
        ("اجتمع اليوم «السبت» 8 / 8 / 2015 مجلس السد.", date(2015, 8, 8)),
        ("حضر مساء أول من أمس الخميس (6 أغسطس 2015) حفلا.", date(2015, 8, 8)),
    ],
)
def test_a_relative_day_beside_its_date(text: str, day: date) -> None:
    found = infer_published(text)
    assert (found.date, found.from_) == (day, "text")
    assert found.confidence > 0.9


@pytest.mark.parametrize(
    "head",
    [
        "3 أغسطس 2015",
        "الاثنين 3 أغسطس/آب 2015",
        "وادي النسيم - 3 أغسطس 2015 - قال المتحدث إن السد امتلأ.",
        "وادي النسيم 18 شوال 1436 هـ الموافق 03 أغسطس 2015 م واس",
    ],
)
def test_datelines(head: str) -> None:
    found = infer_published(f"السد يمتلئ\n\n{head}\n{BODY}")
    assert (found.date, found.from_) == (date(2015, 8, 3), "dateline")


def test_a_year_comes_from_the_text_where_the_weekday_fits() -> None:
    text = "قال أمس الأحد 2 أغسطس إن خطة عام 2015 نفذت."
    assert infer_published(text).date == date(2015, 8, 3)
    assert infer_published("قال أمس الأحد 2 أغسطس إن خطة عام 2016 نفذت.").date is None


def test_one_day_is_left_by_a_weekday_and_a_week() -> None:
    text = "قال اليوم السبت إن السد سيفتتح الأربعاء المقبل 12 أغسطس 2015."
    assert infer_published(text).date == date(2015, 8, 8)


def test_more_than_one_day_is_no_day_but_an_account() -> None:
    found = infer_published("قال اليوم الاثنين إن السد امتلأ، وسيفتتح في 17 أغسطس الجاري 2015.")
    assert found.date is None
    assert "Monday" in found.why
    assert "2015-08-03" in found.why
    assert found.from_ is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        BODY,
        "قال اليوم الاثنين إن السد امتلأ.",
        "بدأ العمل في 3 أغسطس 2015 وانتهى في مايو.",
        "وقع الانفجار في 2 أغسطس 2015، وقال الوزير اليوم السبت إن التحقيق مستمر.",
        "قال اليوم الاثنين 3 أغسطس 2015 ثم قال اليوم الثلاثاء 11 أغسطس 2015.",
    ],
)
def test_rather_none_than_wrong(text: str) -> None:
    found = infer_published(text)
    assert found.date is None
    assert found.why


def test_the_day_on_which_a_page_was_rendered_is_none_of_ours() -> None:
    head = "الخميس 25 أبريل / أبريل 2024"
    text = f"{head}\n\nالسد يمتلئ\n\nقال المتحدث اليوم الإثنين إن السد امتلأ.\n"
    marked = infer_published(text, [(0, len(head))])
    assert marked.date is None
    assert "2024" not in marked.why
    # Unmarked, the weekday of the text still refuses it.
    assert infer_published(text).date is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gets_an_answer_with_a_reason(text: str) -> None:
    found = infer_published(text)
    assert found.why
    assert (found.date is None) == (found.from_ is None) == (found.confidence == 0.0)
