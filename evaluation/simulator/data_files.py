"""The simulator's data: tab-separated files with a head, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["Row", "rows"]

Row = dict[str, str]
_FOLDER = Path(__file__).with_name("data")


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Return the rows of ``data/<name>.tsv``, keyed by its first line that is no comment.

    Raises:
        ValueError: a row has more or fewer cells than there are columns.
    """
    lines = (_FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()
    head, *body = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(dict(zip(head, cells, strict=True)) for cells in body)
