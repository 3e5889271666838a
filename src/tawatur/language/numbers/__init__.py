"""Numbers of Arabic text: digits of all scripts, number words, and mixtures of both.

>>> [match.value for match in find_numbers("خمسة وعشرون ألفًا و٣٠٠ من أصل مليون ونصف")]
[25300, 1500000]

Vague words (tens of, several) are intervals, and are asked for:

>>> [(match.low, match.best, match.high) for match in find_numbers("عشرات و12", vague=True)]
[(20, None, 99), (12, 12, 12)]
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from tawatur.language.numbers._grammar import Parsed, Reader
from tawatur.language.numbers._words import Exact, words
from tawatur.language.tokens import Tokens, tokenize

__all__ = [
    "NumberKind",
    "NumberMatch",
    "find_numbers",
    "is_number_word",
    "number_at",
    "parse_number",
]

NumberKind = Literal["cardinal", "ordinal", "fraction", "vague"]


class NumberMatch(NamedTuple):
    """A number in a text.

    ``first`` and ``last`` are token indices, half open; ``start`` and ``end`` original offsets
    without the conjunction or preposition that is written onto the first word (the article
    belongs to the number). ``value`` is the number, of a vague one (tens of, several) the least
    that it means; ``high`` is the greatest, the number itself where it is not vague.
    ``definite`` tells whether the first word carries the article.
    """

    first: int
    last: int
    value: int | float
    kind: NumberKind
    start: int
    end: int
    high: int | float
    definite: bool = False

    @property
    def low(self) -> int | float:
        """The least number meant."""
        return self.value

    @property
    def best(self) -> int | float | None:
        """The number, or ``None`` of a vague one."""
        return None if self.kind == "vague" else self.value


def find_numbers(text: str | Tokens, *, vague: bool = False) -> list[NumberMatch]:
    """Return the numbers in ``text``: the longest from left to right, without overlap.

    Args:
        text: A text, or its tokens.
        vague: Return words such as tens of, thousands, several too.
    """
    tokens = tokenize(text) if isinstance(text, str) else text
    table = words()
    reader = Reader(tokens)
    found: list[NumberMatch] = []
    done = 0
    for index, (word, kind) in enumerate(zip(tokens.text, tokens.kind, strict=True)):
        if index < done or (word not in table and kind != "number"):
            continue
        match = _match(reader, tokens, index)
        if match is not None:
            done = match.last
            if vague or match.kind != "vague":
                found.append(match)
    return found


def is_number_word(text: str) -> bool:
    """Tell whether a folded token is a word of numbers, with or without clitics."""
    return text in words()


def number_at(tokens: Tokens, index: int, *, vague: bool = False) -> NumberMatch | None:
    """Return the longest number that begins at token ``index``, or ``None``."""
    match = _match(Reader(tokens), tokens, index)
    return match if match is None or vague or match.kind != "vague" else None


def parse_number(text: str) -> int | float | None:
    """Return the cardinal or fraction that ``text`` is as a whole, or ``None``.

    >>> parse_number("ثلاثمئة وخمسة وستون"), parse_number("٢٬٥٠٠"), parse_number("5ر3")
    (365, 2500, 3.5)
    """
    tokens = tokenize(text)
    first = 1 if tokens.text[:1] == ["-"] else 0
    if len(tokens) == first:
        return None
    match = number_at(tokens, first)
    if match is None or match.kind == "ordinal":
        return None
    value = match.value
    rest = tokens.text[match.last :]
    if len(rest) == 2 and rest[0] == "/":
        over = number_at(tokens, match.last + 1)
        if over is None or not over.value:
            return None
        value /= over.value
    elif rest:
        return None
    return -value if first else value


def _match(reader: Reader, tokens: Tokens, index: int) -> NumberMatch | None:
    if reader.is_percent(index):
        return None
    parsed = reader.ordinal(index) or reader.cardinal(index) or reader.vague(index)
    if parsed is None:
        return None
    word = reader.word(index)
    start = tokens.start[index]
    if word is not None and word.skip:
        start = _after_clitics(tokens, start, word.skip)
    value = _number(parsed.value)
    return NumberMatch(
        index,
        parsed.after,
        value,
        _kind(parsed),
        start,
        tokens.end[parsed.after - 1],
        value if parsed.high is None else _number(parsed.high),
        word is not None and word.definite,
    )


def _after_clitics(tokens: Tokens, start: int, skip: int) -> int:
    folded = tokens.folded
    return folded.start(folded.index(start) + skip)


def _kind(parsed: Parsed) -> NumberKind:
    if parsed.kind == "ordinal":
        return "ordinal"
    if parsed.kind == "fraction":
        return "fraction"
    return "vague" if parsed.kind == "vague" else "cardinal"


def _number(value: Exact) -> int | float:
    return float(value) if isinstance(value, Fraction) else value
