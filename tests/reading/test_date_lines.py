"""Lines that are nothing but dates, and the lexicons that reading rests on."""

from datetime import date

import pytest

from tawatur.language import lexicon
from tawatur.reading.date_lines import date_line, dates_in
from tawatur.reading.drafts import published_as_iso

DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    "line",
    [
        "الثلاثاء 5 مارس / آذار 2024",
        "الثلاثاء 5 آذار/مارس 2024 09:22 مساءً",
        "٥ مارس ٢٠٢٤",
        "5 مارس (آذار) 2024 م",
        "05/03/2024",
        "2024-03-05",
        "5.3.2024",
        "مارس 5, 2024",
        "Tuesday, March 5, 2024",
        "نُشر في: 5 مارس ,2024: 03:20 م GST",
        "تاريخ النشر:05.03.2024 | 18:47 GMT | أخبار العالم",
        "5/3/2024|آخر تحديث: 6/3/202412:05 PM (مكة المكرمة)",
    ],
)
def test_lines_that_are_dates_of_a_day(line: str) -> None:
    found = date_line(line)
    assert found is not None
    assert (found.date, found.updated) == (DAY, False)


@pytest.mark.parametrize(
    "line",
    [
        "آخر تحديث: 5 مارس 2024",
        "آخر تحديث للصفحة: الثلاثاء 5 مارس 2024",
        "محدث: 2024/03/05",
        "5 مارس 2024، آخر تحديث 14:00",
    ],
)
def test_days_of_an_update(line: str) -> None:
    found = date_line(line)
    assert found is not None
    assert found.updated


@pytest.mark.parametrize("line", ["منذ 3 ساعات", "24 شعبان 1445 هـ", "الساعة 15:30"])
def test_lines_of_time_without_a_day(line: str) -> None:
    found = date_line(line)
    assert found is not None
    assert found.date is None


@pytest.mark.parametrize(
    "line",
    [
        "12 قتيلا في هجوم 5 مارس 2024",
        "الثلاثاء الأسود",
        "2024",
        "عام 2024",
        "قبل 12",
        "",
        "5 مارس 2024 يوم لا ينسى في تاريخ البلدة الصغيرة",
    ],
)
def test_lines_that_say_more_or_less(line: str) -> None:
    assert date_line(line) is None


def test_dates_inside_text() -> None:
    text = "جريدة الميناء بتاريخ 2024/02/30 و31/12/2023 ثم 1 كانون الثاني 2024 و0001-01-01"
    assert [(text[a:b], when) for a, b, when in dates_in(text)] == [
        ("31/12/2023", date(2023, 12, 31)),
        ("1 كانون الثاني 2024", date(2024, 1, 1)),
    ]


def test_iso_with_clock_and_zone() -> None:
    assert published_as_iso("2024-03-05 8:05 GMT") == "2024-03-05T08:05:00+00:00"
    assert published_as_iso("2024-03-05T99:99") == "2024-03-05"
    assert published_as_iso(float("nan")) is None
    assert published_as_iso(1e300) is None


def test_the_lexicon_of_furniture_is_well_formed() -> None:
    ways = {
        "line",
        "part",
        "start",
        "glued",
        "label",
        "end",
        "holds",
        "tail",
        "stamp",
        "update",
        "date",
        "section",
        "home",
    }
    for row in lexicon.load("furniture").rows:
        assert row["match"] in ways, row
        assert row["zone"] in ("any", "head", "foot", "edge"), row
        assert row["words"].isdigit(), row
        assert row["role"], row
    assert {row["kind"] for row in lexicon.load("languages").rows} == {"letter", "word"}
