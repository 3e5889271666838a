from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.language import tokenize
from tawatur.language.lexicon import load
from tawatur.language.numbers import find_numbers, number_at, parse_number

DIGITS = [
    ("2500", 2500),
    ("٢٥٠٠", 2500),
    ("۲۵۰۰", 2500),
    ("2,500", 2500),
    ("٢٬٥٠٠", 2500),
    ("2.500", 2500),
    ("2،500", 2500),
    ("1.250.000", 1250000),
    ("1.250.000,50", 1250000.5),
    ("1 414 021", 1414021),
    ("3,5", 3.5),
    ("3٫5", 3.5),
    ("3٫125", 3.125),
    ("0.125", 0.125),
    ("17.25", 17.25),
    ("5ر3", 3.5),
    ("25ر6", 6.25),
    ("5.\u200f2 مليون", 2500000),
    ("500ر307", 307500),
    ("432ر690ر29", 29690432),
]

WORDS = [
    ("ثلاث", 3),
    ("ثمانية", 8),
    ("ثماني", 8),
    ("عشرة", 10),
    ("أحد عشر", 11),
    ("إحدى عشرة", 11),
    ("اثنا عشر", 12),
    ("اثنتي عشرة", 12),
    ("تسعة عشر", 19),
    ("خمسة وعشرون", 25),
    ("خمسًا وعشرين", 25),
    ("إحدى وثلاثين", 31),
    ("مئة", 100),
    ("مائتين", 200),
    ("ثلاثمائة", 300),
    ("ثلاث مئة", 300),
    ("ثمانمئة وسبعة", 807),
    ("مئة وخمسون ألفًا", 150000),
    ("ألفان", 2000),
    ("ألفًا", 1000),
    ("ألفا", 2000),
    ("ستة آلاف وأربعمئة", 6400),
    ("مليون ونصف", 1500000),
    ("مليونين ونصف المليون", 2500000),
    ("نصف مليون", 500000),
    ("ثلاثة أرباع المليون", 750000),
    ("ألف ومئتا مليون", 1200000000),
    ("أربعة مليارات وربع", 4250000000),
    ("ترليون", 10**12),
    ("ثلاثة ونصف", 3.5),
    ("مئة وثلاثة أرباع", 100.75),
]

MIXED = [
    ("150 ألف", 150000),
    ("2مليون و500 ألف", 2500000),
    ("7ر12 مليون", 12700000),
    ("1.125 مليون", 1125000),
    ("٣ آلاف و٢٠٠", 3200),
    ("3 فاصلة 5", 3.5),
    ("3/4", 0.75),
    ("-1,200,000", -1200000),
]


@pytest.mark.parametrize(("text", "value"), DIGITS + WORDS + MIXED)
def test_whole_strings(text: str, value: float) -> None:
    assert parse_number(text) == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    ["", "-", "كلام", "الخامس", "خمسة جنود", "192.168.1.2", "12.8.2015", "1" * 5000, "5/0", "كمية"],
)
def test_what_is_no_number_as_a_whole(text: str) -> None:
    assert parse_number(text) is None


def test_a_whole_number_stays_an_integer() -> None:
    assert isinstance(parse_number("2.5 مليون"), int)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("بعشرة مقاعد", "عشرة"),
        ("وخمسة وعشرون نائبًا", "خمسة وعشرون"),
        ("للخمسة الباقين", "لخمسة"),
        ("فألفا شخص", "ألفا"),
        ("و36 منزلًا", "36"),
        ("ـو٣٠ منزلًا", "٣٠"),
        ("خَمْسَةٌ وعِشرونَ بيتًا", "خَمْسَةٌ وعِشرونَ"),
        ("خمسة (05) مقاعد", "خمسة (05)"),
        ("الخمسة والعشرين بيتًا", "الخمسة والعشرين"),
    ],
)
def test_the_span_leaves_clitics_out(text: str, inside: str) -> None:
    (match,) = find_numbers(tokenize(text))
    assert text[match.start : match.end] == inside


def test_numbers_side_by_side_stay_apart() -> None:
    text = "فاز 36 نائبًا و62 نائبة وخسر خمسة وستة"
    assert [m.value for m in find_numbers(tokenize(text))] == [36, 62, 5, 6]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("المرة الثالثة", 3),
        ("الدورة الحادية عشرة", 11),
        ("المرتبة الخامسة والعشرين", 25),
        ("الجلسة المئة والخامسة", 105),
    ],
)
def test_ordinals_are_a_kind_apart(text: str, value: int) -> None:
    (match,) = find_numbers(tokenize(text))
    assert (match.kind, match.value) == ("ordinal", value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("عشرات", 20, 99),
        ("مئات", 200, 999),
        ("الآلاف", 2000, 9999),
        ("عشرات الآلاف", 20000, 99000),
        ("مئات الملايين", 200 * 10**6, 999 * 10**6),
        ("عدة مدن", 3, 9),
        ("بضعة آلاف", 3000, 9000),
        ("بضع مئات", 300, 900),
    ],
)
def test_vague_words_are_intervals(text: str, low: int, high: int) -> None:
    tokens = tokenize(text)
    assert find_numbers(tokens) == []
    (match,) = find_numbers(tokens, vague=True)
    assert (match.kind, match.value, match.high) == ("vague", low, high)


@pytest.mark.parametrize(
    "text",
    [
        "يوم الاثنين",
        "لست هنا",
        "جاء بعده",
        "هذا وعده",
        "في المئة",
        "بالمائة",
        "كمية كبيرة",
        "أثنى عليه",
        "عثر عليه ميتا",
    ],
)
def test_homographs_are_no_numbers(text: str) -> None:
    assert find_numbers(tokenize(text), vague=True) == []


def test_the_number_of_a_percentage_is_found_without_the_hundred() -> None:
    assert [m.value for m in find_numbers(tokenize("نحو 30 في المئة ثم 15 بالمائة"))] == [30, 15]


def test_number_at_gives_the_longest() -> None:
    tokens = tokenize("دفع ثلاثمئة وخمسة وستين ألف دينار")
    match = number_at(tokens, 1)
    assert match is not None
    assert (match.first, match.last, match.value) == (1, 5, 365000)
    assert number_at(tokens, 0) is None


def test_hostile_input_ends_soon() -> None:
    for text in ("مليون " * 5000, "المئة و" * 5000, "5ر" * 5000, "9" * 10**5, "خمسة (" * 5000):
        for match in find_numbers(tokenize(text), vague=True):
            assert match.value < 10**60


def test_every_form_of_the_lexicon_is_read_or_waits_for_a_partner() -> None:
    waits = {"one", "first", "not", "parts", "point"}
    for row in load("number_words").rows:
        found = find_numbers(tokenize(row["form"]), vague=True)
        assert bool(found) != (row["class"] in waits), row["form"]


_PIECES = [*(text for text, _ in DIGITS + WORDS + MIXED), "،", " ", "و", "ب", "ال", "ـ", "رجل", "ً"]


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_spans_are_inside_the_text_and_in_order(text: str) -> None:
    tokens = tokenize(text)
    done = 0
    for match in find_numbers(tokens, vague=True):
        assert done <= match.start < match.end <= len(text)
        assert match.start >= tokens.start[match.first]
        assert match.end == tokens.end[match.last - 1]
        done = match.end


@given(st.integers(0, 10**9), st.sampled_from(["{:d}", "{:,d}"]))
def test_digits_go_round(number: int, form: str) -> None:
    assert parse_number(form.format(number)) == number
