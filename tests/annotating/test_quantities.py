from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.annotating.document import Document
from tawatur.annotating.pipeline import Pipeline, Stage
from tawatur.annotating.quantities import QuantityStage
from tawatur.annotating.sentences import SentenceStage
from tawatur.records import Article, Quantity, Time


def read(text: str, *times: str) -> list[Quantity]:
    """Return the quantities of ``text``, in which ``times`` are expressions of time."""
    article = Article(id="a", text=text)
    document = Document(article)
    document.add(SentenceStage()(document))
    for number, words in enumerate(times):
        start = text.index(words)
        document.add(
            [
                Time(
                    id=f"a#t{number}",
                    article="a",
                    start=start,
                    end=start + len(words),
                    text=words,
                    type="DATE",
                )
            ]
        )
    return list(QuantityStage()(document))


def one(text: str, *times: str) -> Quantity:
    (record,) = read(text, *times)
    return record


def brief(text: str, *times: str) -> list[tuple[str, str]]:
    return [(record.text, record.what) for record in read(text, *times)]


def test_it_is_a_stage() -> None:
    assert isinstance(QuantityStage(), Stage)
    with pytest.raises(Exception, match="time"):
        Pipeline([SentenceStage(), QuantityStage()])


@pytest.mark.parametrize(
    ("text", "span", "low", "best", "high", "approx"),
    [
        ("وصل 40 نائبًا", "40", 40, 40, 40, False),
        ("وصل نحو 40 نائبًا", "نحو 40", 36, 40, 44, True),
        ("بحوالي 40 نائبًا", "حوالي 40", 36, 40, 44, True),
        ("وصل أكثر من 40 نائبًا", "أكثر من 40", 40, None, None, False),
        ("وصل ما يزيد على 40 نائبًا", "ما يزيد على 40", 40, None, None, False),
        ("وصل ما لا يقل عن 40 نائبًا", "ما لا يقل عن 40", 40, 40, None, False),
        ("وصل 40 نائبًا على الأقل", "40", 40, 40, None, False),
        ("وصل 40 على الأقل من النواب", "40 على الأقل", 40, 40, None, False),
        ("وصل أقل من 40 نائبًا", "أقل من 40", None, None, 40, False),
        ("تجاوز عدد النواب 40 نائبًا", "40", 40, None, None, False),
        ("النواب لا يتجاوزون 40 نائبًا", "40", None, None, 40, False),
        ("عددهم لا يتجاوز 40 نائبًا", "40", None, None, 40, False),
        ("عددهم لا يقل عن 40 نائبًا", "40", 40, 40, None, False),
        ("عددهم يزيد على 40 نائبًا", "40", 40, None, None, False),
        ("اقترب عددهم من 40 نائبًا", "40", 36, 40, 40, True),
        ("وصل عشرات النواب", "عشرات", 20, None, 99, True),
        ("وصل عدة آلاف منهم", "عدة آلاف", 3000, None, 9000, True),
        ("زار مدنًا عدة", "عدة", 3, None, 9, True),
        ("وصل أكثر من مئة ألف زائر", "أكثر من مئة ألف", 100000, None, None, False),
        ("وصل ما بين 20 و30 زائرًا", "ما بين 20 و30", 20, None, 30, False),
        ("سيصل من 20 إلى 30 زائرًا", "من 20 إلى 30", 20, None, 30, False),
        ("وصل خمسة أو ستة زوار", "خمسة أو ستة", 5, None, 6, False),
        ("وصل خمسة (05) زوار", "خمسة (05)", 5, 5, 5, False),
        ("أنشئت (15) خمسة عشر مركزًا", "(15) خمسة عشر", 15, 15, 15, False),
        ("وفر (751) ألف وظيفة", "(751) ألف", 751000, 751000, 751000, False),
        ("من القضاة الـ12 هناك", "12", 12, 12, 12, False),
        ("مساحته 250000م2 تقريبًا", "250000", 225000, 250000, 275000, True),
        ("وصل نحو «600» زائر", "نحو «600»", 540, 600, 660, True),
    ],
)
def test_extent_and_interval(
    text: str,
    span: str,
    low: float | None,
    best: float | None,
    high: float | None,
    approx: bool,
) -> None:
    record = one(text)
    assert record.text == span
    assert (record.low, record.best, record.high) == (low, best, high)
    assert record.approx is approx


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("سقط 26 قتيلًا في الانفجار", "killed"),
        ("أسفر الحادث عن مقتل 30 شخصًا", "killed"),
        ("أودى الزلزال بحياة 40 شخصًا", "killed"),
        ("قتلت القوات الوزلية بالرصاص ثلاثة متظاهرين", "killed"),
        ("إن خمسة موظفين قتلوا في الهجوم", "killed"),
        ("بلغ عدد القتلى 30", "killed"),
        ("إصابة 12 في تصادم", "injured"),
        ("وأصيب تسعة آخرون بجروح", "injured"),
        ("اعتقلت الشرطة ستة شبان", "arrested"),
        ("ألقي القبض على سبعة مشتبه بهم", "arrested"),
        ("أفرجت النيابة عن ثمانية معتقلين", "count"),
        ("بدأت محاكمة 29 متهمًا", "count"),
        ("نقل بين 12 قتيل وجريح", "count"),
        ("مقتل وإصابة 30 شخصًا", "count"),
        ("أرسلت البلاد 500 جندي إلى الحدود", "troops"),
        ("شنت الطائرات 18 غارة جوية", "attacks"),
        ("وقع هجومان في المدينة", "attacks"),
        ("قصفت المدفعية القرية ثلاث مرات", "attacks"),
        ("بتكلفة ثلاثة ملايين دولار", "money"),
        ("بقيمة 450 مليونًا", "money"),
        ("ارتفع السعر 9 بالمئة", "percent"),
        ("نسبة 53 في المائة", "percent"),
        ("تبعد القرية 70 كيلومترًا", "distance"),
        ("أنتجت 500 ألف برميل يوميًا", "other"),
        ("على بعد 40 كيلو من هنا", "distance"),
        ("صادرت 40 كيلو من الحشيش", "other"),
        ("على مساحة 7238 مترًا مربعًا", "other"),
        ("شاركت 24 دولة", "count"),
        ("إصابة 12 شخصًا بفيروس جديد", "injured"),
        ("وكانت حصيلة الجرحى بلغت 2108 أشخاص", "injured"),
        ("حالة وفاة وثلاث إصابات متوسطة", "injured"),
        ("وتعرض ثلاثة آخرين لإصابات", "injured"),
        ("مقتل 13 من قوات الحدود", "killed"),
        ("بمقتل وجرح 110 من عناصر التنظيم", "count"),
        ("وارتفع عدد الشهداء إلى 15 شخصًا", "killed"),
        ("تراجع المؤشر واحدًا بالمئة", "percent"),
        ("سجلت 12 إصابة بالفيروس", "count"),
        ("فقد 12 شخصًا حياتهم في الفيضان", "killed"),
        ("إن 12 شخصًا فقدوا حياتهم في الفيضان", "killed"),
        ("فارق ثلاثة مصابين الحياة في المستشفى", "killed"),
        ("إن سبعة عمال لقوا حتفهم تحت الأنقاض", "killed"),
        ("إن أربعة بحارة قضوا نحبهم في العاصفة", "killed"),
        ("فقد 12 شخصًا منازلهم في الفيضان", "count"),
        ("فقدان 12 صيادًا في البحر", "count"),
        ("ارتفعت حصيلة انهيار مبنى قديم من الطين قرب المرفأ إلى 18", "killed"),
        ("توفيت 12 حالة في المستشفى", "killed"),
        ("وخرج 19 من مصابي الحريق", "injured"),
        ("وعدد قتلى التنظيم يتجاوز 100 مسلح", "killed"),
        ("تناثرت جثث 16 مهربًا في الوادي", "killed"),
    ],
)
def test_what_is_counted(text: str, what: str) -> None:
    assert one(text).what == what


