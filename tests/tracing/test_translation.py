from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from tawatur.language import fold_text
from tawatur.records import Article
from tawatur.tracing import Trace, TraceSettings, judging, run, trace
from tawatur.tracing.stems import behind_clitics
from tawatur.tracing.texts import TracedText, Vocabulary, read_text
from tawatur.tracing.translation import translation_between
from tawatur.tracing.translation_anchors import cite_one, cited, sound, told

ONE = (
    "ذكرت صحيفة «بريستول إيكو» البريطانية أن منجم «كارنويل» للقصدير سيُغلق في 14 سبتمبر بعد 127 "
    "عامًا من العمل. وسيفقد 860 عاملًا وظائفهم، وفق رسالة وجهها إليهم المدير دنكان تريماين. وقال "
    "النقابي مورغان بنهاليغون إن الإدارة رفضت عرضًا كنديًّا بقيمة 45 مليون جنيه. وسيُغمر النفق "
    "الأعمق، وطوله 3200 متر، بالمياه قبل الشتاء."
)
OTHER = (
    "بعد قرن وربع القرن وسنتين من استخراج القصدير تطوي «كارنويل» صفحتها في الرابع عشر من أيلول، "
    "كما كتبت «بريستول إيكو». وأبلغ دنكن تريماين، مديرها، 860 من العاملين في رسالة بأنهم سيُسرَّحون. "
    "واتهم مورجان بنهاليجون الناطق بلسان نقابتهم الإدارة بصد مستثمر كندي عرض 45 مليونًا. أما "
    "أعمق أنفاقها البالغ 3200 متر فستُترك المياه لتملأه قبل حلول الشتاء."
)
APART = (
    "زار وزير العمل بلدة كارنويل حيث يستعد المنجم للإغلاق، ووعد بتدريب من يفقدون عملهم. وقالت "
    "صاحبة مقهى قبالة البوابة، واسمها أيلين هوكن، إنها لا تعرف من سيشتري خبزها بعد اليوم. ويعيش "
    "في البلدة 4100 شخص نصفهم من المتقاعدين. وكان النقابي مورغان بنهاليغون قد دعا إلى اعتصام "
    "ليلي يبدأ الأحد عند مدخل النفق."
)


def words_of(text: str) -> list[str]:
    return [sound(behind_clitics(word)) for word in fold_text(text).split()]


