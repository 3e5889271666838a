"""Times and numbers alone: texts in, expressions out, as JSON Lines or as a table to look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, TypeAlias

import msgspec

from tawatur.errors import InputError
from tawatur.language.numbers import NumberKind, find_numbers
from tawatur.language.times import find_times
from tawatur.records import Annotation, Time

if TYPE_CHECKING:
    from tawatur.reading import Refusal

__all__ = [
    "NUMBERS",
    "TIMES",
    "Columns",
    "Expression",
    "Finder",
    "Found",
    "Number",
    "Source",
    "day_of",
    "files",
    "look_in",
    "numbers_of",
    "standard_input",
    "times_of",
    "typed",
    "write",
    "write_table",
]


class Source(NamedTuple):
    """A text to look in: its name, the day it is told from, and where it is page furniture."""

    name: str
    text: str
    anchor: date | None = None
    furniture: tuple[tuple[int, int], ...] = ()


class Number(Annotation, frozen=True, kw_only=True, tag="number"):
    """A number of a text as the command ``numbers`` writes it; no record of an article."""

    type: NumberKind
    low: int | float
    best: int | float | None
    high: int | float


Expression: TypeAlias = Time | Number
Finder: TypeAlias = Callable[[Source], Iterator[Expression]]


class Found(NamedTuple):
    """What was read of the files named: texts, and what could not be used."""

    sources: tuple[Source, ...]
    refusals: tuple[Refusal, ...]


# Years that relative times can be told from with room to either side.
_YEARS = range(1000, 3000)


def day_of(reference: str | None) -> date | None:
    """Return the day of an ISO date or date-time.

    Raises :class:`InputError` when it is none, or lies in no year that texts are from.
    """
    if reference is None:
        return None
    try:
        day = datetime.fromisoformat(reference.strip()).date()
    except ValueError:
        raise InputError(f"{reference!r} is no date; write YYYY-MM-DD") from None
    if day.year not in _YEARS:
        raise InputError(
            f"{reference!r} is no day of a text; the year must lie between {_YEARS[0]} and "
            f"{_YEARS[-1]}"
        )
    return day


def typed(words: Sequence[str], anchor: date | None = None) -> Source:
    """Return the text given as arguments, which are joined by spaces.

    Raises :class:`InputError` when it is empty or its bytes are no UTF-8.
    """
    text = " ".join(words)
    if not text.strip():
        raise InputError("the text is empty; give it in quotes, in a --file, or on standard input")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InputError(
            "the text of the arguments is no UTF-8; put it into a file and use --file"
        ) from None
    return Source("<text>", text, anchor)


def standard_input(stream: IO[bytes], anchor: date | None = None) -> Source:
    """Return the text on a stream of bytes, in any encoding that files may have.

    Raises :class:`InputError` when it is empty, no text, or larger than a file of text may be.
    """
    from tawatur.reading import Limits, decode

    most = Limits().text
    data = stream.read(most + 1)
    if len(data) > most:
        raise InputError(f"standard input: it is larger than {most >> 20} MB; split it")
    try:
        text = decode(data).text
    except InputError as error:
        raise InputError(f"standard input: {error}") from None
    if not text.strip():
        raise InputError("standard input: it is empty")
    return Source("<stdin>", text, anchor)


def files(paths: Iterable[Path | str], anchor: date | None = None) -> Found:
    """Return the texts of files and folders in any format that is read, and what was refused.

    Args:
        paths: Files and folders.
        anchor: The day that all of them are told from. Without it each is told from its own day
            of publication, as far as that is known.
    """
    from tawatur.reading import read_paths

    read = read_paths(paths)
    sources = tuple(
        Source(
            article.id,
            article.text,
            anchor or day_of(article.published),
            tuple((mark.start, mark.end) for mark in read.furniture.get(article.id, ())),
        )
        for article in read.articles
    )
    return Found(sources, read.refusals)


def times_of(source: Source) -> Iterator[Expression]:
    """Yield the expressions of time of a text as ``time`` records."""
    found = find_times(source.text, source.anchor, furniture=source.furniture)
    for number, match in enumerate(found, 1):
        yield match.record(source.text, source.name, number)


def numbers_of(source: Source) -> Iterator[Expression]:
    """Yield the numbers of a text, vague words as intervals."""
    for number, match in enumerate(find_numbers(source.text, vague=True), 1):
        yield Number(
            id=f"{source.name}#n{number}",
            article=source.name,
            start=match.start,
            end=match.end,
            text=source.text[match.start : match.end],
            type=match.kind,
            low=match.low,
            best=match.best,
            high=match.high,
        )


def look_in(
    words: Sequence[str],
    paths: Sequence[Path | str],
    reference: str | None,
    stream: IO[bytes],
) -> Found:
    """Return the texts that a command is given, and what was refused of its files.

    Args:
        words: The arguments; a single ``-`` stands for the stream.
        paths: Files and folders.
        reference: ISO date of the day that the texts are told from, or ``None``.
        stream: Standard input, which is read when there are neither words nor paths.

    Raises:
        InputError: when the text or the stream cannot be used, or ``reference`` is no date.
    """
    day = day_of(reference)
    found = files(paths, day) if paths else Found((), ())
    if words and list(words) != ["-"]:
        return Found((typed(words, day), *found.sources), found.refusals)
    if words or not paths:
        return Found((standard_input(stream, day), *found.sources), found.refusals)
    return found


_encoder = msgspec.json.Encoder()


def write(
    found: Found, find: Finder, columns: Columns | None, out: IO[bytes], *, drawn: bool = False
) -> int:
    """Write what stands in the texts, as JSON Lines or as a table; return how many.

    Args:
        found: The texts.
        find: Gives the expressions of a text.
        columns: Columns of the table, or ``None`` for one JSON object a line.
        out: Where to write, in UTF-8.
        drawn: Draw the table for a terminal.
    """
    expressions = (one for source in found.sources for one in find(source))
    if columns is not None:
        named = len(found.sources) > 1
        return write_table(expressions, columns, out, named=named, drawn=drawn)
    count = 0
    for expression in expressions:
        out.write(_encoder.encode(expression) + b"\n")
        count += 1
    out.flush()
    return count


# Heads of a table with the field that fills each column.
Columns: TypeAlias = Mapping[str, str]

TIMES: Columns = {
    field: field for field in ("span", "type", "value", "earliest", "latest", "mod", "text", "why")
}
NUMBERS: Columns = {
    "span": "span",
    "read as": "type",
    "low": "low",
    "best": "best",
    "high": "high",
    "text": "text",
}

# Control characters would move the cursor or recolour the terminal, bidi marks reorder the row.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")
# A drawn table is laid out as a whole, so that a long one is drawn in pieces.
_PIECE = 500


def write_table(
    expressions: Iterable[Expression], columns: Columns, out: IO[bytes], *, named: bool, drawn: bool
) -> int:
    """Write expressions as a table; return how many.

    Args:
        expressions: What was found.
        columns: Heads and fields.
        out: Where to write, in UTF-8.
        named: Begin each row with the name of its text.
        drawn: Draw columns for a terminal; otherwise they are separated by tabs.
    """
    if named:
        columns = {"article": "article", **columns}
    rows = ([_cell(expression, field) for field in columns.values()] for expression in expressions)
    count = 0
    while piece := list(islice(rows, _PIECE)):
        if drawn:
            _draw(columns, piece, out)
        else:
            lines = [[*columns], *piece] if count == 0 else piece
            out.write("".join("\t".join(line) + "\n" for line in lines).encode())
        count += len(piece)
    out.flush()
    return count


def _cell(expression: Expression, field: str) -> str:
    if field == "span":
        return f"{expression.start}-{expression.end}"
    value = getattr(expression, field)
    return "" if value is None else _UNFIT.sub(" ", str(value))


def _draw(columns: Columns, rows: Iterable[Sequence[str]], out: IO[bytes]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for head in columns:
        table.add_column(head, no_wrap=head not in ("article", "text", "why"))
    for row in rows:
        # As texts: brackets of the input are no mark-up.
        table.add_row(*map(Text, row))
    console = Console(highlight=False)
    with console.capture() as capture:
        console.print(table)
    out.write(capture.get().encode())
