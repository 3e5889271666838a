"""A trace that remembers finds what a trace of all at once finds, and works the new part only."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import pytest

from evaluation.simulator import simulate
from tawatur.records import Article
from tawatur.tracing import KeptPair, KeptSignature, State, TraceSettings, trace, work
from tawatur.tracing.texts import TracedText

# Small limits, so that grams become set phrases and words common while a small world grows.
SETTINGS = TraceSettings(common_gram=5, rare_gram=2, rare_stem=6)
WEIGHED = TraceSettings(common_gram=5, rare_gram=2, rare_stem=6, collection=20, counted=40)


class Memory:
    """A memory in this process, as a store would have it."""

    def __init__(self) -> None:
        self.kept: State | None = None
        self.texts: dict[str, KeptSignature] = {}
        self.both: dict[tuple[str, str], KeptPair] = {}

    def state(self) -> State | None:
        return self.kept

    def put_state(self, state: State) -> None:
        self.kept = state

    def restart(self, state: State) -> None:
        self.texts.clear()
        self.both.clear()
        self.kept = state

    def signatures(self) -> Iterable[KeptSignature]:
        return list(self.texts.values())

    def pairs(self) -> Iterable[KeptPair]:
        return list(self.both.values())

    def put(self, signatures: Sequence[KeptSignature], pairs: Sequence[KeptPair]) -> None:
        self.texts.update((row[0], row) for row in signatures)
        self.both.update(((row[0], row[1]), row) for row in pairs)

    def forget(self, pairs: Sequence[tuple[str, str]]) -> None:
        for pair in pairs:
            del self.both[pair]


class Log:
    """What was read and judged."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[str] = []
        self.judged: list[frozenset[str]] = []
        read, judged = work.read_text, work.judged

        def noted_read(article: Article, *rest: object) -> TracedText:
            self.read.append(article.id)
            return read(article, *rest)  # type: ignore[arg-type]

        def noted_judged(a: TracedText, index: object, b: TracedText, *rest: object) -> object:
            self.judged.append(frozenset((a.article.id, b.article.id)))
            return judged(a, index, b, *rest)  # type: ignore[arg-type]

        monkeypatch.setattr(work, "read_text", noted_read)
        monkeypatch.setattr(work, "judged", noted_judged)

    def clear(self) -> None:
        self.read.clear()
        self.judged.clear()


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Log:
    return Log(monkeypatch)


def _parts(articles: Sequence[Article], order: str, seed: int) -> list[list[Article]]:
    ordered = sorted(articles, key=lambda a: (a.published or "", a.id))
    if order == "backwards":
        ordered.reverse()
    elif order == "shuffled":
        random.Random(seed).shuffle(ordered)
    third = len(ordered) // 3
    return [ordered[:third], ordered[third : 2 * third], ordered[2 * third :]]


@pytest.mark.parametrize("settings", [SETTINGS, WEIGHED], ids=["plain", "weighed"])
@pytest.mark.parametrize(
    ("order", "seed"), [("by day", 1), ("backwards", 2), ("shuffled", 3), ("shuffled", 4)]
)
def test_articles_added_in_parts_give_what_all_at_once_give(
    order: str, seed: int, settings: TraceSettings
) -> None:
    memory, so_far = Memory(), list[Article]()
    for part in _parts(simulate(60, seed).articles, order, seed):
        so_far += part
        found = trace(so_far, settings=settings, memory=memory)
        assert found == trace(so_far, settings=settings)
    assert found.derivations
    assert found.families


def test_only_what_is_new_is_read_and_judged(log: Log) -> None:
    articles = simulate(90, 5).articles
    memory, (first, second, third) = Memory(), _parts(articles, "by day", 0)
    trace([*first, *second], settings=SETTINGS, memory=memory)
    log.clear()
    trace([*first, *second], settings=SETTINGS, memory=memory)
    assert (log.read, log.judged) == ([], [])
    trace(articles, settings=SETTINGS, memory=memory)
    new = {article.id for article in third}
    assert log.judged
    assert all(pair & new for pair in log.judged)
    # Beside the new ones, those that are put to them are read.
    assert new <= set(log.read) <= new.union(*log.judged)


def test_a_changed_article_is_worked_again_and_one_that_is_gone_is_not_found(log: Log) -> None:
    articles = list(simulate(60, 6).articles)
    memory = Memory()
    trace(articles, settings=SETTINGS, memory=memory)
    log.clear()
    old = articles[7]
    text = old.text.replace(".", "، وأُغلقت الطريق الساحلية.", 1)
    changed = [*articles[:7], Article(id=old.id, text=text, outlet=old.outlet), *articles[9:]]
    found = trace(changed, settings=SETTINGS, memory=memory)
    assert found == trace(changed, settings=SETTINGS)
    gone = articles[8].id
    assert not any(gone in (record.a, record.b) for record in found.derivations)


def test_a_new_outlet_touches_the_articles_that_name_it_only(log: Log) -> None:
    text = (
        "أعلنت سلطات ميناء السروان إغلاق الرصيف الجنوبي بعد اصطدام ناقلة حبوب بحاجز الأمواج. "
        "وقال مدير الميناء هلال الجردان إن الناقلة كانت تحمل 4200 طن من القمح."
    )
    articles = [
        Article(id="plain", text=text, outlet="دفتر الميناء"),
        Article(id="naming", text=f"{text}\n\nنقلا عن صحيفة بريد السواحل", outlet="المنارة"),
    ]
    memory = Memory()
    before = trace(articles, memory=memory)
    assert not any(record.credit_a or record.credit_b for record in before.derivations)
    log.clear()
    articles.append(Article(id="source", text=text, outlet="صحيفة بريد السواحل"))
    found = trace(articles, memory=memory)
    assert sorted(set(log.read)) == ["naming", "plain", "source"]
    assert frozenset(("plain", "naming")) in log.judged
    assert found == trace(articles)
    assert any(record.credit_a or record.credit_b for record in found.derivations)


def test_other_settings_start_anew() -> None:
    articles = simulate(30, 8).articles
    memory = Memory()
    trace(articles, memory=memory)
    strict = TraceSettings(pair_weight=9.0, passage_weight=4.0)
    assert trace(articles, settings=strict, memory=memory) == trace(articles, settings=strict)
    assert trace(articles, memory=memory) == trace(articles)


def test_other_limits_start_nothing_anew(log: Log) -> None:
    articles = simulate(30, 8).articles
    memory = Memory()
    trace(articles, memory=memory)
    log.clear()
    trace(articles, settings=TraceSettings(memory_limit="300MB", processes=1), memory=memory)
    assert (log.read, log.judged) == ([], [])


class _BreaksOff(Memory):
    """A memory whose process is killed after so many calls that put something."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left

    def put(self, signatures: Sequence[KeptSignature], pairs: Sequence[KeptPair]) -> None:
        if self.left == 0:
            raise KeyboardInterrupt
        self.left -= 1
        super().put(signatures, pairs)


@pytest.mark.parametrize("left", [0, 1])
def test_a_run_that_is_broken_off_leaves_a_memory_that_goes_on(left: int) -> None:
    articles = simulate(40, 9).articles
    memory = _BreaksOff(left)
    trace(articles[:25], memory=(whole := Memory()))
    memory.kept, memory.texts, memory.both = whole.kept, whole.texts, whole.both
    with pytest.raises(KeyboardInterrupt):
        trace(articles, memory=memory)
    memory.left = -1
    assert trace(articles, memory=memory) == trace(articles)
