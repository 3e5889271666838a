"""Trace simulated collections of growing size: ``python -m benchmarks.trace_scale [SIZE ...]``.

Prints a row of Markdown for each size. Every collection is simulated and traced in a process of
its own; memory is the greatest of that process and its workers, the simulated articles included.
With ``--add`` a day is added to a stored month instead, beside tracing all of it at once; with
``--compare`` the engines are put to the same articles and must give the same records.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.usage import Clock, memory
from evaluation.simulator import episodes
from tawatur.records import Article, encode_line
from tawatur.storing import Store
from tawatur.tracing import EngineName, TraceRun, TraceSettings, open_engine, trace

__all__ = ["main"]

_SIZES = (10_000, 20_000, 50_000, 100_000, 200_000)
_MONTH = 30
_HEAD = (
    "| articles | seconds | processor seconds | ms an article | MiB | pairs judged | sharing copy |"
    " families |\n|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def _articles(size: int, seed: int) -> Iterator[Article]:
    for episode in episodes(size, seed):
        yield from episode.articles


def measure(size: int, seed: int, engine: EngineName) -> dict[str, Any]:
    """Trace ``size`` articles and read all records once."""
    articles = list(_articles(size, seed))
    clock = Clock()
    digest = sha256()
    counts: dict[str, int] = {}
    with TraceRun(articles, engine=open_engine(engine, TraceSettings())) as run:
        for record in run.records():
            line = encode_line(record)
            digest.update(line)
            kind = str(record.__struct_config__.tag)
            counts[kind] = counts.get(kind, 0) + 1
        pairs = run.pairs_judged()
    return {
        "articles": size,
        "seconds": clock.seconds(),
        "processor": clock.processor(),
        "memory": memory(),
        "pairs": pairs,
        # Both orders of a pair have a record.
        "sharing": counts.get("derivation", 0) // 2,
        "families": counts.get("family", 0),
        "digest": digest.hexdigest(),
    }


def _row(found: dict[str, Any]) -> str:
    each = 1000 * found["processor"] / found["articles"]
    return (
        f"| {found['articles']:,} | {found['seconds']:.0f} | {found['processor']:.0f} |"
        f" {each:.1f} | {found['memory']:.0f} | {found['pairs']:,} | {found['sharing']:,} |"
        f" {found['families']:,} |"
    )


def _in_a_process(size: int, seed: int, engine: EngineName) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.trace_scale", str(size), "--one"]
    command += ["--seed", str(seed), "--engine", engine]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def add(size: int, seed: int) -> Iterator[str]:
    """Add the last day of a month to a store that holds the rest; trace all at once beside it."""
    articles = sorted(_articles(size, seed), key=lambda a: (a.published or "", a.id))
    before = articles[: size - size // _MONTH]
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "story.sqlite") as store:
        for article in articles:
            store.put(article)
        clock = Clock()
        trace(before, memory=store.memory())
        yield f"{len(before):,} articles traced and kept: {clock.processor():.1f} s of processor"
        clock = Clock()
        added = trace(articles, memory=store.memory())
        used = clock.processor()
        clock = Clock()
        whole = trace(articles)
        anew = clock.processor()
        yield (
            f"{size - len(before):,} more: {used:.1f} s of processor; all {size:,} anew: "
            f"{anew:.1f} s; the same records: {'yes' if added == whole else 'NO'}"
        )


def main(arguments: list[str] | None = None) -> int:
    """Measure each size and print a row; exit 1 when engines do not agree."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.trace_scale", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, metavar="SIZE", default=_SIZES)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    parser.add_argument("--one", action="store_true", help="measure in this process, print JSON")
    parser.add_argument("--add", action="store_true", help="add a day to a month of SIZE articles")
    parser.add_argument("--compare", action="store_true", help="put both engines to SIZE articles")
    options = parser.parse_args(arguments)
    if options.one:
        print(json.dumps(measure(options.sizes[0], options.seed, options.engine)))
        return 0
    agreed = True
    if not options.add:
        print(_HEAD, flush=True)
    for size in options.sizes:
        if options.add:
            for line in add(size, options.seed):
                print(line, flush=True)
            continue
        found = _in_a_process(size, options.seed, options.engine)
        print(_row(found), flush=True)
        if options.compare:
            other = _in_a_process(size, options.seed, "spark")
            same = found["digest"] == other["digest"]
            agreed = agreed and same
            print(_row(other), "the same records" if same else "OTHER RECORDS", flush=True)
    return 0 if agreed else 1


if __name__ == "__main__":
    sys.exit(main())
