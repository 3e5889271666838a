"""The number words with every clitic that may be written onto them, as one table."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import NamedTuple

from tawatur.language import lexicon
from tawatur.language.folding import fold_text

__all__ = ["Exact", "Word", "words"]

Exact = int | Fraction


class Word(NamedTuple):
    """What a folded token means as a part of a number.

    ``skip`` is the number of folded characters before the word itself: the conjunction and the
    preposition; the article belongs to the word.
    """

    value: Exact
    group: str
    skip: int
    conjunction: str
    preposition: str
    definite: bool


def _affixes(slot: str) -> tuple[str, ...]:
    # The interrogative hamza is left out: before ل it would spell the article (الخمسة).
    rows = lexicon.load("clitics").rows
    return (
        "",
        *(
            fold_text(row["form"])
            for row in rows
            if row["slot"] == slot and row["gloss"] != "interrogative"
        ),
    )


def _written(form: str) -> list[tuple[str, str, str, bool]]:
    """Return spellings of ``form``, each with its conjunction, preposition and article."""
    article = fold_text("ال")
    out = []
    for conjunction in _affixes("conjunction"):
        for preposition in _affixes("preposition"):
            head = conjunction + preposition
            out.append((head + form, conjunction, preposition, False))
            # ل and the article are written لل.
            link = head + "ل" if preposition == "ل" else head + article
            out.append((link + form, conjunction, preposition, True))
    return out


@cache
def words() -> dict[str, Word]:
    """Return folded token -> :class:`Word` for all forms; the reading with fewest clitics wins."""
    rows = lexicon.load("number_words").rows
    readings: list[tuple[int, str, Word]] = []
    barred: set[str] = set()
    for row in rows:
        form = fold_text(row["form"])
        value = Fraction(row["value"])
        for spelling, conjunction, preposition, definite in _written(form):
            skip = len(conjunction) + len(preposition)
            if row["class"] == "not":
                barred.add(spelling)
                continue
            exact: Exact = value.numerator if value.denominator == 1 else value
            word = Word(exact, row["class"], skip, conjunction, preposition, definite)
            readings.append((len(spelling) - len(form), spelling, word))
    table: dict[str, Word] = {}
    for _, spelling, word in sorted(readings, key=lambda reading: reading[0]):
        if spelling not in barred:
            table.setdefault(spelling, word)
    return table
