"""Run the benchmarks: ``python -m benchmarks [NAME ...] [--data DIR] [--stories DIR]``.

Every job is measured in a process of its own, so that start-up counts and memory is that job's.
Times are wall clock on whatever else the machine is doing; ratios to the rival of the same run
are what to compare between machines.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

__all__ = ["main"]

_PILE = 1000


def _news(data: Path, most: int) -> list[dict[str, str]]:
    articles: list[dict[str, str]] = []
    for archive in sorted((data / "saudinewsnet").glob("*.zip")):
        with zipfile.ZipFile(archive) as zipped:
            for name in sorted(zipped.namelist()):
                found = json.loads(zipped.read(name))
                articles.extend(a for a in found if a["content"].strip())
        if len(articles) >= most:
            break
    return articles[:most]


def _timed(command: list[str]) -> tuple[float, float]:
    """Return seconds and the greatest resident memory in MiB of a command and its children."""
    before = time.perf_counter()
    code = (
        "import resource, subprocess, sys; "
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024); "
        "sys.exit(done.returncode)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], stdout=subprocess.PIPE, check=True, text=True
    )
    return time.perf_counter() - before, float(done.stdout.split()[-1])


def _tawatur(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "tawatur.cli", *arguments]


def brief(data: Path, stories: Path) -> Iterator[str]:
    """Write the brief of five articles from a cold start."""
    with tempfile.TemporaryDirectory() as folder:
        output = str(Path(folder) / "brief.html")
        for story in sorted(path for path in stories.iterdir() if path.is_dir()):
            seconds, memory = _timed(_tawatur("brief", str(story), "-o", output))
            yield f"brief of {story.name}: {seconds:.1f} s (aim 10 s), {memory:.0f} MiB"


def pile(data: Path, stories: Path) -> Iterator[str]:
    """Read, annotate, trace and weigh a thousand articles."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "pile.json"
        source.write_text(json.dumps(_news(data, _PILE), ensure_ascii=False), "utf-8")
        seconds, memory = _timed(_tawatur("weigh", str(source)))
        yield (
            f"{_PILE} articles read, annotated, traced, weighed: {seconds:.0f} s (aim 300 s), "
            f"{memory:.0f} MiB in the largest process (aim 2048 MiB)"
        )


def folding(data: Path, stories: Path) -> Iterator[str]:
    """Fold and tokenise with offsets, beside normalising and splitting without them."""
    from tawatur.language import tokenize

    texts = [article["content"] for article in _news(data, 2000)]
    words = sum(len(text.split()) for text in texts)
    ours = _seconds(lambda: [tokenize(text) for text in texts])
    word = re.compile(r"\w+|[^\w\s]")
    rival = _seconds(lambda: [word.findall(unicodedata.normalize("NFKC", t)) for t in texts])
    yield (
        f"fold and tokenise: {words / ours:,.0f} words a second (aim 100,000), "
        f"{ours / rival:.1f} times NFKC and a regular expression, which keep no offsets"
    )


def stages(data: Path, stories: Path) -> Iterator[str]:
    """Give words a second of each installed stage."""
    from tawatur.annotating import Document, default_pipeline
    from tawatur.records import Article

    documents = [
        Document(Article(id=str(n), text=a["content"], published=a["date_extracted"][:10]))
        for n, a in enumerate(_news(data, 300))
    ]
    words = sum(len(document.text.split()) for document in documents)
    for document in documents:
        _ = document.tokens
    for stage in default_pipeline().stages:
        stage(documents[0])
        spent = 0.0
        for document in documents:
            before = time.perf_counter()
            records = stage(document)
            spent += time.perf_counter() - before
            document.add(records)
        yield f"stage {stage.name}: {words / spent:,.0f} words a second"


def encoder(data: Path, stories: Path) -> Iterator[str]:
    """Tag the names of a day's sentences, and time the first answer of a new process."""
    from benchmarks.encoder import report

    yield from report([article["content"] for article in _news(data, 100)])


def _seconds(work: Callable[[], object]) -> float:
    work()
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


_JOBS: dict[str, Callable[[Path, Path], Iterator[str]]] = {
    "folding": folding,
    "stages": stages,
    "encoder": encoder,
    "brief": brief,
    "pile": pile,
}


def main(arguments: list[str] | None = None) -> int:
    """Run the named benchmarks, or all, and print a line for each figure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(_JOBS))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--stories", type=Path, default=Path("../shared/stories"))
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in _JOBS]
    if unknown:
        parser.error(f"no benchmark {unknown[0]}; there are {', '.join(_JOBS)}")
    for name in options.names or _JOBS:
        for line in _JOBS[name](options.data, options.stories):
            print(line, flush=True)
    print(f"peak of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
