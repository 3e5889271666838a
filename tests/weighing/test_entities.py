"""Entities over several invented articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.annotating.mentions import MentionStage
from tawatur.annotating.pipeline import Pipeline
from tawatur.annotating.sentences import SentenceStage
from tawatur.records import Annotation, Article, Event, Holder, Mention, Participant, Quote, Span
from tawatur.story import Story
from tawatur.weighing.entities import entities, unify

_PIPELINE = Pipeline([SentenceStage(), MentionStage()])


def united(*texts: str) -> dict[str, list[Mention]]:
    articles = [Article(id=f"a{n}", text=text) for n, text in enumerate(texts)]
    annotations = {article.id: _PIPELINE.run(article) for article in articles}
    return {
        key: [one for one in records if isinstance(one, Mention)]
        for key, records in unify(articles, annotations).items()
    }


def by_text(groups: Mapping[str, Sequence[Mention]]) -> dict[tuple[str, str], str | None]:
    return {(key, one.text): one.entity for key, ones in groups.items() for one in ones}


def test_a_family_name_goes_to_the_person_of_its_article() -> None:
    found = by_text(
        united(
            "قال الوزير سالم الجسراوي إن السد آمن. وأضاف الجسراوي أن المياه كافية.",
            "قالت الوزيرة هناء الجسراوي إن المدارس تفتح. وأكدت الجسراوي ذلك.",
        )
    )
    assert found["a0", "الجسراوي"] == found["a0", "سالم الجسراوي"]
    assert found["a1", "الجسراوي"] == found["a1", "هناء الجسراوي"]
    assert found["a0", "الجسراوي"] != found["a1", "الجسراوي"]


def test_a_lone_name_that_fits_two_people_stays_open() -> None:
    found = united(
        "قال الوزير سالم الجسراوي إن السد آمن.",
        "قالت الوزيرة هناء الجسراوي إن المدارس تفتح.",
        "وصل الوزير الجسراوي أمس. وغادر الرئيس بوتين.",
    )
    lone = [one for one in found["a2"] if one.text == "الجسراوي"]
    assert all(one.entity is None for one in lone)
    assert [one.entity for one in found["a2"] if one.text == "بوتين"] == ["p:vladimir-putin"]


def test_spellings_and_aliases_are_one() -> None:
    found = by_text(
        united(
            "قال دونالد ترمب إن تنظيم الدولة الإسلامية هزم في سوريا",
            "قال دونالد ترامب إن داعش هزم في سورية",
        )
    )
    assert found["a0", "دونالد ترمب"] == found["a1", "دونالد ترامب"] == "p:donald-trump"
    assert found["a0", "تنظيم الدولة الإسلامية"] == found["a1", "داعش"] == "o:isis"
    assert found["a0", "سوريا"] == found["a1", "سورية"] == "l:syria"


def test_a_capital_is_not_its_country() -> None:
    found = by_text(united("قالت واشنطن إن الولايات المتحدة لن تنسحب"))
    assert found["a0", "واشنطن"] != found["a0", "الولايات المتحدة"]


def test_shorter_forms_join_unless_two_longer_ones_compete() -> None:
    one = by_text(united("حضر رائف كمال الدوغاني الحفل", "غادر رائف الدوغاني المدينة"))
    assert one["a0", "رائف كمال الدوغاني"] == one["a1", "رائف الدوغاني"]
    two = by_text(
        united(
            "حضر رائف كمال الدوغاني الحفل",
            "غادر رائف الدوغاني المدينة",
            "وصل رائف سمير الدوغاني أمس",
        )
    )
    assert len({two[key] for key in two}) == 3


def test_a_son_is_not_his_father() -> None:
    found = by_text(united("حضر مازن رائف الدوغاني الحفل. وغاب والده رائف الدوغاني عن الحفل."))
    assert found["a0", "مازن رائف الدوغاني"] != found["a0", "رائف الدوغاني"]


def test_brackets_join_a_name_and_its_short_form() -> None:
    found = united("أعلنت منظمة الأفق الدولية (أفقد) برنامجها. وقالت «منظمة الأفق الدولية» ذلك.")
    organisations = {one.entity for one in found["a0"] if one.type == "ORG"}
    assert len(organisations) == 1


def test_ids_are_readable_and_names_full() -> None:
    found = united("قال الخبير نبيل الجسراوي ذلك. وأضاف الجسراوي أن الأمر معقد.")
    assert {one.entity for one in found["a0"]} == {"p:nbyl-aljsrawy"}
    assert {one.name for one in found["a0"]} == {"نبيل الجسراوي"}


def test_holders_and_participants_get_the_entity_inside_them() -> None:
    text = "قال الخبير نبيل الجسراوي إن السد آمن"
    article = Article(id="a", text=text)
    records: list[Annotation] = list(_PIPELINE.run(article))
    end = text.index(" إن")
    held = Holder(start=4, end=end, text=text[4:end], type="named")
    part = Participant(start=4, end=end, text=text[4:end])
    cue = Span(start=0, end=3, text=text[:3])
    base = {"article": "a", "start": 0, "end": len(text), "text": text}
    records.append(Quote(id="a#q1", mode="indirect", content=(), cue=cue, chain=(held,), **base))
    records.append(
        Event(
            id="a#e1",
            code="SUPPORT",
            quad="verbal cooperation",
            trigger=cue,
            source=(part,),
            **base,
        )
    )
    new = unify([article], {"a": records})["a"]
    quote = next(one for one in new if isinstance(one, Quote))
    event = next(one for one in new if isinstance(one, Event))
    assert quote.chain[0].entity == event.source[0].entity == "p:nbyl-aljsrawy"


def test_entities_are_listed_with_forms_roles_and_articles() -> None:
    articles = [
        Article(id="b", text="وصل الرئيس نديم الجسراوي إلى بغداد"),
        Article(id="a", text="قال نديم الجسراوي إن بغداد آمنة. وأضاف الجسراوي ذلك."),
    ]
    records = unify(articles, {one.id: _PIPELINE.run(one) for one in articles})
    found = {one.id: one for one in entities(articles, records)}
    person = found["p:ndym-aljsrawy"]
    assert person.names == (("نديم الجسراوي", 2), ("الجسراوي", 1))
    assert person.roles == (("الرئيس", 1),)
    assert person.articles == ("a", "b")
    assert found["l:baghdad"].country == "IRQ"


_TEXTS = (
    "قال رائف كمال الدوغاني إن بغداد آمنة",
    "غادر رائف الدوغاني المدينة",
    "وصل رائف سمير الدوغاني أمس إلى دمشق",
    "أكد الدوغاني أن حزب الكرامة باق",
    "قال دونالد ترمب إن داعش هزم",
)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(_TEXTS))))
def test_the_order_of_articles_changes_nothing(order: list[int]) -> None:
    articles = [Article(id=f"a{n}", text=_TEXTS[n]) for n in order]
    records = unify(articles, {one.id: _PIPELINE.run(one) for one in articles})
    straight = [Article(id=f"a{n}", text=text) for n, text in enumerate(_TEXTS)]
    expected = unify(straight, {one.id: _PIPELINE.run(one) for one in straight})
    assert {key: records[key] for key in sorted(records)} == expected


def test_many_people_of_one_name_take_no_quadratic_time() -> None:
    first = [
        chr(0x628 + n % 8) + chr(0x62D + n // 8 % 8) + chr(0x633 + n // 64) + "ان"
        for n in range(512)
    ]
    articles, annotations = [], {}
    for n, middle in enumerate(first * 8):
        text = f"محمد {middle} الدوغاني"
        articles.append(Article(id=f"a{n:05}", text=text))
        annotations[f"a{n:05}"] = [
            Mention(
                id=f"a{n:05}#m1", article=f"a{n:05}", start=0, end=len(text), text=text, type="PER"
            )
        ]
    assert len(entities(articles, unify(articles, annotations))) == 512


def test_two_spellings_of_one_office_holder_are_one_and_others_stay_apart() -> None:
    def people(*texts: str) -> set[str | None]:
        pile = [Article(id=f"a{n}", text=text, language="ar") for n, text in enumerate(texts)]
        return {
            record.entity
            for records in Story(pile).annotations.values()
            for record in records
            if isinstance(record, Mention) and record.type == "PER"
        }

    assert (
        len(people("قال الرئيس السرواني إدريس مندور ذلك.", "غادر الرئيس السرواني إدريس ماندور."))
        == 1
    )
    assert len(people("قال وزير الري سالم القداح ذلك.", "وصل الطبيب سليم القداح أمس.")) == 2


def test_an_organisation_and_the_rest_of_its_name_are_one() -> None:
    found = by_text(
        united(
            "تبنت حركة ميثاق الزعفران الهجوم. وتقاتل ميثاق الزعفران الحكومة منذ سنوات.",
            "قرطوسة - الشعلة القرمانية\nقال مصدر لـ«الشعلة» إن الطريق مغلق.",
        )
    )
    assert found["a0", "ميثاق الزعفران"] == found["a0", "حركة ميثاق الزعفران"] is not None
    assert found["a1", "الشعلة"] == found["a1", "الشعلة القرمانية"] is not None
