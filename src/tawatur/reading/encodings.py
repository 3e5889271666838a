"""From bytes to text: which encoding, and where it breaks.

Order: byte-order mark; UTF-16 without one; strict UTF-8; the declared encoding where its Arabic
is plausible; Windows-1256 and ISO-8859-6 by the statistics of Arabic letters; the guess of
charset-normalizer. A declaration alone decides nothing: pages in UTF-8 that declare Windows-1256
are common, and the other way round.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from tawatur.errors import InputError

__all__ = ["Decoded", "decode", "is_binary"]


class Decoded(NamedTuple):
    """Decoded text and the encoding that gave it (Python's name)."""

    text: str
    encoding: str


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF",
    b"\xd0\xcf\x11\xe0", b"{\\rtf", b"ID3", b"OggS", b"RIFF", b"SQLite format 3",
)  # fmt: skip
_CONTROL = bytes({*range(32)} - {7, 8, 9, 10, 11, 12, 13, 0x1A, 27})
_SAMPLE = 1 << 18
# Single-byte encodings of Arabic that the web and newsrooms used; the order breaks ties.
_SINGLE = ("cp1256", "iso8859_6", "mac_arabic")
_ARABIC = re.compile("[\u0621-\u064a]")
_ARTICLE = re.compile("(?:^|(?<=[^\u0621-\u064a])|(?<=[وفبك]))ال(?=[\u0621-\u064a])", re.MULTILINE)
_LATIN = re.compile("[A-Za-z]")
_FOREIGN = re.compile("[\u00a1-\u05ff\u0671-\u06ef\u0700-\u1fff\u2500-\u25ff\ufb00-\ufdff]")
# UTF-8 that somebody read as Latin-1 or Windows-1252 and saved again: Ø and Ù before a sign.
_DOUBLED = re.compile("[ØÙÚÛ][\u0080-\u00ff\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]")


def is_binary(data: bytes) -> bool:
    """Tell whether ``data`` is no text in any encoding known here."""
    if data.startswith(_MAGIC):
        return True
    sample = data[:_SAMPLE]
    if _marked(sample) or _wide(sample):
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    # Texts met have none; dumps of old systems a stray one.
    return controls > max(2, len(sample) // 500)


def decode(data: bytes, declared: str | None = None, *, lenient: bool = False) -> Decoded:
    """Return the text of ``data`` and its encoding, without byte-order mark, else unchanged.

    Args:
        data: the bytes of a file.
        declared: encoding that the file or its server names, or ``None``.
        lenient: replace bytes that break UTF-8 by U+FFFD where they are few (pages), instead
            of refusing.

    Raises:
        InputError: when the bytes are no text, or break the encoding; with the offset.
    """
    if is_binary(data):
        raise InputError("it is a binary file, not text; convert it to UTF-8 text first")
    marked = _marked(data)
    if marked:
        mark, name = marked
        return _strict(data[len(mark) :], name, len(mark), lenient)
    wide = _wide(data[:_SAMPLE])
    if wide:
        return _strict(data, wide, 0, lenient)
    try:
        return _not_doubled(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError as error:
        broken = error
    best = _single_byte(data, declared)
    if best:
        return best
    text = data.decode("utf-8", "replace")
    if _mostly_utf8(text):
        if lenient:
            return Decoded(text, "utf-8")
        raise InputError(
            f"byte {broken.start} (0x{data[broken.start]:02x}) breaks UTF-8; "
            "save the file again as UTF-8"
        )
    guessed = _guess(data)
    if guessed:
        return guessed
    raise InputError(
        f"its encoding is not known (UTF-8 breaks at byte {broken.start}); save it as UTF-8"
    )


def _marked(data: bytes) -> tuple[bytes, str] | None:
    return next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), None)


def _wide(sample: bytes) -> str | None:
    """Return the UTF-16 that ``sample`` is in though it has no mark, or ``None``."""
    if len(sample) < 8:
        return None
    # In Arabic or Latin text every second byte is 0x06 or 0x00.
    for name, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if high.count(6) + high.count(0) >= 0.9 * len(high) and sample.count(0) > len(sample) // 50:
            return name
    return None


def _strict(data: bytes, name: str, skipped: int, lenient: bool) -> Decoded:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError as error:
        if lenient:
            return Decoded(data.decode(name, "replace"), name)
        raise InputError(
            f"byte {error.start + skipped} breaks {name}, the encoding its first bytes announce; "
            "save the file again as UTF-8"
        ) from None


def _not_doubled(decoded: Decoded) -> Decoded:
    text = decoded.text[:_SAMPLE]
    twice = len(_DOUBLED.findall(text))
    if twice > 20 and twice > len(text) // 8:
        raise InputError(
            "its letters were decoded wrongly before it was saved (Ø§Ù„ in place of Arabic); "
            "get the original, or save it again from a program that reads it as UTF-8"
        )
    return decoded


def _mostly_utf8(text: str) -> bool:
    broken = text.count("\ufffd")
    beyond = sum(1 for char in text if char > "\x7f")
    # Measured on Windows-1256 text read as UTF-8: nearly every such character breaks.
    return broken * 4 < beyond


def _single_byte(data: bytes, declared: str | None) -> Decoded | None:
    """Return the reading in which the Arabic is likeliest, the declared one on a tie."""
    names = list(_SINGLE)
    known = _lookup(declared)
    if known and known not in ("utf-8", "ascii"):
        names = [known, *(name for name in names if name != known)]
    if _mostly_utf8(data[:_SAMPLE].decode("utf-8", "replace")):
        return None
    best: tuple[float, str] | None = None
    for name in names:
        try:
            text = data[:_SAMPLE].decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        score = _plausible(text)
        # A Latin text with a few accents finds its Arabic letters too.
        if name != known and len(_LATIN.findall(text)) > 4 * len(_ARABIC.findall(text)):
            continue
        if best is None or score > best[0]:
            best = score, name
    # Arabic newspapers score 0.9 to 1.3; a wrong code page under 0.7.
    if best is None or best[0] < 0.8:
        return None
    try:
        return Decoded(data.decode(best[1]), best[1])
    except UnicodeDecodeError:
        return None


def _lookup(name: str | None) -> str | None:
    if not name:
        return None
    try:
        return codecs.lookup(name.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None


def _plausible(text: str) -> float:
    """Return how much ``text`` looks like Arabic among what lies beyond ASCII; 1 is usual."""
    beyond = sum(1 for char in text if char > "\x7f")
    letters = len(_ARABIC.findall(text))
    if not letters or not beyond:
        return 0.0
    # One letter in twelve to thirty is the alef of an article.
    articles = min(len(_ARTICLE.findall(text)) / letters, 0.04) * 10
    return letters / beyond + articles - 2 * len(_FOREIGN.findall(text)) / beyond


def _guess(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    try:
        return Decoded(data.decode(best.encoding), best.encoding)
    except (UnicodeDecodeError, LookupError):
        return None
