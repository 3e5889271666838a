"""Two translations of one text, told from independent reports of one event.

``translations.tsv`` holds events with three texts each: two Arabic renderings of one foreign
report by two desks, and one or two reports of the same event that are independent of it. All are
traced as one collection.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from evaluation.scores import Counts, Report
from tawatur.language.lexicon import parse
from tawatur.records import Article
from tawatur.tracing import trace
from tawatur.tracing.translation import shipped_vectors

__all__ = ["Story", "score", "stories"]


class Story(NamedTuple):
    """One event: two renderings of a foreign report, and independent reports."""

    id: str
    rendered: tuple[Article, Article]
    own: tuple[Article, ...]


def stories() -> list[Story]:
    """Return the events of ``translations.tsv``."""
    file = Path(__file__).with_name("translations.tsv")
    texts: dict[str, dict[str, Article]] = {}
    for row in parse("translations", file.read_text("utf-8")).rows:
        texts.setdefault(row["story"], {})[row["text"]] = Article(
            id=f"{row['story']}-{row['text']}",
            text=row["words"],
            outlet=row["outlet"],
            published=row["published"],
            published_from="metadata",
        )
    return [
        Story(id_, (of["a"], of["b"]), tuple(of[key] for key in ("c", "d") if key in of))
        for id_, of in texts.items()
    ]


def score(gold: Path) -> Report:
    """Return how many pairs of renderings are found, and how many others are left alone.

    ``gold`` is not needed. ``recall``: of the pairs of renderings; ``precision``: of the pairs
    found, those of renderings; ``negatives_kept``: of the other pairs of reports of one event,
    those left alone. Skipped where the encoder is missing.
    """
    del gold
    report = Report("translations")
    if shipped_vectors() is None:
        report.skipped = "the encoder's sentence vectors (weights/sense.onnx) are not here"
        return report
    told = stories()
    found = {
        frozenset((record.a, record.b)): record
        for record in trace(
            [text for story in told for text in (*story.rendered, *story.own)]
        ).derivations
    }
    right = {frozenset(text.id for text in story.rendered) for story in told}
    others = {
        frozenset(text.id for text in pair)
        for story in told
        for pair in combinations((*story.rendered, *story.own), 2)
        if pair != story.rendered
    }
    counts = Counts(len(right & set(found)), len(set(found) - right), len(right - set(found)))
    report.classes["renderings of one text"] = counts
    report.figures = {
        "recall": counts.recall,
        "precision": counts.precision,
        "negatives_kept": 1 - len(others & set(found)) / len(others),
    }
    for pair in sorted(map(sorted, right - set(found))):
        report.errors.append(f"{' '.join(pair)}: not found")
    for key, record in found.items():
        if key not in right:
            report.errors.append(f"{record.a} {record.b}: {record.why}")
    return report


if __name__ == "__main__":
    print("\n".join(score(Path()).lines(errors=True)))
