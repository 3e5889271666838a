"""Trace days of a whole press: ``python -m benchmarks.trace_day [--data DIR] [--days N]``.

Prints seconds, processor seconds, memory and what was found, and how it compares with the passages
that passim 2.0.1 finds on the same articles.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
import zipfile
from pathlib import Path

from benchmarks.usage import Clock, memory
from tawatur.records import Article
from tawatur.tracing import trace

__all__ = ["main", "read_days"]

Pair = frozenset[str]


def read_days(folder: Path, days: int | None = None) -> list[Article]:
    """Return the articles of the first ``days`` archives of the collection, all by default."""
    found: list[Article] = []
    for archive in sorted(folder.glob("*.zip"))[:days]:
        with zipfile.ZipFile(archive) as zipped:
            for name in sorted(zipped.namelist()):
                if not name.endswith(".json"):
                    continue
                day = Path(name).stem
                for number, row in enumerate(json.loads(zipped.read(name).decode("utf-8-sig"))):
                    title, content = row["title"] or "", row["content"] or ""
                    found.append(
                        Article(
                            id=f"{day}#{number}",
                            text=f"{title}\n\n{content}",
                            title=title or None,
                            outlet=row["source"],
                            url=row["url"],
                            published=day,
                            published_from="metadata",
                            byline=row["author"] or None,
                        )
                    )
    return found


def _rival_pairs(folder: Path) -> dict[Pair, int]:
    """Return the pairs of articles that passim aligns, with the longest passage of each."""
    pairs: dict[Pair, int] = {}
    with gzip.open(folder / "rival_passim_pairs.tsv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            pair = frozenset((row["id_a"], row["id_b"]))
            length = int(row["end_a"]) - int(row["begin_a"])
            pairs[pair] = max(pairs.get(pair, 0), length)
    return pairs


def main(arguments: list[str] | None = None) -> int:
    """Trace, and print one figure a line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.trace_day", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--days", type=int, default=None, help="archives to read; all by default")
    options = parser.parse_args(arguments)
    folder = options.data / "saudinewsnet"
    articles = read_days(folder, options.days)
    clock = Clock()
    result = trace(articles)
    seconds, processor = clock.seconds(), clock.processor()
    outlet = {article.id: article.outlet for article in articles}
    ours = {frozenset((record.a, record.b)) for record in result.derivations}
    formulas = {frozenset((r.a.article, r.b.article)) for r in result.formulas} - ours
    across = {pair for pair in ours if len({outlet[name] for name in pair}) > 1}
    rival = {pair: n for pair, n in _rival_pairs(folder).items() if pair <= outlet.keys()}
    print(f"articles                       {len(articles):>8}")
    print(f"seconds                        {seconds:>8.1f}")
    print(f"processor seconds              {processor:>8.1f}")
    print(f"resident memory, MiB           {memory():>8.0f}")
    print(f"passages                       {len(result.reuse):>8}")
    print(f"pairs that share copy          {len(ours):>8}")
    print(f"  of two outlets               {len(across):>8}")
    print(f"families                       {len(result.families):>8}")
    print(f"pairs that share a formula     {len(formulas):>8}")
    print(f"pairs of passim (two outlets)  {len(rival):>8}")
    print(f"  found here as well           {len(ours & rival.keys()):>8}")
    print(f"  listed here as formula       {len(formulas & rival.keys()):>8}")
    print(f"pairs of two outlets beyond    {len(across - rival.keys()):>8}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
