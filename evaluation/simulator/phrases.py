"""Frames: alternatives in brackets, slots in braces, and the pieces that they become."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from evaluation.simulator.grammar import Case, agreement

__all__ = ["Count", "Mark", "Piece", "Tag", "chosen", "fill", "glued"]

_INNER = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([^{}]*)\}")
# A particle of one letter that a slot left standing alone is written onto the next word.
_ALONE = re.compile(r"(?:(?<=^)|(?<=\s))([وبلف])\s+(?=\S)")


class Count(NamedTuple):
    """A counted phrase: which question it answers, how many, of what, and whose figure it is."""

    question: str
    value: int
    noun: str
    case: Case
    origin: str
    bare: bool = False
    """Only the number is written, without its noun."""
    garbled: bool = False
    """A desk mistyped it."""


class Tag(NamedTuple):
    """An attribution at the edge of a sentence, which a desk may cut without harm."""

    text: str


class Mark(NamedTuple):
    """An opening or closing quotation mark, written in the outlet's style."""

    opening: bool


Piece: TypeAlias = "str | Count | Tag | Mark"


def chosen(text: str, rng: random.Random) -> str:
    """Return ``text`` with one alternative taken of every ``[a|b|c]``, innermost first."""
    while (match := _INNER.search(text)) is not None:
        pick = rng.choice(match.group(1).split("|"))
        text = text[: match.start()] + pick + text[match.end() :]
    return text


def fill(
    text: str,
    slots: Mapping[str, str | tuple[Piece, ...]],
    rng: random.Random,
    count: Count | None = None,
    gender: str = "m",
) -> tuple[Piece, ...]:
    """Return the pieces of a frame.

    Args:
        text: the frame.
        slots: what its slots hold; text may hold slots in turn.
        rng: where choices come from.
        count: the figure of ``{n:case}`` and ``{n:agr:one،two،many}``.
        gender: which form ``{v:m،f}`` takes.

    Raises:
        KeyError: a slot is not known.
    """
    text = chosen(text, rng)
    pieces: list[Piece] = []
    at = 0
    for match in _SLOT.finditer(text):
        pieces.append(text[at : match.start()])
        at = match.end()
        name, _, rest = match.group(1).partition(":")
        if name == "v":
            pieces.append(rest.split("،")[gender == "f"])
        elif name == "n":
            assert count is not None, text
            if rest.startswith("agr:"):
                pieces.append(rest[4:].split("،")[agreement(count.value)])
            else:
                pieces.append(count._replace(case=_case(rest)))
        else:
            value = slots[match.group(1)]
            pieces.extend(
                fill(value, slots, rng, count, gender) if isinstance(value, str) else value
            )
    pieces.append(text[at:])
    return glued(pieces)


def glued(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with neighbouring texts joined and stray spaces taken out."""
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        elif piece != "":
            found.append(piece)
    return tuple(_tidy(piece) if isinstance(piece, str) else piece for piece in found)


def _tidy(text: str) -> str:
    text = _ALONE.sub(r"\1", text)
    text = re.sub(r" {2,}", " ", text)
    return re.sub(r" +(?=[،.:])", "", text)


def _case(name: str) -> Case:
    if name == "nom":
        return "nom"
    return "acc" if name == "acc" else "gen"