class Stub:
    """Vectors in which sentences are near that share sounds of words, as the encoder's are."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.asked = 0

    def vectors(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        self.asked += len(sentences)
        rows = np.full((len(sentences), 4096), 0.02, np.float32)
        for row, sentence in zip(rows, sentences, strict=True):
            for word in words_of(sentence):
                if len(word) > 2:
                    row[self.places.setdefault(word, len(self.places))] += 1
            row /= np.linalg.norm(row)
        return rows


def article(name: str, text: str, outlet: str, published: str = "2024-06-03") -> Article:
    return Article(id=name, text=text, outlet=outlet, published=published)


def read(*articles: Article) -> tuple[Vocabulary, list[TracedText]]:
    vocabulary = Vocabulary()
    return vocabulary, [read_text(one, (), vocabulary) for one in articles]


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Stub:
    made = Stub()
    monkeypatch.setattr(judging, "shipped_vectors", lambda: made)
    monkeypatch.setattr(run, "shipped_vectors", lambda: made)
    return made


def traced(*articles: Article, translations: bool = True) -> Trace:
    return trace(articles, settings=TraceSettings(translations=translations))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("تورفالد", "ثورفالد"),
        ("شفارتسهورن", "شفارتزهورن"),
        ("بنهاليغون", "بنهاليجون"),
        ("إيكلاند", "آيكلاند"),
        ("أندرسون", "أندرشون"),
        ("هولتسمان", "هولزمان"),
    ],
)
def test_spellings_of_one_foreign_name_sound_alike(one: str, other: str) -> None:
    assert sound(fold_text(one)) == sound(fold_text(other)) != ""


def test_other_names_do_not() -> None:
    assert sound(fold_text("دنكان")) != sound(fold_text("مورغان"))
    assert sound(fold_text("أوي")) == ""


def test_what_a_sentence_tells_is_its_names_and_figures() -> None:
    vocabulary, (one,) = read(article("a", ONE, "المرقاب"))
    first, second, *_ = told(one, vocabulary).sentences
    assert first.figures == {14.0, 127.0}
    assert second.figures == {860.0}
    assert "#860.0" in second.anchors
    assert f"~{sound(fold_text('تريماين'))}" in second.anchors


def test_books_are_compared_by_their_beginning() -> None:
    endless = " ".join(["كلمة"] * 500)
    vocabulary, (one,) = read(article("a", f"{endless}. " + " ".join([ONE] * 40), "المرقاب"))
    sentences = told(one, vocabulary).sentences
    assert len(sentences) == 80
    assert max(telling.words for telling in sentences) < 50


def test_a_foreign_source_is_known_by_its_nationality_and_met_again_by_its_name() -> None:
    vocabulary, (one, other, apart) = read(
        article("a", ONE, "المرقاب"), article("b", OTHER, "الثغر"), article("c", APART, "الأرخبيل")
    )
    assert cited(one, vocabulary).described == (sound("بريستولايكو"),)
    assert not cited(other, vocabulary)
    assert cite_one(one, other, vocabulary)
    assert cite_one(other, one, vocabulary)
    assert not cite_one(one, apart, vocabulary)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("فاز الفريق على «أودنبرغ» الألماني بهدفين.", ()),
        ("وقعت الوزارة عقدا مع «سولمارين» الإسبانية.", ()),
        ("ونقلت «بريستو لايكو» الإيطالية الخبر.", ("بريستولايكو",)),
        ("قال الخبير ل«بريستو لايكو» الإيطالية إن السد آمن.", ("بريستولايكو",)),
        ("بحسب صحيفة بريستو لايكو الإيطالية.", ("بريستولايكو",)),
    ],
)
def test_a_name_in_marks_is_a_source_where_something_is_taken_from_it(
    text: str, names: tuple[str, ...]
) -> None:
    vocabulary, (one,) = read(article("a", text, "أفق"))
    assert cited(one, vocabulary).described == tuple(map(sound, names))


def test_known_foreign_sources_and_short_names_are_known_again() -> None:
    vocabulary, (one, other, third, fourth) = read(
        article("a", "وقالت صحيفة «وول ستريت جورنال» إن المصنع أغلق.", "المرقاب"),
        article("b", "أُغلق المصنع، بحسب ما ذكرت وول ستريت جورنال.", "الثغر"),
        article("c", "ذكرت صحيفة «إل فارو» الإسبانية أن المصنع أغلق.", "المرقاب"),
        article("d", "أُغلق المصنع كما نشرت «إلفارو» أمس.", "الثغر"),
    )
    assert cited(one, vocabulary).known == {"The Wall Street Journal"}
    assert cite_one(one, other, vocabulary)
    assert cite_one(third, fourth, vocabulary)
    assert not cite_one(one, fourth, vocabulary)


def test_two_renderings_are_matched_sentence_by_sentence() -> None:
    vocabulary, (one, other) = read(article("a", ONE, "المرقاب"), article("b", OTHER, "الثغر"))
    found = translation_between(one, other, vocabulary, Stub())
    assert found is not None
    assert found.pairs == ((0, 0), (1, 1), (2, 2), (3, 3))
    assert found.named
    assert found.share_a == found.share_b == 1.0
    assert found.turned().pairs == found.pairs


@pytest.mark.parametrize(("left", "right"), [("860", "640"), ("45", "95")])
def test_figures_that_differ_are_another_sentence(left: str, right: str) -> None:
    vocabulary, (one, other) = read(
        article("a", ONE, "المرقاب"), article("b", OTHER.replace(left, right), "الثغر")
    )
    found = translation_between(one, other, vocabulary, Stub())
    place = 1 if left == "860" else 2
    assert found is None or (place, place) not in found.pairs


def test_an_independent_report_and_an_outlet_s_own_follow_up_are_none() -> None:
    vocabulary, (one, own, same) = read(
        article("a", ONE, "المرقاب"), article("c", APART, "الثغر"), article("d", OTHER, "المرقاب")
    )
    assert translation_between(one, own, vocabulary, Stub()) is None
    assert translation_between(one, same, vocabulary, Stub()) is None


def test_where_no_foreign_source_is_named_nothing_is_looked_for() -> None:
    model = Stub()
    bare = ONE.replace("ذكرت صحيفة «بريستول إيكو» البريطانية أن", "تقرر أن")
    theirs = OTHER.replace("، كما كتبت «بريستول إيكو»", "")
    vocabulary, (one, other) = read(article("a", bare, "المرقاب"), article("b", theirs, "الثغر"))
    assert translation_between(one, other, vocabulary, model) is None
    assert model.asked == 0


def test_vectors_are_asked_only_for_texts_that_share_enough() -> None:
    model = Stub()
    elsewhere = (
        "افتتح في مدينة تلال النور معرض للكتب المستعملة شاركت فيه ستون مكتبة. ويستمر أسبوعين مع "
        "أمسيات شعرية. ويحييها شعراء من ثلاث قارات. والدخول إليها مجاني للجميع."
    )
    vocabulary, (one, other) = read(article("a", ONE, "المرقاب"), article("b", elsewhere, "الثغر"))
    assert translation_between(one, other, vocabulary, model) is None
    assert model.asked == 0


def test_the_trace_lists_translations_as_light_derivation(stub: Stub) -> None:
    result = traced(
        article("a", ONE, "المرقاب"),
        article("b", OTHER, "الثغر", "2024-06-04"),
        article("c", APART, "الأرخبيل", "2024-06-04"),
    )
    (record,), (turned,) = result.derivations, result.reversed
    assert (record.a, record.b, record.derivation, record.direction) == (
        "a",
        "b",
        "partially",
        "common",
    )
    assert (turned.a, turned.b) == ("b", "a")
    assert (record.why or "").startswith("two translations of one text: 4 sentences of b")
    assert len(result.reuse) == 4
    for reuse in result.reuse:
        assert (reuse.why or "").startswith("two translations of one text; ")
        assert ONE[reuse.a.start : reuse.a.end] in ONE
        assert 0 < reuse.score < 1
    assert [{m.article for m in family.members} for family in result.families] == [{"a", "b"}]
    assert stub.asked


def test_who_names_the_other_has_reworded_it(stub: Stub) -> None:
    result = traced(
        article("a", ONE, "المرقاب"),
        article("b", f"{OTHER}\nنقلا عن صحيفة المرقاب.", "الثغر", "2024-06-04"),
    )
    (record,) = result.derivations
    assert record.direction == ("a>b" if record.a == "a" else "b>a")
    assert "b names المرقاب, the outlet of a" in (record.why or "")
    assert "translations" not in (record.why or "")


def test_without_the_encoder_or_where_not_asked_none_are_found(
    stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    pile = article("a", ONE, "المرقاب"), article("b", OTHER, "الثغر")
    assert traced(*pile, translations=False).derivations == ()
    monkeypatch.setattr(run, "shipped_vectors", lambda: None)
    monkeypatch.setattr(judging, "shipped_vectors", lambda: None)
    assert traced(*pile).derivations == ()
    assert stub.asked == 0
