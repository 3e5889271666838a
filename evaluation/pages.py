"""Score the reading of HTML pages beside plain trafilatura and htmldate on the same input.

Run it alone: ``python -m evaluation.pages [DATA] [--errors]``; ``DATA`` is the folder with
``html_ar``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.scores import Counts, Report
from tawatur.errors import InputError
from tawatur.language import fold_text
from tawatur.reading import read_html

__all__ = ["score"]


class _Read(NamedTuple):
    text: str
    date: str | None
    title: str | None


def score(gold: Path) -> Report:
    """Return the figures on the pages of ``data/html_ar`` beside the folder ``gold``.

    ``dates`` is the share of right days of publication (a null where there is a day is wrong),
    ``kept`` and ``clean`` the shares of passages that must and must not be in the text,
    ``text`` the mean F1 of the words of the pages with a full text; those with ``rival_`` are
    trafilatura's and htmldate's.
    """
    folder = gold.parent / "data" / "html_ar"
    return _score(folder if folder.is_dir() else gold / "html_ar")


def _score(folder: Path) -> Report:
    report = Report("pages")
    if not (folder / "manifest.json").exists():
        return report
    rows: list[dict[str, Any]] = json.loads((folder / "manifest.json").read_text("utf-8"))
    for name, reader in (("", _ours), ("rival_", _rival)):
        dates, kept, clean = Counts(), Counts(), Counts()
        texts: list[float] = []
        for row in rows:
            found = reader(_bytes(folder / row["file"]))
            for label, good in _judged(row, found, folder, texts):
                counts = {"date": dates, "kept": kept, "clean": clean}[label]
                counts.tp += good
                counts.fn += not good
                if not good and not name:
                    report.errors.append(f"{row['file']}: {label}: date read {found.date}")
        report.figures |= {
            f"{name}dates": dates.recall,
            f"{name}kept": kept.recall,
            f"{name}clean": clean.recall,
            f"{name}text": sum(texts) / len(texts) if texts else 0.0,
        }
    return report


def _judged(
    row: dict[str, Any], found: _Read, folder: Path, texts: list[float]
) -> list[tuple[str, bool]]:
    gold = row["gold"]
    results: list[tuple[str, bool]] = []
    wanted = gold.get("date")
    full = None
    if "full_text_file" in gold:
        full = (folder / gold["full_text_file"]).read_text("utf-8")
    if "full_json_file" in gold:
        page = json.loads((folder / gold["full_json_file"]).read_text("utf-8"))["V1"]
        body = page["body"]
        paragraphs = list(body["summary"])
        for section in body["sections"]:
            paragraphs += [*section["headline"], *section["paragraphs"]]
        full = "\n".join(paragraphs)
        wanted = page.get("publishing_date")
    if wanted:
        results.append(("date", (found.date or "")[:10] == wanted[:10]))
    squeezed = " ".join(found.text.split())
    results += [("kept", " ".join(text.split()) in squeezed) for text in gold.get("with", ())]
    results += [
        ("clean", " ".join(text.split()) not in squeezed) for text in gold.get("without", ())
    ]
    if full is not None:
        texts.append(_f1(full, found.text))
    return results


def _f1(gold: str, text: str) -> float:
    wanted, got = (Counter(fold_text(one).split()) for one in (gold, text))
    same = sum((wanted & got).values())
    return Counts(same, sum(got.values()) - same, sum(wanted.values()) - same).f1


def _bytes(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def _ours(data: bytes) -> _Read:
    try:
        article, _ = read_html(data)
    except InputError:
        return _Read("", None, None)
    return _Read(article.text, article.published, article.title)


def _rival(data: bytes) -> _Read:
    from htmldate import find_date
    from trafilatura import bare_extraction, extract

    page = data.decode("utf-8", "replace")
    try:
        date = find_date(page)
    except ValueError:
        date = None
    about = bare_extraction(page, with_metadata=True)
    return _Read(extract(page) or "", date, getattr(about, "title", None))


def main() -> int:
    """Print the figures of the pages below the folder given."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.pages")
    parser.add_argument("data", nargs="?", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", action="store_true", help="list every error")
    options = parser.parse_args()
    report = _score(options.data / "html_ar")
    print("\n".join(report.lines(errors=options.errors)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