def test_a_sense_is_handed_on_in_lists() -> None:
    text = "مقتل 22 شخصًا بينهم 21 سائحًا وطفلان وإصابة 36 على الأقل و7 نساء"
    assert brief(text) == [
        ("22", "killed"),
        ("21", "killed"),
        ("طفلان", "killed"),
        ("36 على الأقل", "injured"),
        ("7", "injured"),
    ]


def test_at_least_belongs_to_the_number_it_stands_behind() -> None:
    first, second = read("خطف 230 مدنيًا بينهم ستون طالبًا على الأقل")
    assert (first.high, second.high) == (230, None)
    first, second = read("خطف 170 مدنيًا وأكثر من ستين طالبًا")
    assert (first.high, second.high) == (170, None)


def test_a_case_says_what_it_is() -> None:
    found = read("سجلت 1592 حالة وفاة و3329 حالة إصابة")
    assert [record.what for record in found] == ["killed", "injured"]


def test_two_duals_count_twice() -> None:
    assert brief("قتل جنديان وضابطان") == [("جنديان", "killed"), ("ضابطان", "killed")]


def test_a_new_verb_ends_the_sense() -> None:
    assert brief("مقتل ثلاثة جنود وتدمير أربع دبابات") == [("ثلاثة", "killed"), ("أربع", "count")]


