"""Tawatur and passim on pairs of articles labelled by hand: recall, precision, time.

``hand_pairs.tsv`` holds ids, offsets and labels of pairs drawn from five days of a country's
press (the collection ``saudinewsnet``), no text. The pairs were drawn by stratum (found by both,
by one, by neither but proposed by a third method), so that every figure is weighted with the size
of the strata and is an estimate. Run with ``python -m evaluation.hand_pairs [--data DIR]
[--trace FILE]``; without ``--trace`` the found-by columns of the file are used, with it those of
a trace written by ``tawatur trace --format jsonl``.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from evaluation.scores import Report
from tawatur.language.lexicon import parse

__all__ = ["HandPair", "Sample", "estimate", "load_sample", "main", "score"]

STRATA = ("both", "passim", "tawatur", "neither")
LABELS = ("copied", "partly", "none")
# Resamples of the pairs within each stratum, for the interval of an estimate.
_RESAMPLES, _SEED = 2000, 1


class HandPair(NamedTuple):
    """Two articles as a reader judged them, and who finds that they share text."""

    a: str
    b: str
    stratum: str
    label: str
    boilerplate: str
    tawatur: bool
    passim: bool
    reason: str

    @property
    def shares(self) -> bool:
        """True when one has news copy of the other, or of a text common to both."""
        return self.label != "none"


class Sample(NamedTuple):
    """The labelled pairs, how many pairs each stratum has, and the seconds that each took."""

    pairs: tuple[HandPair, ...]
    sizes: Mapping[str, float]
    seconds: Mapping[str, float]


def load_sample(file: Path | None = None) -> Sample:
    """Return the labelled pairs of ``hand_pairs.tsv``.

    Raises:
        LexiconError: the head lacks source or licence.
        ValueError: a stratum or label is unknown.
    """
    file = file or Path(__file__).with_name("hand_pairs.tsv")
    table = parse("hand_pairs", file.read_text("utf-8"))
    pairs = []
    for row in table.rows:
        if row["stratum"] not in STRATA or row["label"] not in LABELS:
            raise ValueError(f"{row['a']} {row['b']}: {row['stratum']}, {row['label']}")
        pairs.append(
            HandPair(
                *(row["a"], row["b"], row["stratum"], row["label"], row["boilerplate"]),
                tawatur=row["stratum"] in ("both", "tawatur"),
                passim=row["stratum"] in ("both", "passim"),
                reason=row["reason"],
            )
        )
    return Sample(tuple(pairs), _numbers(table.head["strata"]), _numbers(table.head["seconds"]))


def _numbers(text: str) -> dict[str, float]:
    """Return ``a 1, b 2`` as a dictionary."""
    return {name: float(value) for name, value in (part.split() for part in text.split(","))}


def estimate(
    sample: Sample, finds: Callable[[HandPair], bool], *, strict: bool = True
) -> tuple[float, float]:
    """Return weighted recall and precision of a finder.

    A pair of a stratum stands for as many as the stratum has to each that was read. ``strict``
    counts a pair that shares boilerplate alone as one that shares nothing; otherwise it is left
    out.
    """
    read = {name: sum(p.stratum == name for p in sample.pairs) for name in STRATA}
    weight = {name: sample.sizes[name] / read[name] for name in STRATA if read[name]}
    right = there = said = 0.0
    for pair in sample.pairs:
        if pair.boilerplate and not pair.shares and not strict:
            continue
        w = weight[pair.stratum]
        found = finds(pair)
        there += w * pair.shares
        said += w * found
        right += w * (pair.shares and found)
    return (right / there if there else 0.0), (right / said if said else 0.0)


def _interval(sample: Sample, finds: Callable[[HandPair], bool]) -> list[tuple[float, float]]:
    """Return the middle 95 of 100 of recall and precision over pairs drawn again by stratum."""
    rng = random.Random(_SEED)
    by = {name: [p for p in sample.pairs if p.stratum == name] for name in STRATA}
    drawn: list[tuple[float, float]] = []
    for _ in range(_RESAMPLES):
        pairs = [p for group in by.values() if group for p in rng.choices(group, k=len(group))]
        drawn.append(estimate(sample._replace(pairs=tuple(pairs)), finds))
    ends = []
    for at in (0, 1):
        values = sorted(pair[at] for pair in drawn)
        ends.append((values[_RESAMPLES // 40], values[-_RESAMPLES // 40 - 1]))
    return ends


FINDERS: Mapping[str, Callable[[HandPair], bool]] = {
    "tawatur": lambda pair: pair.tawatur,
    "passim": lambda pair: pair.passim,
}


def score(gold: Path) -> Report:
    """Return recall and precision of both finders; ``gold`` is not needed."""
    del gold
    return _report(load_sample(), FINDERS)


def _report(sample: Sample, finders: Mapping[str, Callable[[HandPair], bool]]) -> Report:
    report = Report("hand_pairs")
    for name, finds in finders.items():
        recall, precision = estimate(sample, finds)
        report.figures[f"{name}_recall"] = recall
        report.figures[f"{name}_precision"] = precision
        report.figures[f"{name}_precision_apart"] = estimate(sample, finds, strict=False)[1]
    for pair in sample.pairs:
        for name, finds in finders.items():
            if finds(pair) != pair.shares:
                what = "missed" if pair.shares else "false"
                report.errors.append(f"{name} {what}: {pair.a} {pair.b}: {pair.reason}")
    return report


def _traced(file: Path) -> set[frozenset[str]]:
    """Return the pairs of articles that a trace in JSON Lines lists as derived."""
    found = set()
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record.get("kind") == "derivation" and not record.get("boilerplate"):
                found.add(frozenset((record["a"], record["b"])))
    return found


def _rows(sample: Sample, finders: Mapping[str, Callable[[HandPair], bool]]) -> Iterable[str]:
    yield "stratum      pairs    read  copied  partly    none  of these boilerplate"
    for name in STRATA:
        pairs: Sequence[HandPair] = [p for p in sample.pairs if p.stratum == name]
        labels = [sum(p.label == label for p in pairs) for label in LABELS]
        apart = sum(bool(p.boilerplate) and not p.shares for p in pairs)
        yield f"{name:<10}{sample.sizes[name]:>8.0f}{len(pairs):>8}" + "".join(
            f"{value:>8}" for value in (*labels, apart)
        )
    yield "finder     recall (95 of 100)     precision (95 of 100)  boilerplate apart   seconds"
    for name, finds in finders.items():
        recall, precision = estimate(sample, finds)
        apart_ = estimate(sample, finds, strict=False)[1]
        (low, high), (least, most) = _interval(sample, finds)
        seconds = sample.seconds.get(name, 0.0)
        yield (
            f"{name:<10} {recall:.2f} ({low:.2f} to {high:.2f})"
            f"    {precision:.2f} ({least:.2f} to {most:.2f})    {apart_:.2f}    {seconds:.0f}"
        )


def main(arguments: list[str] | None = None) -> int:
    """Print strata, labels and the figures of both finders."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.hand_pairs", description=__doc__)
    parser.add_argument("--trace", type=Path, help="derivations of a new trace, JSON Lines")
    parser.add_argument("--errors", action="store_true", help="list every error with its reason")
    options = parser.parse_args(arguments)
    sample = load_sample()
    finders = dict(FINDERS)
    if options.trace is not None:
        traced = _traced(options.trace)
        finders["traced now"] = lambda pair: frozenset((pair.a, pair.b)) in traced
    print("\n".join(_rows(sample, finders)))
    if options.errors:
        print("\n".join(_report(sample, finders).errors))
    return 0


if __name__ == "__main__":
    sys.exit(main())
