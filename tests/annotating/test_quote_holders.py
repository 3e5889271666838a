"""Holders of quotations: where they end, what they are, and who is not one."""

import pytest

from tests.annotating.quoting import chain, read, said


@pytest.mark.parametrize(
    ("text", "holder", "kind"),
    [
        # Adjectives, ranks and posts behind an office.
        (
            "قال قائد المنطقة العسكرية الرابعة اللواء حازم الكناني إن الطريق مفتوح.",
            "قائد المنطقة العسكرية الرابعة اللواء حازم الكناني",
            "named",
        ),
        (
            "أوضح وزير الإعمار التركماني اللواء الركن حازم الكناني أن الجسر جاهز.",
            "وزير الإعمار التركماني اللواء الركن حازم الكناني",
            "named",
        ),
        (
            "قال وزير الدولة لشؤون مجلس الوزراء حازم الكناني إن الخلاف فني.",
            "وزير الدولة لشؤون مجلس الوزراء حازم الكناني",
            "named",
        ),
        (
            "ذكر حازم الكناني كبير مسؤولي الصيانة في الهيئة أن العطل بسيط.",
            "حازم الكناني كبير مسؤولي الصيانة في الهيئة",
            "named",
        ),
        (
            "أعلن مفاوضو الدول ال12 أنهم لم يتفقوا.",
            "مفاوضو الدول ال12",
            "named",
        ),
        (
            "صرح الرئيس - حازم الكناني - بأن الميناء سيفتح.",
            "الرئيس - حازم الكناني",
            "named",
        ),
        # What a body is called after does not make it a person.
        (
            "أكد مركز الأمير حازم الكناني أن المساعدات وصلت.",
            "مركز الأمير حازم الكناني",
            "organisation",
        ),
        # Two of them, or many of somebody's.
        ("قال مصدران أمنيان إن المرفأ أغلق.", "مصدران أمنيان", "anonymous"),
        ("ذكر مسؤولان في الهيئة أن العمل توقف.", "مسؤولان في الهيئة", "anonymous"),
        # An indefinite phrase, and the object behind it.
        ("أبلغ مسؤول عسكري الوكالة أن الطريق مفتوح.", "مسؤول عسكري", "anonymous"),
        (
            "قالت مصادر في الجيش الوطني الموالي للحكومة إن القافلة وصلت.",
            "مصادر في الجيش الوطني الموالي للحكومة",
            "anonymous",
        ),
    ],
)
def test_where_a_holder_ends_and_what_it_is(text: str, holder: str, kind: str) -> None:
    (quote,) = read(text, PER="حازم الكناني")
    assert chain(quote)[0] == (holder, kind)


def test_a_name_that_is_spelled_like_a_preposition() -> None:
    (quote,) = read("وأوضح علي الكناني لوكالة الرائد أن الأسرى نقلوا على متن سفينة.")
    assert chain(quote)[0] == ("علي الكناني", "named")


def test_a_post_stands_behind_the_name() -> None:
    text = "قال حازم الكناني مندوب كرمان لدى المنظمة إن الحل قريب."
    (quote,) = read(text, PER="حازم الكناني", LOC="كرمان")
    assert chain(quote) == [("حازم الكناني مندوب كرمان لدى المنظمة", "named")]


def test_an_object_is_no_part_of_a_capital_or_of_many() -> None:
    text = "ووصفت كرمان حركة الفجر بأنها جماعة متشددة."
    (quote,) = read(text, LOC="كرمان", ORG="حركة الفجر")
    assert chain(quote) == [("كرمان", "organisation")]
    assert said(quote) == "حركة الفجر بأنها جماعة متشددة"
    (quote,) = read("ورفع المحتجون شعارات، واعتبروا أن القرار ظالم.")
    assert chain(quote) == [("المحتجون", "anonymous")]


def test_adjectives_of_a_statement_are_no_holder() -> None:
    text = "أكد حازم الكناني أن السد آمن.\nوقال في بيان صحافي مقتضب إن الفحص انتهى."
    last = read(text, PER="حازم الكناني")[-1]
    assert chain(last) == [("حازم الكناني", "named"), ("بيان", "document")]


def test_a_copy_of_a_statement_is_no_holder() -> None:
    text = "وقال حازم الكناني الذي أعلن في بيان تسلمت «الرائد» نسخة منه أن اللجنة انتهت."
    found = read(text, PER="حازم الكناني")
    assert all("نسخة" not in text for quote in found for text, _ in chain(quote))