@pytest.mark.parametrize(
    ("text", "span", "unit"),
    [
        ("وقع هجومان أمس", "هجومان", "هجومان"),
        ("بجريحين اثنين", "جريحين اثنين", "جريحين اثنين"),
        ("نفذه مسلحان ملثمان", "مسلحان", "مسلحان"),
        ("قال مصدران أمنيان أمريكيان", "مصدران", "مصدران"),
        ("سلمت مشتبها بهما", "مشتبها بهما", "مشتبها بهما"),
    ],
)
def test_indefinite_duals_count_two(text: str, span: str, unit: str) -> None:
    record = one(text)
    assert (record.text, record.best, record.unit) == (span, 2, unit)


@pytest.mark.parametrize(
    "text",
    [
        "اجتمع البلدان",
        "كلا هجومين",
        "قال حسين إن طالبان",
        "اقتصاد الصين للصين",
        "في البحرين ولبنان",
        "قال مسؤولين غربيين",
    ],
)
def test_false_duals(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "المادة 5 من الدستور",
        "القرار رقم 1701",
        "هاتف 0550123456",
        "انتهت 2-1 لصالحه",
        "خسر 3/1 أمامه",
        "مجموعة 5+1",
        "مقاتلات F16",
        "مقاتلات الاف-16",
        "مجموعة العشرين",
        "القرن العشرين",
        "أحد الجنود",
        "في الربع الأول",
        "نصف النهائي",
        "للمرة الثالثة",
        "مقتل شرطي",
        "في آن واحد",
        "عدد من القتلى",
        "العديد من الجرحى",
        "شهادة ISO 14001 لنظام الإدارة",
        "سيارة موديل 1988 رمادية",
        "طبيب واحد يكفي",
        "استمر خمس سنوات",
        "دام 40 دقيقة",
        "قال رجل الأعمال تريليوني إن السوق هادئة",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert read(text) == []


def test_numbers_inside_times_are_left_to_them() -> None:
    text = "في 3 شباط 2031 وصل 12 زائرًا"
    assert brief(text, "3 شباط 2031") == [("12", "count")]


@pytest.mark.parametrize(
    "text",
    [
        "سامي الدالي (34 عامًا) من المدينة",
        "الطفل البالغ من العمر 18 شهرًا",
        "توفي عن عمر 90 عامًا",
        "الأطفال تحت خمس سنوات",
        "هو في 40 عامًا من عمره",
    ],
)
def test_ages(text: str) -> None:
    record = one(text)
    assert record.age
    assert record.what == "count"
    assert record.of is None


def test_years_of_prison_are_no_age() -> None:
    assert read("حكم عليه بالسجن (25 عامًا)") == []


@pytest.mark.parametrize(
    ("text", "unit", "of"),
    [
        ("وصل 12 سائحًا أجنبيًا إلى هنا", "سائحًا", "سائحًا أجنبيًا"),
        ("خمسة من أفراد الشرطة", "أفراد", "أفراد الشرطة"),
        ("سبعة مشتبه بهم في الحادث", "مشتبه بهم", "مشتبه بهم"),
        ("وزعت 80 % من الأرض", "%", "الأرض"),
        ("بسعر 50 دولارًا للبرميل", "دولارًا للبرميل", None),
        ("ومصابين عدة هنا", "مصابين", "مصابين"),
        ("بالأشخاص الخمسة هنا", "الأشخاص", "الأشخاص"),
    ],
)
def test_unit_and_thing_counted(text: str, unit: str, of: str | None) -> None:
    record = one(text)
    assert record.unit == unit
    assert (record.of.text if record.of else None) == of


def test_bare_singulars_are_an_option() -> None:
    document = Document(
        Article(id="a", text="مقتل شرطي وإصابة ثلاثة واعتقال مشتبه به وزار طفل جده")
    )
    document.add(SentenceStage()(document))
    found = [(q.text, q.best, q.what, q.singular) for q in QuantityStage(singulars=True)(document)]
    assert found == [
        ("شرطي", 1, "killed", True),
        ("ثلاثة", 3, "injured", False),
        ("مشتبه", 1, "arrested", True),
    ]
    assert [q.singular for q in QuantityStage()(document)] == [False]


def test_fractions_are_percentages_of_something_and_parts_of_a_measure() -> None:
    assert one("وافق ثلثا الأعضاء").best == 66.67
    assert one("وافق ثلثا الأعضاء").what == "percent"
    assert one("باع نصف طن").best == 0.5


_WORDS = [
    "مقتل",
    "خمسة",
    "(05)",
    "و36",
    "قتيلًا",
    "هجومين",
    "نحو",
    "«",
    "»",
    "%",
    "دولار",
    "من",
    "العشرات",
    "بينهم",
    "لا يتجاوز",
    "ألف",
    "\n",
    ".",
    "ـ",
    "7ر2",
    "بين",
    "إلى",
    "(",
    ")",
    "عامًا",
    "على الأقل",
    "عدة",
    "مدن",
    "الخمسة",
    "نصف",
    "الأعضاء",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=25).map(" ".join))
