from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.language import tokenize
from tawatur.language.lexicon import load
from tawatur.language.times import find_times, verb_tense

# A Wednesday.
TODAY = date(2019, 5, 15)


def values(text: str, anchor: date | None = TODAY) -> list[str | None]:
    return [match.value for match in find_times(text, anchor)]


def extents(text: str, anchor: date | None = TODAY) -> list[str]:
    return [text[match.start : match.end] for match in find_times(text, anchor)]


DATES = [
    ("في 17 أغسطس 2015", ["17 أغسطس 2015"], ["2015-08-17"]),
    ("في ١٧ أغسطس/آب ٢٠١٥", ["١٧ أغسطس/آب ٢٠١٥"], ["2015-08-17"]),
    ("منذ السابع عشر من أيلول (سبتمبر) الماضي", None, ["2018-09-17"]),
    ("في 20آب", ["20آب"], ["2019-08-20"]),
    ("يبدأ في19 اب/أغسطس المقبل", ["19 اب/أغسطس المقبل"], ["2019-08-19"]),
    ("وقع في 14 جويلية 2014", ["14 جويلية 2014"], ["2014-07-14"]),
    ("صدر يوم 3 دجنبر الماضي", ["يوم 3 دجنبر الماضي"], ["2018-12-03"]),
    ("بتاريخ 12/3/2015", ["12/3/2015"], ["2015-03-12"]),
    ("بتاريخ 2015-03-12", ["2015-03-12"], ["2015-03-12"]),
    ("بتاريخ 3/25/2015", ["3/25/2015"], ["2015-03-25"]),
    ("في 12.3.2015", ["12.3.2015"], ["2015-03-12"]),
    ("في الأول من مايو الجاري", ["الأول من مايو الجاري"], ["2019-05-01"]),
    ("في الفاتح من نوفمبر 1954", ["الفاتح من نوفمبر 1954"], ["1954-11-01"]),
    ("في 20 من الشهر المقبل", ["20 من الشهر المقبل"], ["2019-06-20"]),
    ("ينعقد في 20 الجاري", ["20 الجاري"], ["2019-05-20"]),
    ("يومي 12 و13 مارس 2018", ["12", "13 مارس 2018"], ["2018-03-12", "2018-03-13"]),
    ("من 8 إلى 13 أكتوبر 2015", ["8", "13 أكتوبر 2015"], ["2015-10-08", "2015-10-13"]),
    ("في يناير (كانون الثاني) 2011", ["يناير (كانون الثاني) 2011"], ["2011-01"]),
    ("منتصف كانون الأول/ديسمبر 2013", None, ["2013-12"]),
    ("الاثنين، يناير 22، 2018", ["الاثنين، يناير 22، 2018"], ["2018-01-22"]),
]


@pytest.mark.parametrize(("text", "spans", "expected"), DATES)
def test_explicit_dates(text: str, spans: list[str] | None, expected: list[str]) -> None:
    assert values(text) == expected
    if spans is not None:
        assert extents(text) == spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18 شوال 1436هـ", "2015-08-03"),
        ("18 شوال 1436هـ الموافق 3 أغسطس 2015م", "2015-08-03"),
        ("18-10-1436", "2015-08-03"),
        ("في 3 أغسطس 2015 (18 شوال 1436هـ)", "2015-08-03"),
        ("رمضان 1436هـ", "2015-06-18/2015-07-16"),
        ("عام 1436هـ", "2014-10-25/2015-10-13"),
        ("غرة رمضان 1440", "2019-05-06"),
        ("رمضان 2019", "2019-05-06/2019-06-03"),
    ],
)
def test_hijri_dates(text: str, expected: str) -> None:
    assert values(text) == [expected]


