"""Verbs are conjugated and found again by any of their forms."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.errors import LexiconError
from tawatur.language import fold_text, lexicon, verbs
from tawatur.language.conjugation import Inflection, inflect
from tawatur.language.verbs import Lexeme, Verbs, load_verbs


def form(
    root: str,
    measure: str,
    tense: str,
    who: str,
    vowels: str = "a-u",
    voice: str = "active",
    *,
    bound: bool = False,
) -> set[str]:
    """Return the spellings of one person, given as ``3sm``."""
    person, number, gender = int(who[0]), who[1], who[2:]
    return {
        f.bound if bound else f.text
        for f in inflect(root, measure, vowels)
        if (f.tense, f.voice, f.person, f.number) == (tense, voice, person, number)
        and f.gender == gender
        and not f.accusative
    }


@pytest.mark.parametrize(
    ("root", "measure", "vowels", "tense", "who", "expected"),
    [
        ("كتب", "I", "a-u", "perfect", "3pm", "كتبوا"),
        ("كتب", "I", "a-u", "imperfect", "3df", "تكتبان"),
        ("قول", "I", "a-u", "perfect", "3sf", "قالت"),
        ("قول", "I", "a-u", "perfect", "1p", "قلنا"),
        ("قول", "I", "a-u", "imperfect", "3pf", "يقلن"),
        ("قول", "I", "a-u", "jussive", "3sm", "يقل"),
        ("خوف", "I", "i-a", "imperfect", "3sm", "يخاف"),
        ("دعو", "I", "a-u", "perfect", "3sm", "دعا"),
        ("دعو", "I", "a-u", "imperfect", "3dm", "يدعوان"),
        ("دعو", "I", "a-u", "jussive", "3sm", "يدع"),
        ("رمي", "I", "a-i", "perfect", "3pm", "رموا"),
        ("نسي", "I", "i-a", "perfect", "3pm", "نسوا"),
        ("نسي", "I", "i-a", "imperfect", "3sm", "ينسى"),
        ("رءي", "I", "a-a", "perfect", "3sm", "رأى"),
        ("رءي", "I", "a-a", "imperfect", "3pm", "يرون"),
        ("ءمر", "I", "a-u", "imperfect", "1s", "آمر"),
        ("ردد", "I", "a-u", "perfect", "3sm", "رد"),
        ("ردد", "I", "a-u", "perfect", "1s", "رددت"),
        ("وصف", "I", "a-i", "imperfect", "3sm", "يصف"),
        ("ءكد", "II", "", "imperfect", "3sf", "تؤكد"),
        ("ءمن", "IV", "", "perfect", "3sm", "آمن"),
        ("شور", "IV", "", "perfect", "1s", "أشرت"),
        ("شور", "IV", "", "imperfect", "3sm", "يشير"),
        ("وضح", "IV", "", "imperfect", "3pm", "يوضحون"),
        ("نبء", "IV", "", "perfect", "3sm", "أنبأ"),
        ("سءل", "VI", "", "perfect", "3sm", "تساءل"),
        ("وفق", "VIII", "", "perfect", "3dm", "اتفقا"),
        ("دعو", "VIII", "", "perfect", "3sf", "ادعت"),
        ("زيد", "VIII", "", "imperfect", "3sm", "يزداد"),
        ("صدم", "VIII", "", "perfect", "3sm", "اصطدم"),
        ("مرر", "X", "", "perfect", "1p", "استمررنا"),
        ("طمءن", "QIV", "", "perfect", "1s", "اطمأننت"),
        ("سيطر", "Q", "", "imperfect", "3sf", "تسيطر"),
    ],
)
def test_finite_forms(
    root: str, measure: str, vowels: str, tense: str, who: str, expected: str
) -> None:
    assert expected in form(root, measure, tense, who, vowels or "a-u")


@pytest.mark.parametrize(
    ("root", "measure", "vowels", "tense", "expected"),
    [
        ("قول", "I", "a-u", "active participle", {"قائل", "قائلا", "قائلة", "قائلين", "قائلات"}),
        ("دعو", "I", "a-u", "active participle", {"داع", "داعيا", "داعية", "داعين"}),
        ("ضيف", "IV", "", "active participle", {"مضيف", "مضيفا", "مضيفة", "مضيفين"}),
        ("صرر", "IV", "", "active participle", {"مصر", "مصرا", "مصرة"}),
        ("ءكد", "II", "", "masdar", {"تأكيد", "تأكيدا"}),
        ("شور", "IV", "", "masdar", {"إشارة"}),
        ("دعو", "VIII", "", "masdar", {"ادعاء"}),
        ("وضح", "IV", "", "masdar", {"إيضاح"}),
        ("قول", "I", "a-u", "passive participle", {"مقول", "مقولة"}),
    ],
)
def test_participles_and_masdars(
    root: str, measure: str, vowels: str, tense: str, expected: set[str]
) -> None:
    made = {f.text for f in inflect(root, measure, vowels or "a-u") if f.tense == tense}
    assert expected <= made


def test_passive_differs_where_it_is_written_differently() -> None:
    assert form("قول", "I", "perfect", "3sm", voice="passive") == {"قيل"}
    assert form("شور", "IV", "imperfect", "3sm", voice="passive") == {"يشار"}
    assert form("دعو", "I", "imperfect", "3sm", voice="passive") == {"يدعى"}


def test_before_a_pronoun_the_ending_is_spelled_otherwise() -> None:
    assert form("قول", "I", "perfect", "3pm", bound=True) == {"قالو"}
    assert form("رءي", "I", "perfect", "3sm", "a-a", bound=True) == {"رآ"}


def test_a_root_that_does_not_fit_is_refused() -> None:
    with pytest.raises(LexiconError, match="XIII"):
        list(inflect("كتب", "XIII"))
    with pytest.raises(LexiconError):
        list(inflect("ترجم", "I"))


@pytest.mark.parametrize(
    ("word", "lemma", "prefix", "suffix"),
    [
        ("وأضافت", "أضاف", "و", ""),
        ("سيقولون", "قال", "س", ""),
        ("أعلنته", "أعلن", "", "ه"),
        ("فأشاروا", "أشار", "ف", ""),
        ("لتأكيدها", "أكد", "ل", "ها"),
        ("يرونه", "رأى", "", "ه"),
        ("والمتهم", "اتهم", "وال", ""),
    ],
)
def test_words_are_found_with_their_clitics(
    word: str, lemma: str, prefix: str, suffix: str
) -> None:
    readings = load_verbs("reporting_verbs").read(fold_text(word))
    assert (lemma, prefix, suffix) in {(r.lexeme.lemma, r.prefix, r.suffix) for r in readings}


def test_the_future_takes_no_perfect() -> None:
    known = load_verbs("reporting_verbs")
    assert all(r.form.tense == "imperfect" for r in known.read("سيقول") if r.prefix == "س")
    assert known.read("سقالت") == ()


@pytest.mark.parametrize("name", ["reporting_verbs", "verbs"])
def test_every_lemma_is_the_verb_its_line_describes(name: str) -> None:
    for row in lexicon.load(name).rows:
        lexeme = Lexeme.of(row)
        first: Inflection = next(iter(lexeme.forms()))
        assert fold_text(first.text) == fold_text(lexeme.lemma), row


_ROWS = [Lexeme.of(row) for row in lexicon.load("reporting_verbs").rows]


@settings(deadline=None)
@given(st.sampled_from(_ROWS), st.data())
def test_every_form_leads_back_to_its_verb(lexeme: Lexeme, data: st.DataObject) -> None:
    made = data.draw(st.sampled_from(list(lexeme.forms())))
    word = fold_text(made.text)
    if len(word) < 2:
        return
    found = load_verbs("reporting_verbs").read(word)
    assert lexeme.lemma in {reading.lexeme.lemma for reading in found}


def is_asked_for(text: str, rows: set[str], behind: frozenset[str]) -> bool:
    """Tell whether looking up ``text`` conjugates the verb of which these are the letters."""
    strong = verbs._strong(text)
    return any(
        verbs._BEFORE.issuperset(strong[:at]) and behind.issuperset(strong[at + len(row) :])
        for row in rows
        for at in range(len(strong) - len(row) + 1)
        if strong.startswith(row, at)
    )


@pytest.mark.parametrize("name", ["reporting_verbs", "verbs", "dated_happenings"])
def test_every_form_asks_for_its_verb(name: str) -> None:
    for row in lexicon.load(name).rows:
        lexeme = Lexeme.of(row)
        rows, behind = verbs._letters(lexeme), verbs._behind(lexeme)
        spelled = {fold_text(text) for made in lexeme.forms() for text in (made.text, made.bound)}
        for text in spelled:
            assert is_asked_for(text, rows, behind), (row["lemma"], text)


def test_what_is_found_does_not_depend_on_what_was_looked_up_before() -> None:
    words = ["وقالت", "تؤكد", "اتفاقهما", "ليصف", "والمتهم", "رأى", "يرونه", "ذكرت", "ادكر"]
    rows = [Lexeme.of(row) for row in lexicon.load("reporting_verbs").rows]
    there, back = Verbs(rows), Verbs(rows)
    folded = [fold_text(word) for word in words]
    first = [there.read(word) for word in folded]
    assert [back.read(word) for word in reversed(folded)] == first[::-1]
    assert any(first)


def test_a_verb_that_is_given_twice_is_one() -> None:
    rows = [Lexeme.of(row) for row in lexicon.load("reporting_verbs").rows[:3]]
    word = fold_text(rows[0].lemma)
    assert Verbs([*rows, *rows]).read(word) == Verbs(rows).read(word)


def test_no_word_is_too_long_to_be_looked_up() -> None:
    known = load_verbs("reporting_verbs")
    assert known.read("مستقبلن" * 100_000) == ()
    assert "س" * 100_000 not in known