def test_every_record_is_what_the_text_says(text: str) -> None:
    done = 0
    for record in read(text):
        assert text[record.start : record.end] == record.text
        assert record.text.strip() == record.text != ""
        assert record.start >= done
        assert record.low is not None or record.high is not None
        if record.low is not None and record.high is not None:
            assert record.low <= record.high
        if record.of is not None:
            assert text[record.of.start : record.of.end] == record.of.text
        assert record.unit is None or record.unit in text
        done = record.end


def test_hostile_input_ends_soon() -> None:
    for text in ("5 " * 4000, "الخمسة " * 3000, "قتل 5 جنود " + "،" * 3000 + " 5 6" * 3000):
        assert len(read(text)) <= 3000


@pytest.mark.parametrize(
    ("text", "number", "what"),
    [
        ("نُشر ثلاثة آلاف جندي في الميناء، ونحو ألفين آخرين في المطار.", 2000, "troops"),
        ("بادر 80 مقاتلا إلى إعلان استسلامهم.", 80, "arrested"),
        ("سقط خمسة من رجال الشرطة في المواجهات.", 5, "killed"),
        ("سقطت ثلاثة صواريخ على الميناء.", 3, "count"),
    ],
)
def test_others_the_fallen_and_those_who_surrender(text: str, number: float, what: str) -> None:
    found = {record.best: record.what for record in read(text)}
    assert found.get(number, "count") == what


@pytest.mark.parametrize(
    ("text", "whats"),
    [
        ("إن 25 جنديًا قُتلوا و53 آخرين أصيبوا", ["killed", "injured"]),
        ("إن 40 شخصًا جرحوا و98 آخرين أوقفوا", ["injured", "arrested"]),
        ("إن 12 راكبًا فقدوا حياتهم و34 آخرين جُرحوا", ["killed", "injured"]),
        ("إن 12 راكبًا أصيبوا وثلاثة لقوا مصرعهم", ["injured", "killed"]),
        ("قتل خمسة أصيبوا في هجوم سابق", ["killed"]),
        ("توفي 22 شخصًا في إقليم الجبال، و13 شخصًا في الساحل", ["killed", "killed"]),
        ("قتل 15 رجل أمن و3 عمال", ["killed", "killed"]),
        ("قتل خمسة في السوق، وشارك 13 شخصًا في الإنقاذ", ["killed", "count"]),
        ("قتل 23 شخصًا، 17 منهم بسقوط مروحية", ["killed", "killed"]),
        ("اعتقل 30 شخصًا، 5 منهم أصيبوا", ["arrested", "injured"]),
        ("لقي 46 شخصًا مصرعهم وأكثر من مئتي ألف تضرروا", ["killed", "count"]),
        ("وبلغ إجمالي المصابين 1059، توفي منهم 467 حالة", ["injured", "killed"]),
        ("كان ثلاثة من أسرة الضابط لقوا مصرعهم", ["killed"]),
    ],
)
def test_numbers_in_a_list_take_their_own_verb_or_the_one_they_share(
    text: str, whats: list[str]
) -> None:
    assert [record.what for record in read(text)] == whats


@pytest.mark.parametrize(
    ("text", "numbers", "what"),
    [
        ("ارتفعت الحصيلة إلى 30 قتيلًا بعد أن كانت 24", [30, 24], "killed"),
        ("ارتفع عدد القتلى من 24 إلى 30", [24, 30], "killed"),
        ("رفعت الوزارة حصيلة القتلى إلى 30، بدلًا من 24 في بيان سابق", [30, 24], "killed"),
        ("أكد الطبيب إصابة 30 متظاهرًا لا 31", [30, 31], "injured"),
        ("رصد 976 مليون دولار بعدما كانت 619", [976_000_000, 619_000_000], "money"),
    ],
)
def test_an_earlier_figure_counts_what_the_new_one_does(
    text: str, numbers: list[int], what: str
) -> None:
    records = read(text)
    assert [record.best for record in records] == numbers
    assert {record.what for record in records} == {what}
