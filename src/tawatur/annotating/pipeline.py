"""Stages, and the order in which they work.

A stage is a pure function from a document to records. It names the kinds that it requires and
provides; the pipeline puts stages in order by these names and refuses what cannot be ordered.
Stages come through the entry points of the group ``tawatur.stages``, the built-in ones too.
"""

from __future__ import annotations

import graphlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from tawatur.annotating.document import Document
from tawatur.errors import PipelineError
from tawatur.language.encoder import SHIPPED
from tawatur.records import Annotation, Article

__all__ = ["GROUP", "Encodable", "Pipeline", "Stage", "default_pipeline", "discover"]

GROUP = "tawatur.stages"
# What a document has before any stage has worked.
_GIVEN = frozenset({"article", "furniture"})


@runtime_checkable
class Stage(Protocol):
    """One step of annotating.

    ``name`` and ``version`` identify its work in a store: the version changes whenever the
    output may. ``requires`` and ``provides`` are kinds of records (``time``, ``mention``).
    """

    @property
    def name(self) -> str:
        """Name of the stage, unique in a pipeline."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the output may."""
        ...

    @property
    def requires(self) -> tuple[str, ...]:
        """Kinds of records that must be there before."""
        ...

    @property
    def provides(self) -> tuple[str, ...]:
        """Kinds of records that it makes."""
        ...

    def __call__(self, document: Document) -> Sequence[Annotation]:
        """Return the new records of ``document``, in the order of the text."""
        ...


@runtime_checkable
class Encodable(Protocol):
    """A stage that works by rules alone, or with an encoder beside them."""

    def with_encoder(self, encoder: str | None) -> Stage:
        """Return the stage with an encoder, ``None`` for rules alone."""
        ...


class Pipeline:
    """Stages in an order in which each finds what it requires.

    Raises :class:`PipelineError` when it is built with a stage that comes before what it
    requires, with two stages that provide one kind, or with two of one name.
    """

    def __init__(self, stages: Iterable[Stage]) -> None:
        self.stages = tuple(stages)
        have: dict[str, str] = dict.fromkeys(_GIVEN, "the reader")
        seen: set[str] = set()
        for stage in self.stages:
            if stage.name in seen:
                raise PipelineError(f"two stages are named {stage.name!r}")
            seen.add(stage.name)
            missing = [kind for kind in stage.requires if kind not in have]
            if missing:
                raise PipelineError(
                    f"stage {stage.name!r} requires {', '.join(missing)}, "
                    "which no stage before it provides"
                )
            for kind in stage.provides:
                if kind in have:
                    raise PipelineError(
                        f"stage {stage.name!r} and {have[kind]} both provide {kind!r}"
                    )
                have[kind] = f"stage {stage.name!r}"

    @classmethod
    def arranged(cls, stages: Iterable[Stage]) -> Pipeline:
        """Return the pipeline of ``stages`` in an order that works, the same for any input order.

        Raises :class:`PipelineError` when there is none.
        """
        by_name = {stage.name: stage for stage in sorted(stages, key=lambda stage: stage.name)}
        provider = {kind: stage.name for stage in by_name.values() for kind in stage.provides}
        sorter = graphlib.TopologicalSorter(
            {
                name: {provider[kind] for kind in stage.requires if kind in provider}
                for name, stage in by_name.items()
            }
        )
        try:
            sorter.prepare()
        except graphlib.CycleError as error:
            raise PipelineError(
                f"stages wait for each other: {' -> '.join(error.args[1])}"
            ) from None
        order: list[Stage] = []
        while sorter.is_active():
            ready = sorted(sorter.get_ready())
            order.extend(by_name[name] for name in ready)
            sorter.done(*ready)
        return cls(order)

    def keys(self, source: str) -> dict[str, str]:
        """Return for every stage the key under which its work on an input may be kept.

        ``source`` identifies the input (article and given records). The key of a stage changes
        with the input, with its own version, and with the keys of the stages that it requires,
        so that a new version of one stage makes only what depends on it be worked again.
        """
        keys: dict[str, str] = {}
        provider: dict[str, str] = {}
        for stage in self.stages:
            upstream = sorted({provider[kind] for kind in stage.requires if kind in provider})
            parts = [source, stage.name, stage.version, *(keys[name] for name in upstream)]
            keys[stage.name] = blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
            provider.update(dict.fromkeys(stage.provides, stage.name))
        return keys

    def work(
        self,
        article: Article,
        given: Iterable[Annotation] = (),
        kept: Mapping[str, Sequence[Annotation]] | None = None,
    ) -> dict[str, Sequence[Annotation]]:
        """Return the records of ``article`` by the name of the stage that made them.

        ``given`` are records that are there already, such as furniture; ``kept`` the results of
        stages that need not work again. Neither is returned.
        """
        kept = kept or {}
        document = Document(article, given)
        made: dict[str, Sequence[Annotation]] = {}
        for stage in self.stages:
            records = kept.get(stage.name)
            if records is None:
                records = made[stage.name] = stage(document)
            document.add(records)
        return made

    def run(self, article: Article, given: Iterable[Annotation] = ()) -> list[Annotation]:
        """Return the new records of ``article``, stage by stage; ``given`` as in :meth:`work`."""
        return [record for records in self.work(article, given).values() for record in records]


def discover() -> list[Stage]:
    """Return one stage for every entry point of the group ``tawatur.stages``.

    An entry point names a class or function that is called without arguments. Raises
    :class:`PipelineError` when what it gives is not a stage.
    """
    stages: list[Stage] = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        stage = entry.load()()
        if not isinstance(stage, Stage):
            raise PipelineError(f"entry point {entry.name!r} of {GROUP} does not give a stage")
        stages.append(stage)
    return stages


@cache
def default_pipeline(encoder: str | None = SHIPPED) -> Pipeline:
    """Return the pipeline of all installed stages.

    ``encoder`` is the shipped one, the name of another (see
    :func:`tawatur.language.encoder.name_tagger`), or ``None`` to work by rules alone. Raises
    :class:`EncoderError` when a named one cannot be loaded.
    """
    return Pipeline.arranged(
        stage.with_encoder(encoder) if isinstance(stage, Encodable) else stage
        for stage in discover()
    )
