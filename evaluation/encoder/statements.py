"""How two statements differ: what they share, numbers, negation, opposites, order.

Serves the rival for agreement, which has nothing else, and the analysis of errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from tawatur.language import fold_text, lexicon, peel, tokenize
from tawatur.language.numbers import find_numbers
from tawatur.language.stems import is_function_word, stem
from tawatur.language.verbs import load_verbs

__all__ = ["Difference", "Statement", "compare", "read"]

# Two words in a headline of ten may be others.
_NEARLY = 0.65


class Statement(NamedTuple):
    """A statement as read: content stems in order, numbers, negations, sides of opposites.

    ``opposites`` holds the keys of antonyms.tsv (line and side) whose words occur.
    """

    text: str
    stems: tuple[str, ...]
    numbers: frozenset[float]
    negations: int
    opposites: frozenset[tuple[int, int]]


class Difference(NamedTuple):
    """Two statements side by side; each flag says that they differ so.

    ``numbers``: both give numbers and neither's are among the other's. ``negation``: one is
    negated an odd number of times, the other is not. ``antonyms``: a word of the one stands
    against a word of the other. ``order``: nearly the same words, not in the same order.
    ``share`` is the Jaccard index of their content stems.
    """

    numbers: bool
    negation: bool
    antonyms: bool
    order: bool
    share: float


def _table(name: str) -> tuple[Mapping[str, str], ...]:
    return lexicon.parse(name, Path(__file__).with_name(f"{name}.tsv").read_text("utf-8")).rows


@cache
def _negations() -> Mapping[str, frozenset[str]]:
    """Return the negating words, each with the words after it that undo it."""
    return {
        fold_text(row["form"]): frozenset(map(fold_text, row["unless_before"].split()))
        for row in _table("negations")
    }


def _negates(word: str, after: str) -> bool:
    for form in (word, word[1:] if word[:1] in ("و", "ف", "ب") else word):
        if form in _negations():
            return after not in _negations()[form]
    return False


@cache
def _opposites() -> Mapping[str, frozenset[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = {}
    for line, row in enumerate(_table("antonyms")):
        for side, column in enumerate(("one", "other")):
            for word in row[column].split():
                found.setdefault(fold_text(word), set()).add((line, side))
    return {word: frozenset(keys) for word, keys in found.items()}


@cache
def _keys(word: str) -> frozenset[tuple[int, int]]:
    """Return the keys of opposites of a folded word, by its lemma where it is a known verb."""
    table = _opposites()
    forms = {way.stem.removeprefix("ال") for way in peel(word)} | {way.stem for way in peel(word)}
    forms |= {fold_text(r.lexeme.lemma) for r in load_verbs("verbs", "reporting_verbs").read(word)}
    return frozenset(key for form in sorted(forms) for key in table.get(form, ()))


@lru_cache(maxsize=16_384)
def read(text: str) -> Statement:
    """Return a statement with what is compared."""
    tokens = tokenize(text)
    words = [token.text for token in tokens if token.kind == "word"]
    negations = sum(map(_negates, words, (*words[1:], "")))
    return Statement(
        text,
        tuple(stem(word) for word in words if not is_function_word(word)),
        frozenset(float(number.value) for number in find_numbers(tokens)),
        negations,
        frozenset(key for word in words for key in _keys(word)),
    )


def compare(a: Statement, b: Statement) -> Difference:
    """Return how two statements differ."""
    mine, theirs = set(a.stems), set(b.stems)
    both = mine & theirs
    share = len(both) / len(mine | theirs) if mine | theirs else 1.0
    orders = [tuple(dict.fromkeys(stem for stem in one.stems if stem in both)) for one in (a, b)]
    against = {(line, 1 - side) for line, side in a.opposites - b.opposites}
    return Difference(
        numbers=bool(a.numbers - b.numbers) and bool(b.numbers - a.numbers),
        negation=(a.negations - b.negations) % 2 == 1,
        antonyms=bool(against & (b.opposites - a.opposites)),
        order=share >= _NEARLY and orders[0] != orders[1],
        share=share,
    )
