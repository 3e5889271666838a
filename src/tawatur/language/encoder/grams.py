"""Grams of letters as a second reading of a sentence, beside the states of the trunk.

A trunk that was trained on some thousand sentences knows what words mean and forgets which words
they were. Linear weights on grams of two to five letters, hashed to a fixed number of places
(Weinberger et al., 2009), remember, and are small enough to ship.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tawatur.language.folding import fold_text

__all__ = ["PLACES", "GramWeights", "gram_vector"]

_BITS = 15
PLACES = 1 << _BITS
"""Number of places that grams are hashed to."""

_LENGTHS = (2, 3, 4, 5)
# Letters of a sentence that are read; the longest sentence that was trained on has 2,080.
_LONGEST = 4000
# Knuth's multiplicative hashing (The Art of Computer Programming, 3, 6.4): 2**32 over the golden
# ratio. The base of the polynomial is any odd number above the letters' spread.
_GOLDEN = np.uint32(2654435769)
_BASE = np.uint32(65599)
_SHIFT = np.uint32(32 - _BITS)
_SPACE = 32


def gram_vector(text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the places of the grams of ``text``, ascending, and how much each weighs.

    Grams lie within a word and the space on either side, in folded spelling. Weights are 1 + log
    of how often a place is met, and their squares sum to 1. A text without letters has none.
    """
    padded = f" {' '.join(fold_text(text[:_LONGEST]).lower().split())} "
    letters = np.frombuffer(padded.encode("utf-32-le", "replace"), "<u4").astype(np.uint32)
    spaces = letters == _SPACE
    met = [_hashed(letters, spaces, length) for length in _LENGTHS if length <= len(letters)]
    places, counts = np.unique(np.concatenate(met), return_counts=True)
    weights = 1 + np.log(counts)
    norm = np.sqrt((weights * weights).sum())
    return places.astype(np.int64), (weights / (norm or 1)).astype(np.float32)


def _hashed(
    letters: NDArray[np.uint32], spaces: NDArray[np.bool_], length: int
) -> NDArray[np.uint32]:
    """Return the places of all grams of one length that do not reach over a space."""
    count = len(letters) - length + 1
    code = np.full(count, length, np.uint32)
    whole = np.ones(count, np.bool_)
    for at in range(length):
        code = code * _BASE + letters[at : at + count]
        if 0 < at < length - 1:
            whole &= ~spaces[at : at + count]
    # Two spaces side by side: a text without letters.
    whole &= ~(spaces[:count] & spaces[length - 1 : length - 1 + count] & (length == 2))
    return (code[whole] * _GOLDEN) >> _SHIFT


@dataclass(frozen=True)
class GramWeights:
    """Linear weights on grams, for some of the outputs of the heads of classes.

    Attributes:
        columns: The outputs that they add to.
        whole: 8-bit weights, (:data:`PLACES`, columns).
        scales: What one of a column's whole weights stands for.
        bias: Added whatever the grams are.
    """

    columns: NDArray[np.int64]
    whole: NDArray[np.int8]
    scales: NDArray[np.float32]
    bias: NDArray[np.float32]

    @classmethod
    def read(cls, path: Path) -> GramWeights:
        """Read the file that :meth:`write` wrote."""
        with np.load(path) as file:
            return cls(*(file[name] for name in ("columns", "whole", "scales", "bias")))

    @classmethod
    def of(
        cls, columns: Sequence[int], weights: NDArray[np.float32], bias: NDArray[np.float32]
    ) -> GramWeights:
        """Return ``weights`` (:data:`PLACES`, columns) in eight bits, a scale a column."""
        scales = (np.abs(weights).max(0) / 127).astype(np.float32)
        scales[scales == 0] = 1
        whole = np.rint(weights / scales).astype(np.int8)
        return cls(np.array(columns, np.int64), whole, scales, bias.astype(np.float32))

    def write(self, path: Path) -> None:
        """Write them as one compressed file."""
        np.savez_compressed(
            path, columns=self.columns, whole=self.whole, scales=self.scales, bias=self.bias
        )

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return what is added for each text, (texts, columns)."""
        added = np.tile(self.bias, (len(texts), 1))
        for row, text in enumerate(texts):
            places, weights = gram_vector(text)
            added[row] += weights @ self.whole[places].astype(np.float32) * self.scales
        return added
