from __future__ import annotations

import random

import pytest

from tawatur.errors import InputError
from tawatur.records import Article, Furniture, Reuse
from tawatur.tracing import Trace, TraceSettings, trace

AGENCY = (
    "أعلنت سلطات ميناء السروان إغلاق الرصيف الجنوبي بعد اصطدام ناقلة حبوب بحاجز الأمواج فجر "
    "الثلاثاء. وقال مدير الميناء هلال الجردان إن الناقلة كانت تحمل 4200 طن من القمح ولم يصب "
    "أي من بحارتها. وبدأت ثلاث قاطرات سحب الناقلة نحو المرفأ القديم تمهيدا لإفراغ حمولتها."
)
REWORKED = (
    "أعلنت سلطات ميناء السروان إغلاق الرصيف الجنوبي بعد اصطدام ناقلة حبوب بحاجز الأمواج فجر "
    "أمس. وأوضح مدير الميناء هلال الجردان أن الناقلة كانت تحمل 4700 طن من القمح ولم يصب أي من "
    "بحارتها."
)
OWN = (
    "وفي سياق متصل طالب صيادو البلدة بتعويضات عن توقف مراكبهم، واتهم رئيس نقابتهم مروان الدهامي "
    "إدارة المرفأ بإهمال صيانة المنارات منذ سنوات، مهددا بإضراب مفتوح إذا لم تستجب الوزارة."
)
ELSEWHERE = (
    "افتتح في مدينة تلال النور معرض للكتب المستعملة شاركت فيه ستون مكتبة، ويستمر أسبوعين مع "
    "أمسيات شعرية يحييها شعراء من ثلاث قارات، على ما ذكر المنظمون للصحفيين."
)


def article(
    name: str, text: str, outlet: str | None = None, published: str | None = "2020-03-03"
) -> Article:
    return Article(id=name, text=text, outlet=outlet, published=published)


def quoted(article: Article, span: tuple[int, int] | None) -> str:
    assert span is not None
    return article.text[span[0] : span[1]]


def test_a_text_reprinted_in_full_is_wholly_derived_and_another_is_not_listed() -> None:
    result = trace([article("a", AGENCY), article("b", AGENCY), article("c", ELSEWHERE)])
    (record,) = result.derivations
    assert {record.a, record.b} == {"a", "b"}
    assert record.derivation == "wholly"
    assert record.share_a == record.share_b == 1.0
    (family,) = result.families
    assert [member.article for member in family.members] == ["a", "b"]


def test_the_longer_text_is_a_and_the_other_way_round_is_partially() -> None:
    result = trace([article("long", f"{AGENCY}\n{OWN}"), article("short", AGENCY)])
    (record,), (turned,) = result.derivations, result.reversed
    assert (record.a, record.b, record.derivation) == ("long", "short", "wholly")
    assert (turned.a, turned.b, turned.derivation) == ("short", "long", "partially")
    assert "the other way round: partially" in (record.why or "")


def test_edits_are_typed_and_point_into_both_texts() -> None:
    a, b = article("a", AGENCY), article("b", REWORKED)
    result = trace([a, b])
    by_id = {"a": a, "b": b}
    kinds: dict[str, list[tuple[str, str]]] = {}
    for reuse in result.reuse:
        for edit in reuse.edits:
            left = quoted(by_id[reuse.a.article], edit.a) if edit.a else ""
            right = quoted(by_id[reuse.b.article], edit.b) if edit.b else ""
            kinds.setdefault(edit.op, []).append((left, right))
    assert {tuple(sorted(pair)) for pair in kinds["number_changed"]} == {("4200", "4700")}
    assert any({"وقال", "وأوضح"} == set(pair) for pair in kinds["attribution_changed"])


def test_a_named_agency_makes_the_source_common_and_counts_who_names_it() -> None:
    result = trace(
        [
            article("a", f"السروان - أ ف ب: {AGENCY}", "صحيفة الميناء"),
            article("b", AGENCY, "صحيفة الساحل"),
        ]
    )
    (record,) = result.derivations
    assert record.direction == "common"
    assert {record.credit_a, record.credit_b} == {"AFP", None}
    (family,) = result.families
    assert family.origin == "AFP"
    assert family.credited == ("a",)
    assert family.uncredited == ("b",)


