"""Gold sets: ``articles/*.txt`` with ``gold.jsonl``, ``pairs.tsv`` or ``story.json``."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tawatur.records import Article

__all__ = ["GoldArticle", "articles", "labelled", "table"]

Record = dict[str, Any]


class GoldArticle(NamedTuple):
    """An article of a gold set and its labels by kind."""

    article: Article
    head: Record
    records: dict[str, list[Record]]


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a tab-separated file without quoting, keyed by its first line."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def articles(folder: Path) -> list[Article]:
    """Return the articles of ``folder``, with the metadata of its ``meta.tsv`` where it has one."""
    meta_file = folder / "meta.tsv"
    meta = {row["file"]: row for row in table(meta_file)} if meta_file.exists() else {}
    return [
        Article(
            id=path.stem,
            text=_text(path),
            title=row.get("title") or None,
            outlet=row.get("outlet") or None,
            url=row.get("url") or None,
            published=row.get("published") or None,
            published_from="metadata" if row.get("published") else None,
            byline=row.get("byline") or None,
            language="ar",
        )
        for path in sorted((folder / "articles").glob("*.txt"))
        for row in [meta.get(path.name, {})]
    ]


def labelled(folder: Path) -> Iterator[GoldArticle]:
    """Yield the articles of a set with ``gold.jsonl``, each with its labels by kind."""
    heads: dict[str, Record] = {}
    labels: dict[str, dict[str, list[Record]]] = {}
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if record["kind"] == "article":
                heads[record["id"]] = record
            else:
                kinds = labels.setdefault(record["article"], {})
                kinds.setdefault(record["kind"], []).append(record)
    for path in sorted((folder / "articles").glob("*.txt")):
        head = heads.get(path.stem, {})
        article = Article(
            id=path.stem,
            text=_text(path),
            title=head.get("title"),
            outlet=head.get("outlet"),
            url=head.get("url"),
            published=head.get("published"),
            published_from=head.get("published_from"),
            language="ar",
        )
        yield GoldArticle(article, head, labels.get(path.stem, {}))


def _text(path: Path) -> str:
    # Not read_text: line ends stay as they are, since offsets count them.
    return path.read_bytes().decode("utf-8").removeprefix("\ufeff")
