"""Word tokens with offsets into the original text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal, NamedTuple

from tawatur.language.folding import Folded, fold

__all__ = ["Token", "TokenKind", "Tokens", "tokenize"]

TokenKind = Literal["word", "number", "mark"]

# A number keeps its separators when digits stand on both sides: 2,500 3.5. A word is a run of
# letters; digits written onto a word (20أب) are a token of their own. Anything else is a mark.
_TOKEN = re.compile(r"([^\W\d_]+)|(\d+(?:[.,]\d+)*)|[^\s]")


class Token(NamedTuple):
    """One token: folded form, kind, and the span in the original."""

    text: str
    kind: TokenKind
    start: int
    end: int


class Tokens:
    """The tokens of one text, as parallel lists of equal length.

    ``text`` holds folded forms, ``kind`` their kinds, ``start`` and ``end`` original offsets,
    half open.
    """

    __slots__ = ("end", "folded", "kind", "start", "text")

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.text: list[str] = []
        self.kind: list[TokenKind] = []
        spans: list[tuple[int, int]] = []
        for match in _TOKEN.finditer(folded.text):
            self.text.append(match.group())
            group = match.lastindex
            self.kind.append("word" if group == 1 else "number" if group == 2 else "mark")
            spans.append(match.span())
        if folded.starts is None:
            self.start = [start for start, _ in spans]
            self.end = [end for _, end in spans]
        else:
            whole = [folded.span(start, end) for start, end in spans]
            self.start = [start for start, _ in whole]
            self.end = [end for _, end in whole]

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, index: int) -> Token:
        return Token(self.text[index], self.kind[index], self.start[index], self.end[index])

    def __iter__(self) -> Iterator[Token]:
        return (
            Token(text, kind, start, end)
            for text, kind, start, end in zip(
                self.text, self.kind, self.start, self.end, strict=True
            )
        )

    def at(self, offset: int) -> int:
        """Return the index of the first token that starts at ``offset`` or later."""
        return bisect_left(self.start, offset)

    def within(self, start: int, end: int) -> range:
        """Return the indices of the tokens that start inside ``start``..``end``."""
        return range(self.at(start), self.at(end))


def tokenize(text: str | Folded) -> Tokens:
    """Return the tokens of ``text``, folding it first where that was not done."""
    return Tokens(text if isinstance(text, Folded) else fold(text))