def test_a_number_of_media_may_be_feminine() -> None:
    first, second = read("ذكرت عدد من الصحف أن الجسر انهار.\nوأضافت أن الطريق أغلق.")
    assert chain(second)[0][0] == chain(first)[0][0] == "عدد من الصحف"
    assert second.chain[0].implicit


def test_sources_may_go_on_in_another_number() -> None:
    second = read("قالت مصادر أمنية إن لغما انفجر.\nوأضافوا أن الطريق أغلق.")[1]
    assert (chain(second)[0][0], second.chain[0].implicit) == ("مصادر أمنية", True)


def test_what_stands_behind_the_verb_speaks_rather_than_a_word_before_it() -> None:
    text = "ميدانيا أفادت مصادر أمنية بمقتل جندي."
    (quote,) = read(text, ORG="ميدانيا")
    assert chain(quote) == [("مصادر أمنية", "anonymous")]


def test_the_accuser_may_be_unknown_to_the_lists() -> None:
    (quote,) = read("حاضنة المتمردين تتهم الجماعة بخطف أبنائها.")
    assert chain(quote)[0][0] == "حاضنة المتمردين"
    assert said(quote) == "الجماعة بخطف أبنائها"


def test_a_subject_parted_by_a_place_and_a_setting() -> None:
    text = "وكانت مصادر عسكرية في عدن قد أفادت، في وقت سابق، أن لواء تحرك."
    (quote,) = read(text, LOC="عدن")
    assert chain(quote) == [("مصادر عسكرية", "anonymous")]


def test_another_speaker_takes_over_after_a_turn() -> None:
    text = (
        "ذكرت مصادر محلية أن الجسر انهار، من جهتها أكدت الوزارة أن الطريق سالك، "
        "إلى ذلك أشار ناطق باسم الشرطة إلى أن المرور عاد."
    )
    found = read(text)
    assert [chain(quote)[0][0] for quote in found] == [
        "مصادر محلية",
        "الوزارة",
        "ناطق باسم الشرطة",
    ]
    assert [len(quote.chain) for quote in found] == [1, 1, 1]
    assert said(found[0]) == "الجسر انهار"


def test_who_writes_after_the_words_of_another_is_named_beside_the_verb() -> None:
    text = "قال المدير: «العمل مستمر»، كما رحب الوزير وكتب: «نحن معكم»."
    assert [chain(quote)[0][0] for quote in read(text)] == ["المدير", "الوزير"]


def test_speeches_are_no_links() -> None:
    text = "ووفق تصريحات مصدر عسكري، لم يذكر اسمه، فإن المركب غرق."
    (quote,) = read(text)
    assert chain(quote) == [("مصدر عسكري", "anonymous")]
    assert said(quote) == "المركب غرق"


@pytest.mark.parametrize(
    "text",
    [
        # A noun behind أن, a verb of expectation without subject, a noun that a verb describes.
        "وأكدت الوزارة أن الطريق سالك.\nوتبين أن الجسر سليم.",
        "وأكدت الوزارة أن الطريق سالك، في تطور ربما يشير إلى وجود تقدم.",
        "وأكدت الوزارة أن نتائج التحقيق يتوقع أن تنشر غدا.",
        # Who asks not to be named.
        "وأكدت الوزارة أن الطريق سالك.\nوطلب القائدان عدم نشر اسميهما.",
        # What modal verbs and circumstances own.
        "وأكدت الوزارة أن الطريق سالك.\nونشرت اللجنة الوعي، وعليها أن تستفيد من التجربة.",
    ],
)
def test_what_reports_nothing(text: str) -> None:
    assert len(read(text)) == 1


def test_the_subject_of_a_pronoun_is_the_speaker() -> None:
    text = "أشار الوزير إلى أنه سيدعو تحالف الأحزاب إلى جلسة عاجلة."
    (quote,) = read(text)
    assert chain(quote) == [("الوزير", "role")]


def test_a_byline_is_no_report() -> None:
    text = (
        "عنوان الخبر\n\nسامي الحمداني- الرائد- متابعة: شدد الناطق باسم الحكومة على أن المدينة آمنة."
    )
    (quote,) = read(text)
    assert chain(quote) == [("الناطق باسم الحكومة", "role")]
