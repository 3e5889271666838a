"""What a trace keeps in a store for the next one: see :class:`tawatur.tracing.TraceMemory`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Engine, Table, bindparam, delete, select

from tawatur.storing import schema
from tawatur.tracing import KeptPair, KeptSignature, State

__all__ = ["StoreMemory"]

# Rows that come from the database at a time.
_ROWS = 1_000
_STEP = "trace"


class StoreMemory:
    """The memory of traces in the database of a store. Each call that writes is a transaction.

    What is kept of an article goes when the article is replaced.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def state(self) -> State | None:
        """Return what the kept signatures and pairs rest on."""
        table = schema.results_table
        query = select(table.c.content).where(table.c.step == _STEP, table.c.key == State.__name__)
        with self._engine.connect() as connection:
            content = connection.execute(query).scalar_one_or_none()
        return None if content is None else msgspec.json.decode(content, type=State)

    def put_state(self, state: State) -> None:
        """Keep the state in place of the older one."""
        with self._engine.begin() as connection:
            _write_state(connection, state)

    def restart(self, state: State) -> None:
        """Forget all signatures and pairs, and keep a state."""
        with self._engine.begin() as connection:
            connection.execute(delete(schema.trace_texts_table))
            connection.execute(delete(schema.trace_pairs_table))
            _write_state(connection, state)

    def signatures(self) -> Iterator[KeptSignature]:
        """Yield what is kept of articles."""
        table = schema.trace_texts_table
        with self._engine.connect() as connection:
            for row in connection.execute(select(table)).yield_per(_ROWS):
                yield row.article, row.key, row.content

    def pairs(self) -> Iterator[KeptPair]:
        """Yield what is kept of pairs."""
        table = schema.trace_pairs_table
        with self._engine.connect() as connection:
            for row in connection.execute(select(table)).yield_per(_ROWS):
                yield row.a, row.b, row.key, row.content

    def put(self, signatures: Sequence[KeptSignature], pairs: Sequence[KeptPair]) -> None:
        """Keep signatures and pairs in place of older ones."""
        texts, both = schema.trace_texts_table, schema.trace_pairs_table
        with self._engine.begin() as connection:
            _replace(
                connection,
                texts,
                texts.c.article == bindparam("_article"),
                [{"_article": article} for article, _, _ in signatures],
                [dict(zip(("article", "key", "content"), row, strict=True)) for row in signatures],
            )
            _replace(
                connection,
                both,
                (both.c.a == bindparam("_a")) & (both.c.b == bindparam("_b")),
                [{"_a": a, "_b": b} for a, b, _, _ in pairs],
                [dict(zip(("a", "b", "key", "content"), row, strict=True)) for row in pairs],
            )

    def forget(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Forget pairs of articles."""
        table = schema.trace_pairs_table
        same = (table.c.a == bindparam("_a")) & (table.c.b == bindparam("_b"))
        with self._engine.begin() as connection:
            connection.execute(delete(table).where(same), [{"_a": a, "_b": b} for a, b in pairs])


def _replace(
    connection: Connection,
    table: Table,
    same: ColumnElement[bool],
    gone: Sequence[Mapping[str, Any]],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    if rows:
        connection.execute(delete(table).where(same), gone)
        connection.execute(table.insert(), rows)


def _write_state(connection: Connection, state: State) -> None:
    table = schema.results_table
    connection.execute(delete(table).where(table.c.step == _STEP))
    connection.execute(
        table.insert().values(step=_STEP, key=State.__name__, content=msgspec.json.encode(state))
    )
