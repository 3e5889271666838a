"""Which quotes are one utterance: the same words, or the same speaker saying the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from tawatur.language import fold_text
from tawatur.records import Quote
from tawatur.weighing.attribution import content_stems
from tawatur.weighing.carried import Carried
from tawatur.weighing.origins import Origins, Said
from tawatur.weighing.unionfind import DisjointSets

__all__ = ["gather_utterances"]

# Share of equal stems, in percent, from which two reports of one speaker are one utterance. Below
# it one finds other sentences of the same speech (read on pairs of the news collections).
_SAME_WORDS = 62.0
_SHORTEST = 3


def gather_utterances(
    quotes: Sequence[Quote],
    said: Mapping[str, Said],
    origins: Origins,
    carried: Iterable[Carried],
) -> list[list[Quote]]:
    """Return the quotes by utterance, in a fixed order.

    Quotes are one utterance when they are carried text of one another, or when their origin is
    one and their words agree, numbers included.
    """
    by_id = {quote.id: quote for quote in quotes}
    heard = {quote.id: _heard(quote) for quote in quotes}
    sets = DisjointSets(by_id)
    for pair in carried:
        if pair.a in by_id and pair.b in by_id and _alike(heard[pair.a], heard[pair.b], 40.0):
            sets.join(pair.a, pair.b)
    speakers: dict[str, list[Quote]] = defaultdict(list)
    for quote in sorted(quotes, key=lambda q: q.id):
        origin = origins.of(said[quote.id])
        if origin.kind in ("official", "document"):
            speakers[origin.id].append(quote)
    for group in speakers.values():
        for a, b in _neighbours(group, heard):
            if not sets.together(a.id, b.id) and _alike(heard[a.id], heard[b.id], _SAME_WORDS):
                sets.join(a.id, b.id)
    return [[by_id[key] for key in members] for members in sets.sets()]


def _words(quote: Quote) -> str:
    return " ".join(piece.text for piece in quote.content)


def _neighbours(
    quotes: Sequence[Quote], heard: Mapping[str, _Heard]
) -> Iterable[tuple[Quote, Quote]]:
    """Yield the pairs of quotes of one speaker that share a rare enough stem."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, quote in enumerate(quotes):
        for word in set(heard[quote.id].stems):
            index[word].append(number)
    seen: set[tuple[int, int]] = set()
    for _, numbers in sorted(index.items()):
        if len(numbers) > 50:
            continue
        for i, a in enumerate(numbers):
            seen.update((a, b) for b in numbers[i + 1 :])
    return [(quotes[a], quotes[b]) for a, b in sorted(seen)]


class _Heard(NamedTuple):
    stems: tuple[str, ...]
    text: str
    numbers: frozenset[str]


def _heard(quote: Quote) -> _Heard:
    words = _words(quote)
    stems = content_stems(words)
    numbers = frozenset(word for word in fold_text(words).split() if word.isdigit())
    return _Heard(stems, " ".join(stems), numbers)


def _alike(a: _Heard, b: _Heard, least: float) -> bool:
    if min(len(a.stems), len(b.stems)) < _SHORTEST:
        return a.stems == b.stems
    if a.numbers != b.numbers and a.numbers and b.numbers:
        return False
    return fuzz.token_set_ratio(a.text, b.text) >= least
