"""The tables of a store, and the steps that bring an older store up to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    inspect,
    select,
    update,
)

from tawatur.errors import StoreError

__all__ = [
    "VERSION",
    "annotations_table",
    "articles_table",
    "migrate",
    "results_table",
    "trace_pairs_table",
    "trace_texts_table",
    "work_table",
]

_metadata = MetaData()

store_table = Table(
    "tawatur_store",
    _metadata,
    Column("version", Integer, nullable=False),
)
articles_table = Table(
    "articles",
    _metadata,
    Column("id", String, primary_key=True),
    # Identifies article and furniture together: what the work of the stages depends on.
    Column("source", String, nullable=False),
    Column("published", String),
    Column("outlet", String),
    Column("record", Text, nullable=False),
)
work_table = Table(
    "work",
    _metadata,
    Column("article", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("stage", String, primary_key=True),
    Column("key", String, nullable=False),
)
annotations_table = Table(
    "annotations",
    _metadata,
    Column("article", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("stage", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("record", Text, nullable=False),
    Index("annotations_kind", "kind"),
)
results_table = Table(
    "results",
    _metadata,
    # One row a step over the collection (trace, weigh) with the key of what it was made from.
    Column("step", String, primary_key=True),
    Column("key", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# What a trace keeps for the next one: of articles, and of pairs of them.
trace_texts_table = Table(
    "trace_texts",
    _metadata,
    Column("article", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
trace_pairs_table = Table(
    "trace_pairs",
    _metadata,
    Column("a", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("b", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("key", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index("trace_pairs_b", "b"),
)


def _first(connection: Connection) -> None:
    _metadata.create_all(connection, [store_table, articles_table, work_table, annotations_table])


def _second(connection: Connection) -> None:
    _metadata.create_all(connection, [results_table])


def _third(connection: Connection) -> None:
    _metadata.create_all(connection, [trace_texts_table, trace_pairs_table])


# Step n leads from version n to n + 1. A step that has shipped is never changed.
_STEPS: Sequence[Callable[[Connection], None]] = (_first, _second, _third)
VERSION = len(_STEPS)


def migrate(connection: Connection, name: str, steps: int = VERSION) -> int:
    """Bring the store up to version ``steps`` and return the version that it had.

    Runs inside the caller's transaction, so that a store is never left between two versions.
    Raises :class:`StoreError` when a newer program made it, or when it is some other database.
    """
    tables = set(inspect(connection).get_table_names())
    if store_table.name not in tables:
        if tables:
            raise StoreError(
                f"{name} is a database of something else (it has a table {min(tables)!r}); "
                "name a new file for the store"
            )
        had = 0
    else:
        had = int(connection.execute(select(store_table.c.version)).scalar_one())
    if had > VERSION:
        raise StoreError(
            f"{name} was written by a newer Tawatur (store version {had}, this program knows "
            f"{VERSION}); upgrade the program"
        )
    for step in _STEPS[had:steps]:
        step(connection)
    if had == 0:
        connection.execute(store_table.insert().values(version=steps))
    elif had < steps:
        connection.execute(update(store_table).values(version=steps))
    return had
