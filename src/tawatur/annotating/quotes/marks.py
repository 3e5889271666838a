"""Quotation marks: which one opens, which one closes."""

from __future__ import annotations

from tawatur.language import Tokens

__all__ = ["pair_marks"]

_OPENING = {"«": "»"}
# A name inside a quotation has few words; its end must be near, that of the quotation farther.
_NAME = 6
_AHEAD = 60
_TOGGLING = frozenset({'"', "'"})
# Marks that may stand directly before an opening mark.
_BEFORE = frozenset('([{:،,؛-"«')


def pair_marks(tokens: Tokens, first: int, last: int) -> dict[int, int]:
    """Return the pairs of quotation marks among the tokens ``first``..``last``, opening: closing.

    Guillemets nest. A straight mark opens where white space or punctuation stands before it and
    a letter behind, and closes the other way round; where both would do, it closes what is open.
    Curly marks are read alike, since newspapers turn them either way. A mark without a partner
    is passed over.
    """
    pairs: dict[int, int] = {}
    stack: list[tuple[int, str]] = []
    opened: set[str] = set()
    done = -1
    for at in range(first, last):
        if tokens.kind[at] != "mark" or at <= done:
            continue
        char = tokens.text[at]
        if char in _OPENING:
            stack.append((at, _OPENING[char]))
        elif char == "»":
            followed = at + 1 < last and tokens.start[at + 1] == tokens.end[at]
            if not stack and followed and tokens.kind[at + 1] == "word":
                # Guillemets turned round: »...» and »...«.
                stack.append((at, char))
            else:
                _close(stack, pairs, opened, at, char)
        elif char in _TOGGLING:
            spaced = _spaced(tokens, first, at)
            followed = at + 1 < last and tokens.start[at + 1] == tokens.end[at]
            is_open = char in opened
            if char == "'" and not is_open and not (spaced and followed):
                continue
            inner = (
                _inner_close(tokens, at, last, char) if is_open and spaced and followed else None
            )
            if inner is not None:
                pairs[at] = inner
                done = inner
            elif is_open and spaced and followed and tokens.text[at - 1] == ":":
                # وأردف: "...: whatever was open has no end of its own.
                _forget(stack, opened, char)
                opened.add(char)
                stack.append((at, char))
            elif is_open:
                # A mark inside marks of its own kind is far more often the closing one, set
                # with a space before it, than a quotation within the quotation.
                _close(stack, pairs, opened, at, char)
            elif spaced and (followed or _partner(tokens, at, last, char)):
                opened.add(char)
                stack.append((at, char))
    return pairs


def _inner_close(tokens: Tokens, at: int, last: int, char: str) -> int | None:
    """Return where a name in marks ends that stands in a quotation with marks of its own kind.

    It is short, closes at once, and leaves a mark for the quotation around it.
    """
    closes: list[int] = []
    for ahead in range(at + 1, min(last, at + _AHEAD)):
        if tokens.text[ahead] == char:
            closes.append(ahead)
    if len(closes) < 2 or closes[0] - at > _NAME:
        return None
    glued = tokens.start[closes[0]] == tokens.end[closes[0] - 1]
    return closes[0] if glued and not _spaced(tokens, at, closes[0]) else None


def _partner(tokens: Tokens, at: int, last: int, char: str) -> bool:
    """Tell whether a mark with white space on both sides has exactly one after it to close it."""
    if char != '"':
        return False
    before = sum(tokens.text[k] == char for k in range(max(0, at - _AHEAD), at))
    behind = sum(tokens.text[k] == char for k in range(at + 1, min(last, at + _AHEAD)))
    return before % 2 == 0 and behind % 2 == 1


def _spaced(tokens: Tokens, first: int, at: int) -> bool:
    if at == first or tokens.start[at] > tokens.end[at - 1]:
        return True
    return tokens.text[at - 1] in _BEFORE or tokens.text[at - 1] in ("ل", "ب", "و", "ول", "وب", "ك")


def _forget(stack: list[tuple[int, str]], opened: set[str], char: str) -> None:
    """Pass over the opening mark that was never closed, and what was opened inside it."""
    while stack:
        _, mark = stack.pop()
        opened.discard(mark)
        if mark == char:
            return


def _close(
    stack: list[tuple[int, str]], pairs: dict[int, int], opened: set[str], at: int, char: str
) -> None:
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth][1] == char:
            pairs[stack[depth][0]] = at
            opened.difference_update(mark for _, mark in stack[depth:])
            del stack[depth:]
            return
