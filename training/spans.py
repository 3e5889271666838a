"""Spans in sequences of labels, and scores by exact span."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

__all__ = ["Tally", "label_order", "spans"]


def label_order(labels: Iterable[str]) -> list[str]:
    """Return ``O`` and then the B and I of each type, types in alphabetical order."""
    kinds = sorted({label[2:] for label in labels if label != "O"})
    return ["O", *(f"{part}-{kind}" for kind in kinds for part in "BI")]


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """Return (first, end, type) of each name; an I without a B before it begins one."""
    found: set[tuple[int, int, str]] = set()
    start, kind = 0, ""
    for at, label in enumerate([*labels, "O"]):
        if kind and (label == "O" or label[0] == "B" or label[2:] != kind):
            found.add((start, at, kind))
            kind = ""
        if label != "O" and not kind:
            start, kind = at, label[2:]
    return found


class Tally:
    """Counts of right, found and wanted spans by type."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()

    def add(self, found: Sequence[str], wanted: Sequence[str]) -> None:
        """Count one sentence."""
        ours, theirs = spans(found), spans(wanted)
        self.found.update(kind for *_, kind in ours)
        self.wanted.update(kind for *_, kind in theirs)
        self.right.update(kind for *_, kind in ours & theirs)

    def f1(self, kinds: Iterable[str] | None = None) -> float:
        """Return micro F1 over the named types, or over all."""
        names = list(self.wanted | self.found) if kinds is None else list(kinds)
        right, found, wanted = (
            sum(counts[kind] for kind in names) for counts in (self.right, self.found, self.wanted)
        )
        return 2 * right / (found + wanted) if found + wanted else 0.0

    def table(self) -> dict[str, float]:
        """Return F1 of each type and of all."""
        kinds = sorted(self.wanted)
        return {kind: round(self.f1([kind]), 4) for kind in kinds} | {"all": round(self.f1(), 4)}
