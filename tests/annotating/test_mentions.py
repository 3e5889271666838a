"""Names of people, places and organisations in invented newspaper sentences."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.annotating.document import Document
from tawatur.annotating.mentions import Context, MentionStage, Proposal, resolve
from tawatur.annotating.mentions.roles import role_forms
from tawatur.annotating.pipeline import default_pipeline
from tawatur.records import Article, Furniture, Mention


def mentions(text: str) -> list[Mention]:
    document = Document(Article(id="a", text=text))
    found = MentionStage()(document)
    for one in found:
        assert text[one.start : one.end] == one.text
        if one.role is not None:
            assert text[one.role.start : one.role.end] == one.role.text
    return list(found)


def names(text: str) -> list[tuple[str, str]]:
    return [(one.type, one.text) for one in mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوفد إلى بغداد أمس", [("LOC", "بغداد")]),
        (
            "سافر من دمشق وبيروت إلى القاهرة",
            [("LOC", "دمشق"), ("LOC", "بيروت"), ("LOC", "القاهرة")],
        ),
        ("زيارة لليمن تستمر يومين", [("LOC", "ليمن")]),
        ("قدم تقريرا للأمم المتحدة", [("ORG", "لأمم المتحدة")]),
        ("هاجم مسلحو داعش قرية", [("ORG", "داعش")]),
        ("قالت رويترز إن الاجتماع تأجل", [("ORG", "رويترز")]),
        ("أعلن حزب الكرامة برنامجه", [("ORG", "حزب الكرامة")]),
        ("افتتح مطار بغداد الدولي أبوابه", [("LOC", "مطار بغداد الدولي")]),
        ("سقطت قذيفة على بلدة كفرزيتون", [("LOC", "كفرزيتون")]),
        ("اتصل جابر بن راشد المزيني بالجريدة", [("PER", "جابر بن راشد المزيني")]),
        ("حضر عبد الرحمن الخزامي الحفل", [("PER", "عبد الرحمن الخزامي")]),
        ("التقى فرناندو توريبيز وفدا", [("PER", "فرناندو توريبيز")]),
    ],
)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "قالت وزارة الدفاع العراقية إن الجيش المصري أجرى مناورات",
        "وافق مجلس الوزراء على مشروع القانون",
        "طالب النواب الحكومة السورية بالاستقالة",
        "على الرغم من ذلك كان الاجتماع ناجحا",
        "هذا قرار عادل وأمر جميل في يوم سعيد",
        "وصف الخبراء جمال الطبيعة في الريف",
    ],
)
def test_ordinary_words_and_state_bodies_are_no_names(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "قال وزير الخارجية السعودي نواف الدرعاني إن المحادثات تقدمت",
            "نواف الدرعاني",
            "وزير الخارجية السعودي",
        ),
        (
            "والتقى نظيره المصري كامل الزهيري في المطار",
            "كامل الزهيري",
            "نظيره المصري",
        ),
        ("قتل الجنرال ديودون مبارانغا", "ديودون مبارانغا", "الجنرال"),
        (
            "أكد الناطق باسم وزارة الداخلية العميد سعد الدوغاني ذلك",
            "سعد الدوغاني",
            "الناطق باسم وزارة الداخلية العميد",
        ),
        (
            "رأى وزير الخارجية الأميركي، جون هاردويك، أن الوقت مناسب",
            "جون هاردويك",
            "وزير الخارجية الأميركي",
        ),
        (
            "قال أديب الشلاحي، سفير الاتحاد الأفريقي لدى الجزائر، إن اللقاء مثمر",
            "أديب الشلاحي",
            "سفير الاتحاد الأفريقي لدى الجزائر",
        ),
    ],
)
def test_roles_stand_beside_the_name(text: str, name: str, role: str) -> None:
    person = next(one for one in mentions(text) if one.type == "PER")
    assert (person.text, person.role and person.role.text) == (name, role)


def test_nationality_in_the_role_gives_the_country() -> None:
    (person,) = mentions("وصل وزير الدفاع التركي فكري أصلانجي أمس")
    assert person.country == "TUR"


def test_places_carry_country_and_entity() -> None:
    (place,) = mentions("عاد الوفد إلى طهران")
    assert (place.country, place.entity, place.name) == ("IRN", "l:tehran", "طهران")


def test_a_family_name_is_found_again_after_the_full_name() -> None:
    text = "قال الخبير نبيل الجسراوي إن السد آمن.\nوأضاف الجسراوي أن المياه كافية، بحسب الجسراوي."
    assert [t for _, t in names(text)] == ["نبيل الجسراوي", "الجسراوي", "الجسراوي"]


def test_ala_the_preposition_is_not_ali_the_name() -> None:
    text = "اتفق علي الجسراوي مع جاره على السعر"
    assert names(text) == [("PER", "علي الجسراوي")]


def test_clitics_stay_outside_the_span() -> None:
    (one,) = mentions("وبالرياض عقد الاجتماع")
    assert one.text == "الرياض"


def test_nouns_are_left_off_before_names_that_need_none() -> None:
    assert names("انسحبت حركة طالبان") == [("ORG", "طالبان")]
    assert names("ذكرت وكالة رويترز ذلك") == [("ORG", "رويترز")]
    assert names("ذكرت وكالة الصحافة الفرنسية ذلك") == [("ORG", "وكالة الصحافة الفرنسية")]


def test_names_in_furniture_are_left_out() -> None:
    text = "اقرأ أيضا: أخبار بغداد\nوصل الوفد إلى دمشق"
    article = Article(id="a", text=text)
    head = Furniture(id="a#f1", article="a", start=0, end=22, text=text[:22], role="teaser")
    found = MentionStage()(Document(article, [head]))
    assert [one.text for one in found] == ["دمشق"]


def test_a_name_does_not_run_over_a_line() -> None:
    found = names("حديث مع سالم بن راشد\nالخزاعي يوضح")
    assert ("PER", "سالم بن راشد") in found


class _Tagger:
    """A stand-in for a trained tagger."""

    name = "tagger/test"

    def __call__(self, context: Context) -> Iterator[Proposal]:
        for at, text in enumerate(context.text):
            if text == "زمردانيا":
                yield Proposal(at, at + 1, 0, "LOC", 0.9, self.name)


def test_further_recognisers_plug_in() -> None:
    document = Document(Article(id="a", text="هبطت الطائرة قرب زمردانيا"))
    assert MentionStage()(document) == []
    (one,) = MentionStage([_Tagger()])(document)
    assert (one.type, one.text) == ("LOC", "زمردانيا")
    assert "tagger/test" in MentionStage([_Tagger()]).version


def test_resolving_keeps_the_surer_then_the_longer() -> None:
    short = Proposal(0, 1, 0, "LOC", 0.8, "x")
    long = Proposal(0, 3, 0, "ORG", 0.8, "x")
    sure = Proposal(2, 4, 0, "PER", 0.9, "x")
    weak = Proposal(6, 7, 0, "PER", 0.4, "x")
    assert resolve([short, long]) == [long]
    assert resolve([short, long, sure]) == [short, sure]
    assert resolve([weak]) == []
    assert len(resolve([weak, weak._replace(source="y")])) == 1
    assert resolve([short], taken=[long]) == []


def test_roles_have_all_their_forms() -> None:
    forms = role_forms()
    for form in ("وزير", "الوزير", "وزيره", "الوزيره", "وزراء"):
        assert forms[(form,)].lemma == "وزير"
    assert forms["الناطق", "باسم"].definite
    assert forms["مسوولو",].plural if ("مسوولو",) in forms else forms["مسءولو",].plural


def test_the_stage_is_part_of_the_default_pipeline() -> None:
    assert "mentions" in [stage.name for stage in default_pipeline().stages]


_WORDS = (
    *("وزير", "الرئيس", "العراقي", "محمد", "بن", "عبد", "الله", "أبو", "آل", "بغداد", "لليمن"),
    *("للأمم", "المتحدة", "حزب", "مدينة", "على", "علي", "دي", "فان", "داعش", "وقال", "قال"),
    *("«", "»", '"', "(", ")", "،", ".", "\n", "ـ", "الـ\u200fسعد", "مُحمّد", "ﷲ", "١٢", "x"),
)
_pieces = st.lists(st.sampled_from(_WORDS), max_size=30).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(_pieces, st.text(max_size=60)))
def test_spans_hold_on_any_text(text: str) -> None:
    found = mentions(text)
    ends = [0, *(one.end for one in found)]
    assert all(one.start >= end for one, end in zip(found, ends, strict=False))
    assert found == mentions(text)


@pytest.mark.parametrize("piece", ["ال", "محمد ", "«", "وزير ", "عبد ", "جامعة ", "7", "دي ", "لل"])
def test_hostile_repetition_ends_soon(piece: str) -> None:
    mentions(piece * (60_000 // len(piece)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Words of condolence and description are no family names.
        ("رفع الوزير حامد بن سالم الدرعاني التعازي إلى الأسر", [("PER", "حامد بن سالم الدرعاني")]),
        ("قدم المجلس أحر التعازي وأصدق المواساة", []),
        ("طلب مسؤول عدم الكشف عن هويته", []),
        ("ناشد معاليه باسم المجلس الأهالي", []),
        # A preposition and a noun are no place.
        ("يسعى خائبا للنيل من أمن البلاد", []),
        ("نسأل الله أن يمن على الجرحى بالشفاء", []),
        ("رئيس اللجنة المركزية للحج", [("ORG", "اللجنة المركزية للحج")]),
        # Behind an indefinite accusative a country is an adjective.
        ("قتل القناص جنديا تركيا قرب النهر", []),
        # A title ends the name of a body.
        (
            "اجتمعت اللجنة الوطنية للبحوث المهندس سعيد الدرعاني",
            [("ORG", "اللجنة الوطنية للبحوث"), ("PER", "سعيد الدرعاني")],
        ),
        ("قرر الوزير تشكيل لجنة عليا للتحقيق", []),
        # Foreign names whose parts look like Arabic words with clitics.
        ("استقال حاكم المصرف هاروتيكو كوروزا أمس", [("PER", "هاروتيكو كوروزا")]),
        # A nationality right behind one given name is a family name.
        ("قال اللواء منصور التركي إن الطريق آمن", [("PER", "منصور التركي")]),
        # A conjunction and a verb are no given name.
        (
            "حضر السفير باسل الخزامي. وطالب الخزامي الصحيفة بالاعتذار",
            [("PER", "باسل الخزامي"), ("PER", "الخزامي")],
        ),
        ("أسفر القصف عن مقتل الطفل سامر زنابقة", [("PER", "سامر زنابقة")]),
    ],
)
def test_ordinary_words_beside_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


def test_a_family_name_that_is_a_word_too_stands_alone_behind_a_verb_of_saying() -> None:
    text = "حضر العميد منصور التركي الحفل. وقال التركي إن الوضع هادئ. والجيش التركي غائب."
    assert names(text) == [("PER", "منصور التركي"), ("PER", "التركي")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("سيطرت القوات على قاعدة الزرقان الجوية وتمشط القاعدة بحثا عن مسلحين", 0),
        ("هاجم عناصر القاعدة ثكنة قرب المدينة", 1),
        ("قتل قيادي في القاعدة أمس", 1),
        ("أعاد المهندسون بناء القاعدة الخرسانية", 0),
    ],
)
def test_the_base_is_not_the_organisation(text: str, count: int) -> None:
    assert sum(one.entity == "o:al-qaeda" for one in mentions(text)) == count


def test_an_article_gives_an_unlisted_country_away_by_its_adjective() -> None:
    text = "أعلنت زمردان رفضها. وقالت الخارجية الزمردانية إن زمردان مستعدة."
    assert names(text) == [("LOC", "زمردان"), ("LOC", "زمردان")]


def test_an_unlisted_capital_bears_the_dateline_and_a_medium_follows() -> None:
    text = "خبر\n\nقرطوسة: «الشعلة»\nوصل المبعوث إلى قرطوسة، وقال دبلوماسي لـ«الشعلة» إنه متفائل."
    assert names(text) == [
        ("LOC", "قرطوسة"),
        ("ORG", "الشعلة"),
        ("LOC", "قرطوسة"),
        ("ORG", "الشعلة"),
    ]


def test_a_place_introduced_by_its_noun_stands_alone_later() -> None:
    text = "وقع الانفجار في مدينة أبها. ونقل الجرحى إلى مستشفى في أبها."
    assert names(text) == [("LOC", "أبها"), ("LOC", "أبها")]


def test_an_organisation_stands_by_the_rest_of_its_name() -> None:
    text = "تبنت حركة ميثاق الزعفران الهجوم. وتقاتل ميثاق الزعفران الحكومة منذ سنوات."
    assert names(text) == [("ORG", "حركة ميثاق الزعفران"), ("ORG", "ميثاق الزعفران")]


def test_a_million_letters_without_evidence_are_read_in_time() -> None:
    assert names("قال " * 20_000 + "ي" * 200_000) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوفد إلى سيول", [("LOC", "سيول")]),
        ("وأعلنت سيول أنها سترد", [("LOC", "سيول")]),
        ("اجتاحت سيول جارفة القرى", []),
        ("غمرت المياه الوادي", []),
    ],
)
def test_floods_and_valleys_are_no_cities(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected
