"""From lines to the article that readers see, in the outlet's house style, with all offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from evaluation.simulator.grammar import counted
from evaluation.simulator.habits import Outlet
from evaluation.simulator.phrases import Count, Mark, Piece, Tag
from evaluation.simulator.truth import TrueLine
from evaluation.simulator.writing import Line

__all__ = ["Figure", "Rendered", "render"]

_ALEF = re.compile(r"(?<!\w)([وفبكل]?(?:ال)?)[أإ]")
_FINAL_YA = re.compile("ي(?![\\w\u064b-\u0652])")
_TANWIN = re.compile("ا\u064b")
_MARKS = re.compile("[\u064b-\u0652]")
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class Figure(NamedTuple):
    """A figure as it stands in the text."""

    counts: Count
    start: int
    end: int
    attributed: bool


class Rendered(NamedTuple):
    """A text with its lines and figures."""

    title: str
    text: str
    lines: tuple[TrueLine, ...]
    figures: tuple[Figure, ...]


def render(lines: Sequence[Line], outlet: Outlet, dateline: str, foot: str) -> Rendered:
    """Return the text of an article.

    Args:
        lines: the headline, then the body.
        outlet: whose style it is written in.
        dateline: what stands before the first sentence, with its dash, or nothing.
        foot: a line after the last paragraph, or nothing.
    """
    parts: list[str] = []
    size = 0
    figures: list[Figure] = []
    truth: list[TrueLine] = []

    def write(text: str) -> None:
        nonlocal size
        parts.append(text)
        size += len(text)

    for at, line in enumerate(lines):
        if at:
            write("\n\n")
        if at == 1:
            write(_styled(dateline, outlet))
        start = size
        for piece in _begun(line.pieces, at):
            if isinstance(piece, Count):
                before, figure, after = _number(piece, outlet, headline=at == 0)
                write(before)
                figures.append(Figure(piece, size, size + len(figure), line.attributed))
                write(figure)
                write(after)
            else:
                write(_written(piece, outlet))
        truth.append(
            TrueLine(
                start=start,
                end=size,
                unit=line.unit,
                role=line.role,
                author=line.author,
                path=line.path,
                statement=line.statement,
                reworded=line.reworded,
            )
        )
    title = "".join(parts)[: truth[0].end]
    if foot:
        write("\n\n" + _styled(foot, outlet))
    return Rendered(title, "".join(parts), tuple(truth), tuple(figures))


def _begun(pieces: tuple[Piece, ...], at: int) -> tuple[Piece, ...]:
    """Return a lead without the conjunction that follows on from a sentence before it."""
    head = pieces[0]
    if at == 1 and isinstance(head, str) and head.startswith(("وقال", "وأ", "وت", "وص")):
        return (head[1:], *pieces[1:])
    return pieces


def _written(piece: str | Tag | Mark, outlet: Outlet) -> str:
    if isinstance(piece, Mark):
        plain = outlet.digits == "latin" and outlet.hamza == "bare"
        return '"' if plain else "«" if piece.opening else "»"
    return _styled(piece.text if isinstance(piece, Tag) else piece, outlet)


def _number(count: Count, outlet: Outlet, *, headline: bool) -> tuple[str, str, str]:
    indic = outlet.digits == "indic"
    if count.bare:
        digits = str(count.value)
        return "", digits.translate(_INDIC) if indic else digits, ""
    words = outlet.words and not headline
    phrase = counted(count.noun, count.value, count.case, words=words, indic=indic)
    return (
        _styled(phrase.text[: phrase.start], outlet),
        _styled(phrase.text[phrase.start : phrase.end], outlet),
        _styled(phrase.text[phrase.end :], outlet),
    )


def _styled(text: str, outlet: Outlet) -> str:
    if outlet.digits == "indic":
        text = text.translate(_INDIC)
    if outlet.hamza == "bare":
        text = _ALEF.sub(r"\1ا", text)
    if outlet.tanwin == "none":
        text = _MARKS.sub("", text)
    elif outlet.tanwin == "before":
        text = _TANWIN.sub("\u064bا", text)
    if outlet.final_ya == "egypt":
        text = _FINAL_YA.sub("ى", text)
    return text