def test_the_outlet_that_is_named_is_the_source() -> None:
    digest = (
        "كشفت صحيفة عكاظ أن سلطات ميناء السروان أغلقت الرصيف الجنوبي بعد اصطدام ناقلة حبوب بحاجز "
        "الأمواج. ونقلت الصحيفة عن مدير الميناء هلال الجردان أن الناقلة كانت تحمل 4200 طن من القمح."
    )
    result = trace([article("own", AGENCY, "okaz"), article("digest", digest, "الساحل")])
    (record,) = result.derivations
    ways = {("own", "digest"): "a>b", ("digest", "own"): "b>a"}
    assert record.direction == ways[record.a, record.b]
    assert "names Okaz" in (record.why or "")
    both = {(r.a, r.b): r.derivation for r in (*result.derivations, *result.reversed)}
    assert both["own", "digest"] == "wholly"


def test_time_decides_where_no_source_is_named_and_days_lie_between() -> None:
    early, late = article("z", AGENCY, "الساحل"), article("a", AGENCY, "الميناء", "2020-03-20")
    (record,) = trace([early, late]).derivations
    assert (record.a, record.b, record.direction) == ("z", "a", "a>b")
    assert "17 days" in (record.why or "")


def test_nothing_decides_between_equals_without_dates_or_sources() -> None:
    (record,) = trace(
        [article("a", AGENCY, published=None), article("b", AGENCY, published=None)]
    ).derivations
    assert record.direction is None
    assert "nothing else decides" in (record.why or "")


def telegram(country: str, president: str) -> str:
    return (
        "بعث خادم الحرمين الشريفين الملك برقية تهنئة لفخامة الرئيس "
        f"{president} رئيس جمهورية {country} بمناسبة ذكرى استقلال بلاده. وأعرب باسمه واسم شعب "
        "وحكومة المملكة عن أصدق التهاني وأطيب التمنيات بالصحة والسعادة لفخامته، ولحكومة وشعب "
        f"جمهورية {country} الصديق المزيد من التقدم والازدهار."
    )


def test_two_telegrams_of_one_formula_are_no_derivation() -> None:
    result = trace(
        [
            article("a", telegram("سيريلاندا", "كوامي أوسانتي")),
            article("b", telegram("بورميستان", "تيموران غاليف")),
        ]
    )
    assert result.derivations == ()
    assert result.families == ()
    assert result.formulas


def test_one_telegram_in_two_outlets_is_a_derivation() -> None:
    text = telegram("سيريلاندا", "كوامي أوسانتي")
    (record,) = trace([article("a", text), article("b", text)]).derivations
    assert record.derivation == "wholly"


def test_names_and_titles_in_common_are_no_derivation() -> None:
    title = "وزير الموانئ والنقل البحري الدكتور هلال بن مروان الجردان رئيس هيئة السواحل"
    result = trace(
        [
            article("a", f"استقبل {title} وفدا من بحارة الجزر الشرقية لبحث رسوم العبور."),
            article("b", f"افتتح {title} متحفا للسفن الشراعية يضم ثمانين قطعة نادرة."),
        ]
    )
    assert result.derivations == ()


def test_furniture_is_left_out() -> None:
    foot = "\nتابعونا على صفحاتنا ليصلكم كل جديد من أخبار المرافئ والسفن والبحارة والصيد البحري"
    articles = [article("a", ELSEWHERE + foot), article("b", OWN + foot)]
    furniture = {
        a.id: [
            Furniture(
                id=f"{a.id}#f1",
                article=a.id,
                start=a.text.index(foot) + 1,
                end=len(a.text),
                text=foot[1:],
                role="share",
            )
        ]
        for a in articles
    }
    assert trace(articles, furniture).derivations == ()
    assert trace(articles, furniture).reuse == ()


def test_pairs_of_known_articles_are_not_judged_again() -> None:
    articles = [article(name, AGENCY) for name in "abc"]
    result = trace(articles, known=["a", "b"])
    assert {frozenset((r.a, r.b)) for r in result.derivations} == {
        frozenset("ac"),
        frozenset("bc"),
    }


def test_families_grow_from_sentences_not_from_articles() -> None:
    # b holds two texts; a has one of them, c the other: two families, not one of three.
    result = trace(
        [article("a", AGENCY), article("b", f"{AGENCY}\n{ELSEWHERE}"), article("c", ELSEWHERE)]
    )
    members = sorted({m.article for m in family.members} for family in result.families)
    assert sorted("".join(sorted(group)) for group in members) == ["ab", "bc"]


def _collection() -> list[Article]:
    return [
        article("a", f"السروان - رويترز: {AGENCY}", "الساحل"),
        article("b", f"{AGENCY}\n{OWN}", "الميناء", "2020-03-04"),
        article("c", REWORKED, "المنارة"),
        article("d", ELSEWHERE, "الكتاب"),
        article("e", f"{ELSEWHERE}\n{OWN}", "الكتاب", "2020-03-05"),
        article("f", telegram("سيريلاندا", "كوامي أوسانتي")),
    ]


