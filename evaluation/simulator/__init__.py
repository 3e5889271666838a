"""A simulated news ecosystem: articles whose lineage, claims and origins are known.

Everything is drawn from ``random.Random`` seeded by the caller, so that a world is the same on
every machine. See ``docs/simulator.md`` for what is simulated and what the truth holds.
"""

from __future__ import annotations

from evaluation.simulator.habits import Habits
from evaluation.simulator.truth import (
    Episode,
    Relation,
    TrueClaim,
    TrueDispute,
    TrueLine,
    TrueStatement,
    World,
)
from evaluation.simulator.world import episodes, simulate

__all__ = [
    "Episode",
    "Habits",
    "Relation",
    "TrueClaim",
    "TrueDispute",
    "TrueLine",
    "TrueStatement",
    "World",
    "episodes",
    "simulate",
]
