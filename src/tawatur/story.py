"""The Python interface: read a pile of articles, and ask the story for what it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec import structs

from tawatur import presenting
from tawatur.annotating import Pipeline, default_pipeline
from tawatur.errors import InputError
from tawatur.language.encoder import SHIPPED, missing
from tawatur.reading import Refusal, read_paths
from tawatur.records import (
    Annotation,
    Article,
    Claim,
    Derivation,
    Dispute,
    Family,
    Furniture,
    Record,
    Reuse,
)
from tawatur.running import Job, Progress, Work, annotate
from tawatur.storing import READING, Store, is_store, source_key
from tawatur.tracing import EngineName, Trace, TraceRun, TraceSettings, collected, open_engine
from tawatur.weighing import Judge, Situation, apply_convention, citation, unify, weigh

__all__ = ["Added", "Story", "add", "open_story", "read"]

Format = Literal["html", "md", "json"]
Labels = Literal["ar", "en"]


class Story:
    """A pile of articles on one story, worked out as far as it is asked for.

    Nothing is annotated, traced or weighed before it is needed; what has been is kept.
    """

    def __init__(
        self,
        articles: Iterable[Article],
        furniture: Mapping[str, Sequence[Furniture]] | None = None,
        *,
        refusals: Sequence[Refusal] = (),
        store: Store | None = None,
        pipeline: Pipeline | None = None,
        encoder: str | None = SHIPPED,
        convention: str | None = None,
        workers: int | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Take articles with their furniture.

        Args:
            articles: the articles; ids must differ.
            furniture: furniture records by article id.
            refusals: inputs that could not be read, to be named in the brief.
            store: where the work of stages is kept and taken from.
            pipeline: stages of one's own in place of those installed.
            encoder: ``shipped``, the name or folder of another model that finds names (loaded
                through transformers), or None to work by rules alone.
            convention: codebook by which open and vague figures are given a number beside their
                reading, ``acled`` or ``ucdp``; none if None.
            workers: number of processes for annotating and tracing; chosen by the amount of work
                if None.
            progress: called with step, done and total while long work goes on.

        Raises:
            InputError: when two articles have one id, or there is no such convention.
            EncoderError: when a named encoder cannot be loaded; raised where it is first needed.
        """
        self.articles: tuple[Article, ...] = tuple(sorted(articles, key=lambda a: a.id))
        for one, other in zip(self.articles, self.articles[1:], strict=False):
            if one.id == other.id:
                raise InputError(f"two articles have the id {one.id!r}; give each its own")
        self.furniture = {key: tuple(value) for key, value in (furniture or {}).items()}
        self.refusals: tuple[Refusal, ...] = tuple(refusals)
        if convention is not None:
            citation(convention)
        self._convention = convention
        self._pipeline = pipeline
        self._encoder = encoder
        self._workers = workers
        self._progress = progress
        self._store = store

    # What was found

    @cached_property
    def annotations(self) -> Mapping[str, tuple[Annotation, ...]]:
        """All annotations, furniture too, by article id, in the order of the text."""
        pipeline = self._pipeline or default_pipeline(self._encoder)
        stages = [stage.name for stage in pipeline.stages]
        keys = {article.id: pipeline.keys(self._source(article)) for article in self.articles}
        complete = self._kept(keys, stages)
        jobs = [
            Job(article, self.furniture.get(article.id, ()), complete[article.id])
            for article in self.articles
            if len(complete[article.id]) < len(stages)
        ]
        for job, made in annotate(
            jobs,
            pipeline=self._pipeline,
            encoder=self._encoder,
            workers=self._workers,
            progress=self._progress,
        ):
            if self._store is not None:
                self._store.put_work(job.article.id, made, keys[job.article.id])
            complete[job.article.id] = {**job.kept, **made}
        found = {
            key: [*self.furniture.get(key, ()), *(r for name in stages for r in work[name])]
            for key, work in complete.items()
        }
        shared = unify(self.articles, found)
        return {key: tuple(sorted(shared[key], key=_text_order)) for key in found}

    @cached_property
    def trace(self) -> Trace:
        """Passages that are one text, derivations and families."""
        with self.tracing() as run:
            return collected(run)

    def tracing(self, engine: EngineName = "duckdb", *, days: int | None = None) -> TraceRun:
        """Trace the story and return the run, whose records are read one by one.

        Args:
            engine: ``duckdb`` in this process, or ``spark`` on a cluster.
            days: articles published further apart are not compared; all are if None. What a
                store keeps of an earlier trace is taken and added to only if None.

        Raises:
            EngineError: when the engine cannot be started.
        """
        settings = TraceSettings(
            days=days, translations=self._encoder is not None, processes=self._workers
        )
        memory = self._store.memory() if self._store is not None and days is None else None
        self._report("trace", 0)
        run = TraceRun(
            self.articles,
            self.furniture,
            settings=settings,
            engine=open_engine(engine, settings),
            memory=memory,
        )
        self._report("trace", 1)
        return run

    @cached_property
    def situation(self) -> Situation:
        """Everything: annotations, lineage, entities, claims, disputes, timeline, figures."""
        annotations, lineage = self.annotations, self.trace
        self._report("weigh", 0)
        found = weigh(self.articles, annotations, lineage, self._judge)
        if self._convention is not None:
            found = apply_convention(found, self._convention)
        if self._by_rules:
            found = structs.replace(found, by_rules=True)
        self._report("weigh", 1)
        return found

    @property
    def reuse(self) -> tuple[Reuse, ...]:
        """Aligned pairs of passages."""
        return self.trace.reuse

    @property
    def derivations(self) -> tuple[Derivation, ...]:
        """One record for every pair of articles that share text."""
        return self.trace.derivations

    @property
    def families(self) -> tuple[Family, ...]:
        """Texts that live in several articles."""
        return self.trace.families

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What the articles claim, with outlets and origins counted."""
        return self.situation.claims

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """Claims that cannot all hold."""
        return self.situation.disputes

    # What can be made of it

    def brief(
        self,
        path: str | Path | None = None,
        *,
        format: Format = "html",  # noqa: A002 - the word that users know from the command
        labels: Labels = "ar",
    ) -> str:
        """Return the brief, and write it to ``path`` where one is given.

        Args:
            path: file to write, in UTF-8.
            format: ``html`` (one self-contained page), ``md`` or ``json``.
            labels: language of headings and labels at first sight.
        """
        if format == "html":
            text = presenting.render_html(self.situation, labels=labels, refusals=self.refusals)
        elif format == "md":
            text = presenting.render_markdown(self.situation, labels=labels, refusals=self.refusals)
        else:
            text = presenting.render_json(self.situation).decode()
        if path is not None:
            Path(path).write_bytes(text.encode())
        return text

    def export(
        self,
        path: str | Path,
        *,
        format: presenting.ExportFormat = "jsonl",  # noqa: A002
    ) -> list[Path]:
        """Write what was found in a form that other tools read; return the files written.

        Args:
            path: file to write; for ``csv`` the folder of the tables.
            format: ``jsonl`` (all records), ``csv`` or ``graphml`` (lineage).
        """
        return presenting.export(self.situation, path, format)

    def records(
        self, step: Literal["annotate", "trace", "weigh", "all"] = "all"
    ) -> Iterator[Record]:
        """Yield the records of one step, as the commands of those names write them."""
        if step in ("annotate", "all"):
            for article in self.articles:
                yield article
                yield from self.annotations[article.id]
        if step in ("trace", "all"):
            # The class depends on the order of the pair: both orders are written, the one with
            # the container first last.
            yield from (*self.reuse, *self.trace.reversed, *self.derivations, *self.families)
        if step in ("weigh", "all"):
            yield from (*self.claims, *self.disputes)

    def _kept(
        self, keys: Mapping[str, Mapping[str, str]], stages: Sequence[str]
    ) -> dict[str, Work]:
        """Return the work of stages that the store has under the same key, by article."""
        if self._store is None:
            return {article.id: {} for article in self.articles}
        self._store.drop_stages(stages)
        had, records = self._store.work_keys(), self._store.annotations(stages)
        return {
            article: {
                name: records.get(article, {}).get(name, [])
                for name in stages
                if had.get(article, {}).get(name) == wanted[name]
            }
            for article, wanted in keys.items()
        }

    @property
    def _judge(self) -> Judge | None:
        """The encoder's heads of agreement, where the shipped encoder works."""
        if self._encoder != SHIPPED or missing() is not None:
            return None
        # Imported here: without an encoder nothing of what it needs has to be installed.
        from tawatur.language.encoder.sense import sense_model

        return sense_model()

    @property
    def _by_rules(self) -> bool:
        """Whether the installed stages work without an encoder."""
        if self._pipeline is not None:
            return False
        return self._encoder is None or (self._encoder == SHIPPED and missing() is not None)

    def _source(self, article: Article) -> str:
        return source_key(article, self.furniture.get(article.id, ()))

    def _report(self, step: str, done: int) -> None:
        if self._progress is not None:
            self._progress(step, done, 1)


