"""One trace as it goes: the steps in order, on any engine, and the records that come of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import TypeVar

import msgspec

from tawatur.errors import InputError
from tawatur.records import Article, Derivation, Family, Furniture, Reuse
from tawatur.tracing.candidates import find_candidates
from tawatur.tracing.credits import outlet_name
from tawatur.tracing.engine import Closing, DuckDBEngine, Engine
from tawatur.tracing.families import Member, families
from tawatur.tracing.memory import Recollection, Signature, TraceMemory, mark_of
from tawatur.tracing.settings import TraceSettings
from tawatur.tracing.translation import shipped_vectors
from tawatur.tracing.weights import KEEPS_WEIGHT
from tawatur.tracing.work import (
    GRAM_COLUMNS,
    INPUT_COLUMNS,
    JUDGE_ORDER,
    JUDGED_COLUMNS,
    STEM_COLUMNS,
    TEXT_COLUMNS,
    GramMaker,
    PairJudge,
    Reader,
    StemCounter,
    input_row,
)

__all__ = ["VERSION", "TraceRun"]

# Changes whenever the output may.
VERSION = "3"

# Pairs, in the order of their articles, that are judged in one block: by one process, which holds
# their texts meanwhile. Blocks of so many articles would be as large as what one article shares
# with all that came after it: the foot of an outlet, a text that thousands printed.
_BLOCK = 4_000
_UNDATED = "~"

_STEM_COUNTS = "SELECT stem, SUM(texts) FROM stem_text GROUP BY stem HAVING SUM(texts) > {}"
_TASK = """
SELECT CAST(FLOOR((s.before + ROW_NUMBER() OVER (PARTITION BY p.a ORDER BY p.b) - 1) / {block})
    AS INTEGER) AS block, p.a, p.b
