"""The engine of a cluster: the steps of tracing on Apache Spark.

SQL runs as it stands; Python work runs on the workers, over Arrow batches. Workers need the
package itself and its data files, nothing else: see ``docs/cluster.md``.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from tawatur.errors import EngineError
from tawatur.tracing.engine import Closing, Columns, Order, Row, Work

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["SparkEngine"]

# Rows that go to a worker's Python, or come from it, at a time; and from the driver.
_ROWS, _SENT = 1_000, 2_000


class SparkEngine(Closing):
    """Runs steps in a Spark session; tables are temporary views of what is kept on the workers."""

    explode = "EXPLODE"

    def __init__(self, session: SparkSession | None = None, *, partitions: int = 0) -> None:
        """Take a session, by default the one that ``spark-submit`` or the environment sets up.

        Args:
            session: the session; it is left as it is when the engine is closed.
            partitions: parts that Python work is cut into; by default three for each core.

        Raises:
            EngineError: pyspark is not installed, or no session can be started.
        """
        self._session = session or _started()
        cores = self._session.sparkContext.defaultParallelism
        self._partitions = partitions or 3 * cores
        # What is kept on the workers, and what of it is dropped but may still be read.
        self._kept: dict[str, DataFrame] = {}
        self._dropped: list[DataFrame] = []
        self._views: set[str] = set()

    def close(self) -> None:
        """Let go of all tables; the session stays."""
        self.drop(*sorted(self._views))
        self._let_go()

    def load(self, table: str, columns: Columns, rows: Iterable[Row]) -> None:
        """Make a table of rows that the driver has."""
        self._keep(table, self._sent(columns, rows))

    def feed(
        self, table: str, columns: Columns, given: Columns, rows: Iterable[Row], work: Work
    ) -> None:
        """Make a table of what ``work`` makes, on the workers, of rows that the driver has."""
        sent = self._sent(given, rows).repartition(self._partitions)
        self._keep(table, _mapped(sent, columns, work))

    def make(self, table: str, query: str, *, passing: bool = False) -> None:
        """Make a table of the rows of a query; a passing one is a part of what reads it."""
        frame = self._session.sql(query)
        if passing:
            self._show(table, frame)
        else:
            self._keep(table, frame)

    def map(
        self, table: str, columns: Columns, query: str, work: Work, order: Order | None = None
    ) -> None:
        """Make a table of what ``work`` makes, on the workers, of the rows of a query."""
        found = self._session.sql(query)
        if order is not None:
            found = found.repartition(self._partitions, order.together)
            found = found.sortWithinPartitions(*order.by.split(", "))
        self._keep(table, _mapped(found, columns, work))

    def rows(self, query: str) -> Iterator[Row]:
        """Yield the rows of a query, one part in the driver's memory at a time."""
        for row in self._session.sql(query).toLocalIterator():
            yield tuple(bytes(v) if isinstance(v, bytearray) else v for v in row)

    def drop(self, *tables: str) -> None:
        """Let go of tables, as soon as nothing passing reads them."""
        for table in tables:
            self._session.catalog.dropTempView(table)
            self._views.discard(table)
            if table in self._kept:
                self._dropped.append(self._kept.pop(table))

    def _show(self, table: str, frame: DataFrame) -> None:
        frame.createOrReplaceTempView(table)
        self._views.add(table)

    def _keep(self, table: str, frame: DataFrame) -> None:
        """Work a table out now, so that what it is made of can be let go of."""
        from pyspark import StorageLevel

        kept = self._kept[table] = frame.persist(StorageLevel.MEMORY_AND_DISK)
        kept.count()
        self._show(table, kept)
        self._let_go()

    def _let_go(self) -> None:
        for frame in self._dropped:
            frame.unpersist()
        self._dropped.clear()

    def _sent(self, columns: Columns, rows: Iterable[Row]) -> DataFrame:
        import pyarrow

        batches = list(_record_batches(iter(rows), columns, _SENT))
        # A table has at least one batch, be it empty: Spark looks into the first.
        batches = batches or [pyarrow.RecordBatch.from_pylist([], schema=_arrow_schema(columns))]
        return self._session.createDataFrame(pyarrow.Table.from_batches(batches))


def _started() -> SparkSession:
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise EngineError(
            "the engine spark needs pyspark: install tawatur with its extra, tawatur[spark]"
        ) from None
    try:
        session = SparkSession.builder.appName("tawatur").getOrCreate()
    except (PySparkException, OSError) as error:
        raise EngineError(
            f"no Spark session can be started ({error}); is there a Java 17 or later?"
        ) from error
    context = session.sparkContext
    if (context.master or "").startswith("local") and "PYSPARK_PYTHON" not in os.environ:
        # Of one machine the workers' Python is this one, which has what the work needs; pyspark
        # would take the first python3 of the path.
        context.pythonExec = sys.executable
    return session


def _mapped(frame: DataFrame, columns: Columns, work: Work) -> DataFrame:
    with warnings.catch_warnings():
        # It looks at the version of pandas here, which work over Arrow batches does not use.
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
        return frame.mapInArrow(_over_batches(columns, work), _declared(columns))


def _over_batches(
    columns: Columns, work: Work
) -> Callable[[Iterator[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    def run(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        rows = (
            row
            for batch in batches
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True)
        )
        return _record_batches(work(rows), columns, _ROWS)

    return run


def _record_batches(
    rows: Iterator[Row], columns: Columns, size: int
) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    schema = _arrow_schema(columns)
    while batch := list(islice(rows, size)):
        arrays = [
            pyarrow.array(values, type=field.type)
            for values, field in zip(zip(*batch, strict=True), schema, strict=True)
        ]
        yield pyarrow.RecordBatch.from_arrays(arrays, schema=schema)


def _arrow_schema(columns: Columns) -> pyarrow.Schema:
    import pyarrow

    types: dict[str, Any] = {
        "int": pyarrow.int32(),
        "long": pyarrow.int64(),
        "text": pyarrow.string(),
        "bytes": pyarrow.binary(),
        "longs": pyarrow.list_(pyarrow.int64()),
        "texts": pyarrow.list_(pyarrow.string()),
    }
    return pyarrow.schema([(name, types[kind]) for name, kind in columns])


_DECLARED = {
    "int": "INT",
    "long": "BIGINT",
    "text": "STRING",
    "bytes": "BINARY",
    "longs": "ARRAY<BIGINT>",
    "texts": "ARRAY<STRING>",
}


def _declared(columns: Columns) -> str:
    return ", ".join(f"{name} {_DECLARED[kind]}" for name, kind in columns)
