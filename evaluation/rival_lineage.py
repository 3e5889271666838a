"""Rivals on the lineage set: shared word 5-grams with thresholds tuned on the set itself.

Three measures of METER's kind stand for the published practice: the Jaccard index and the
containment of word 5-grams (each with two thresholds, none / partially / wholly), and word
containment. The thresholds are those that serve each rival best on the very pairs that it is
scored on, which flatters it; the figure with thresholds from the other pairs (leave one out)
stands beside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from evaluation.gold import articles
from evaluation.lineage import CLASSES, class_counts, gold_pairs, macro_f1
from evaluation.scores import Report
from tawatur.language import tokenize

__all__ = ["score"]

Grams = set[tuple[str, ...]]
_SIZE = 5


def _words(text: str) -> list[str]:
    return [token.text for token in tokenize(text) if token.kind != "mark"]


def _grams(words: Sequence[str], size: int) -> Grams:
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def _jaccard(a: Grams, b: Grams) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _containment(a: Grams, b: Grams) -> float:
    return len(a & b) / len(b) if b else 0.0


def _classes(values: Sequence[float], low: float, high: float) -> list[str]:
    return [CLASSES[(value >= low) + (value >= high)] for value in values]


def _tuned(gold: Sequence[str], values: Sequence[float]) -> tuple[float, float]:
    """Return the two thresholds with the best macro F1, the lowest of equals."""
    steps = sorted({*values, 2.0})
    best = (0.0, 2.0, 2.0)
    for number, low in enumerate(steps):
        for high in steps[number:]:
            figure = macro_f1(class_counts(gold, _classes(values, low, high)))
            if figure > best[0]:
                best = (figure, low, high)
    return best[1], best[2]


def score(gold: Path) -> Report:
    """Return the macro F1 of each rival, thresholds tuned on the set and left one out."""
    folder = gold / "lineage"
    texts = {article.id: _words(article.text) for article in articles(folder)}
    pairs = gold_pairs(folder)
    right = [pair.derivation for pair in pairs]
    rivals: dict[str, tuple[int, Callable[[Grams, Grams], float]]] = {
        "jaccard_5": (_SIZE, _jaccard),
        "containment_5": (_SIZE, _containment),
        "containment_1": (1, _containment),
    }
    report = Report("rival_lineage")
    for name, (size, measure) in rivals.items():
        values = [measure(_grams(texts[p.a], size), _grams(texts[p.b], size)) for p in pairs]
        counts = class_counts(right, _classes(values, *_tuned(right, values)))
        report.figures[f"{name}_macro_f1"] = macro_f1(counts)
        left_out = [
            _classes(
                [values[number]],
                *_tuned(
                    right[:number] + right[number + 1 :], values[:number] + values[number + 1 :]
                ),
            )[0]
            for number in range(len(values))
        ]
        report.figures[f"{name}_left_out"] = macro_f1(class_counts(right, left_out))
    return report
