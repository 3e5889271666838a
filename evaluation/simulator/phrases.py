"""Frames: alternatives in brackets, slots in braces, and the pieces that they become."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from evaluation.simulator.grammar import Case, agreement

__all__ = ["Count", "Mark", "Piece", "Tag", "fill", "glued"]

# A particle of one letter that a slot left standing alone is written onto the next word.
_SPACES, _BEFORE_MARK = re.compile(r" {2,}"), re.compile(r" +(?=[،.:])")
_ALONE = re.compile(r"(?:(?<=^)|(?<=\s))([وبلف])\s+(?=\S)")
_PARTICLES = frozenset("وبلف")
_LETTERS = tuple(f" {letter} " for letter in "وبلف")
_LOOSE = (" ،", " .", " :")


class Count(NamedTuple):
    """A counted phrase: which question it answers, how many, of what, and whose figure it is."""

    question: str
    value: int
    noun: str
    case: Case
    origin: str
    bare: bool = False
    """Only the number is written, without its noun."""
    phase: int = 0
    """The phase of the event in which it was the figure."""
    meant: int | None = None
    """The value that stood there before a desk mistyped it."""

    @property
    def garbled(self) -> bool:
        """Whether a desk mistyped it."""
        return self.meant is not None


class Tag(NamedTuple):
    """An attribution at the edge of a sentence, which a desk may cut without harm."""

    text: str
    credit: bool = False
    """It names the text that was taken from, not whose figure it is."""


class Mark(NamedTuple):
    """An opening or closing quotation mark, written in the outlet's style."""

    opening: bool


Piece: TypeAlias = "str | Count | Tag | Mark"


_Choice: TypeAlias = "tuple[_Frame, ...]"
_Frame: TypeAlias = "tuple[str | _Slot | _Choice, ...]"


class _Slot(NamedTuple):
    name: str
    rest: str


@lru_cache(maxsize=16_384)
def _parsed(text: str) -> _Frame:
    """Return the parts of a frame: texts, slots, and choices between frames."""
    parts: list[str | _Slot | _Choice] = []
    at = 0
    while at < len(text):
        if text[at] == "[":
            options, at = _options(text, at + 1)
            parts.append(tuple(map(_parsed, options)))
        elif text[at] == "{":
            end = text.index("}", at)
            name, _, rest = text[at + 1 : end].partition(":")
            parts.append(_Slot(name, rest))
            at = end + 1
        else:
            end = min((e for e in (text.find("[", at), text.find("{", at)) if e >= 0), default=-1)
            end = len(text) if end < 0 else end
            parts.append(text[at:end])
            at = end
    return tuple(parts)


def _options(text: str, at: int) -> tuple[list[str], int]:
    """Return the alternatives of the bracket that opened before ``at``, and where it ends."""
    options: list[str] = []
    start, depth = at, 0
    while True:
        char = text[at]
        if char == "]" and depth == 0:
            return [*options, text[start:at]], at + 1
        if char == "|" and depth == 0:
            options.append(text[start:at])
            start = at + 1
        depth += (char == "[") - (char == "]")
        at += 1


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
        ValueError: a bracket or brace is not closed, or a figure is wanted and not given.
    """
    pieces: list[Piece] = []

    def write(frame: _Frame) -> None:
        for part in frame:
            if isinstance(part, str):
                pieces.append(part)
            elif not isinstance(part, _Slot):
                write(rng.choice(part))
            elif part.name == "v":
                pieces.append(part.rest.split("،")[gender == "f"])
            elif part.name == "n":
                pieces.append(_figure(part.rest, count))
            else:
                value = slots[part.name]
                if isinstance(value, str):
                    write(_parsed(value))
                else:
                    pieces.extend(value)

    write(_parsed(text))
    return glued(pieces)


def _figure(rest: str, count: Count | None) -> Piece:
    if count is None:
        raise ValueError("the frame wants a figure")
    if rest.startswith("agr:"):
        return rest[4:].split("،")[agreement(count.value)]
    return count._replace(case=_case(rest))


def glued(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with neighbouring texts joined and stray spaces taken out."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if isinstance(piece, str) and isinstance(last, str):
            found[-1] = last + piece
        elif piece != "":
            if isinstance(piece, Tag) and piece.text.startswith("،") and isinstance(last, str):
                found[-1] = last.rstrip()
            found.append(piece)
    return tuple(_tidy(piece) if isinstance(piece, str) else piece for piece in found)


def _tidy(text: str) -> str:
    # Most texts have none of this, and looking for a plain string is fast.
    if any(alone in text for alone in _LETTERS) or text[:1] in _PARTICLES:
        text = _ALONE.sub(r"\1", text)
    if "  " in text:
        text = _SPACES.sub(" ", text)
    if any(mark in text for mark in _LOOSE):
        text = _BEFORE_MARK.sub("", text)
    return text


def _case(name: str) -> Case:
    if name == "nom":
        return "nom"
    return "acc" if name == "acc" else "gen"
