"""Engines: the joins of tracing, written once as relational steps.

A step is standard SQL over tables of small integers; an engine loads the tables and runs the
steps out of core. DuckDB is the engine of one machine. A cluster's engine has the same two
methods and runs the same steps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import NamedTuple, Protocol

import duckdb

from tawatur.tracing.settings import TraceSettings

__all__ = ["CANDIDATES", "Candidate", "DuckDBEngine", "Engine", "Rows", "candidates"]

# Values that go to the engine, or come from it, at a time.
_BATCH = 200_000
# Every table has two columns of integers: an article and something that it has.
_TABLES = ("word_gram", "stem_gram", "rare_stem", "named", "outlet", "fresh")

Rows = Iterable[tuple[int, Collection[int]]]

# Grams in more than one article and in no more than makes them a set phrase.
_USEFUL = """
CREATE TABLE useful_{kind} AS
SELECT g.article, g.has
FROM {kind} AS g
JOIN (
    SELECT has FROM {kind} GROUP BY has HAVING COUNT(*) BETWEEN 2 AND {most}
) AS u ON u.has = g.has
"""

# Grams in more than that: set phrases, or a text that very many printed. Each article is compared
# with the first few that have them, so that the work stays linear and no text gets lost.
_COMMON = """
CREATE TABLE common_{kind} AS
SELECT g.article, g.has, ROW_NUMBER() OVER (PARTITION BY g.has ORDER BY g.article) AS place
FROM {kind} AS g
JOIN (SELECT has FROM {kind} GROUP BY has HAVING COUNT(*) > {most}) AS u ON u.has = g.has
"""

# Pairs of articles that share enough of them.
_PAIRS = """
CREATE TABLE pair_{kind} AS
SELECT a, b, COUNT(*) AS shared
FROM (
    SELECT l.article AS a, r.article AS b
    FROM useful_{kind} AS l
    JOIN useful_{kind} AS r ON r.has = l.has AND l.article < r.article
    UNION ALL
    SELECT l.article AS a, r.article AS b
    FROM common_{kind} AS l
    JOIN common_{kind} AS r ON r.has = l.has AND l.article < r.article
    WHERE l.place <= {first}
) AS p
GROUP BY a, b
HAVING COUNT(*) >= {least}
"""

# Pairs in which the one names the other's outlet, and that share rare words.
_NAMED = """
CREATE TABLE pair_named AS
SELECT LEAST(l.article, r.article) AS a, GREATEST(l.article, r.article) AS b, COUNT(*) AS shared
FROM named AS n
JOIN outlet AS o ON o.has = n.has AND o.article <> n.article
JOIN rare_stem AS l ON l.article = n.article
JOIN rare_stem AS r ON r.article = o.article AND r.has = l.has
GROUP BY LEAST(l.article, r.article), GREATEST(l.article, r.article)
HAVING COUNT(*) >= {least}
"""

CANDIDATES = """
SELECT p.a, p.b, MAX(p.words) AS words, MAX(p.stems) AS stems, MAX(p.named) AS named
FROM (
    SELECT a, b, shared AS words, 0 AS stems, 0 AS named FROM pair_word_gram
    UNION ALL SELECT a, b, 0, shared, 0 FROM pair_stem_gram
    UNION ALL SELECT a, b, 0, 0, shared FROM pair_named
) AS p
WHERE EXISTS (SELECT 1 FROM fresh AS f WHERE f.article IN (p.a, p.b))
GROUP BY p.a, p.b
ORDER BY p.a, p.b
"""


class Candidate(NamedTuple):
    """Two articles, by number, worth aligning, and what they were found by."""

    a: int
    b: int
    words: int
    stems: int
    named: int


class Engine(Protocol):
    """What runs relational steps: tables are loaded, statements run, rows read in order."""

    def load(self, table: str, rows: Rows) -> None:
        """Make ``table`` of articles and what each has, one row for each thing."""
        ...

    def run(self, statement: str) -> None:
        """Run one statement that makes a table."""
        ...

    def rows(self, query: str) -> Iterator[tuple[int, ...]]:
        """Yield the rows of a query."""
        ...


class DuckDBEngine:
    """The engine of one machine; what exceeds its memory limit goes to temporary files."""

    def __init__(self, settings: TraceSettings) -> None:
        self._connection = duckdb.connect(
            config={"memory_limit": settings.memory_limit, "threads": settings.threads}
        )

    def __enter__(self) -> DuckDBEngine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def load(self, table: str, rows: Rows) -> None:
        """Make ``table`` and fill it in batches."""
        self._connection.execute(f"CREATE TABLE {table} (article INTEGER, has BIGINT)")
        articles: list[int] = []
        values: list[list[int]] = []
        size = 0
        for article, has in rows:
            articles.append(article)
            values.append(list(has))
            size += len(has)
            if size >= _BATCH:
                self._insert(table, articles, values)
                articles, values, size = [], [], 0
        if articles:
            self._insert(table, articles, values)

    def _insert(self, table: str, articles: list[int], values: list[list[int]]) -> None:
        self._connection.execute(
            f"INSERT INTO {table} SELECT article, UNNEST(has) FROM ("
            "SELECT UNNEST(CAST(? AS INTEGER[])) AS article, "
            "UNNEST(CAST(? AS BIGINT[][])) AS has)",
            [articles, values],
        )

    def run(self, statement: str) -> None:
        """Run one statement."""
        self._connection.execute(statement)

    def rows(self, query: str) -> Iterator[tuple[int, ...]]:
        """Yield the rows of a query, in batches."""
        cursor = self._connection.cursor().execute(query)
        while batch := cursor.fetchmany(_BATCH):
            yield from batch


def candidates(
    engine: Engine, settings: TraceSettings, tables: Mapping[str, Rows]
) -> Sequence[Candidate]:
    """Return the pairs of articles worth aligning, ordered.

    ``tables`` gives for each article its word grams (``word_gram``), grams of content stems
    (``stem_gram``) and rare stems (``rare_stem``), the outlet it is of (``outlet``), the outlets
    it names (``named``), and whether it is ``fresh``: pairs of two articles of which neither is
    fresh are left out, so that a new day costs its own part only.
    """
    for table in _TABLES:
        engine.load(table, tables[table])
    steps = (
        ("word_gram", settings.common_gram, settings.first_articles, settings.shared_grams),
        ("stem_gram", settings.common_stem_gram, 0, settings.shared_stem_grams),
    )
    for kind, most, first, least in steps:
        engine.run(_USEFUL.format(kind=kind, most=most))
        engine.run(_COMMON.format(kind=kind, most=most))
        engine.run(_PAIRS.format(kind=kind, first=first, least=least))
    engine.run(_NAMED.format(least=settings.shared_rare))
    return [Candidate(*row) for row in engine.rows(CANDIDATES)]
