from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.language import fold_text, tokenize
from tawatur.language.calendars import (
    easter,
    feast_day,
    hijri_day,
    hijri_month,
    hijri_year,
    month_at,
    month_days,
    months,
    to_hijri,
    valid_day,
    weekdays,
)
from tawatur.language.lexicon import load


def test_every_family_names_all_twelve_months() -> None:
    families: dict[str, set[int]] = {}
    for row in load("months").rows:
        families.setdefault(row["family"], set()).add(int(row["month"]))
    assert {"standard", "levantine", "maghrebi", "moroccan", "libyan", "hijri"} <= set(families)
    assert all(found == set(range(1, 13)) for found in families.values())


def test_no_name_stands_for_two_months_of_one_calendar() -> None:
    for first, entries in months().items():
        for rest, readings in entries:
            calendars = [month.calendar for month in readings]
            assert len(calendars) == len(set(calendars)), (first, rest)


@pytest.mark.parametrize(
    ("text", "number", "names"),
    [
        ("أغسطس/آب", 8, 2),
        ("كانون الأول (ديسمبر)", 12, 2),
        ("ديسمبر (كانون الأول)", 12, 2),
        ("مايو - أيار", 5, 2),
        ("فبراير شباط", 2, 2),
        ("كانون ثاني/يناير", 1, 2),
        ("أبريل / أبريل", 4, 2),
        ("جويلية", 7, 1),
        ("غشت", 8, 1),
        ("دجنبر", 12, 1),
        ("تشرين الثاني", 11, 1),
        ("جمادى الآخرة", 6, 1),
        ("ذو الحجة", 12, 1),
    ],
)
def test_months_and_pairs(text: str, number: int, names: int) -> None:
    tokens = tokenize(text)
    match = month_at(tokens, 0)
    assert match is not None
    assert (match.month.number, match.names, match.last) == (number, names, len(tokens) - 1)
    assert match.agree


def test_a_pair_of_different_months_is_read_by_the_first_and_says_so() -> None:
    match = month_at(tokenize("كانون الثاني/نوفمبر"), 0)
    assert match is not None
    assert (match.month.number, match.agree) == (1, False)


def test_an_unclosed_bracket_is_no_pair() -> None:
    match = month_at(tokenize("يوليو (تموز الحار"), 0)
    assert match is not None
    assert (match.names, match.last) == (1, 0)


def test_what_a_name_needs_is_known() -> None:
    needs = {
        word: month_at(tokenize(word), 0).month.bare  # type: ignore[union-attr]
        for word in ("يناير", "مارس", "ماي", "الطير")
    }
    assert needs == {"يناير": "free", "مارس": "cued", "ماي": "marked", "الطير": "paired"}


def test_weekdays_are_numbered_as_in_iso_8601() -> None:
    assert weekdays()[fold_text("الإثنين")] == weekdays()[fold_text("الاثنين")] == 1
    assert weekdays()[fold_text("الأحد")] == 7
    assert set(weekdays().values()) == set(range(1, 8))


@pytest.mark.parametrize(
    ("hijri", "gregorian"),
    [
        ((1436, 10, 18), date(2015, 8, 3)),
        ((1445, 9, 1), date(2024, 3, 11)),
        ((1400, 1, 1), date(1979, 11, 20)),
    ],
)
def test_hijri_days_after_umm_al_qura(hijri: tuple[int, int, int], gregorian: date) -> None:
    assert hijri_day(*hijri) == gregorian
    assert to_hijri(gregorian) == hijri


def test_outside_the_table_there_is_no_day() -> None:
    assert hijri_day(1200, 1, 1) is None
    assert hijri_month(1700, 1) is None
    assert hijri_year(1600) is None
    assert to_hijri(date(1800, 1, 1)) is None
    assert valid_day(2015, 2, 29) is None


@given(st.integers(1343, 1500), st.integers(1, 12))
def test_hijri_months_follow_each_other(year: int, month: int) -> None:
    days = hijri_month(year, month)
    assert days is not None
    # The oldest years of the table hold months of 28 and of 31 days.
    assert 27 <= (days[1] - days[0]).days <= 30
    following = hijri_month(year + month // 12, month % 12 + 1)
    if following is not None:
        assert following[0] == days[1] + timedelta(days=1)


@pytest.mark.parametrize(
    ("year", "day"), [(2013, (3, 31)), (2019, (4, 21)), (2024, (3, 31)), (2025, (4, 20))]
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


def test_a_hijri_feast_may_fall_twice_in_a_year() -> None:
    assert feast_day("hijri", 10, 1, 2000) == [date(2000, 1, 8), date(2000, 12, 27)]
    assert feast_day("gregorian", 5, 1, 2015) == [date(2015, 5, 1)]
    assert feast_day("easter", 0, -2, 2013) == [date(2013, 3, 29)]


def test_months_end_where_they_end() -> None:
    assert month_days(2016, 2) == (date(2016, 2, 1), date(2016, 2, 29))
