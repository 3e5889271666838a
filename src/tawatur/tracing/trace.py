"""Tracing a collection: which passages are one text, who took them, credited or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from tawatur.records import Article, Derivation, Family, Furniture, Reuse
from tawatur.tracing.engine import Engine
from tawatur.tracing.memory import TraceMemory
from tawatur.tracing.run import TraceRun
from tawatur.tracing.settings import TraceSettings

__all__ = ["Trace", "collected", "trace"]


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


def trace(
    articles: Iterable[Article],
    furniture: Mapping[str, Sequence[Furniture]] | None = None,
    *,
    settings: TraceSettings | None = None,
    known: Iterable[str] = (),
    engine: Engine | None = None,
    memory: TraceMemory | None = None,
) -> Trace:
    """Return the lineage of ``articles``.

    Args:
        articles: the collection; the order does not matter.
        furniture: the furniture records of articles by id; their words are left out.
        settings: limits and thresholds.
        known: ids of articles whose lineage among each other is known already; pairs of two of
            them are left out.
        engine: what runs the steps, and is closed at the end; DuckDB in this process by default.
        memory: where an earlier trace kept its work and this one keeps its own: what is kept and
            still holds is not worked again. Not together with ``known``.

    Raises:
        InputError: two articles have one id.
        ValueError: both ``known`` and ``memory`` are given.
    """
    with TraceRun(
        articles, furniture, settings=settings, known=known, engine=engine, memory=memory
    ) as run:
        return collected(run)


def collected(run: TraceRun) -> Trace:
    """Return all records of a run at once."""
    return Trace(
        reuse=tuple(run.reuse()),
        derivations=tuple(run.derivations()),
        families=tuple(run.families()),
        reversed=tuple(run.turned()),
        formulas=tuple(run.formulas()),
    )
