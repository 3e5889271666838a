"""Folding: one spelling for reading, with a way back to the characters as written.

Folding maps hamza forms, alef maqsura, ta marbuta, Persian and Urdu look-alikes, digits of all
scripts, presentation forms and Latin case to one spelling each; it drops harakat, tatweel, bidi
and zero-width marks. The result knows where each of its characters stood, so that whatever is
found in folded text is reported in the original.

Folding is canonical: text in NFC, NFD, NFKC or NFKD folds to the same string.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from functools import lru_cache

__all__ = ["Folded", "fold", "fold_text"]

# Letters that newspapers, keyboards and encodings exchange. Keys are NFKD base characters, so
# that hamza and madda above or below are already gone as combining marks.
_BASE = {
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ے": "ي",
    "ۍ": "ي",
    "ێ": "ي",
    "ة": "ه",
    "ہ": "ه",
    "ە": "ه",
    "ھ": "ه",
    "ۃ": "ه",
    "ۀ": "ه",
    "ک": "ك",
    "ڪ": "ك",
    "ګ": "ك",
    "ڭ": "ك",
    "ؠ": "ي",
    "ۆ": "و",
    "ۇ": "و",
    "ۋ": "و",
    "٪": "%",
    "٫": ".",
    "٬": ",",
    "،": "،",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "″": '"',
    "‘": "'",
    "’": "'",
    "‚": "'",
    "‛": "'",
    "`": "'",
    "´": "'",
    "‹": "«",
    "›": "»",
}
_TATWEEL = "ـ"
_DROPPED_CATEGORIES = frozenset({"Mn", "Me", "Cf"})


class _Table(dict[int, str]):
    """Code point -> folded string, worked out when first met."""

    def __missing__(self, code: int) -> str:
        folded = "".join(map(_fold_base, unicodedata.normalize("NFKD", chr(code))))
        self[code] = folded
        return folded


def _fold_base(char: str) -> str:
    if char == _TATWEEL or unicodedata.category(char) in _DROPPED_CATEGORIES:
        return ""
    mapped = _BASE.get(char)
    if mapped is not None:
        return mapped
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    # Case folding may itself give characters with marks (İ), hence the second look.
    low = unicodedata.normalize("NFKD", char.casefold())
    return "".join(c for c in low if unicodedata.category(c) not in _DROPPED_CATEGORIES)


_table = _Table()


class Folded:
    """A folded text and the map back to its original.

    ``text[i]`` comes from ``original[starts[i]]``; ``starts`` is ``None`` where every character
    folded to exactly one, so that positions are the same.
    """

    __slots__ = ("original", "starts", "text")

    def __init__(self, original: str, text: str, starts: array[int] | None) -> None:
        self.original = original
        self.text = text
        self.starts = starts

    def start(self, index: int) -> int:
        """Return the original offset of folded character ``index`` (or the end of the text)."""
        if index >= len(self.text):
            return len(self.original)
        return index if self.starts is None else self.starts[index]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original half-open span of the folded span ``start``..``end``.

        Harakat and tatweel that follow the last letter belong to it; bidi and zero-width marks
        do not.
        """
        if end <= start:
            at = self.start(start)
            return at, at
        if self.starts is None:
            return start, end
        first = self.starts[start]
        last = self.starts[end - 1] + 1
        original = self.original
        while last < len(original) and _rides(original[last]):
            last += 1
        return first, last

    def index(self, offset: int) -> int:
        """Return the first folded index whose original offset is ``offset`` or later."""
        if self.starts is None:
            return min(offset, len(self.text))
        return bisect_left(self.starts, offset)


def _rides(char: str) -> bool:
    return char == _TATWEEL or unicodedata.category(char) in ("Mn", "Me")


@lru_cache(maxsize=512)
def _irregular(alphabet: frozenset[str]) -> re.Pattern[str]:
    return re.compile("[" + "".join(map(re.escape, sorted(alphabet))) + "]")


def fold(original: str) -> Folded:
    """Fold ``original`` and keep the way back.

    Runs in time linear in the length of the text.
    """
    text = original.translate(_table)
    irregular = frozenset(char for char in set(original) if len(_table[ord(char)]) != 1)
    if not irregular:
        return Folded(original, text, None)
    starts = array("I")
    done = 0
    for match in _irregular(irregular).finditer(original):
        at = match.start()
        starts.extend(range(done, at))
        starts.extend([at] * len(_table[ord(original[at])]))
        done = at + 1
    starts.extend(range(done, len(original)))
    return Folded(original, text, starts)


def fold_text(text: str) -> str:
    """Return the folded spelling of ``text`` alone, for keys of lexicons and comparisons."""
    return text.translate(_table)
