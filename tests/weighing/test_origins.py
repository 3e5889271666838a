"""Who stands behind a figure: media that hand it on, sources without a name, promises."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.records import Article, Claim, Quantity
from tawatur.story import Story
from tawatur.weighing.anonymity import called, described, is_full, one_source
from tawatur.weighing.attribution import Attributions
from tawatur.weighing.clusters import Clusters
from tawatur.weighing.floating import settle_floating
from tawatur.weighing.unionfind import DisjointSets
from tests.weighing import press

TITLE = "انهيار في محطة الرافدة"
SEARCH = (
    "وواصلت فرق الإنقاذ البحث تحت ركام القاعة الشرقية، ونقلت الرافعات كتل الإسمنت إلى ضفة النهر "
    "القريبة فيما وقف عشرات الأهالي خلف الحواجز ينتظرون خبرًا عن ذويهم."
)


article = partial(press.article, title=TITLE, day="2023-03-07")


def story(*articles: Article) -> Story:
    return Story(articles, workers=1, encoder=None)


def killed(pile: Story, number: int = 12) -> Claim:
    return next(c for c in pile.claims if c.what == "killed" and c.value.best == number)


# Media that hand a figure on


def test_what_an_agency_is_cited_for_has_the_holder_that_its_own_text_names() -> None:
    wire = f"أعلنت هيئة السدود مقتل 12 عاملًا في انهيار محطة الرافدة.\n\n{SEARCH}"
    cut = (
        "لقي 12 عاملًا حتفهم صباح اليوم حين انهار سقف محطة الرافدة، بحسب ما ذكرت وكالة أنباء الوادي."
    )
    pile = story(article("a", wire, "وكالة أنباء الوادي"), article("b", cut, "الأفق"))
    claim = killed(pile)
    assert (claim.n_outlets, claim.n_origins) == (2, 1)
    assert [origin.kind for origin in claim.origins] == ["official"]


def test_an_agency_whose_text_is_not_there_stays_the_origin() -> None:
    text = "لقي 12 عاملًا حتفهم حين انهار سقف محطة الرافدة، بحسب ما ذكرت وكالة رويترز."
    (origin,) = killed(story(article("a", text, "الأفق"))).origins
    assert (origin.kind, origin.id) == ("agency", "agency:Reuters")


def test_one_agency_cited_in_other_words_is_one_origin() -> None:
    one = "لقي 12 عاملًا حتفهم حين انهار سقف محطة الرافدة، بحسب ما ذكرت وكالة رويترز."
    other = "قُتل 12 عاملًا في انهيار محطة الرافدة أمس، وفق ما أوردت رويترز."
    claim = killed(story(article("a", one, "الأفق"), article("b", other, "الميزان")))
    assert claim.n_origins == 1


# Sources without a name


def test_descriptions_reach_to_the_clause_that_withholds_the_name() -> None:
    text = "وقال مسؤول أمني طلب عدم كشف هويته إن 12 عاملًا قُتلوا."
    start = text.index("مسؤول")
    description = described(text, start, start + len("مسؤول أمني"))
    assert is_full(description)
    assert description[-1] == described("هويته", 0, 5)[0]
    assert not is_full(described("وقال مسؤول أمني إن", 5, 15))


def test_who_is_told_is_no_part_of_a_description() -> None:
    told = "وأبلغ مسؤول عسكري الوكالة، طالبا عدم الكشف عن هويته، بأن"
    said = "وأفاد مسؤول عسكري طلب عدم ذكر اسمه بأن"
    listener = described(told, 6, 6 + len("مسؤول عسكري الوكالة"))
    alone = described(said, 6, 6 + len("مسؤول عسكري"))
    assert len(listener) == 2
    assert is_full(alone)
    assert one_source(listener, alone)
    assert not one_source(alone, described("وأفاد مسؤول أمني طلب عدم ذكر اسمه بأن", 6, 16))


def test_a_desk_may_shorten_a_description_and_not_change_its_noun() -> None:
    officer, official = ("ضابط", "شرط", "رفض"), ("مسؤول", "شرط", "رفض")
    assert one_source(officer, officer[:2])
    assert not one_source(officer, official)
    assert not one_source((), ())


def test_a_witness_is_called_by_a_name() -> None:
    text = "وأكد أحد سكان الرافدة يدعى سليم المرجاني لاحقًا مقتل 12 عاملًا."
    start = text.index("أحد")
    assert called(text, start, start + len("أحد سكان")) == called("شاهد يدعى سليم المرجاني", 0, 4)
    assert called("قال شاهد عيان إن السقف هوى.", 4, 13) == ()


def test_one_witness_in_two_reports_is_one_origin() -> None:
    one = "وقال شاهد عيان يدعى سليم المرجاني إن 12 عاملًا قُتلوا في انهيار محطة الرافدة."
    other = "ذكر شاهد يدعى سليم المرجاني أن 12 عاملًا لقوا مصرعهم حين انهارت محطة الرافدة."
    claim = killed(story(article("a", one, "الأفق"), article("b", other, "الميزان")))
    assert (claim.n_outlets, claim.n_origins) == (2, 1)


def test_sources_described_in_other_words_stay_two() -> None:
    one = "وقال مسؤول أمني طلب عدم كشف هويته إن 12 عاملًا قُتلوا في انهيار محطة الرافدة."
    other = "وقال مسؤول أمني رفض ذكر اسمه إن 12 عاملًا قُتلوا في انهيار محطة الرافدة."
    claim = killed(story(article("a", one, "الأفق"), article("b", other, "الميزان")))
    assert claim.n_origins == 2


def test_a_description_that_comes_back_in_a_text_that_was_taken_over_is_of_one_source() -> None:
    first = f"{SEARCH}\n\nوقال مسؤول أمني طلب عدم كشف هويته إن 12 عاملًا قُتلوا في المحطة."
    again = f"لقي 12 عاملًا مصرعهم، كما ذكر مسؤول أمني طلب عدم كشف هويته.\n\n{SEARCH}"
    claim = killed(story(article("a", first, "الأفق"), article("b", again, "الميزان")))
    assert (claim.n_outlets, claim.n_origins) == (2, 1)


# Tellers beside a figure


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("أعلن مصدر أمني طلب عدم كشف هويته توقيف 25 مشتبهًا به يوم الثلاثاء.", "مصدر أمني"),
        ("أكد المتحدث باسم وزارة الري توقيف 25 شخصًا في محيط السد.", "المتحدث باسم وزارة الري"),
        ("وبحسب مصدر أمني رفض الكشف عن اسمه، أوقف 25 شخصًا في محيط السد.", "مصدر أمني"),
        ("انتهت حملة قرب السد بتوقيف 25 شخصًا، كما أفاد ضابط رفض الكشف عن اسمه.", "ضابط"),
        ("انتهت حملة قرب السد مساء الثلاثاء بتوقيف 25 شخصًا ونقلهم إلى السجن.", None),
        ("أعلنت وزارة الري بدء حملة، وقال شهود: أوقف 25 شخصًا في محيط السد.", "شهود"),
    ],
)
def test_the_sentence_of_a_figure_names_its_teller(text: str, teller: str | None) -> None:
    pile = story(article("a", text, "الأفق", title="حملة قرب السد"))
    (figure,) = [r for r in pile.annotations["a"] if isinstance(r, Quantity) and r.best == 25]
    chain = Attributions(pile.articles[0], pile.annotations["a"]).of_figure(
        figure.start, figure.end
    )
    assert (chain[0].text if chain else None) == teller


# Promises and rubrics


def test_a_promise_is_told_by_whoever_reports_it() -> None:
    text = "أوضحت وزارة الري أن المشاركين تعهدوا بتقديم 70 مليون دولار لإصلاح السدود."
    pile = story(article("a", text, "الأفق", title="مؤتمر السدود"))
    (claim,) = [c for c in pile.claims if c.what == "money"]
    (origin,) = claim.origins
    assert origin.name is not None
    assert "وزارة" in origin.name


def test_a_place_before_a_colon_in_a_headline_says_nothing() -> None:
    pile = story(
        article("a", "وأغلقت الطرق.", "الأفق", title="تل المرجان: مقتل 12 عاملًا في انهيار سد")
    )
    claim = killed(pile)
    assert claim.n_origins == 0
    assert not [c for c in pile.claims if c.what == "quote"]


def test_a_number_that_changed_on_the_way_is_disputed() -> None:
    lead = "أعلنت هيئة السدود مقتل {} عاملًا في انهيار محطة الرافدة صباح الثلاثاء. " + SEARCH
    title = "مقتل 38 عاملًا في انهيار محطة الرافدة"
    pile = story(
        article("a", lead.format(38), "الأفق", title=title),
        article("b", lead.format(83), "الميزان", title=title),
    )
    (dispute,) = [d for d in pile.disputes if d.type == "figure"]
    assert {value.value.best for value in dispute.values} == {38, 83}


# Groups


_KEYS = [f"k{n}" for n in range(9)]
_PAIRS = st.dictionaries(
    st.tuples(st.sampled_from(_KEYS), st.sampled_from(_KEYS)), st.integers(-4, 8), max_size=60
)


@settings(deadline=None)
@given(
    _PAIRS,
    st.sets(st.tuples(st.sampled_from(_KEYS), st.sampled_from(_KEYS)), max_size=6),
    st.lists(st.tuples(st.sampled_from(_KEYS), st.sampled_from(_KEYS), st.booleans()), max_size=25),
)
def test_what_is_kept_of_groups_is_what_comparing_anew_finds(
    values: dict[tuple[str, str], int],
    clashing: set[tuple[str, str]],
    steps: list[tuple[str, str, bool]],
) -> None:
    def points(a: str, b: str) -> float:
        return values.get((min(a, b), max(a, b)), 0)

    def clash(a: str, b: str) -> bool:
        return (min(a, b), max(a, b)) in clashing

    clusters = Clusters(_KEYS, points, clash)
    plain = {key: {key} for key in _KEYS}
    for a, b, forced in steps:
        one, other = plain[a], plain[b]
        pairs = [(x, y) for x in one for y in other]
        alike = (
            one is not other
            and not any(clash(x, y) for x, y in pairs)
            and sum(points(x, y) for x, y in pairs) / len(pairs) >= 1
        )
        assert clusters.alike(a, b, 1) == alike
        if forced or alike:
            clusters.join(a, b)
            merged = one | other
            plain.update(dict.fromkeys(merged, merged))
    assert list(map(tuple, clusters.all())) == sorted({tuple(sorted(s)) for s in plain.values()})


def test_one_slip_among_many_reports_parts_no_question() -> None:
    one, other = [f"a{n}" for n in range(7)], [f"b{n}" for n in range(7)]

    def groups(slips: set[tuple[str, str]]) -> int:
        clusters = Clusters(
            [*one, *other],
            lambda a, b: 2.0,
            lambda a, b: False,
            lambda a, b: (a, b) in slips or (b, a) in slips,
        )
        for keys in (one, other):
            for key in keys[1:]:
                clusters.join(keys[0], key)
        assert clusters.alike("a0", "b0", 1, 3) == (not slips)
        if clusters.alike("a0", "b0", 1, 2):
            clusters.join("a0", "b0")
        return len(list(clusters.all()))

    assert groups(set()) == groups({("a0", "b0")}) == 1
    assert groups({("a0", "b0"), ("a1", "b1")}) == 2


def test_floating_statements_take_the_holder_before_the_medium() -> None:
    sets = DisjointSets(["official", "agency", "bare", "cited", "alone"])
    settle_floating(
        sets,
        [("bare", "cited"), ("bare", "official")],
        {"bare": None, "cited": "agency", "alone": "agency"},
    )
    assert sets.together("bare", "official")
    assert sets.together("cited", "official")
    assert sets.together("alone", "agency")
    assert not sets.together("alone", "official")


def test_who_reports_a_promise_says_how_much() -> None:
    text = "وبحسب المتحدث باسم وزارة المالية، تعهد المشاركون بتقديم 252 مليون دولار في القمة أمس."
    pile = story(article("a", text, "الأفق"))
    claim = next(c for c in pile.claims if c.what == "money")
    assert [origin.kind for origin in claim.origins] == ["official"]
    assert "المالية" in (claim.origins[0].name or "")


def test_a_place_that_reads_as_a_verb_ends_no_naming() -> None:
    text = "وأكد مدير مستشفى عين القرنفلة الحكومي لاحقًا مصرع 12 شخصًا في انهيار القاعة الشرقية."
    (origin,) = killed(story(article("a", text, "الأفق"))).origins
    assert origin.name == "مدير مستشفى عين القرنفلة الحكومي"


def test_a_described_source_at_the_end_of_a_sentence() -> None:
    text = "قُتل 12 شخصا في انهيار القاعة، كما أفاد مسؤول مطلع على التحقيق طلب عدم كشف هويته."
    (origin,) = killed(story(article("a", text, "الأفق"))).origins
    assert origin.kind == "anonymous"


def test_a_text_without_a_holder_does_not_join_two_that_have_one() -> None:
    sets = DisjointSets(["one", "two", "a", "b", "c"])
    settle_floating(
        sets,
        [("a", "one"), ("c", "two"), ("a", "b"), ("b", "c")],
        {"a": None, "b": None, "c": None},
    )
    assert not sets.together("one", "two")
    assert sets.together("a", "one")
    assert sets.together("c", "two")