RELATIVE = [
    ("قال أمس", ["2019-05-14"]),
    ("قال أول من أمس", ["2019-05-13"]),
    ("قال أمس الأول", ["2019-05-13"]),
    ("يعود بعد غد", ["2019-05-17"]),
    ("اجتمع اليوم الأربعاء", ["2019-05-15"]),
    ("اجتمعوا يوم أمس (الثلاثاء)", ["2019-05-14"]),
    ("وصل الاثنين", ["2019-05-13"]),
    ("وسيغادر الاثنين", ["2019-05-20"]),
    ("وصل الأربعاء", ["2019-05-15"]),
    ("وصل الأحد الماضي", ["2019-05-12"]),
    ("يصل الأحد المقبل", ["2019-05-19"]),
    ("في الأسبوع الماضي", ["2019-W19"]),
    ("والأسبوع المقبل", ["2019-W21"]),
    ("هذا الشهر", ["2019-05"]),
    ("للشهر المقبل", ["2019-06"]),
    ("العام الماضي", ["2018"]),
    ("نهاية العام الحالي", ["2019"]),
    ("في الربع الثالث من العام الماضي", ["2018-Q3"]),
    ("النصف الأول من 2017", ["2017-H1"]),
    ("الصيف الماضي", ["2018-SU"]),
    ("شتاء 2014", ["2014-WI"]),
    ("ثمانينيات القرن الماضي", ["198"]),
    ("والقرن التاسع عشر", ["18"]),
    ("العقد الماضي", ["200"]),
    ("وقع قبل أسبوعين", ["2019-05-01"]),
    ("غادر قبل سنتين", ["2017"]),
    ("أعلن قبل ثلاثة أشهر", ["2019-02"]),
    ("وقع الهجوم منذ أسبوع", ["2019-05-08"]),
    ("سيعود بعد ثلاثة أيام", ["2019-05-18"]),
    # What has begun lies behind, however near the next month of that name is.
    ("وتعارض الجماعة الحكومة منذ نوفمبر (تشرين الثاني)", ["2018-11"]),
    ("تتواصل الحملة منذ 20 مايو", ["2018-05-20"]),
    ("يغلق الميناء منذ مايو", ["2019-05"]),
    ("مقارنة بمستويات 2005", ["2005"]),
    ("الثلاثاء الثالث من أيلول 2014", ["2014-09-16"]),
    ("آخر يوم من شهر شباط 2016", ["2016-02-29"]),
    ("عيد الفطر المقبل", ["2019-06-04"]),
    ("عيد الأضحى 2013", ["2013-10-15"]),
]


@pytest.mark.parametrize(("text", "expected"), RELATIVE)
def test_relative_times(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("فجر اليوم", "2019-05-15TMO"),
        ("عصر أمس", "2019-05-14TAF"),
        ("مساء الاثنين", "2019-05-13TEV"),
        ("ليل الجمعة السبت", "2019-05-10TNI"),
        ("ليل السبت - الأحد", "2019-05-11TNI"),
        ("الليلة الماضية", "2019-05-14TNI"),
        ("بعد ظهر أمس", "2019-05-14TAF"),
        ("منتصف ليل الاثنين", "2019-05-13T24:00"),
        ("الساعة 13:50 بتوقيت غرينتش", "2019-05-15T13:50"),
        ("الساعة 1350 بتوقيت جرينتش", "2019-05-15T13:50"),
        ("الساعة الثالثة والنصف مساء", "2019-05-15T15:30"),
        ("عند التاسعة صباحا", "2019-05-15T09:00"),
        ("الساعة الثانية عشرة إلا ربعا ظهرا", "2019-05-15T11:45"),
        ("يوم 3 مارس 2016 على الساعة التاسعة صباحا", "2016-03-03T09:00"),
        ("الساعة 7,00 من صباح الجمعة 3 مايو 2019", "2019-05-03T07:00"),
        ("بحلول الساعة 33ر06 بتوقيت جرينتش", "2019-05-15T06:33"),
        ("الساعة 13،00 بالتوقيت المحلي", "2019-05-15T13:00"),
    ],
)
def test_times_of_day(text: str, expected: str) -> None:
    matches = find_times(text, TODAY)
    assert [(match.value, match.type) for match in matches] == [(expected, "TIME")]


def test_a_night_runs_into_the_next_day() -> None:
    (match,) = find_times("ليلة الأحد", TODAY)
    assert (match.earliest, match.latest) == (date(2019, 5, 12), date(2019, 5, 13))


