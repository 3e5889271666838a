"""Grams: what two texts that share some have in common before anything is aligned.

Two kinds. Runs of words find copies; runs of content stems (function words and words of set
formulas left out, reporting verbs and the like put under one key) find rewordings. A gram is a
63-bit number worked out from the spelling alone, so that grams of different days, machines and
versions meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

from tawatur.tracing.texts import TracedText, Vocabulary
from tawatur.tracing.weights import synonym

__all__ = ["content_stems", "stem_grams", "word_grams"]

_MASK = (1 << 63) - 1
_FACTOR = 0x5851F42D4C957F2D
# A stem below this weight says nothing about the event.
_CONTENT = 0.3
# A stem of this weight is rare where few articles have it.
_RARE = 0.5


@lru_cache(maxsize=1 << 18)
def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") & _MASK


class _Numbers:
    """The stable number of each word and stem of a vocabulary, worked out once."""

    def __init__(self) -> None:
        self.words: list[int] = []
        self.stems: list[int] = []


def _stable(vocabulary: Vocabulary) -> _Numbers:
    numbers = vocabulary.stable
    if not isinstance(numbers, _Numbers):
        numbers = vocabulary.stable = _Numbers()
    numbers.words.extend(map(_number, vocabulary.text_of[len(numbers.words) :]))
    if len(numbers.stems) < len(vocabulary.weight):
        keys = vocabulary.stem_text[len(numbers.stems) :]
        numbers.stems.extend(_number(synonym(key)) for key in keys)
    return numbers


def _rolled(numbers: Sequence[int], size: int) -> set[int]:
    """Return a number for each run of ``size`` numbers, from that of the run before it."""
    if len(numbers) < size:
        return set()
    value = 0
    for number in numbers[:size]:
        value = (value * _FACTOR + number) & _MASK
    grams = {value}
    oldest = pow(_FACTOR, size - 1, _MASK + 1)
    for gone, number in zip(numbers, numbers[size:], strict=False):
        value = ((value - gone * oldest) * _FACTOR + number) & _MASK
        grams.add(value)
    return grams


def word_grams(text: TracedText, vocabulary: Vocabulary, size: int) -> set[int]:
    """Return the numbers of the runs of ``size`` words of ``text``, headline left out."""
    table = _stable(vocabulary).words
    return _rolled([table[word] for word in text.words[text.news :]], size)


def stem_grams(text: TracedText, vocabulary: Vocabulary, size: int) -> set[int]:
    """Return the numbers of the runs of ``size`` content stems inside sentences of ``text``."""
    table, weight = _stable(vocabulary).stems, vocabulary.weight
    grams: set[int] = set()
    for part in text.sentences:
        if part.role == "body":
            content = [
                table[key] for key in text.stems[part.first : part.last] if weight[key] >= _CONTENT
            ]
            grams |= _rolled(content, size)
    return grams


def content_stems(text: TracedText, vocabulary: Vocabulary) -> list[int]:
    """Return the numbers of the stems of ``text`` that may be rare in a collection, each once."""
    table, weight = _stable(vocabulary).stems, vocabulary.weight
    return [table[key] for key in dict.fromkeys(text.stems) if weight[key] >= _RARE]
