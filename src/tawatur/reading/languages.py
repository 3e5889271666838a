"""Which language a text is in, by its letters and commonest words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from tawatur.language import fold_text, lexicon

__all__ = ["language_of"]

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000


@cache
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return letters and words, each with the languages they speak for."""
    letters: dict[str, set[str]] = {}
    words: dict[str, set[str]] = {}
    for row in lexicon.load("languages").rows:
        table = letters if row["kind"] == "letter" else words
        # Letters are compared as written: folding is what makes Persian look Arabic.
        form = row["form"] if row["kind"] == "letter" else fold_text(row["form"])
        table.setdefault(form, set()).add(row["language"])
    return (
        {form: tuple(sorted(of)) for form, of in letters.items()},
        {form: tuple(sorted(of)) for form, of in words.items()},
    )


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code (639-3 where there is none) of ``text``, or ``None``.

    A statistic of letters that only some languages use and of the commonest words, over the
    first 6,000 characters; ``None`` where the evidence is thin or two languages come close.
    """
    sample = text[:_SAMPLE]
    letters, words = _tables()
    found = _WORD.findall(fold_text(sample))
    if not found:
        return None
    votes: Counter[str] = Counter()
    for form in found:
        for language in words.get(form, ()):
            votes[language] += 1
    signs = Counter(char for char in sample if char in letters)
    for char, times in signs.items():
        for language in letters[char]:
            # A name in Persian letters inside an Arabic text must not outvote its particles.
            votes[language] += times / 4  # type: ignore[assignment]
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < max(2.0, len(found) / 40):
        return _by_script(sample)
    if len(ranked) > 1 and ranked[1][1] > 0.8 * ranked[0][1]:
        return None
    return ranked[0][0]


def _by_script(sample: str) -> str | None:
    """Return ``ar`` for a text too short for words but in letters of Arabic alone."""
    arabic = sum("\u0621" <= char <= "\u064a" for char in sample)
    letters = sum(char.isalpha() for char in sample)
    return "ar" if letters and arabic == letters and ("ة" in sample or "ال" in sample) else None