class Added(NamedTuple):
    """What :func:`add` did: the story, and how many articles were new, changed or the same."""

    story: Story
    new: int
    changed: int
    same: int


def read(
    *paths: str | Path,
    published: str | None = None,
    encoder: str | None = SHIPPED,
    convention: str | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Story:
    """Read files, folders, or one store, and return the story they hold.

    Args:
        paths: files or folders of articles; or a single store, as a path or a database URL.
        published: ISO date for articles that carry none.
        encoder: ``shipped``, another model that finds names, or None for rules alone.
        convention: codebook by which open and vague figures are given a number beside their
            reading, ``acled`` or ``ucdp``; none if None.
        workers: number of processes for annotating; chosen by the amount of work if None.
        progress: called with step, done and total while long work goes on.

    Raises:
        InputError: when there is no path, ``published`` is no ISO date, or there is no such
            convention.
        StoreError: when a store cannot be opened.

    Inputs that cannot be read do not raise: they are in ``refusals`` of the story.
    """
    if not paths:
        raise InputError("nothing to read: name files, folders or a store")
    if len(paths) == 1 and is_store(paths[0]):
        return open_story(
            paths[0],
            encoder=encoder,
            convention=convention,
            workers=workers,
            progress=progress,
        )
    found = read_paths([Path(path) for path in paths], published=published, progress=progress)
    return Story(
        found.articles,
        found.furniture,
        refusals=found.refusals,
        encoder=encoder,
        convention=convention,
        workers=workers,
        progress=progress,
    )


def open_story(
    target: str | Path,
    *,
    encoder: str | None = SHIPPED,
    convention: str | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Story:
    """Return the story that a store keeps; what its stages made is taken from there.

    Raises :class:`StoreError` when the store cannot be opened.
    """
    store = Store(target)
    furniture = {
        article: [record for record in stages[READING] if isinstance(record, Furniture)]
        for article, stages in store.annotations([READING]).items()
    }
    return Story(
        store.articles(),
        furniture,
        store=store,
        encoder=encoder,
        convention=convention,
        workers=workers,
        progress=progress,
    )


def add(
    target: str | Path,
    *paths: str | Path,
    published: str | None = None,
    encoder: str | None = SHIPPED,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Added:
    """Read articles into a store, and work what is new or changed.

    An article whose id is there already and whose input differs takes the place of the older
    one. Arguments and errors as for :func:`read`.
    """
    found = read_paths([Path(path) for path in paths], published=published, progress=progress)
    counts: Counter[str] = Counter()
    with Store(target) as store:
        for article in found.articles:
            counts[store.put(article, found.furniture.get(article.id, ()))] += 1
    story = open_story(target, encoder=encoder, workers=workers, progress=progress)
    _ = story.annotations, story.trace
    story.refusals = found.refusals
    return Added(story, counts["new"], counts["changed"], counts["same"])


def _text_order(record: Annotation) -> tuple[int, int, str, str]:
    return record.start, -record.end, str(record.__struct_config__.tag), record.id