def test_a_range_of_clock_times_shares_its_part_of_day() -> None:
    assert values("من الساعة 5 إلى الساعة 6 مساء") == ["2019-05-15T17:00", "2019-05-15T18:00"]


LENGTHS = [
    ("استمرت ستة أشهر", "ستة أشهر", "P6M"),
    ("لمدة 48 ساعة", "48 ساعة", "PT48H"),
    ("خلال يومين", "يومين", "P2D"),
    ("بعشرة أيام", "عشرة أيام", "P10D"),
    ("الساعات الـ24 الماضية", "الساعات الـ24 الماضية", "PT24H"),
    ("الأيام الثلاثة الماضية", "الأيام الثلاثة الماضية", "P3D"),
    ("السنوات الـــ 15 المقبلة", "السنوات الـــ 15 المقبلة", "P15Y"),
    ("العامين الماضيين", "العامين الماضيين", "P2Y"),
    ("طوال عام ونصف", "عام ونصف", "P18M"),
    ("بعد نصف قرن", "نصف قرن", "P50Y"),
    ("خلال ساعتين و20 دقيقة", "ساعتين و20 دقيقة", "PT2H20M"),
    ("لمدة عام وشهرين", "عام وشهرين", "P1Y2M"),
    ("قبل ثلاثة أشهر من الانتخابات", "ثلاثة أشهر", "P3M"),
    ("بعد يومين من الهجوم", "يومين", "P2D"),
    ("يتواصل منذ ثلاثة أيام", "ثلاثة أيام", "P3D"),
    ("على مدى ثلاثة عقود", "ثلاثة عقود", "P30Y"),
    ("وصل إلى أدنى مستوى منذ أربعة أشهر", "أربعة أشهر", "P4M"),
]


@pytest.mark.parametrize(("text", "span", "value"), LENGTHS)
def test_lengths(text: str, span: str, value: str) -> None:
    (match,) = find_times(text, TODAY)
    assert (text[match.start : match.end], match.type, match.value) == (span, "DURATION", value)
    assert match.earliest is None


@pytest.mark.parametrize(
    ("text", "mod", "value"),
    [
        ("مطلع العام", "START", "2019"),
        ("منتصف تموز/يوليو", "MID", "2019-07"),
        ("أواخر ديسمبر 2018", "END", "2018-12"),
        ("منذ نحو سنتين", "APPROX", "P2Y"),
        ("في أقل من شهر", "LESS_THAN", "P1M"),
        ("استمر أكثر من أربع سنوات", "MORE_THAN", "P4Y"),
        ("لما بعد عام 2015", "AFTER", "2015"),
        ("نحو الساعة السابعة مساء", "APPROX", "2019-05-15T19:00"),
        ("وقت الفجر تقريبا", "APPROX", "2019-05-15TMO"),
    ],
)
def test_modifiers(text: str, mod: str, value: str) -> None:
    (match,) = find_times(text, TODAY)
    assert (match.mod, match.value) == (mod, value)


def test_after_a_year_the_interval_is_open() -> None:
    (match,) = find_times("لما بعد عام .2015", TODAY)
    assert (match.earliest, match.latest) == (date(2016, 1, 1), None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("كل يوم", "P1D"),
        ("كل ثلاثة أسابيع", "P3W"),
        ("كل يوم جمعة", "XXXX-WXX-5"),
        ("أول مايو من كل عام", "XXXX-05-01"),
        ("في فصل الصيف", "XXXX-SU"),
        ("الربع الأول من كل عام", "XXXX-Q1"),
    ],
)
def test_what_recurs(text: str, value: str) -> None:
    (match,) = find_times(text, TODAY)
    assert (match.type, match.value, match.earliest) == ("SET", value, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("يعمل حاليا", "PRESENT_REF"),
        ("زار البلاد مؤخرا", "PAST_REF"),
        ("التقيا قبل أيام قليلة", "PAST_REF"),
        ("في القريب العاجل", "FUTURE_REF"),
        ("في الأيام القليلة الماضية", "PXD"),
        ("خلال ساعات", "PTXH"),
        ("منذ سنوات", "PXY"),
        ("وقال: «العالم اليوم غير عالم آبائنا»", "PRESENT_REF"),
    ],
)
def test_vague_times(text: str, value: str) -> None:
    (match,) = find_times(text, TODAY)
    assert (match.vague, match.value, match.earliest) == (True, value, None)