def test_the_order_of_the_articles_does_not_matter() -> None:
    expected = trace(_collection())
    assert expected.derivations
    for seed in range(3):
        shuffled = _collection()
        random.Random(seed).shuffle(shuffled)
        assert trace(shuffled) == expected


def test_every_span_lies_in_its_article() -> None:
    collection = _collection()
    texts = {a.id: a.text for a in collection}
    result: Trace = trace(collection)
    reuses: tuple[Reuse, ...] = (*result.reuse, *result.formulas)
    assert reuses
    for reuse in reuses:
        for passage in (reuse.a, reuse.b):
            assert 0 <= passage.start < passage.end <= len(texts[passage.article])
            assert texts[passage.article][passage.start : passage.end].strip()
        for edit in reuse.edits:
            for side, span in ((reuse.a, edit.a), (reuse.b, edit.b)):
                if span is not None:
                    assert side.start <= span[0] < span[1] <= side.end


def test_two_articles_of_one_id_are_refused() -> None:
    with pytest.raises(InputError, match="id 'a'"):
        trace([article("a", AGENCY), article("a", OWN)])


@pytest.mark.parametrize(
    "articles", [[], [article("a", "")], [article("a", ""), article("b", " ")]]
)
def test_nothing_gives_nothing(articles: list[Article]) -> None:
    assert trace(articles) == Trace()


@pytest.mark.parametrize(
    "text", ["ا" * 200_000, "7" * 200_000, "سفينة " * 20_000, "\u064b" * 50_000, "«" * 50_000]
)
def test_hostile_texts_are_traced_in_time(text: str) -> None:
    result = trace([article("a", text), article("b", text)])
    assert len(result.derivations) <= 1


def test_limits_are_settings() -> None:
    strict = TraceSettings(pair_weight=1000.0, wholly=2.0, wholly_named=2.0)
    assert trace([article("a", AGENCY), article("b", AGENCY)], settings=strict).derivations == ()


def test_a_text_that_very_many_printed_is_still_one_family() -> None:
    many = [article(f"a{number:03}", AGENCY) for number in range(60)]
    result = trace(many)
    (family,) = result.families
    assert len(family.members) == 60
    # Each is put to the first few, not to all others.
    assert len(result.derivations) < 60 * 4


def test_an_agency_that_no_lexicon_knows_is_known_by_its_own_copy() -> None:
    result = trace(
        [
            article("wire", AGENCY, "وكالة أنباء المرساة"),
            article("credits", f"{AGENCY}\n\nالمصدر: وكالة أنباء المرساة", "الساحل"),
            article("silent", f"{AGENCY}\n{OWN}", "الميناء"),
        ]
    )
    directions = {(r.a, r.b): (r.direction, r.why or "") for r in result.derivations}
    for (a, b), (direction, why) in directions.items():
        if "wire" in (a, b):
            assert direction == ("a>b" if a == "wire" else "b>a")
            assert "names وكالة أنباء المرساة" in why or "is the copy of an agency" in why
        else:
            assert direction == "common"
    (family,) = [f for f in result.families if len(f.members) == 3]
    assert getattr(family.origin, "article", None) == "wire"
    assert family.credited == ("credits",)
    assert family.uncredited == ("silent",)


def test_a_copy_before_the_agency_or_with_another_agency_is_not_taken_from_it() -> None:
    wire = article("wire", AGENCY, "وكالة أنباء المرساة", "2020-03-05")
    early = article("early", AGENCY, "الساحل", "2020-03-01")
    other = article("other", f"السروان - رويترز: {AGENCY}", "الساحل", "2020-03-05")
    (record,) = trace([wire, early]).derivations
    assert (record.a, record.direction) == ("early", "a>b")
    (record,) = trace([wire, other]).derivations
    assert record.direction == "common"


def test_a_sentence_in_other_words_is_listed_beside_the_copy() -> None:
    reworded = (
        "أعلنت سلطات ميناء السروان إغلاق الرصيف الجنوبي بعد اصطدام ناقلة حبوب بحاجز الأمواج فجر "
        "الثلاثاء. وتحمل الناقلة، التي لم يصب بحارتها، قمحا يزن 4200 طن، كما ذكر هلال الجردان مدير "
        "الميناء."
    )
    b = article("b", reworded)
    result = trace([article("a", AGENCY), b])
    spans = [r.b if r.b.article == "b" else r.a for r in result.reuse if not r.edits]
    assert any("قمحا يزن" in reworded[span.start : span.end] for span in spans)
    assert any((r.why or "").startswith("reworded") for r in result.reuse)
    (record,) = result.derivations
    assert (record.b, record.derivation, record.share_b) == ("b", "wholly", 1.0)
