"""The engine of one machine: stages over articles, in this process or in several."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import NamedTuple, TypeAlias, cast

from tawatur.annotating import Pipeline, default_pipeline
from tawatur.language.encoder import SHIPPED
from tawatur.records import Annotation, Article, decode_lines, encode_line

__all__ = ["Job", "Progress", "Work", "annotate"]

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with the name of the step, how much is done, and how much there is."""

Work: TypeAlias = Mapping[str, Sequence[Annotation]]
"""The records that stages made of one article, by the name of the stage."""

# Starting a process costs about a second (the gazetteers are read anew), so that fewer articles
# than this are done sooner in one process: measured on two cores with articles of 300 words.
_WORTH_WORKERS = 150
_BATCH = 25


class Job(NamedTuple):
    """One article to annotate, what is given, and the stages whose work is kept."""

    article: Article
    given: Sequence[Annotation]
    kept: Work


def annotate(
    jobs: Sequence[Job],
    *,
    pipeline: Pipeline | None = None,
    encoder: str | None = SHIPPED,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[Job, Work]]:
    """Yield every job with what its stages made, in the order of the jobs.

    ``workers`` is the number of processes; by default as many as there are cores when there is
    enough to do, else this process alone. ``encoder`` is as for
    :func:`tawatur.annotating.default_pipeline`. A ``pipeline`` of one's own is run in this process,
    since its stages need not be known to another.
    """
    report = progress or _silent
    total = len(jobs)
    report("annotate", 0, total)
    if workers is None:
        workers = (os.cpu_count() or 1) if total >= _WORTH_WORKERS else 1
    if pipeline is not None or workers < 2:
        chosen = pipeline or default_pipeline(encoder)
        for done, job in enumerate(jobs, 1):
            yield job, chosen.work(*job)
            report("annotate", done, total)
        return
    batches = [jobs[at : at + _BATCH] for at in range(0, total, _BATCH)]
    # A fresh interpreter for every worker: forking a process that has threads is not safe.
    context = multiprocessing.get_context("spawn")
    done = 0
    with ProcessPoolExecutor(min(workers, len(batches)), mp_context=context) as pool:
        for batch, results in zip(
            batches, pool.map(partial(_work_batch, encoder), batches), strict=True
        ):
            for job, result in zip(batch, results, strict=True):
                yield (
                    job,
                    {
                        stage: cast("list[Annotation]", list(decode_lines(lines.splitlines())))
                        for stage, lines in result.items()
                    },
                )
            done += len(batch)
            report("annotate", done, total)


def _work_batch(encoder: str | None, batch: Sequence[Job]) -> list[dict[str, bytes]]:
    # Records travel as JSON Lines, which is faster than pickling thousands of small objects.
    pipeline = default_pipeline(encoder)
    return [
        {
            stage: b"".join(map(encode_line, records))
            for stage, records in pipeline.work(*job).items()
        }
        for job in batch
    ]


def _silent(step: str, done: int, total: int) -> None:
    """Report nothing."""
