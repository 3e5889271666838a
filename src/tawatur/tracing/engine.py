"""Engines: what runs the relational steps of tracing, and the Python work between them.

A step is SQL over tables, written once in the dialect that the engines share; Python work takes
rows and gives rows. :class:`DuckDBEngine` is the engine of one machine,
:class:`tawatur.tracing.spark.SparkEngine` that of a cluster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby, islice
from operator import itemgetter
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Literal, NamedTuple, Protocol, Self, TypeAlias

import duckdb

from tawatur.tracing.processes import Processes, cores
from tawatur.tracing.settings import TraceSettings

__all__ = ["Closing", "Columns", "DuckDBEngine", "Engine", "Order", "Row", "Work"]

ColumnType = Literal["int", "long", "text", "bytes", "longs", "texts"]
Columns: TypeAlias = tuple[tuple[str, ColumnType], ...]
"""Names and types of the columns of a table; ``longs`` and ``texts`` are lists."""

Row: TypeAlias = tuple[Any, ...]

Work: TypeAlias = Callable[[Iterator[Row]], Iterator[Row]]
"""Python work: takes the rows of a query and yields those of a table. It may be sent to another
process, and sees any part of the rows there."""


class Order(NamedTuple):
    """Which rows Python work must see together, and in which order, as names of columns."""

    together: str
    by: str


class Closing:
    """What is closed at the end of a ``with``."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of everything."""
        raise NotImplementedError


class Engine(Protocol):
    """What runs relational steps."""

    explode: str
    """The function that makes a row of every item of a list."""

    def load(self, table: str, columns: Columns, rows: Iterable[Row]) -> None:
        """Make a table of rows."""
        ...

    def feed(
        self, table: str, columns: Columns, given: Columns, rows: Iterable[Row], work: Work
    ) -> None:
        """Make a table of what ``work`` makes of rows from outside, of columns ``given``."""
        ...

    def make(self, table: str, query: str, *, passing: bool = False) -> None:
        """Make a table of the rows of a query.

        A ``passing`` one may be worked out anew wherever it is read, and is not read any more
        once a table that is not has been made after it was dropped.
        """
        ...

    def map(
        self, table: str, columns: Columns, query: str, work: Work, order: Order | None = None
    ) -> None:
        """Make a table of what ``work`` makes of the rows of a query."""
        ...

    def rows(self, query: str) -> Iterator[Row]:
        """Yield the rows of a query."""
        ...

    def drop(self, *tables: str) -> None:
        """Let go of tables."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


_TYPES: dict[ColumnType, str] = {
    "int": "INTEGER",
    "long": "BIGINT",
    "text": "VARCHAR",
    "bytes": "BLOB",
    "longs": "BIGINT[]",
    "texts": "VARCHAR[]",
}
# Rows and values that go to the engine, or come from it, at a time.
_ROWS, _VALUES = 2_000, 200_000
# Rows from which on Python work is shared out: below, a process takes longer to start (1 s) than
# it saves. And the rows that go to one at a time, where none belong together.
_WORTH, _SHARE = 2_000, 250


class DuckDBEngine(Closing):
    """The engine of one machine; what exceeds its memory limit goes to temporary files.

    Python work is done here, and by a process for each core where there is more of it.
    """

    explode = "UNNEST"

    def __init__(self, settings: TraceSettings | None = None, *, worth: int = _WORTH) -> None:
        """Open a database of its own.

        Args:
            settings: limits of memory, threads and processes.
            worth: rows from which on Python work is shared out to processes.
        """
        settings = settings or TraceSettings()
        self._shared_out = settings.processes or cores()
        self._worth = worth
        self._processes = Processes(self._shared_out)
        self._folder = TemporaryDirectory(prefix="tawatur-")
        self._connection = duckdb.connect(
            config={
                "memory_limit": settings.memory_limit,
                "threads": settings.threads,
                "temp_directory": self._folder.name,
            }
        )

    def close(self) -> None:
        """Let go of the database, its temporary files and the worker processes."""
        self._processes.close()
        self._connection.close()
        self._folder.cleanup()

    def load(self, table: str, columns: Columns, rows: Iterable[Row]) -> None:
        """Make ``table`` and fill it in batches."""
        declared = ", ".join(f"{name} {_TYPES[kind]}" for name, kind in columns)
        self._connection.execute(f"CREATE TABLE {table} ({declared})")
        unnested = ", ".join(f"UNNEST(CAST(? AS {_TYPES[kind]}[]))" for _, kind in columns)
        statement = f"INSERT INTO {table} SELECT {unnested}"
        wide = [at for at, (_, kind) in enumerate(columns) if kind in ("longs", "texts")]
        for batch in _batches(iter(rows), wide):
            self._connection.execute(
                statement, [list(column) for column in zip(*batch, strict=True)]
            )

    def feed(
        self, table: str, columns: Columns, given: Columns, rows: Iterable[Row], work: Work
    ) -> None:
        """Make a table of what ``work`` makes of rows from outside."""
        self.load(table, columns, self._worked(work, iter(rows)))

    def make(self, table: str, query: str, *, passing: bool = False) -> None:
        """Make a table of the rows of a query, passing or not."""
        self._connection.execute(f"CREATE TABLE {table} AS {query}")

    def map(
        self, table: str, columns: Columns, query: str, work: Work, order: Order | None = None
    ) -> None:
        """Make a table of what ``work`` makes of the rows of a query."""
        together = None
        if order is not None:
            query = f"SELECT * FROM ({query}) AS q ORDER BY {order.by}"
            together = [name for name, *_ in self._described(query)].index(order.together)
        self.load(table, columns, self._worked(work, self.rows(query), together))

    def rows(self, query: str) -> Iterator[Row]:
        """Yield the rows of a query, in batches."""
        cursor = self._connection.cursor().execute(query)
        while batch := cursor.fetchmany(_ROWS):
            yield from batch

    def _described(self, query: str) -> list[Row]:
        """Return the columns of a query, names first, without running it."""
        return self._connection.execute(f"DESCRIBE {query}").fetchall()

    def _worked(
        self, work: Work, rows: Iterator[Row], together: int | None = None
    ) -> Iterator[Row]:
        """Yield what ``work`` gives, here or in processes; rows alike in a column stay together."""
        first = list(islice(rows, self._worth))
        rows = chain(first, rows)
        if self._shared_out < 2 or len(first) < self._worth:
            return work(rows)
        return self._processes.over(work, _shares(rows, together))

    def drop(self, *tables: str) -> None:
        """Let go of tables."""
        for table in tables:
            self._connection.execute(f"DROP TABLE {table}")


def _shares(rows: Iterator[Row], together: int | None) -> Iterator[list[Row]]:
    """Yield the rows in lists; those alike in the column ``together`` are in one."""
    if together is None:
        while share := list(islice(rows, _SHARE)):
            yield share
        return
    share = []
    for _, group in groupby(rows, itemgetter(together)):
        share.extend(group)
        if len(share) >= _SHARE:
            yield share
            share = []
    if share:
        yield share


def _batches(rows: Iterator[Row], wide: list[int]) -> Iterator[list[Row]]:
    """Yield the rows in lists, smaller ones where rows hold long lists."""
    if not wide:
        while batch := list(islice(rows, _ROWS)):
            yield batch
        return
    batch, size = [], 0
    for row in rows:
        batch.append(row)
        size += sum(len(row[at]) for at in wide)
        if size >= _VALUES or len(batch) >= _ROWS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
