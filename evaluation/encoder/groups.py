"""Near-identical sentences, and splits that never part them.

Everything here depends on the texts alone: the same texts give the same groups, folds and held
out parts whatever their order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Sequence

from tawatur.language import fold_text, tokenize

__all__ = ["FOLDS", "folds", "groups", "held_out", "plain"]

FOLDS = 5
_GRAM = 3
# Two changed words in a sentence of twenty leave half of its word trigrams.
_ALIKE = 0.5


def plain(text: str) -> str:
    """Return the folded words of ``text`` with every number written 0: what is compared here."""
    tokens = tokenize(fold_text(text))
    return " ".join(
        "0" if token.kind == "number" else token.text for token in tokens if token.kind != "mark"
    )


def groups(
    texts: Sequence[str],
    same: Callable[[int], Iterable[Hashable]] = lambda _: (),
    alike: float = _ALIKE,
) -> list[int]:
    """Return a group number for every text; near-identical texts share it.

    Texts are near-identical when the Jaccard index of their word trigrams (folded, numbers
    masked) is at least ``alike``; ``same`` gives further keys (a document, say) by position, and
    texts with a common key share a group too. A group's number is the position of its first
    text. Candidates come from prefix filtering (Bayardo, Ma & Srikant 2007), which misses none.
    """
    parent = list(range(len(texts)))

    def find(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def join(a: int, b: int) -> None:
        first, second = sorted((find(a), find(b)))
        parent[second] = first

    known: dict[Hashable, int] = {}
    grams: list[frozenset[str]] = []
    for at, text in enumerate(texts):
        words = plain(text)
        for key in ((None, words), *(("key", key) for key in same(at))):
            join(at, known.setdefault(key, at))
        grams.append(_grams(words))
    for a, b in _pairs(grams, alike):
        join(a, b)
    return [find(at) for at in range(len(texts))]


def _grams(words: str) -> frozenset[str]:
    parts = ["^", *words.split(), "$"]
    return frozenset(
        " ".join(parts[at : at + _GRAM]) for at in range(max(1, len(parts) - _GRAM + 1))
    )


def _pairs(sets: Sequence[frozenset[str]], alike: float) -> Iterable[tuple[int, int]]:
    """Yield the pairs of sets whose Jaccard index is at least ``alike``."""
    counts: dict[str, int] = {}
    for one in sets:
        for gram in one:
            counts[gram] = counts.get(gram, 0) + 1
    index: dict[str, list[int]] = {}
    for at, one in enumerate(sets):
        ordered = sorted(one, key=lambda gram: (counts[gram], gram))
        # Sets this alike share one of the rarest members: those beyond need not be looked up.
        prefix = len(one) - int(-(-alike * len(one) // 1)) + 1
        seen: set[int] = set()
        for gram in ordered[:prefix]:
            postings = index.setdefault(gram, [])
            seen.update(postings)
            postings.append(at)
        for other in sorted(seen):
            both = len(one & sets[other])
            if both >= alike * (len(one) + len(sets[other]) - both):
                yield other, at


def _share(key: str) -> float:
    """Return a number in 0..1 that depends on ``key`` alone, evenly spread."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) / 2**64


def _names(texts: Sequence[str], numbers: Sequence[int]) -> dict[int, str]:
    """Return for each group the least of its texts, which does not depend on their order."""
    names: dict[int, str] = {}
    for text, number in zip(texts, numbers, strict=True):
        words = plain(text)
        names[number] = min(names.get(number, words), words)
    return names


def held_out(texts: Sequence[str], numbers: Sequence[int], share: float) -> list[bool]:
    """Return which texts are held out: whole groups, about ``share`` of them, by hash."""
    out = {number: _share(name) < share for number, name in _names(texts, numbers).items()}
    return [out[number] for number in numbers]


def folds(
    texts: Sequence[str], numbers: Sequence[int], labels: Sequence[str], count: int = FOLDS
) -> list[int]:
    """Return the fold (0 to ``count`` - 1) of every text, groups whole and labels spread evenly.

    Groups that hold the same labels as often are ordered by hash; groups of rarer and more labels
    come first, each to the fold that has the fewest of its labels so far (ties: the smaller
    fold, then the lower number).
    """
    total: dict[str, int] = {}
    held: dict[int, dict[str, int]] = {}
    for number, label in zip(numbers, labels, strict=True):
        total[label] = total.get(label, 0) + 1
        mine = held.setdefault(number, {})
        mine[label] = mine.get(label, 0) + 1
    names = _names(texts, numbers)

    def urgency(number: int) -> tuple[list[tuple[int, int]], float, str]:
        rare = sorted((total[label], -times) for label, times in held[number].items())
        return rare, _share(names[number]), names[number]

    filled: list[dict[str, int]] = [{} for _ in range(count)]
    fold_of: dict[int, int] = {}
    for number in sorted(held, key=urgency):
        rarest = min(held[number], key=lambda label: (total[label], label))
        best = min(
            range(count),
            key=lambda fold: (filled[fold].get(rarest, 0), sum(filled[fold].values()), fold),
        )
        fold_of[number] = best
        for label, times in held[number].items():
            filled[best][label] = filled[best].get(label, 0) + times
    return [fold_of[number] for number in numbers]
