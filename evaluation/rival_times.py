"""Compares times with libraries that read Arabic dates, on the same articles.

``python -m evaluation.rival_times [--gold DIR]`` prints one table over the gold set ``time``.
Every rival is given the day of publication. What it returns is a moment, so a rival is right
where that moment lies within the days of the gold value: more than is asked of Tawatur, which
must give the value itself. A rival that finds extents badly is also asked for the gold
expressions alone (``given the expressions``). Rivals that are not installed are left out.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from evaluation.gold import GoldArticle, labelled
from evaluation.scores import Counts, overlap
from tawatur.annotating.document import Document
from tawatur.annotating.times import TimeStage

__all__ = ["main", "table"]

# A moment that a rival finds: its span and its value.
Moment = tuple[int, int, datetime]
Finder = Callable[[str, datetime], list[Moment]]


def _dateparser(text: str, anchor: datetime) -> list[Moment]:
    search = importlib.import_module("dateparser.search").search_dates
    settings = {"RELATIVE_BASE": anchor}
    found: list[Moment] = []
    at = 0
    for words, moment in search(text, languages=["ar"], settings=settings) or []:
        start = text.find(words, at)
        if start >= 0:
            found.append((start, start + len(words), moment.replace(tzinfo=None)))
            at = start + len(words)
    return found


def _dateparser_alone(text: str, anchor: datetime) -> list[Moment]:
    parse = importlib.import_module("dateparser").parse
    moment = parse(text, languages=["ar"], settings={"RELATIVE_BASE": anchor})
    return [] if moment is None else [(0, len(text), moment.replace(tzinfo=None))]


def _datefinder(text: str, anchor: datetime) -> list[Moment]:
    find = importlib.import_module("datefinder").find_dates
    found = find(text, index=True, base_date=anchor)
    return [(start, end, moment.replace(tzinfo=None)) for moment, (start, end) in found]


def _maha(text: str, anchor: datetime) -> list[Moment]:
    parsers = importlib.import_module("maha.parsers.functions")
    found: list[Moment] = []
    for dimension in parsers.parse_dimension(text, time=True):
        value: Any = dimension.value
        try:
            moment = anchor + value
        except (TypeError, ValueError, OverflowError):
            continue
        found.append((dimension.start, dimension.end, moment.replace(tzinfo=None)))
    return found


_RIVALS: dict[str, tuple[str, Finder, bool]] = {
    "dateparser, whole text": ("dateparser", _dateparser, False),
    "dateparser, given the expressions": ("dateparser", _dateparser_alone, True),
    "datefinder, whole text": ("datefinder", _datefinder, False),
    "maha, whole text": ("maha", _maha, False),
    "maha, given the expressions": ("maha", _maha, True),
}


def table(gold: Path) -> Iterator[tuple[str, Counts]]:
    """Yield each program with its counts: an overlapping extent and the right value."""
    items = list(labelled(gold / "time"))
    ours = Counts()
    for item in items:
        found = TimeStage()(Document(item.article))
        own = [(t.start, t.end, t.value) for t in found if not t.vague]
        ours += _count(item, own, lambda label, value: bool(label["value"] == value))
    yield "tawatur, whole text", ours
    for name, (module, find, alone) in _RIVALS.items():
        if importlib.util.find_spec(module) is None:
            continue
        counts = Counts()
        for item in items:
            anchor = datetime.fromisoformat((item.article.published or "")[:10])
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                moments = _given(item, find, anchor) if alone else find(item.article.text, anchor)
            counts += _count(item, moments, _within)
        yield name, counts


def _given(item: GoldArticle, find: Finder, anchor: datetime) -> list[Moment]:
    found: list[Moment] = []
    for label in item.records.get("time", []):
        moments = [] if label.get("vague") else find(label["text"], anchor)
        if moments:
            found.append((label["start"], label["end"], moments[0][2]))
    return found


def _count(
    item: GoldArticle, found: list[Any], right: Callable[[dict[str, Any], Any], bool]
) -> Counts:
    free = list(found)
    counts = Counts()
    for label in item.records.get("time", []):
        span = label["start"], label["end"]
        best = max(free, key=lambda moment: overlap(span, moment[:2]), default=None)
        if best is not None and overlap(span, best[:2]):
            free.remove(best)
        else:
            best = None
        if label.get("vague"):
            continue
        good = best is not None and right(label, best[2])
        counts += Counts(tp=good, fp=best is not None and not good, fn=not good)
    return counts + Counts(fp=len(free))


def _within(label: dict[str, Any], moment: datetime) -> bool:
    if label.get("earliest") is None or label.get("latest") is None:
        return False
    first, last = date.fromisoformat(label["earliest"]), date.fromisoformat(label["latest"])
    return first <= moment.date() <= last


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.rival_times")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options = parser.parse_args(arguments)
    print(f"| {'program':<34} | precision | recall |   F1 |")
    print(f"|{'-' * 36}|----------:|-------:|-----:|")
    for name, counts in table(options.gold):
        print(f"| {name:<34} | {counts.precision:9.2f} | {counts.recall:6.2f} | {counts.f1:4.2f} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
