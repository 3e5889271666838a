"""Numbers in digits: thousands and decimals told apart by the form."""

from __future__ import annotations

import re
from fractions import Fraction

from tawatur.language.numbers._words import Exact
from tawatur.language.tokens import Tokens

__all__ = ["read_digits"]

# Longer runs are codes, telephone or account numbers.
_LONGEST = 24
_GROUPS = re.compile(r"[.,]")
_RIGHT_TO_LEFT = "\u200f"
_ARABIC_DECIMAL = "\u066b"
# SPA and other agencies type the letter ra for the Arabic decimal comma, decimals first: 5ر3.
_RA = "ر"
_ARABIC_COMMA = "،"


def read_digits(tokens: Tokens, index: int, *, decimal: bool) -> tuple[int, Exact] | None:
    """Return the index after the number in digits at ``index`` and its value.

    ``decimal`` settles the one form that is open, a single point before three digits, where the
    word that follows asks for a decimal (1.125 million); else it is read as thousands. Returns
    ``None`` for what is no number: dotted codes, dates, more than 24 digits.
    """
    text = tokens.text[index]
    if len(text) > _LONGEST:
        return None
    chain = _ra_chain(tokens, index)
    if chain is not None:
        after, groups = chain
        value = _reversed(groups, decimal=decimal)
        return None if value is None else (after, value)
    spaced = _spaced(tokens, index)
    if spaced is not None:
        return spaced
    comma = _comma(tokens, index)
    if comma is not None:
        return comma
    written_as = tokens.folded.original[tokens.start[index] : tokens.end[index]]
    if _RIGHT_TO_LEFT in written_as:
        # The mark between the groups shows the first of them on the right: 5.2 reads 2.5.
        value = _reversed(_GROUPS.split(text), decimal=decimal)
        return None if value is None else (index + 1, value)
    if text.count(".") == 1 and _ARABIC_DECIMAL in written_as:
        whole, _, part = text.replace(",", "").partition(".")
        return index + 1, _decimal(whole, part)
    written = _separated(text, decimal=decimal)
    return None if written is None else (index + 1, written)


def _separated(text: str, *, decimal: bool) -> Exact | None:
    if text.isdigit():
        return int(text)
    if "." in text and "," in text:
        # Mixed separators: the last is the decimal one and stands alone (1.250.000,50).
        mark = text[max(text.rfind("."), text.rfind(","))]
        whole, _, part = text.rpartition(mark)
        if mark in whole:
            return None
        groups = _GROUPS.split(whole)
        return _decimal("".join(groups), part) if _thousands(groups) else None
    mark = "," if "," in text else "."
    groups = text.split(mark)
    if len(groups) == 2:
        whole, part = groups
        if len(part) == 3 and _thousands(groups) and not (mark == "." and decimal):
            return int(whole + part)
        return _decimal(whole, part)
    return int("".join(groups)) if _thousands(groups) else None


def _thousands(groups: list[str]) -> bool:
    first = groups[0]
    return (
        len(first) <= 3
        and (first[0] != "0" or len(groups) == 1)
        and all(len(group) == 3 for group in groups[1:])
    )


def _decimal(whole: str, part: str) -> Exact:
    value = Fraction(int(whole + part), 10 ** len(part))
    return value.numerator if value.denominator == 1 else value


def _adjacent(tokens: Tokens, index: int) -> bool:
    return tokens.end[index] == tokens.start[index + 1]


def _comma(tokens: Tokens, index: int) -> tuple[int, Exact] | None:
    """Read 2،500 and 3،5, where the Arabic comma stands between digits without a space."""
    texts, size = tokens.text, len(tokens.text)
    groups = [texts[index]]
    at = index
    while (
        at + 2 < size
        and len(groups) < 6
        and texts[at + 1] == _ARABIC_COMMA
        and tokens.kind[at + 2] == "number"
        and len(texts[at + 2]) <= _LONGEST
        and _adjacent(tokens, at)
        and _adjacent(tokens, at + 1)
    ):
        groups.append(texts[at + 2])
        at += 2
    if len(groups) == 1 or not all(group.isdigit() for group in groups[:-1]):
        return None
    whole, mark, part = groups[-1].replace(",", ".").partition(".")
    if not whole.isdigit() or (mark and not part.isdigit()):
        return None
    if _thousands([*groups[:-1], whole]):
        return at + 1, _decimal("".join(groups[:-1]) + whole, part)
    if len(groups) == 2 and len(groups[1]) <= 2:
        return at + 1, _decimal(*groups)
    return None


def _spaced(tokens: Tokens, index: int) -> tuple[int, Exact] | None:
    """Read 1 414 021 100 and 40 000, where spaces part the thousands.

    One group alone is taken only where it is 000: else two numbers may stand side by side.
    """
    texts, size = tokens.text, len(tokens.text)
    groups = [texts[index]]
    at = index + 1
    while (
        at < size
        and len(groups) < 6
        and tokens.kind[at] == "number"
        and len(texts[at]) <= _LONGEST
        and tokens.start[at] - tokens.end[at - 1] == 1
        and len(texts[at].partition(".")[0]) == 3
    ):
        groups.append(texts[at])
        at += 1
    if len(groups) == 1 or (len(groups) == 2 and groups[1] != "000"):
        return None
    whole, mark, part = groups[-1].partition(".")
    if (mark and not part.isdigit()) or not all(g.isdigit() for g in [*groups[:-1], whole]):
        return None
    if not _thousands([*groups[:-1], whole]):
        return None
    return at, _decimal("".join(groups[:-1]) + whole, part)


def _ra_chain(tokens: Tokens, index: int) -> tuple[int, list[str]] | None:
    texts, size = tokens.text, len(tokens.text)
    groups = [texts[index]]
    at = index
    while (
        at + 2 < size
        and len(groups) < 6
        and texts[at + 1] == _RA
        and tokens.kind[at + 2] == "number"
        and len(texts[at + 2]) <= _LONGEST
        and tokens.start[at + 2] - tokens.end[at] <= 3
    ):
        groups.append(texts[at + 2])
        at += 2
    if len(groups) == 1 or not all(group.isdigit() for group in groups):
        return None
    return at + 1, groups


def _reversed(groups: list[str], *, decimal: bool) -> Exact | None:
    """Read groups typed from the right: 5ر3 is 3.5, 500ر307 is 307,500."""
    groups = groups[::-1]
    if len(groups) == 1:
        return int(groups[0])
    if len(groups) == 2:
        return _separated(".".join(groups), decimal=decimal)
    return int("".join(groups)) if _thousands(groups) else None
