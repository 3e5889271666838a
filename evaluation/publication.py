"""Scores days of publication told from the text alone, and from the address alone.

``python -m evaluation.publication [--gold DIR] [--data DIR]``. The gold set ``time`` gives the
figures; with ``--data`` the 8,727 articles of ``saudinewsnet`` are read too, whose metadata give
the day of collection (the text may be up to three days older). An article is *datable* when its
text names the day of publication, or a day beside it, in full: no more can be found there.
"""

from __future__ import annotations

import argparse
import json
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from evaluation.gold import labelled
from evaluation.scores import Report
from tawatur.language.times import find_times
from tawatur.reading.addresses import day_in_address
from tawatur.reading.dating import infer_published

__all__ = ["main", "measure", "measure_addresses", "score"]

# How many days the collection of a page may lie behind its writing.
_LATE = 3


def score(gold: Path) -> Report:
    """Return the report on the gold set ``gold/time``, metadata withheld."""
    pairs = (
        (item.article.id, item.article.text, date.fromisoformat(item.article.published[:10]))
        for item in labelled(gold / "time")
        if item.article.published
    )
    return measure("publication", pairs, 0)


def measure(task: str, articles: Iterable[tuple[str, str, date]], late: int) -> Report:
    """Return the report on articles given as id, text and day of publication.

    ``late`` is how many days the given day may lie behind the day of writing.
    """
    report = Report(task)
    count: Counter[str] = Counter()
    for name, text, day in articles:
        found = infer_published(text)
        count["all"] += 1
        datable = _datable(text, day, late)
        count["datable"] += datable
        if found.date is None:
            if datable:
                report.errors.append(f"{name} {day}: not found ({found.why})")
            continue
        distance = (found.date - day).days
        right = -1 - late <= distance <= 1
        count["found"] += right
        count["found datable"] += right and datable
        count["wrong"] += not right
        if not right:
            report.errors.append(f"{name} {day}: {found.date} ({found.why})")
    given = count["found"] + count["wrong"]
    report.figures = {
        "found": count["found"] / max(count["all"], 1),
        "datable": count["datable"] / max(count["all"], 1),
        "found_of_datable": count["found datable"] / max(count["datable"], 1),
        "wrong": count["wrong"] / max(count["all"], 1),
        "right_of_given": count["found"] / max(given, 1),
    }
    return report


def _datable(text: str, day: date, late: int) -> bool:
    return any(
        time.earliest is not None
        and time.earliest == time.latest
        and -1 - late <= (time.earliest - day).days <= 1
        for time in find_times(text)
    )


def measure_addresses(task: str, articles: Iterable[tuple[str, str, date]], late: int) -> Report:
    """Return the report on articles given as id, address and day; see :func:`measure`."""
    report = Report(task)
    total = found = wrong = 0
    for name, address, day in articles:
        total += 1
        given = day_in_address(address)
        if given is None:
            continue
        right = -1 - late <= (date.fromisoformat(given) - day).days <= 1
        found += right
        wrong += not right
        if not right:
            report.errors.append(f"{name} {day}: {given} ({address})")
    report.figures = {
        "found": found / max(total, 1),
        "wrong": wrong / max(total, 1),
        "right_of_given": found / max(found + wrong, 1),
    }
    return report


def _collected(folder: Path, *, addresses: bool = False) -> Iterator[tuple[str, str, date]]:
    for path in sorted((folder / "saudinewsnet").glob("*.zip")):
        day = date.fromisoformat(path.stem)
        with zipfile.ZipFile(path) as archive:
            articles = json.loads(archive.read(archive.namelist()[0]))
        for number, article in enumerate(articles):
            text = f"{article['title'] or ''}\n\n{article['content'] or ''}"
            told = (article["url"] or "") if addresses else text
            yield f"{path.stem}/{number}", told, day


def main(arguments: list[str] | None = None) -> int:
    """Print the reports."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.publication")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--errors", action="store_true", help="list every error")
    options = parser.parse_args(arguments)
    reports = [score(options.gold)]
    if options.data is not None:
        reports.append(measure("publication, saudinewsnet", _collected(options.data), _LATE))
        links = _collected(options.data, addresses=True)
        reports.append(measure_addresses("publication, addresses", links, _LATE))
    for report in reports:
        print("\n".join(report.lines(errors=options.errors)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
