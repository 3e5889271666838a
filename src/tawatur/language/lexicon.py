"""Lexicons: language knowledge as data files, each with its source and licence.

A lexicon is a UTF-8 file of tab-separated values under ``language/data``. Its head is made of
lines ``# key: value`` and names at least ``title``, ``source`` and ``licence``; the first line
after the head names the columns; blank lines and lines that begin with ``#`` are comments.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tawatur.errors import LexiconError

__all__ = ["Lexicon", "load", "names"]

_REQUIRED = ("title", "source", "licence")


class Lexicon(NamedTuple):
    """A lexicon's head and its rows; a missing cell is the empty string."""

    name: str
    head: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]

    def column(self, name: str) -> tuple[str, ...]:
        """Return one column, in the order of the file."""
        return tuple(row[name] for row in self.rows)


def names() -> list[str]:
    """Return the names of all lexicons that ship with the package, sorted."""
    folder = files("tawatur.language") / "data"
    return sorted(f.name[:-4] for f in folder.iterdir() if f.name.endswith(".tsv"))


@cache
def load(name: str) -> Lexicon:
    """Return the lexicon ``name`` (the file's name without ``.tsv``).

    Raises :class:`LexiconError` when there is none, when its head lacks source or licence, or
    when a row has more cells than there are columns.
    """
    file = files("tawatur.language") / "data" / f"{name}.tsv"
    try:
        content = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LexiconError(
            f"there is no lexicon {name!r}; there are: {', '.join(names())}"
        ) from None
    return parse(name, content)


def parse(name: str, content: str) -> Lexicon:
    """Return the lexicon written in ``content``; raises as :func:`load` does."""
    head: dict[str, str] = {}
    columns: list[str] = []
    rows: list[Mapping[str, str]] = []
    for number, line in enumerate(content.splitlines(), 1):
        if line.startswith("#"):
            key, colon, value = line[1:].partition(":")
            if colon and not columns:
                head[key.strip()] = value.strip()
        elif not line.strip():
            continue
        elif not columns:
            columns = line.split("\t")
        else:
            cells = line.split("\t")
            if len(cells) > len(columns):
                raise LexiconError(
                    f"lexicon {name!r}, line {number}: {len(cells)} cells, {len(columns)} columns"
                )
            cells += [""] * (len(columns) - len(cells))
            rows.append(dict(zip(columns, map(str.strip, cells), strict=True)))
    missing = [key for key in _REQUIRED if not head.get(key)]
    if missing:
        raise LexiconError(f"lexicon {name!r} does not state its {', '.join(missing)}")
    return Lexicon(name, head, tuple(rows))