@pytest.mark.parametrize(
    "text",
    [
        "مارس ضغوطا على الشركاء",
        "قال أب لثلاثة أطفال",
        "رئيسة الوزراء تيريزا ماي",
        "الأمين العام الحالي للمنظمة",
        "الطفل البالغ من العمر 18 شهرا",
        "ماهر سلوم (35 عاما)",
        "نساء في الثلاثينيات من العمر",
        "فاز الفريق 2 - صفر",
        "خطيب الجمعة وصلاة الجمعة",
        "وقع ستة عقود مع الشركة",
        "معلومات دقيقة عن مرة ثانية",
        "كتبت صحيفة مصر اليوم",
        "بمناسبة اليوم العالمي",
        "بيعت 2015 سيارة",
        "نفذ القرار رقم 2216",
        "بنسبة 20 في المئة",
        "لامس السعر 50 دولارا",
        "ثلاث مرات في اليوم",
        "ما شعروا به ذلك اليوم",
        "أكثر من 1.913 فرصة",
        "يتيح الفرصة لأكثر من 2000 وزلي",
    ],
)
def test_not_times(text: str) -> None:
    assert extents(text) == []


def test_without_a_day_of_publication_nothing_relative_has_a_value() -> None:
    text = "قال أمس إن الاثنين والعام الماضي ومارس الماضي ومطلع الأسبوع والساعة التاسعة مساء"
    matches = find_times(text)
    assert len(matches) == 6
    assert all(match.value is None and match.why for match in matches)
    assert all(match.earliest is None and match.anchor is None for match in matches)


def test_an_explicit_date_needs_no_anchor() -> None:
    (match,) = find_times("في 3 أغسطس 2015")
    assert (match.value, match.anchor) == ("2015-08-03", None)


def test_an_earlier_time_is_the_anchor_of_what_follows() -> None:
    text = "وقع الانفجار في 3 مارس 2018. وفي اليوم نفسه أعلنت الحداد، وفي اليوم التالي شيع القتلى"
    matches = find_times(text, TODAY)
    assert [(m.value, m.anchor) for m in matches] == [
        ("2018-03-03", None),
        ("2018-03-03", 0),
        ("2018-03-04", 1),
    ]


def test_a_clock_time_belongs_to_the_day_of_its_sentence() -> None:
    matches = find_times("بدأت الجلسة في 3 مارس 2018 عند الساعة التاسعة صباحا", TODAY)
    assert [(m.value, m.anchor) for m in matches] == [("2018-03-03", None), ("2018-03-03T09:00", 0)]


def test_furniture_is_read_but_never_an_anchor() -> None:
    text = "الخميس 25 أبريل / أبريل 2024\n\nوفي اليوم نفسه عاد الوفد"
    end = text.index("\n")
    page, told = find_times(text, None, furniture=[(0, end)])
    assert page.value == "2024-04-25"
    assert (told.value, told.anchor) == (None, None)


def test_the_text_knows_its_own_day_better_than_the_collection() -> None:
    # Stamped Wednesday; the text was written on Tuesday.
    text = "وصل الوفد اليوم الثلاثاء بعد لقاء أمس"
    matches = find_times(text, TODAY)
    assert [m.value for m in matches] == ["2019-05-14", "2019-05-13"]
    assert matches[1].why is not None


def test_contradicting_weekdays_leave_the_day_of_publication() -> None:
    matches = find_times("قال اليوم الثلاثاء ثم قال أمس السبت وأضاف أمس", TODAY)
    assert matches[-1].value == "2019-05-14"


def test_ranges_share_the_year_and_keep_their_order() -> None:
    assert values("بين يناير ومارس 2011") == ["2011-01", "2011-03"]
    assert values("من ديسمبر إلى مارس 2011") == ["2010-12", "2011-03"]
    assert values("تراجع بين نوفمبر ويناير") == ["2018-11", "2019-01"]


