"""Score the marking of furniture by overlap of characters."""

from __future__ import annotations

from pathlib import Path

from evaluation.gold import labelled
from evaluation.scores import Counts, Report, overlap
from tawatur.reading import mark_furniture

__all__ = ["score"]

SETS = ("event",)


def score(gold: Path) -> Report:
    """Return figures ``f1``, ``precision``, ``recall`` (characters) and ``role`` (records).

    Spans that the annotator called doubtful count neither way. Articles without any label count
    too: what is marked there is wrong.
    """
    report = Report("furniture")
    chars, roles = Counts(), Counts()
    for name in SETS:
        if not (gold / name / "gold.jsonl").exists():
            continue
        for item in labelled(gold / name):
            article = item.article
            sure, doubtful = set[int](), set[int]()
            spans = item.records.get("furniture", [])
            for record in spans:
                target = doubtful if record.get("doubtful") else sure
                target.update(range(record["start"], record["end"]))
            marked = mark_furniture(article)
            found = {at for m in marked for at in range(m.start, m.end)} - doubtful
            space = {at for at, char in enumerate(article.text) if char.isspace()}
            sure -= space
            found -= space
            chars += Counts(len(sure & found), len(found - sure), len(sure - found))
            for mark in marked:
                if not set(range(mark.start, mark.end)) & (sure | doubtful):
                    report.errors.append(f"{article.id}: false {mark.role}: {mark.text[:80]!r}")
            for record in spans:
                if record.get("doubtful"):
                    continue
                near = [m for m in marked if overlap((m.start, m.end), _span(record))]
                right = any(m.role == record["role"] for m in near)
                counts = Counts(int(right), 0, int(not right))
                roles += counts
                report.classes[record["role"]] = (
                    report.classes.get(record["role"], Counts()) + counts
                )
                if not near:
                    report.errors.append(
                        f"{article.id}: missed {record['role']}: {record['text'][:80]!r}"
                    )
    report.figures = {
        "f1": chars.f1,
        "precision": chars.precision,
        "recall": chars.recall,
        "role": roles.recall,
    }
    return report


def _span(record: dict[str, int]) -> tuple[int, int]:
    return record["start"], record["end"]
