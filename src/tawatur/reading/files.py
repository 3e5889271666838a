"""Finding the files below the paths given, and taking in their bytes within limits."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tawatur.errors import InputError
from tawatur.reading.drafts import Refusal

__all__ = ["KINDS", "File", "bounded", "find_files", "kind_of", "unpacked"]

# Suffix -> kind of reader; .gz after any of them is unpacked.
KINDS = {
    ".txt": "text",
    ".text": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "table",
    ".tsv": "table",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".rdf": "feed",
    ".warc": "warc",
}
# Kinds of files in which coverage is kept but which are not read: refused, not passed over.
_COVERAGE = {
    ".pdf": "save its text as .txt",
    ".doc": "save it as .txt in UTF-8",
    ".docx": "save it as .txt in UTF-8",
    ".odt": "save it as .txt in UTF-8",
    ".rtf": "save it as .txt in UTF-8",
    ".epub": "save its chapters as .html",
    ".mht": "save the page as .html",
    ".mhtml": "save the page as .html",
    ".webarchive": "save the page as .html",
    ".zip": "unpack it",
    ".7z": "unpack it",
    ".rar": "unpack it",
    ".tar": "unpack it",
    ".tgz": "unpack it",
    ".xls": "save the sheet as .csv",
    ".xlsx": "save the sheet as .csv",
}


class File(NamedTuple):
    """A file to read: its path, the name to report it by, and whether it was named itself."""

    path: Path
    shown: str
    named: bool


def kind_of(path: Path) -> str | None:
    """Return which reader a file is for by its name, or ``None``."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return KINDS.get(suffixes[-1]) if suffixes else None


def find_files(paths: Iterable[Path | str]) -> Iterator[File | Refusal]:
    """Yield the files at and below ``paths``, each once, in an order of their names alone.

    Hidden files and folders are passed over, and so are files of kinds that hold no coverage
    (pictures, scripts); a folder that holds nothing to read is refused, and so is a file in a
    format that is not read (PDF, Word). Links are followed; a loop of links ends where it
    began.
    """
    seen: set[str] = set()
    found: list[File] = []
    refused: list[Refusal] = []
    for path in sorted({Path(path) for path in paths}, key=lambda path: path.as_posix()):
        if path.is_dir():
            inside = list(_inside(path))
            if not any(kind_of(entry) for entry in inside):
                refused.append(
                    Refusal(
                        str(path),
                        "the folder has no file to read; known are " + " ".join(sorted(KINDS)),
                    )
                )
            for entry in inside:
                if kind_of(entry):
                    found.append(File(entry, str(entry), False))
                elif entry.suffix.lower() in _COVERAGE:
                    refused.append(Refusal(str(entry), _remedy(entry)))
        elif not path.exists():
            refused.append(Refusal(str(path), "there is no such file or folder"))
        elif not path.is_file():
            refused.append(Refusal(str(path), "it is neither a file nor a folder"))
        elif kind_of(path):
            found.append(File(path, str(path), True))
        else:
            refused.append(Refusal(str(path), _remedy(path)))
    yield from refused
    # A file that is named itself wins over the same file met in a folder.
    for file in sorted(found, key=lambda file: (not file.named, file.path.as_posix())):
        real = os.path.realpath(file.path)
        if real not in seen:
            seen.add(real)
            yield file


def _remedy(path: Path) -> str:
    suffix = path.suffix.lower()
    remedy = _COVERAGE.get(suffix, "rename it if it is one of these: " + " ".join(sorted(KINDS)))
    return f"files of the kind {suffix or '(no suffix)'} are not read; {remedy}"


def _inside(folder: Path) -> Iterator[Path]:
    entered: set[str] = set()

    def walk(at: Path) -> Iterator[Path]:
        real = os.path.realpath(at)
        if real in entered:
            return
        entered.add(real)
        try:
            entries = sorted(at.iterdir(), key=lambda entry: entry.name)
        except OSError:
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            try:
                if entry.is_dir():
                    yield from walk(entry)
                elif entry.is_file():
                    yield entry
            except OSError:
                continue

    return walk(folder)


def bounded(path: Path, limit: int) -> bytes:
    """Return the bytes of a file, unpacked if its name ends in ``.gz``.

    Raises:
        InputError: when the file is empty, larger than ``limit`` bytes, cannot be opened, or
            its compression is broken.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise InputError(f"it cannot be opened: {error.strerror or error}") from None
    if len(data) > limit:
        raise InputError(_too_large(limit))
    if path.suffix.lower() == ".gz":
        data = unpacked(data, limit)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise InputError("it is empty")
    return data


def unpacked(data: bytes, limit: int) -> bytes:
    """Return gzip ``data`` unpacked, all its members.

    Raises:
        InputError: when it is broken, cut short, or holds more than ``limit`` bytes.
    """
    pieces: list[bytes] = []
    size = 0
    rest = data
    while rest:
        stream = zlib.decompressobj(wbits=31)
        try:
            piece = stream.decompress(rest, limit - size + 1)
        except zlib.error as error:
            if pieces and not rest.strip(b"\0"):
                break
            raise InputError(f"its gzip compression is broken ({error}); fetch it again") from None
        size += len(piece)
        if size > limit:
            raise InputError(_too_large(limit))
        if not stream.eof:
            raise InputError("its gzip compression ends too early; fetch it again")
        pieces.append(piece)
        rest = stream.unused_data
    return b"".join(pieces)


def _too_large(limit: int) -> str:
    return (
        f"it is larger than {limit / (1 << 20):g} MB, the limit for its kind; "
        "split it, or raise the limit (tawatur.reading.Limits)"
    )
