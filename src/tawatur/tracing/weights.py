"""How much a word says about which text it stands in.

A word of every text weighs nothing, a word of few texts one. The background is a table of stems
of Arabic news and reports; words of set formulas and given names weigh little wherever they
stand, because two telegrams share them without sharing a text. Where the collection itself is
large enough to tell, words that it uses everywhere weigh less.
"""

from __future__ import annotations

import math
from functools import cache

from tawatur.language import fold_text, lexicon
from tawatur.tracing.stems import canonical, stem

__all__ = [
    "FORMULA_WEIGHT",
    "KEEPS_WEIGHT",
    "formula_stems",
    "function_stems",
    "is_prose",
    "is_set_phrase",
    "number_weight",
    "stem_weight",
    "synonym",
]

# A word of a formula, or a given name, is evidence of the slightest kind.
FORMULA_WEIGHT = 0.1
# A word of this weight is a specific one: a name, an exact figure, a rare word.
_SPECIFIC = 0.5
# In nats of inverse document frequency of sentences: nothing below, everything above.
_IDF_ZERO, _IDF_ONE = 2.5, 7.5
# Where the collection has a say, a stem in a seventh of its articles (2 nats) weighs next to
# nothing, one in a fiftieth (4 nats) keeps its weight.
_EVERYWHERE = 2.0
# Share of the articles up to which a stem keeps its weight.
KEEPS_WEIGHT = math.exp(-2 * _EVERYWHERE)


@cache
def _background() -> tuple[int, dict[str, int]]:
    table = lexicon.load("news_words")
    return int(table.head["sentences"]), {row["stem"]: int(row["count"]) for row in table.rows}


def _stems_of(phrases: str) -> set[str]:
    return {stem(canonical(fold_text(word))) for word in phrases.split()}


@cache
def formula_stems() -> frozenset[str]:
    """Return the stems of words that stand in set formulas."""
    rows = lexicon.load("formulas").rows
    return frozenset().union(*(_stems_of(row["phrase"]) for row in rows))


@cache
def function_stems() -> frozenset[str]:
    """Return the stems of function words."""
    rows = lexicon.load("frequent_words").rows
    return frozenset().union(*(_stems_of(row["words"]) for row in rows))


@cache
def _groups() -> dict[str, str]:
    return {
        key: f"={row['group']}"
        for row in reversed(lexicon.load("synonyms").rows)
        for word in row["words"].split()
        for key in _stems_of(f"{word} و{word} ف{word}")
    }


def synonym(key: str) -> str:
    """Return the name of the group of synonyms that the stem ``key`` is in, or ``key``."""
    return _groups().get(key, key)


def number_weight(text: str) -> float:
    """Return the weight of a number: exact figures say more than small counts and years."""
    digits = text.replace(",", "").replace(".", "")
    if len(digits) <= 1:
        return 0.2
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return 0.2
    return 0.5 if len(digits) == 2 else 1.0


def is_prose(key: str) -> bool:
    """Tell whether a stem is a common word of running text: no name, figure or set phrase."""
    if key not in _background()[1]:
        return False
    # Function words stand in set phrases too, and are words of running text all the same.
    if key in function_stems():
        return True
    return key not in formula_stems() and _background_weight(key) < _SPECIFIC


def is_set_phrase(key: str) -> bool:
    """Tell whether a stem belongs to set formulas and is no function word."""
    return key in formula_stems() and key not in function_stems()


def _background_weight(key: str) -> float:
    sentences, counts = _background()
    idf = math.log(sentences / (1 + counts.get(key, 0)))
    return min(1.0, max(0.0, (idf - _IDF_ZERO) / (_IDF_ONE - _IDF_ZERO)))


def stem_weight(key: str, articles: int = 0, of: int = 0) -> float:
    """Return the weight of a stem, 0 to 1, found in ``articles`` of ``of`` articles."""
    if not key:
        return 0.0
    if key[0].isdigit():
        return number_weight(key)
    if key in function_stems():
        return 0.0
    weight = _background_weight(key)
    if key in formula_stems():
        weight = min(weight, FORMULA_WEIGHT)
    if of and articles:
        here = (math.log(of / articles) - _EVERYWHERE) / _EVERYWHERE
        weight = min(weight, max(FORMULA_WEIGHT, here))
    return weight
