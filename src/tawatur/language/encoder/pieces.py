"""Pieces of words, and their rows of the table that all shipped models share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from tawatur.language.encoder.weights_folder import path

__all__ = ["BEGIN", "END", "LONGEST", "PAD", "UNKNOWN", "Pieces", "WordPieces", "pieces"]

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
# What a model reads of one sentence; the rest is cut off. No model has learned longer ones.
LONGEST = 256


class WordPieces(NamedTuple):
    """Numbers of pieces with begin and end, and for each the word it belongs to (-1 for none)."""

    ids: list[int]
    words: list[int]


class Pieces:
    """The tokenizer (Unigram, with offsets) and the table of rows."""

    def __init__(self, tokenizer: Tokenizer, rows: NDArray[np.int8], scales: NDArray[np.float16]):
        self.tokenizer = tokenizer
        self._rows = rows
        self._scales = scales.astype(np.float32)[:, None]

    def of_words(self, words: Sequence[str]) -> WordPieces:
        """Return the pieces of words that are split already."""
        encoding = self.tokenizer.encode(
            list(words), is_pretokenized=True, add_special_tokens=False
        )
        body = LONGEST - 2
        words_of = [word or 0 for word in encoding.word_ids[:body]]
        return WordPieces([BEGIN, *encoding.ids[:body], END], [-1, *words_of, -1])

    def of_text(self, text: str, other: str | None = None) -> list[int]:
        """Return the pieces of a text, or of two with a double end between them."""
        ids = self.tokenizer.encode(text, add_special_tokens=False).ids
        if other is None:
            return [BEGIN, *ids[: LONGEST - 2], END]
        more = self.tokenizer.encode(other, add_special_tokens=False).ids
        half = (LONGEST - 4) // 2
        return [BEGIN, *ids[:half], END, END, *more[:half], END]

    def rows(self, batch: Sequence[Sequence[int]]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return the rows (batch, length, hidden) and the mask (batch, length) of a batch."""
        width = max(map(len, batch))
        ids = np.full((len(batch), width), PAD, np.int64)
        for at, one in enumerate(batch):
            ids[at, : len(one)] = one
        rows = self._rows[ids].astype(np.float32) * self._scales[ids]
        return rows, (ids != PAD).astype(np.int64)


@cache
def pieces() -> Pieces:
    """Return the shipped tokenizer and table."""
    with np.load(path("table.npz")) as table:
        return Pieces(
            Tokenizer.from_file(str(path("tokenizer.json"))), table["rows"], table["scales"]
        )
