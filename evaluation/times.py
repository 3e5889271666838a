"""Scores times: extents and values against ``time/gold.jsonl``.

A record whose gold is vague neither counts nor penalises, and neither does a vague one of ours.
``f1`` asks for an overlapping extent and the right value, ``exact_f1`` for the same extent and
value, ``extent_f1`` for an overlapping extent.

``python -m evaluation.times [--data DIR]`` checks the months that are written with two names over
the sentences of ``un_quadclass_ar``: both names must be of one month.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evaluation.gold import GoldArticle, labelled
from evaluation.scores import Counts, Report, overlap
from tawatur.annotating.document import Document
from tawatur.annotating.times import TimeStage
from tawatur.language import tokenize
from tawatur.language.calendars import month_at
from tawatur.records import Time

__all__ = ["compare", "dual_months", "main", "score"]


def score(gold: Path) -> Report:
    """Return the report on the gold set ``gold/time``."""
    report = Report("times")
    counts = {name: Counts() for name in ("f1", "exact_f1", "extent_f1")}
    stage = TimeStage()
    for item in labelled(gold / "time"):
        compare(item, stage(Document(item.article)), counts, report)
    report.figures = {name: count.f1 for name, count in counts.items()}
    return report


def compare(
    item: GoldArticle, found: Sequence[Time], counts: dict[str, Counts], report: Report
) -> None:
    """Add one article to the counts and the list of errors."""
    gold = item.records.get("time", [])
    free = list(found)
    pairs: list[tuple[dict[str, Any], Time | None]] = []
    for label in gold:
        span = label["start"], label["end"]
        best = max(free, key=lambda time: overlap(span, (time.start, time.end)), default=None)
        if best is not None and overlap(span, (best.start, best.end)):
            free.remove(best)
            pairs.append((label, best))
        else:
            pairs.append((label, None))
    for label, time in pairs:
        if label.get("vague"):
            continue
        kind = report.classes.setdefault(label["type"], Counts())
        if time is None:
            _add(counts, ("f1", "exact_f1", "extent_f1"), fn=1)
            kind.fn += 1
            report.errors.append(f"{item.article.id} missed {label['text']} = {label['value']}")
            continue
        same = (time.start, time.end) == (label["start"], label["end"])
        right = time.value == label["value"]
        _add(counts, ("extent_f1",), tp=1)
        _add(counts, ("f1",), **_outcome(right))
        _add(counts, ("exact_f1",), **_outcome(right and same))
        kind.tp += right
        kind.fn += not right
        kind.fp += not right
        if not (right and same):
            report.errors.append(
                f"{item.article.id} {label['text']} = {label['value']}: "
                f"{time.text} = {time.value} ({time.why or ''})"
            )
    for time in free:
        if not time.vague:
            _add(counts, ("f1", "exact_f1", "extent_f1"), fp=1)
            report.classes.setdefault(time.type, Counts()).fp += 1
            report.errors.append(f"{item.article.id} too much: {time.text} = {time.value}")


def _outcome(right: bool) -> dict[str, int]:
    return {"tp": 1} if right else {"fp": 1, "fn": 1}


def _add(counts: dict[str, Counts], names: tuple[str, ...], **more: int) -> None:
    for name in names:
        counts[name] += Counts(**more)


def dual_months(data: Path) -> Report:
    """Return how many of the months that are written twice are read as one month."""
    report = Report("dual months, UN sentences")
    counts = Counts()
    for sentence in _sentences(data / "un_quadclass_ar"):
        tokens = tokenize(sentence)
        done = 0
        for index in range(len(tokens)):
            match = month_at(tokens, index) if index >= done else None
            if match is None:
                continue
            done = match.last + 1
            if match.names == 2:
                counts += Counts(tp=1)
            elif not match.agree:
                counts += Counts(fn=1)
                report.errors.append(sentence[tokens.start[index] : tokens.end[match.last] + 15])
    report.classes["pairs"] = counts
    report.figures = {"consistent": counts.recall}
    return report


def _sentences(folder: Path) -> Iterator[str]:
    seen: set[str] = set()
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                sentence = line.rsplit("\t", 1)[0]
                if sentence not in seen:
                    seen.add(sentence)
                    yield sentence


def main(arguments: list[str] | None = None) -> int:
    """Print the check of dual months."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.times")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args(arguments)
    print("\n".join(dual_months(options.data).lines(errors=True)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
