"""Run the scorers: ``python -m evaluation [TASK ...] [--gold DIR] [--errors] [--floors]``."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

from evaluation.scores import Report

__all__ = ["TASKS", "main", "score"]

# Task -> module of this package. Each has score(gold: Path) -> Report.
TASKS = (
    "times",
    "quantities",
    "quotes",
    "mentions",
    "furniture",
    "lineage",
    "edit_types",
    "translations",
    "origins",
    "simulated",
)
FLOORS = Path(__file__).with_name("floors.json")


def score(task: str, gold: Path) -> Report:
    """Return the report of one task on the gold sets below ``gold``."""
    report: Report = importlib.import_module(f"evaluation.{task}").score(gold)
    return report


def main(arguments: list[str] | None = None) -> int:
    """Score, print, and return 1 when a floor is not held."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("tasks", nargs="*", metavar="TASK", help=", ".join(TASKS))
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--errors", action="store_true", help="list every error")
    parser.add_argument("--floors", action="store_true", help="fail below floors.json")
    options = parser.parse_args(arguments)
    if not options.gold.is_dir():
        parser.error(f"{options.gold} is not a folder; name the gold sets with --gold")
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))
    broken: list[str] = []
    for task in options.tasks or TASKS:
        report = score(task, options.gold)
        print("\n".join(report.lines(errors=options.errors)), flush=True)
        if report.skipped:
            continue
        for figure, floor in floors.get(task, {}).items():
            value = report.figures.get(figure)
            if value is None or value < floor:
                broken.append(f"{task}: {figure} is {value}, its floor is {floor}")
    if options.floors:
        print("\n".join(broken) or "all floors hold", file=sys.stderr)
        return 1 if broken else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
