"""Alignment of two texts known to share some: maximal passages, and how they differ.

Runs of equal words are found over an index of word trigrams of the one text, made one-to-one,
and chained where the gaps between them stay short on both sides; the gaps themselves are aligned
by edit distance. The work is linear in the two texts and the runs found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

__all__ = ["Aligned", "Block", "Op", "SeedIndex", "align"]

# Words of a seed; occurrences of one seed that are looked at; words of a gap that a chain spans.
_SEED, _OCCURRENCES, _GAP = 3, 6, 14
# Chains that a run may be joined to: the latest ones only, so that the work stays linear.
_OPEN_CHAINS = 6


class Block(NamedTuple):
    """``size`` equal words from ``a`` in the one text and from ``b`` in the other."""

    a: int
    b: int
    size: int


class Op(NamedTuple):
    """One step of an alignment: ``equal``, ``replace``, ``insert`` or ``delete``, half open."""

    tag: str
    a0: int
    a1: int
    b0: int
    b1: int


class Aligned(NamedTuple):
    """Two aligned passages, as word positions, and the steps between them."""

    a0: int
    a1: int
    b0: int
    b1: int
    ops: tuple[Op, ...]

    @property
    def equal(self) -> int:
        """Number of equal words."""
        return sum(op.a1 - op.a0 for op in self.ops if op.tag == "equal")

    @property
    def score(self) -> float:
        """Share of the longer passage's words that are equal."""
        return self.equal / max(self.a1 - self.a0, self.b1 - self.b0)


class SeedIndex:
    """Where the word trigrams of one text stand."""

    def __init__(self, words: Sequence[int]) -> None:
        self.words = words
        self.places: dict[tuple[int, int, int], list[int]] = {}
        for at, key in enumerate(zip(words, words[1:], words[2:], strict=False)):
            places = self.places.setdefault(key, [])
            if len(places) < _OCCURRENCES:
                places.append(at)


def align(index: SeedIndex, words: Sequence[int]) -> list[Aligned]:
    """Return the passages that the indexed text (a) and ``words`` (b) share, in the order of b."""
    chains = _chains(_one_to_one(_runs(index, words)))
    return [_aligned(index.words, words, chain) for chain in chains]


def _runs(index: SeedIndex, words: Sequence[int]) -> list[Block]:
    """Return the longest equal run at each place of b that no earlier run covers."""
    source, size, limit = index.words, len(index.words), len(words)
    runs: list[Block] = []
    at, diagonal = 0, 0
    while at + _SEED <= limit:
        places = index.places.get((words[at], words[at + 1], words[at + 2]))
        if places is None:
            at += 1
            continue
        best, length = -1, 0
        for place in places:
            i, j = place + _SEED, at + _SEED
            while i < size and j < limit and source[i] == words[j]:
                i += 1
                j += 1
            run = i - place
            # Of equal runs, the one that goes on where the last one was.
            nearer = abs(place - at - diagonal) < abs(best - at - diagonal)
            if run > length or (run == length and nearer):
                best, length = place, run
        runs.append(Block(best, at, length))
        diagonal = best - at
        at += length
    return runs


def _one_to_one(runs: list[Block]) -> list[Block]:
    """Keep each word of a in one run only: the longest that wants it."""
    kept: list[Block] = []
    taken: set[int] = set()
    for run in sorted(runs, key=lambda run: (-run.size, run.b)):
        start, end = 0, run.size
        while start < end and run.a + start in taken:
            start += 1
        while end > start and run.a + end - 1 in taken:
            end -= 1
        if end - start < _SEED or any(run.a + k in taken for k in range(start, end)):
            continue
        taken.update(range(run.a + start, run.a + end))
        kept.append(Block(run.a + start, run.b + start, end - start))
    kept.sort(key=lambda run: run.b)
    return kept


def _chains(blocks: list[Block]) -> list[list[Block]]:
    chains: list[list[Block]] = []
    open_chains: list[list[Block]] = []
    for block in blocks:
        best: list[Block] | None = None
        cost = 0
        for chain in open_chains:
            tail = chain[-1]
            gap_a, gap_b = block.a - tail.a - tail.size, block.b - tail.b - tail.size
            if 0 <= gap_a <= _GAP and 0 <= gap_b <= _GAP and (best is None or gap_a + gap_b < cost):
                best, cost = chain, gap_a + gap_b
        if best is None:
            best = []
            chains.append(best)
            open_chains.append(best)
            del open_chains[:-_OPEN_CHAINS]
        best.append(block)
    return chains


def _aligned(a: Sequence[int], b: Sequence[int], chain: list[Block]) -> Aligned:
    ops: list[Op] = []
    for number, block in enumerate(chain):
        if number:
            tail = chain[number - 1]
            ops.extend(_gap(a, b, tail.a + tail.size, block.a, tail.b + tail.size, block.b))
        ops.append(Op("equal", block.a, block.a + block.size, block.b, block.b + block.size))
    last = chain[-1]
    return Aligned(
        chain[0].a, last.a + last.size, chain[0].b, last.b + last.size, tuple(_merged(ops))
    )


def _gap(a: Sequence[int], b: Sequence[int], a0: int, a1: int, b0: int, b1: int) -> list[Op]:
    if a0 == a1 and b0 == b1:
        return []
    if a0 == a1:
        return [Op("insert", a0, a0, b0, b1)]
    if b0 == b1:
        return [Op("delete", a0, a1, b0, b0)]
    codes = Levenshtein.opcodes(a[a0:a1], b[b0:b1])
    return [
        Op(
            code.tag,
            a0 + code.src_start,
            a0 + code.src_end,
            b0 + code.dest_start,
            b0 + code.dest_end,
        )
        for code in codes
    ]


def _merged(ops: list[Op]) -> list[Op]:
    """Join neighbouring steps of one kind."""
    merged: list[Op] = []
    for op in ops:
        if merged and merged[-1].tag == op.tag:
            tail = merged[-1]
            merged[-1] = Op(op.tag, tail.a0, op.a1, tail.b0, op.b1)
        else:
            merged.append(op)
    return merged
