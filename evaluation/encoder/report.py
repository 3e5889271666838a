"""One table of all tasks: ``python -m evaluation.encoder [--data DIR] [--tasks ...] [--rivals]``.

Each row is a task and a measure, each column a system: the shipped encoder, and with
``--rivals`` those who stand against it on the same input. A dash: the system does not do it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from evaluation.encoder import contradictions, paraphrases, rivals
from evaluation.encoder import data as sets
from evaluation.encoder.data import EVENTS, STANCES
from evaluation.encoder.shipped import shipped
from evaluation.encoder.tasks import (
    Predictor,
    Probabilities,
    Row,
    binary_rows,
    score_agreement,
    score_names,
    score_sense,
)

__all__ = ["GROUPS", "main", "rows_of", "rows_of_folds", "rows_of_rivals", "table"]

GROUPS = ("names", "sense", "agreement", "vectors")
Cell = tuple[str, Row]
_ENCODER = "encoder"


def rows_of(predictor: Predictor, data: Path, groups: Iterable[str] = GROUPS) -> Iterator[Row]:
    """Yield the figures of a system on the groups of tasks."""
    for group in groups:
        if group not in predictor.does:
            continue
        if group == "names":
            yield from score_names(predictor, data)
        elif group == "sense":
            yield from score_sense(predictor, data)
        elif group == "agreement":
            yield from score_agreement(predictor, data)
            yield from contradictions.score(predictor.agreement)
        else:
            yield from paraphrases.score(predictor.vectors)


def rows_of_rivals(data: Path, groups: Iterable[str] = GROUPS) -> Iterator[Cell]:
    """Yield the figures of the rivals, each with its name; those not installed are left out."""
    learnt = rivals.available()
    for group in groups:
        if group == "names":
            yield from rivals.rules(data)
        elif group == "sense":
            yield from rivals.lexical(data)
            if learnt:
                yield from rivals.sense(data)
        elif group == "agreement" and learnt:
            yield from rivals.agreement(data)
            yield from (("TF-IDF", row) for row in contradictions.score(_stances(data)))
        elif group == "vectors":
            yield from (("characters", row) for row in paraphrases.score(paraphrases.characters))
            base = paraphrases.base()
            if base is not None:
                yield from (("base model", row) for row in paraphrases.score(base))


def rows_of_folds(path: Path) -> Iterator[Row]:
    """Yield the figures of events from what training wrote of the folds that it left out.

    The file maps ``assault`` and ``protest`` to lists of (probability, 0 or 1).
    """
    answers: dict[str, list[tuple[float, int]]] = json.loads(path.read_text("utf-8"))
    for event in EVENTS:
        mine = answers.get(event.lower(), [])
        if mine:
            yield from binary_rows(event, [bool(want) for _, want in mine], [c for c, _ in mine])


def _stances(data: Path) -> Callable[[Iterable[tuple[str, str]]], Probabilities]:
    """Return the rival for agreement, learnt from ANS."""

    def agreement(pairs: Iterable[tuple[str, str]]) -> Probabilities:
        asked = [sets.Pair(a, b, STANCES[0]) for a, b in pairs]
        return rivals.pair_chances(sets.stance(data, "train"), asked)

    return agreement


def table(cells: Iterable[Cell]) -> Iterator[str]:
    """Yield a table: a row for every task and measure, a column for every system."""
    figures: dict[tuple[str, str, int], dict[str, float]] = {}
    systems: dict[str, None] = {}
    for system, row in cells:
        systems[system] = None
        figures.setdefault((row.task, row.measure, row.items), {})[system] = row.value
    yield " | ".join(["| task", "measure", "items", *systems]) + " |"
    yield "|---|---|--:|" + "--:|" * len(systems)
    for (task, measure, items), values in figures.items():
        shown = [f"{values[system]:.3f}" if system in values else "-" for system in systems]
        yield " | ".join([f"| {task}", measure, str(items), *shown]) + " |"


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.encoder", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--tasks", nargs="+", choices=GROUPS, default=GROUPS, metavar="GROUP")
    parser.add_argument("--rivals", action="store_true", help="the rivals too (minutes)")
    parser.add_argument(
        "--folds", type=Path, metavar="FILE", help="folds.json that training.sense wrote"
    )
    options = parser.parse_args(arguments)
    if not options.data.is_dir():
        parser.error(f"{options.data} is not a folder; name the public sets with --data")
    predictor, why = shipped()
    cells: list[Cell] = []
    if why:
        print(f"not all of the encoder: {why}", file=sys.stderr)
    if predictor is not None:
        cells += ((_ENCODER, row) for row in rows_of(predictor, options.data, options.tasks))
    if options.folds is not None and "sense" in options.tasks:
        cells += (("encoder, fold left out", row) for row in rows_of_folds(options.folds))
    if options.rivals:
        cells += rows_of_rivals(options.data, options.tasks)
        if not rivals.available():
            print("without TF-IDF: scikit-learn is not installed", file=sys.stderr)
    print("\n".join(table(cells)))
    return 0
