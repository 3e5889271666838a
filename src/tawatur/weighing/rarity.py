"""How much a stem tells in a pile: the rarer, the more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from tawatur.weighing.context import Context

__all__ = ["rarity"]


def rarity(contexts: Iterable[Context]) -> Mapping[str, float]:
    """Return the weight of each stem: log((1 + N) / (1 + n)) over the sentences of the pile."""
    seen: dict[str, frozenset[str]] = {}
    for context in contexts:
        seen[context.sentence] = seen.get(context.sentence, frozenset()) | context.words
    counts = Counter(word for words in seen.values() for word in words)
    total = len(seen)
    return {word: log((2 + total) / (1 + count)) for word, count in counts.items()}