def test_months_without_a_year_take_the_one_that_makes_sense() -> None:
    assert values("سيصدر القرار في ديسمبر") == ["2019-12"]
    assert values("وقع في نوفمبر") == ["2018-11"]
    assert values("اندلعت المعارك في فبراير") == ["2019-02"]


def test_last_friday_is_a_week_ago_where_yesterday_is_called_so() -> None:
    saturday = date(2019, 5, 18)
    assert values("تظاهروا أمس كما تظاهروا الجمعة الماضية", saturday)[1] == "2019-05-10"
    assert values("تظاهروا الجمعة الماضية", saturday) == ["2019-05-17"]


def test_a_date_that_contradicts_its_weekday_says_so() -> None:
    (match,) = find_times("الأحد 3 أغسطس 2015", TODAY)
    assert match.value == "2015-08-03"
    assert match.why is not None
    assert "weekday" in match.why


def test_a_day_that_does_not_exist_has_no_value() -> None:
    (match,) = find_times("في 31 فبراير 2015", TODAY)
    assert (match.value, match.why) == (None, "there is no such day")


def test_prepositions_stay_out_of_the_extent() -> None:
    assert extents("لعام 2012 وبالأسبوع الماضي ولثلاث سنوات") == [
        "عام 2012",
        "الأسبوع الماضي",
        "ثلاث سنوات",
    ]


def test_a_list_of_years_may_be_long() -> None:
    listed = " و".join(str(year) for year in range(1990, 2010))
    assert values(f"أعوام {listed}")[:3] == ["1990", "1991", "1992"]
    assert len(find_times("2015 و " * 2000, TODAY)) < 2000


def test_tense_of_the_verb() -> None:
    tokens = tokenize("وصل الوزير الاثنين وسيغادر الخميس")
    tenses = [verb_tense(tokens, match) for match in find_times(tokens, TODAY)]
    assert tenses == ["past", "future"]


def test_units_and_words_have_known_roles() -> None:
    units = {row["unit"] for row in load("time_units").rows}
    assert units == {"S", "M", "H", "D", "N", "W", "MO", "Y", "DE", "CE"}
    assert all(row["role"] for row in load("time_words").rows)
    assert all(row["form"] for row in load("time_cues").rows)


_WORDS = """
أمس اليوم الأحد في 3 17 2015 أغسطس آب / - ( ) ، . الساعة مساء قبل منذ شهر شهرين الماضي المقبل
من عام الأيام الثلاثة نهاية ليل 12:30 شوال 1436هـ كُلّ الـ ليلة نحو
"""
_PIECES = st.sampled_from([*_WORDS.split(), "\n"])


@settings(max_examples=80, deadline=None)
@given(st.lists(_PIECES, max_size=30), st.one_of(st.none(), st.just(TODAY)))
def test_any_order_of_words_is_read_without_overlap(pieces: list[str], anchor: date | None) -> None:
    text = " ".join(pieces)
    matches = find_times(text, anchor)
    done = 0
    for index, match in enumerate(matches):
        assert done <= match.start < match.end <= len(text)
        assert text[match.start : match.end].strip() == text[match.start : match.end]
        done = match.end
        assert match.value is not None or match.why
        if match.earliest is not None and match.latest is not None:
            assert match.earliest <= match.latest
        if isinstance(match.anchor, int):
            assert match.anchor < index
    assert matches == find_times(text, anchor)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_at_all_is_read(text: str) -> None:
    for match in find_times(text, TODAY):
        assert 0 <= match.start < match.end <= len(text)


@pytest.mark.parametrize("piece", ["1 ", "آب/", "الأحد ", "قبل ", "1-", "ليل ", "اليوم «", "عام "])
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    def cost(times: int) -> float:
        tokens = tokenize(piece * times)
        begun = time.process_time()
        find_times(tokens, TODAY)
        return time.process_time() - begun

    cost(100)
    small, large = cost(1000), cost(8000)
    # Eight times the text: linear is a factor of 8, quadratic one of 64.
    assert large < 30 * max(small, 0.005)
