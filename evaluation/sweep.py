"""How accuracy falls with noise: ``python -m evaluation.sweep [--articles N] [--seeds 1 2]``.

Writes a tab-separated table, one line a noise level, each figure the mean over the seeds.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from statistics import fmean

from evaluation.simulated import score_world
from evaluation.simulator import simulate

__all__ = ["FIGURES", "LEVELS", "main", "sweep"]

LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)
FIGURES = (
    "origins_exact",
    "claims_b3_f1",
    "derivation_macro_f1",
    "direction_accuracy",
    "family_pair_f1",
    "disputes_recall",
    "disputes_precision",
)


def sweep(
    articles: int,
    seeds: Sequence[int],
    levels: Iterable[float] = LEVELS,
    *,
    workers: int | None = None,
) -> list[tuple[float, dict[str, float]]]:
    """Return the mean figures over the seeds for each noise level.

    Args:
        articles: articles of each world.
        seeds: one world each.
        levels: noise, 0 to 1.
        workers: processes for annotating; chosen by the amount of work if None.
    """
    curve = []
    for noise in levels:
        reports = [
            score_world(simulate(articles, seed, noise=noise), workers=workers) for seed in seeds
        ]
        means = {name: fmean(report.figures[name] for report in reports) for name in FIGURES}
        curve.append((noise, means))
    return curve


def main(arguments: list[str] | None = None) -> int:
    """Print the curve."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.sweep", description=__doc__)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--levels", type=float, nargs="+", default=list(LEVELS))
    options = parser.parse_args(arguments)
    print("\t".join(("noise", *FIGURES)))
    for level in options.levels:
        for noise, means in sweep(options.articles, options.seeds, [level]):
            print(
                "\t".join((f"{noise:g}", *(f"{means[name]:.3f}" for name in FIGURES))), flush=True
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