FROM {pairs} AS p
JOIN (
    SELECT a, SUM(pairs) OVER (ORDER BY a ROWS UNBOUNDED PRECEDING) - pairs AS before
    FROM (SELECT a, COUNT(*) AS pairs FROM {pairs} AS q GROUP BY a) AS c
) AS s ON s.a = p.a
"""
_NOT_DONE = """
SELECT c.a, c.b FROM candidate AS c
LEFT JOIN done AS d ON d.a = c.a AND d.b = c.b WHERE d.a IS NULL
"""
_GONE = """
SELECT d.a, d.b FROM done AS d
LEFT JOIN candidate AS c ON c.a = d.a AND c.b = d.b WHERE c.a IS NULL
"""
_UNREAD = """
SELECT DISTINCT n.article
FROM (SELECT a AS article FROM task UNION SELECT b AS article FROM task) AS n
LEFT JOIN text_read AS t ON t.article = n.article WHERE t.article IS NULL
ORDER BY n.article
"""
_TO_JUDGE = """
SELECT n.block, 0 AS step, n.article AS a, -1 AS b, t.content
FROM (SELECT block, a AS article FROM task UNION SELECT block, b AS article FROM task) AS n
JOIN ({content}) AS t ON t.article = n.article
UNION ALL
SELECT block, 1 AS step, a, b, NULL AS content FROM task
"""
_STILL = """
SELECT * FROM judged_now
UNION ALL
SELECT d.* FROM done AS d JOIN candidate AS c ON d.a = c.a AND d.b = c.b WHERE d.one IS NOT NULL
"""
_JUDGED_NOW = """
SELECT t.a, t.b, j.one, j.other, j.reuse, j.derivation, j.turned, j.formulas, j.sentences
FROM task AS t LEFT JOIN judged_now AS j ON j.a = t.a AND j.b = t.b
"""
_SIGNATURES = """
SELECT t.article, t.day, t.outlet, t.named, t.byline, t.content, g.words, g.stems, g.rare
FROM text_read AS t JOIN gram AS g ON g.article = t.article
"""
_LIMITS = {
    name: getattr(TraceSettings(), name) for name in ("memory_limit", "threads", "processes")
}
_KNOWN_COLUMNS = tuple(column for column in TEXT_COLUMNS if column[0] != "content")
_KNOWN = ", ".join(name for name, _ in _KNOWN_COLUMNS)

_R = TypeVar("_R", Reuse, Derivation)
_reuse, _derivation = msgspec.json.Decoder(Reuse), msgspec.json.Decoder(Derivation)


class TraceRun(Closing):
    """The lineage of a collection, worked out at once and read record by record.

    The records are the engine's until they are read, so that a collection may have more of them
    than fit into memory. Use as a context manager, or call :meth:`close`.
    """

    def __init__(
        self,
        articles: Iterable[Article],
        furniture: Mapping[str, Sequence[Furniture]] | None = None,
        *,
        settings: TraceSettings | None = None,
        known: Iterable[str] = (),
        engine: Engine | None = None,
        memory: TraceMemory | None = None,
    ) -> None:
        """Trace ``articles``; arguments and errors as for :func:`tawatur.tracing.trace`."""
        self._settings = settings or TraceSettings()
        if self._settings.translations and shipped_vectors() is None:
            self._settings = msgspec.structs.replace(self._settings, translations=False)
        self._furniture = furniture or {}
        # Numbered in the order of publication: what grows day by day keeps its beginning.
        self._articles = sorted(articles, key=lambda a: (a.published or _UNDATED, a.id))
        _check_ids(self._articles)
        known = frozenset(known)
        if known and memory is not None:
            raise ValueError("a memory says itself which articles are known")
        self._fresh = [article.id not in known for article in self._articles]
        names = {name for a in self._articles if (name := outlet_name(a)) is not None}
        self._outlets = sorted(names)
        self._engine = engine or DuckDBEngine(self._settings)
        try:
            self._work(memory)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the engine."""
        self._engine.close()

    def pairs_judged(self) -> int:
        """Return how many pairs of articles were aligned and judged."""
        ((pairs,),) = self._engine.rows("SELECT COUNT(*) FROM task")
        return int(pairs)

    # Records

    def reuse(self) -> Iterator[Reuse]:
        """Yield the aligned pairs of passages, by articles and place."""
        return self._records("reuse", _reuse)

    def derivations(self) -> Iterator[Derivation]:
        """Yield one record for each pair that shares copy, by articles."""
        return self._records("derivation", _derivation)

    def turned(self) -> Iterator[Derivation]:
        """Yield the record of each such pair the other way round."""
        return self._records("turned", _derivation)

    def formulas(self) -> Iterator[Reuse]:
        """Yield the aligned passages that are set phrases about different things."""
        return self._records("formulas", _reuse)

    def families(self) -> list[Family]:
        """Return the passages that are one text."""
        pairs = self._engine.rows(
            "SELECT a, b, sentences FROM judged WHERE OCTET_LENGTH(sentences) > 0"
        )
        articles = self._articles
        holders = {
            number: Member(articles[number].id, outlet, tuple(dict.fromkeys((*named, *byline))))
            for number, outlet, named, byline in self._engine.rows(
                "SELECT article, outlet, named, byline FROM text"
            )
        }
        return families(pairs, holders)

    def records(self) -> Iterator[Reuse | Derivation | Family]:
        """Yield what ``tawatur trace`` writes."""
        yield from self.reuse()
        # The class depends on the order of the pair: both orders are written, the one with
        # the container first last.
        yield from self.turned()
        yield from self.derivations()
        yield from self.families()

    def _records(self, column: str, decoder: msgspec.json.Decoder[_R]) -> Iterator[_R]:
        query = f"SELECT {column} FROM judged WHERE OCTET_LENGTH({column}) > 0 ORDER BY one, other"
        for (lines,) in self._engine.rows(query):
            for line in lines.splitlines():
                yield decoder.decode(line)

    # Steps

    def _work(self, memory: TraceMemory | None) -> None:
        settings, engine = self._settings, self._engine
        counted = _counted(len(self._articles), settings)
        recollection = None
        if memory is not None:
            # What a trace may use changes nothing of what it finds.
            asked = msgspec.structs.replace(settings, **_LIMITS)
            base = blake2b(VERSION.encode() + msgspec.json.encode(asked), digest_size=16)
            recollection = Recollection(
                memory,
                self._articles,
                self._furniture,
                self._outlets,
                base.hexdigest(),
                counted,
            )
        known = recollection.known if recollection is not None else {}
        self._read("text_read", [n for n in range(len(self._articles)) if n not in known])
        counts = recollection.counts if recollection is not None else None
        if counts is None:
            counts = self._stem_counts(counted)
        if recollection is not None:
            recollection.begin(counts)
        self._make_texts(known)
        if recollection is not None and recollection.complete:
            engine.load("judged", JUDGED_COLUMNS, recollection.done(_Marks(known)))
            engine.make("task", "SELECT a, b FROM judged WHERE 1 = 0")
            return
        self._make_grams(GramMaker(counts, counted, settings), known)
        marks = _Marks(known)
        if recollection is not None:
            recollection.keep_signatures(self._signatures(marks))
        find_candidates(engine, settings)
        judge = PairJudge(counts, counted, settings)
        if recollection is None:
            self._judge("judged", "candidate", judge)
            return
        engine.load("done", JUDGED_COLUMNS, recollection.done(marks))
        self._judge("judged_now", f"({_NOT_DONE})", judge)
        engine.make("judged", _STILL)
        recollection.keep_pairs(engine.rows(_JUDGED_NOW), marks)
        recollection.end((a, b) for a, b in engine.rows(_GONE))

    def _read(self, table: str, numbers: Iterable[int]) -> None:
        """Make a table of texts of the articles of some numbers."""
        rows = (
            input_row(number, self._fresh[number], article, self._furniture.get(article.id, ()))
            for number in numbers
            for article in (self._articles[number],)
        )
        self._engine.feed(table, TEXT_COLUMNS, INPUT_COLUMNS, rows, Reader(self._outlets))

    def _stem_counts(self, counted: int) -> dict[str, int]:
        """Return how many of the counted articles have the stems that many of them have."""
        if not counted:
            return {}
        query = f"SELECT content FROM text_read WHERE article < {counted}"
        self._engine.map("stem_text", STEM_COLUMNS, query, StemCounter())
        query = _STEM_COUNTS.format(counted * KEEPS_WEIGHT)
        counts = {str(stem): int(articles) for stem, articles in sorted(self._engine.rows(query))}
        self._engine.drop("stem_text")
        return counts

    def _make_texts(self, known: Mapping[int, Signature]) -> None:
        """Make the table ``text`` of what is asked of all texts but their content."""
        query = f"SELECT {_KNOWN} FROM text_read"
        if known:
            rows = (
                (number, int(self._fresh[number]), s.day, s.outlet, s.named, s.byline)
                for number, s in known.items()
            )
            self._engine.load("text_known", _KNOWN_COLUMNS, rows)
            query += f" UNION ALL SELECT {_KNOWN} FROM text_known"
        self._engine.make("text", query, passing=True)

    def _make_grams(self, maker: GramMaker, known: Mapping[int, Signature]) -> None:
        """Make the table ``gram`` of all articles."""
        engine, query = self._engine, "SELECT article, content FROM text_read"
        if not known:
            engine.map("gram", GRAM_COLUMNS, query, maker)
            return
        engine.map("gram_read", GRAM_COLUMNS, query, maker)
        rows = (signature.gram_row(number) for number, signature in known.items())
        engine.load("gram_known", GRAM_COLUMNS, rows)
        engine.make("gram", "SELECT * FROM gram_read UNION ALL SELECT * FROM gram_known")
        engine.drop("gram_read", "gram_known")

    def _signatures(self, marks: _Marks) -> Iterator[tuple[int, Signature]]:
        """Yield the signatures of what was read, and enter their marks."""
        for number, *about, content, words, stems, rare in self._engine.rows(_SIGNATURES):
            marks.read[number] = mark_of(content)
            grams = (array("q", numbers).tobytes() for numbers in (words, stems, rare))
            yield number, Signature(marks.read[number], *about, *grams)

    def _judge(self, table: str, pairs: str, judge: PairJudge) -> None:
        """Make a table of what the judgement on pairs gives."""
        engine = self._engine
        engine.make("task", _TASK.format(block=_BLOCK, pairs=pairs))
        content = "SELECT article, content FROM text_read"
        unread = [number for (number,) in engine.rows(_UNREAD)]
        if unread:
            self._read("text_again", unread)
            content += " UNION ALL SELECT article, content FROM text_again"
        engine.map(table, JUDGED_COLUMNS, _TO_JUDGE.format(content=content), judge, JUDGE_ORDER)


class _Marks:
    """The marks of all articles by number: those known and those of what was read."""

    def __init__(self, known: Mapping[int, Signature]) -> None:
        self._known = known
        self.read: dict[int, bytes] = {}

    def __call__(self, number: int) -> bytes:
        mark = self.read.get(number)
        return self._known[number].mark if mark is None else mark


def _counted(size: int, settings: TraceSettings) -> int:
    """Return how many articles' words are counted, the earliest: a number that seldom changes.

    It doubles with the collection, so that weights stand still while days are added to a month.
    """
    if size < settings.collection:
        return 0
    doublings = (size // settings.collection).bit_length() - 1
    return min(settings.collection << doublings, max(settings.counted, settings.collection))


def _check_ids(articles: Sequence[Article]) -> None:
    for one, other in pairwise(sorted(article.id for article in articles)):
        if one == other:
            raise InputError(f"two articles have the id {one!r}; rename one of them")
