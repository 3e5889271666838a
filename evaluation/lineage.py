"""Score tracing: classes, direction, hard negatives and evidence on the lineage set."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from evaluation.gold import articles, table
from evaluation.scores import Counts, Report, overlap
from tawatur.records import Derivation, Reuse
from tawatur.tracing import Trace, TraceSettings, trace

__all__ = [
    "CLASSES",
    "NEGATIVE",
    "GoldPair",
    "class_counts",
    "gold_pairs",
    "left_out",
    "macro_f1",
    "score",
]

CLASSES = ("none", "partially", "wholly")
NEGATIVE = frozenset({"same_event", "lookalike"})
_TURNED = {"a>b": "b>a", "b>a": "a>b"}
Span = tuple[int, int]


class GoldPair(NamedTuple):
    """One row of ``pairs.tsv``."""

    a: str
    b: str
    stratum: str
    derivation: str
    relation: str
    credit_a: str
    credit_b: str
    evidence: list[tuple[Span, Span]]


def gold_pairs(folder: Path) -> list[GoldPair]:
    """Return the labelled pairs of a lineage set."""
    return [
        GoldPair(
            row["a"],
            row["b"],
            row["stratum"],
            row["derivation"],
            row["relation"],
            row["credit_a"] or "",
            row["credit_b"] or "",
            [
                ((e["a"][0], e["a"][1]), (e["b"][0], e["b"][1]))
                for e in json.loads(row["evidence"] or "[]")
            ],
        )
        for row in table(folder / "pairs.tsv")
    ]


def class_counts(gold: Iterable[str], said: Iterable[str]) -> dict[str, Counts]:
    """Return the counts of each class."""
    counts = {name: Counts() for name in CLASSES}
    for right, answer in zip(gold, said, strict=True):
        if right == answer:
            counts[right].tp += 1
        else:
            counts[right].fn += 1
            counts[answer].fp += 1
    return counts


def macro_f1(counts: Mapping[str, Counts]) -> float:
    """Return the mean F1 of the classes."""
    return sum(counts[name].f1 for name in CLASSES) / len(CLASSES)


class _Answers:
    """The tracer's records, looked up by ordered pair."""

    def __init__(self, result: Trace) -> None:
        records = (*result.derivations, *result.reversed)
        self.by_pair: dict[tuple[str, str], Derivation] = {(r.a, r.b): r for r in records}
        self.passages: dict[tuple[str, str], list[Reuse]] = {}
        for reuse in result.reuse:
            self.passages.setdefault((reuse.a.article, reuse.b.article), []).append(reuse)

    def spans(self, a: str, b: str) -> list[tuple[Span, Span]]:
        """Return the aligned spans of a pair, those of ``a`` first."""
        straight = [
            ((r.a.start, r.a.end), (r.b.start, r.b.end)) for r in self.passages.get((a, b), ())
        ]
        turned = [
            ((r.b.start, r.b.end), (r.a.start, r.a.end)) for r in self.passages.get((b, a), ())
        ]
        return straight + turned


def score(gold: Path) -> Report:
    """Return how the tracer does on the set ``lineage`` below ``gold``.

    The tracer runs once over all articles of the set as a collection. The class is asked for in
    the order of the labels.
    """
    folder = gold / "lineage"
    answers = _Answers(trace(articles(folder)))
    pairs = gold_pairs(folder)
    records = [answers.by_pair.get((pair.a, pair.b)) for pair in pairs]
    said = [record.derivation if record else "none" for record in records]
    counts = class_counts([pair.derivation for pair in pairs], said)
    report = Report("lineage", classes=dict(counts))
    directed = right = credited = named = 0
    kept = negatives = found = wanted = 0
    for pair, record, answer in zip(pairs, records, said, strict=True):
        stratum = report.classes.setdefault(f"stratum {pair.stratum}", Counts())
        if answer == pair.derivation:
            stratum.tp += 1
        else:
            stratum.fn += 1
            stratum.fp += 1
            why = record.why if record else ""
            report.errors.append(
                f"{pair.a} {pair.b} {pair.stratum}: {pair.derivation}, said {answer}. {why}"
            )
        if pair.stratum in NEGATIVE:
            negatives += 1
            kept += answer == "none"
        if pair.relation in ("a>b", "b>a", "common"):
            directed += 1
            direction = record.direction if record else None
            right += direction == pair.relation
            if direction != pair.relation:
                report.errors.append(f"{pair.a} {pair.b}: {pair.relation}, said {direction}")
        if record is not None:
            for wants, says in (
                (pair.credit_a, record.credit_a),
                (pair.credit_b, record.credit_b),
            ):
                if wants or says:
                    named += 1
                    credited += wants == (says or "")
                    if wants != (says or ""):
                        report.errors.append(f"{pair.a} {pair.b}: credit {wants!r}, said {says!r}")
        spans = answers.spans(pair.a, pair.b)
        for in_a, in_b in pair.evidence:
            wanted += in_a[1] - in_a[0] + in_b[1] - in_b[0]
            found += _covered(in_a, [s[0] for s in spans]) + _covered(in_b, [s[1] for s in spans])
    report.figures = {
        "macro_f1": macro_f1(counts),
        "accuracy": sum(p.derivation == s for p, s in zip(pairs, said, strict=True)) / len(pairs),
        "direction_accuracy": right / directed if directed else 0.0,
        "negative_precision": kept / negatives if negatives else 0.0,
        "evidence_recall": found / wanted if wanted else 0.0,
        "credit_exact": credited / named if named else 0.0,
    }
    return report


def left_out(gold: Path, settings: Sequence[TraceSettings]) -> tuple[list[float], float]:
    """Return the macro F1 of each of ``settings``, and that of choosing among them fairly.

    For the second figure every pair is judged under the settings that do best on all other
    pairs (the first of equals), as somebody would who had not seen it.
    """
    folder = gold / "lineage"
    pairs = gold_pairs(folder)
    right = [pair.derivation for pair in pairs]
    texts = articles(folder)
    said = []
    for setting in settings:
        by_pair = _Answers(trace(texts, settings=setting)).by_pair
        found = [by_pair.get((pair.a, pair.b)) for pair in pairs]
        said.append([record.derivation if record else "none" for record in found])
    chosen = []
    for number in range(len(pairs)):
        others = [k for k in range(len(pairs)) if k != number]
        best = max(
            range(len(settings)),
            key=lambda s: (
                macro_f1(class_counts([right[k] for k in others], [said[s][k] for k in others])),
                -s,
            ),
        )
        chosen.append(said[best][number])
    return (
        [macro_f1(class_counts(right, answers)) for answers in said],
        macro_f1(class_counts(right, chosen)),
    )


def _covered(span: Span, by: Iterable[Span]) -> int:
    """Return how many characters of ``span`` lie in one of ``by``."""
    inside = bytearray(span[1] - span[0])
    for other in by:
        if overlap(span, other):
            start, end = max(span[0], other[0]) - span[0], min(span[1], other[1]) - span[0]
            inside[start:end] = b"\1" * (end - start)
    return sum(inside)
