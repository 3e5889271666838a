"""Tracing a collection: which passages are one text, who took them, credited or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import msgspec

from tawatur.errors import InputError
from tawatur.records import Article, Derivation, Direction, Family, Furniture, Passage, Reuse
from tawatur.tracing.alignment import SeedIndex
from tawatur.tracing.comparison import Comparison, SharedPassage, compare
from tawatur.tracing.credits import SourceNames, outlet_name
from tawatur.tracing.derivation import derivation_record, direction_between, oriented
from tawatur.tracing.edits import typed_edits
from tawatur.tracing.engine import Candidate, DuckDBEngine, Rows, candidates
from tawatur.tracing.families import SentencePair, families, sentence_pairs
from tawatur.tracing.grams import rare_stems, stem_grams, word_grams
from tawatur.tracing.settings import TraceSettings
from tawatur.tracing.texts import TracedText, Vocabulary, read_text

__all__ = ["VERSION", "Trace", "trace"]

# Changes whenever the output may.
VERSION = "1"


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """The lineage of a collection, each list in a fixed order.

    ``reuse`` holds the aligned pairs of passages, ``derivations`` one record a pair of articles
    that share text, ``families`` the passages that are one text. ``reversed`` holds the record
    of each pair the other way round: the class of ``a`` given ``b``. ``formulas`` holds the
    aligned passages that are set phrases about different things, no lineage.
    """

    reuse: tuple[Reuse, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    families: tuple[Family, ...] = ()
    reversed: tuple[Derivation, ...] = ()
    formulas: tuple[Reuse, ...] = ()


class _Found(NamedTuple):
    """What one pair of articles gives."""

    derivation: Derivation | None
    reversed: Derivation | None
    reuse: list[Reuse]
    formulas: list[Reuse]
    sentences: list[SentencePair]


def trace(
    articles: Sequence[Article],
    furniture: Mapping[str, Sequence[Furniture]] | None = None,
    *,
    settings: TraceSettings | None = None,
    known: Iterable[str] = (),
) -> Trace:
    """Return the lineage of ``articles``.

    Args:
        articles: the collection; the order does not matter.
        furniture: the furniture records of articles by id; their words are left out.
        settings: limits and thresholds.
        known: ids of articles whose lineage among each other is known already; pairs of two of
            them are left out.

    Raises:
        InputError: two articles have one id.
    """
    settings = settings or TraceSettings()
    furniture = furniture or {}
    ordered = sorted(articles, key=lambda article: article.id)
    for one, other in pairwise(ordered):
        if one.id == other.id:
            raise InputError(f"two articles have the id {one.id!r}; rename one of them")
    outlets = (outlet_name(article) for article in ordered)
    vocabulary = Vocabulary(SourceNames(name for name in outlets if name is not None))
    texts: list[TracedText] = []
    for number, article in enumerate(ordered):
        text = read_text(article, furniture.get(article.id, ()), vocabulary)
        text.index = number
        texts.append(text)
    vocabulary.settle()
    pairs = _candidates(texts, vocabulary, settings, frozenset(known))
    return _assembled(list(_judged(pairs, texts, vocabulary, settings)), texts)


def _candidates(
    texts: Sequence[TracedText],
    vocabulary: Vocabulary,
    settings: TraceSettings,
    known: frozenset[str],
) -> Sequence[Candidate]:
    outlets: dict[str, int] = {}

    for text in texts:
        if text.outlet is not None:
            outlets.setdefault(text.outlet, len(outlets))

    def having(values: Callable[[TracedText], Collection[int]]) -> Rows:
        return ((text.index, has) for text in texts if (has := values(text)))

    def outlet(text: TracedText) -> list[int]:
        return [] if text.outlet is None else [outlets[text.outlet]]

    def named(text: TracedText) -> list[int]:
        return [outlets[name] for name in text.credits.names if name in outlets]

    tables = {
        "word_gram": having(lambda text: word_grams(text, vocabulary, settings.gram)),
        "stem_gram": having(lambda text: stem_grams(text, vocabulary, settings.stem_gram)),
        "rare_stem": having(lambda text: rare_stems(text, vocabulary, settings.rare_stem)),
        "outlet": having(outlet),
        "named": having(named),
        "fresh": having(lambda text: [] if text.article.id in known else [1]),
    }
    with DuckDBEngine(settings) as engine:
        return candidates(engine, settings, tables)


def _judged(
    pairs: Iterable[Candidate],
    texts: Sequence[TracedText],
    vocabulary: Vocabulary,
    settings: TraceSettings,
) -> Iterator[_Found]:
    # Pairs come ordered by their first article, so that one index serves all its pairs.
    @lru_cache(maxsize=2)
    def index_of(number: int) -> SeedIndex:
        return SeedIndex(texts[number].words)

    for pair in pairs:
        a, b = texts[pair.a], texts[pair.b]
        comparison = oriented(compare(a, index_of(pair.a), b, vocabulary, settings))
        found = _records(comparison, vocabulary, settings)
        if found is not None:
            yield found


def _records(
    comparison: Comparison, vocabulary: Vocabulary, settings: TraceSettings
) -> _Found | None:
    derivation = derivation_record(comparison, settings)
    if derivation is None:
        formulas = [
            _reuse(comparison, passage, vocabulary, None, "a set formula about different things")
            for passage in comparison.formulas
            if passage.aligned.equal >= settings.formula_words
        ]
        return _Found(None, None, [], formulas, []) if formulas else None
    direction, why = direction_between(comparison)
    return _Found(
        derivation,
        derivation_record(comparison.turned(), settings),
        [
            _reuse(comparison, passage, vocabulary, direction, why)
            for passage in comparison.passages
            # A name with its titles, beside copy that is shared, is no passage of it.
            if passage.evidence >= settings.passage_evidence
        ]
        + _reworded(comparison, direction, why),
        [],
        sentence_pairs(comparison),
    )


def _reuse(
    comparison: Comparison,
    passage: SharedPassage,
    vocabulary: Vocabulary,
    direction: Direction | None,
    why: str,
) -> Reuse:
    a, b, aligned = comparison.a, comparison.b, passage.aligned
    left = _passage(a, aligned.a0, aligned.a1)
    right = _passage(b, aligned.b0, aligned.b1)
    return Reuse(
        id=_reuse_id(left, right),
        a=left,
        b=right,
        score=round(aligned.score, 4),
        edits=typed_edits(aligned, a, b, vocabulary),
        direction=direction,
        why=why,
    )


def _reworded(comparison: Comparison, direction: Direction | None, why: str) -> list[Reuse]:
    """Return the sentences that the one text has from the other in other words."""
    a, b = comparison.a, comparison.b
    pairs = {(r.other, r.sentence) for r in comparison.coverage_b.reworded}
    pairs |= {(r.sentence, r.other) for r in comparison.coverage_a.reworded}
    found: list[Reuse] = []
    for i, j in sorted(pairs):
        one, other = a.sentences[i], b.sentences[j]
        stems = Counter(a.stems[one.first : one.last])
        equal = (stems & Counter(b.stems[other.first : other.last])).total()
        left = _passage(a, one.first, one.last)
        right = _passage(b, other.first, other.last)
        found.append(
            Reuse(
                id=_reuse_id(left, right),
                a=left,
                b=right,
                score=round(equal / max(one.last - one.first, other.last - other.first), 4),
                direction=direction,
                why=f"reworded; {why}",
            )
        )
    return found


def _passage(text: TracedText, first: int, last: int) -> Passage:
    return Passage(article=text.article.id, start=text.start[first], end=text.end[last - 1])


def _reuse_id(a: Passage, b: Passage) -> str:
    return f"{a.article}:{a.start}-{a.end}~{b.article}:{b.start}-{b.end}"


def _assembled(found: list[_Found], texts: Sequence[TracedText]) -> Trace:
    def by_pair(record: Derivation) -> tuple[str, str]:
        return record.a, record.b

    def by_place(record: Reuse) -> tuple[str, int, str, int, str]:
        a, b = record.a, record.b
        return a.article, a.start, b.article, b.start, record.id

    return Trace(
        reuse=tuple(sorted((r for item in found for r in item.reuse), key=by_place)),
        derivations=tuple(
            sorted((i.derivation for i in found if i.derivation is not None), key=by_pair)
        ),
        families=tuple(families((p for item in found for p in item.sentences), texts)),
        reversed=tuple(sorted((i.reversed for i in found if i.reversed is not None), key=by_pair)),
        formulas=tuple(sorted((r for item in found for r in item.formulas), key=by_place)),
    )
