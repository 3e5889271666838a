"""Score the quantity stage on the gold set ``time`` (it holds times and quantities)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.gold import GoldArticle, labelled
from evaluation.scores import Counts, Report, overlap
from tawatur.annotating.pipeline import Pipeline, discover
from tawatur.annotating.quantities import QuantityStage
from tawatur.annotating.sentences import SentenceStage
from tawatur.records import Annotation, Quantity, Time

__all__ = ["score"]

_VALUES = ("low", "high", "best")


class _GivenTimes:
    """Stands where the time stage would: the times of the gold are given."""

    name = "times"
    version = "gold"
    requires: tuple[str, ...] = ("article",)
    provides: tuple[str, ...] = ("time",)

    def __call__(self, document: object) -> Sequence[Annotation]:
        """Return nothing: the records are in the document already."""
        return []


def score(gold: Path) -> Report:
    """Return the figures of the quantity stage on ``gold/time``.

    ``f1``: extents that overlap, with the right low, high, best and ``what``; ``exact_f1``: the
    extent exact as well; ``value_f1``: overlap and numbers, whatever ``what``. The times of the
    gold are given to the stage, so that quantities are scored apart; ``pipeline_f1`` is ``f1``
    with the times of the installed stage.
    """
    report = Report("quantities")
    stage = Pipeline([SentenceStage(), _GivenTimes(), QuantityStage()])
    totals = {name: Counts() for name in ("f1", "exact_f1", "value_f1", "extent_f1", "pipeline_f1")}
    needed = {"sentence", "time", "quantity"}
    whole = Pipeline.arranged(stage for stage in discover() if needed & set(stage.provides))
    for item in labelled(gold / "time"):
        found = _quantities(stage.run(item.article, _times(item)))
        wanted = item.records.get("quantity", [])
        _compare(item, wanted, found, totals, report)
        made = _quantities(whole.run(item.article))
        totals["pipeline_f1"] += _counts(_pairs(wanted, made), wanted, made, _right)
    report.figures = {name: counts.f1 for name, counts in totals.items()}
    report.figures["precision"] = totals["f1"].precision
    report.figures["recall"] = totals["f1"].recall
    return report


def _times(item: GoldArticle) -> list[Annotation]:
    return [
        Time(
            id=str(record.get("id", number)),
            article=item.article.id,
            start=record["start"],
            end=record["end"],
            text=record["text"],
            type=record["type"],
            value=record.get("value"),
        )
        for number, record in enumerate(item.records.get("time", []))
    ]


def _quantities(records: Sequence[Annotation]) -> list[Quantity]:
    return [record for record in records if isinstance(record, Quantity)]


def _pairs(
    wanted: list[dict[str, Any]], found: list[Quantity]
) -> list[tuple[dict[str, Any], Quantity]]:
    """Pair each label with the finding that shares most characters, each used once."""
    shared = sorted(
        (-overlap((w["start"], w["end"]), (f.start, f.end)), i, j)
        for i, w in enumerate(wanted)
        for j, f in enumerate(found)
        if overlap((w["start"], w["end"]), (f.start, f.end))
    )
    used_w: set[int] = set()
    used_f: set[int] = set()
    pairs = []
    for _, i, j in shared:
        if i not in used_w and j not in used_f:
            used_w.add(i)
            used_f.add(j)
            pairs.append((wanted[i], found[j]))
    return pairs


def _same_value(label: dict[str, Any], record: Quantity) -> bool:
    return all(
        (label[key] is None) == (getattr(record, key) is None)
        and (label[key] is None or abs(label[key] - getattr(record, key)) <= 1e-6 * abs(label[key]))
        for key in _VALUES
    )


def _right(label: dict[str, Any], record: Quantity) -> bool:
    return _same_value(label, record) and bool(label["what"] == record.what)


def _exact(label: dict[str, Any], record: Quantity) -> bool:
    return _right(label, record) and (label["start"], label["end"]) == (record.start, record.end)


def _counts(
    pairs: list[tuple[dict[str, Any], Quantity]],
    wanted: list[dict[str, Any]],
    found: list[Quantity],
    test: Any,
) -> Counts:
    right = sum(1 for label, record in pairs if test(label, record))
    return Counts(right, len(found) - right, len(wanted) - right)


def _compare(
    item: GoldArticle,
    wanted: list[dict[str, Any]],
    found: list[Quantity],
    totals: dict[str, Counts],
    report: Report,
) -> None:
    pairs = _pairs(wanted, found)
    for name, test in (
        ("f1", _right),
        ("exact_f1", _exact),
        ("value_f1", _same_value),
        ("extent_f1", lambda label, record: True),
    ):
        totals[name] += _counts(pairs, wanted, found, test)
    for label in wanted:
        counts = report.classes.setdefault(label["what"], Counts())
        pair = next((p for p in pairs if p[0] is label), None)
        if pair is not None and _right(*pair):
            counts.tp += 1
        else:
            counts.fn += 1
    for record in found:
        if not any(pair[1] is record and _right(*pair) for pair in pairs):
            report.classes.setdefault(record.what, Counts()).fp += 1
    text = item.article.text
    for label, record in pairs:
        if not _exact(label, record):
            report.errors.append(
                f"{item.article.id} {label['start']}: {_show(label)} | found {_show_record(record)}"
            )
    for label in wanted:
        if not any(pair[0] is label for pair in pairs):
            report.errors.append(
                f"{item.article.id} {label['start']}: missed {_show(label)} "
                f"in {_around(text, label['start'], label['end'])}"
            )
    for record in found:
        if not any(pair[1] is record for pair in pairs):
            report.errors.append(
                f"{item.article.id} {record.start}: not in gold {_show_record(record)} "
                f"in {_around(text, record.start, record.end)}"
            )


def _show(label: dict[str, Any]) -> str:
    return f"[{label['text']}] {label['low']}..{label['high']} best {label['best']} {label['what']}"


def _show_record(record: Quantity) -> str:
    return f"[{record.text}] {record.low}..{record.high} best {record.best} {record.what}"


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - 40) : end + 40].replace("\n", " / ")
