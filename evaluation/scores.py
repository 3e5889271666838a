"""Counts, precision, recall and F1, in one place for all scorers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = ["Counts", "Report", "overlap"]


@dataclass
class Counts:
    """True positives, false positives and false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 0 where nothing is there."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp else 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)


@dataclass
class Report:
    """What a scorer found: named figures (0 to 1), counts by class, and the errors, one a line."""

    task: str
    figures: dict[str, float] = field(default_factory=dict)
    classes: dict[str, Counts] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    skipped: str | None = None
    """Why nothing was scored, where something that the task needs is missing."""

    def lines(self, *, errors: bool = False) -> Iterable[str]:
        """Yield the report as lines of plain text."""
        yield f"{self.task}" + (f": skipped, {self.skipped}" if self.skipped else "")
        for name, value in self.figures.items():
            yield f"  {name:<40} {value:.3f}"
        for name, counts in sorted(self.classes.items()):
            yield (
                f"    {name:<24} P {counts.precision:.2f}  R {counts.recall:.2f}  "
                f"F1 {counts.f1:.2f}  ({counts.tp}/{counts.tp + counts.fn})"
            )
        if errors:
            yield from (f"    ! {error}" for error in self.errors)


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Return how many characters two half-open spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))
