"""Spelling a vocalised Arabic form: short vowels left out, letters doubled once, hamza seated."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["spell"]

_CONTRACTIONS = (
    (re.compile("ءaء(?![aiuAIU])"), "ءA"),
    (re.compile("ءiء(?![aiuAIU])"), "ءI"),
    (re.compile("ءuء(?![aiuAIU])"), "ءU"),
    (re.compile("u[وي](?![aiuAIUYويT])"), "U"),
    (re.compile("i[وي](?![aiuAIUYويT])"), "I"),
)


_DOUBLED = re.compile(r"([^aiuAIUYT])\1")
_WRITTEN = str.maketrans({"A": "ا", "I": "ي", "U": "و", "Y": "ى", "T": "ة"} | dict.fromkeys("aiu"))


# Persons and moods share most of their forms: of 220,000 calls for 1,000 verbs 73,000 differ.
@lru_cache(maxsize=1 << 17)
def spell(form: str) -> str:
    """Return the vocalised ``form`` as it is written without vowel marks."""
    # Most forms have no hamza to seat and no final alef to choose, and need no look at each letter.
    if "ء" not in form and "Y" not in form:
        for pattern, contracted in _CONTRACTIONS[3:]:
            form = pattern.sub(contracted, form)
        return _DOUBLED.sub(r"\1", form).translate(_WRITTEN)
    return _spell_each(form)


def _spell_each(form: str) -> str:
    for pattern, contracted in _CONTRACTIONS:
        form = pattern.sub(contracted, form)
    written: list[str] = []
    skip = False
    for at, char in enumerate(form):
        if skip:
            skip = False
            continue
        before = form[at - 1] if at else ""
        after = form[at + 1 :]
        if char in "aiu":
            continue
        if char == "ء" and before == "ء":
            continue
        if char == "ء":
            seat, skip = _seat(before, after)
            written.append(seat)
        elif char in "AIUYT":
            letter = {"A": "ا", "I": "ي", "U": "و", "Y": "ى", "T": "ة"}[char]
            written.append("ا" if char == "Y" and written and written[-1] == "ي" else letter)
        elif char != before:
            written.append(char)
    return "".join(written)


def _seat(before: str, after: str) -> tuple[str, bool]:
    """Return how a hamza is written, and whether that swallows the long a that follows."""
    follows = after[:1]
    if not before:
        if follows == "A":
            return "آ", True
        return ("إ" if follows in ("i", "I") else "أ"), False
    if len(after) == 0 or (len(after) == 1 and after in "aiu"):
        return {"a": "أ", "i": "ئ", "u": "ؤ"}.get(before, "ء"), False
    if before in "iIي" or follows in ("i", "I"):
        return "ئ", False
    if before == "u" or follows in ("u", "U"):
        return "ؤ", False
    if before in "AU":
        return "ء", False
    if follows == "A":
        return "آ", True
    return "أ", False
