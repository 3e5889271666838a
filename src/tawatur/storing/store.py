"""A story that is kept: articles, the work of every stage, and results over the collection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, cast

import msgspec
from sqlalchemy import Connection, Engine, create_engine, delete, event, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from tawatur.errors import StoreError
from tawatur.records import Annotation, Article, Furniture, decode_line, encode_line
from tawatur.storing import schema
from tawatur.storing.memory import StoreMemory

__all__ = ["READING", "Store", "is_store", "source_key"]

READING = "reading"
"""The name under which furniture, which the reading room makes, stands among the stages."""

_MAGIC = b"SQLite format 3\x00"
_BUSY_MILLISECONDS = 30_000


def is_store(target: str | Path) -> bool:
    """Tell whether ``target`` is a database URL or a file that SQLite wrote."""
    if "://" in str(target):
        return True
    path = Path(target)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def source_key(article: Article, furniture: Iterable[Furniture]) -> str:
    """Return the key of an input: it changes when the article or its furniture does."""
    digest = blake2b(encode_line(article), digest_size=16)
    for record in furniture:
        digest.update(encode_line(record))
    return digest.hexdigest()


class Store:
    """One story in one database: a SQLite file by default, a server by URL.

    Every method that writes is one transaction: a process that is killed leaves the store as it
    was before or after that call. Use as a context manager, or call :meth:`close`.
    """

    def __init__(self, target: str | Path) -> None:
        """Open or create the store at a path or a SQLAlchemy URL.

        Raises :class:`StoreError` when it cannot be opened, is no store, or is newer than the
        program.
        """
        self.name = str(target)
        url = self.name if "://" in self.name else f"sqlite:///{Path(target).absolute()}"
        try:
            self._engine = _engine(url)
            with self._engine.begin() as connection:
                schema.migrate(connection, self.name)
        except DBAPIError as error:
            raise StoreError(f"{self.name} cannot be opened as a store: {error.orig}") from error
        except (SQLAlchemyError, ImportError) as error:
            raise StoreError(f"{self.name} cannot be opened as a store: {error}") from error

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    # Articles

    def put(
        self, article: Article, furniture: Sequence[Furniture] = ()
    ) -> Literal["new", "changed", "same"]:
        """Keep an article with its furniture; work on an older text of it is dropped."""
        key = source_key(article, furniture)
        table = schema.articles_table
        with self._engine.begin() as connection:
            had = connection.execute(
                select(table.c.source).where(table.c.id == article.id)
            ).scalar_one_or_none()
            if had == key:
                return "same"
            connection.execute(delete(table).where(table.c.id == article.id))
            connection.execute(
                table.insert().values(
                    id=article.id,
                    source=key,
                    published=article.published,
                    outlet=article.outlet,
                    record=encode_line(article).decode().rstrip(),
                )
            )
            _write_stage(connection, article.id, READING, key, furniture)
        return "new" if had is None else "changed"

    def articles(self) -> tuple[Article, ...]:
        """Return all articles by id."""
        table = schema.articles_table
        with self._engine.connect() as connection:
            rows = connection.execute(select(table.c.record).order_by(table.c.id))
            return tuple(cast("Article", decode_line(row.record)) for row in rows)

    # Annotations

    def work_keys(self) -> dict[str, dict[str, str]]:
        """Return, by article and stage, the key under which the stage's work is kept."""
        keys: dict[str, dict[str, str]] = defaultdict(dict)
        with self._engine.connect() as connection:
            for row in connection.execute(select(schema.work_table)):
                keys[row.article][row.stage] = row.key
        return dict(keys)

    def put_work(
        self,
        article: str,
        made: Mapping[str, Sequence[Annotation]],
        keys: Mapping[str, str],
    ) -> None:
        """Keep what stages made of one article, each under its key, in place of older work."""
        with self._engine.begin() as connection:
            for stage, records in made.items():
                _write_stage(connection, article, stage, keys[stage], records)

    def annotations(
        self, stages: Sequence[str] | None = None
    ) -> dict[str, dict[str, list[Annotation]]]:
        """Return the kept records by article and stage, all stages or those named."""
        table = schema.annotations_table
        query = select(table.c.article, table.c.stage, table.c.record).order_by(
            table.c.article, table.c.stage, table.c.number
        )
        if stages is not None:
            query = query.where(table.c.stage.in_(stages))
        found: dict[str, dict[str, list[Annotation]]] = defaultdict(lambda: defaultdict(list))
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                found[row.article][row.stage].append(cast("Annotation", decode_line(row.record)))
        return {article: dict(stages) for article, stages in found.items()}

    def drop_stages(self, keep: Iterable[str]) -> None:
        """Drop the work of stages that are no longer installed."""
        names = {READING, *keep}
        with self._engine.begin() as connection:
            for table in (schema.annotations_table, schema.work_table):
                connection.execute(delete(table).where(table.c.stage.not_in(sorted(names))))

    # Results over the collection

    def memory(self) -> StoreMemory:
        """Return where a trace of the story keeps its work for the next one."""
        return StoreMemory(self._engine)

    def result(self, step: str, key: str, kind: type[Any]) -> Any | None:
        """Return what :meth:`put_result` kept for ``step`` under ``key``, or ``None``."""
        table = schema.results_table
        with self._engine.connect() as connection:
            content = connection.execute(
                select(table.c.content).where(table.c.step == step, table.c.key == key)
            ).scalar_one_or_none()
        return None if content is None else msgspec.json.decode(content, type=kind)

    def put_result(self, step: str, key: str, content: Any) -> None:
        """Keep the result of a step over the collection in place of an older one."""
        table = schema.results_table
        with self._engine.begin() as connection:
            connection.execute(delete(table).where(table.c.step == step))
            connection.execute(
                table.insert().values(step=step, key=key, content=msgspec.json.encode(content))
            )


def _engine(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def _set_up(connection: Any, _record: object) -> None:
            # The driver would start transactions late and leave DDL outside them; BEGIN is
            # sent below instead (SQLAlchemy's own recipe for SQLite).
            connection.isolation_level = None
            connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _write_stage(
    connection: Connection,
    article: str,
    stage: str,
    key: str,
    records: Sequence[Annotation],
) -> None:
    for table in (schema.annotations_table, schema.work_table):
        connection.execute(delete(table).where(table.c.article == article, table.c.stage == stage))
    connection.execute(schema.work_table.insert().values(article=article, stage=stage, key=key))
    if records:
        connection.execute(
            schema.annotations_table.insert(),
            [
                {
                    "article": article,
                    "stage": stage,
                    "number": number,
                    "kind": record.__struct_config__.tag,
                    "start": record.start,
                    "end": record.end,
                    "record": encode_line(record).decode().rstrip(),
                }
                for number, record in enumerate(records)
            ],
        )
