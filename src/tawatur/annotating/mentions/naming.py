"""Forms of names: the words that identify one, and ASCII slugs for ids."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from tawatur.annotating.mentions.ordinary import ARTICLE
from tawatur.annotating.mentions.parts import arabic_names, foreign_names, name_particles
from tawatur.language import fold_text, tokenize
from tawatur.language.lexicon import load

__all__ = ["consonants", "has_father", "name_key", "slug", "sound_key"]

_LETTERS = {
    **dict(zip("ابتجحدرزسصضطعفقكلمنهوي", "abtjhdrzssdtafqklmnhwy", strict=True)),
    **{"ث": "th", "خ": "kh", "ذ": "dh", "ش": "sh", "ظ": "z", "غ": "gh"},
}
# Letters by which Arabic spells one foreign sound: Gutierrez غوتيريش جوتيريس, Tokyo طوكيو توكيو.
_SOUNDS = str.maketrans("غقثطصضظذش", "ججتتسدززس")
_VOWELS = re.compile("(?<=.)[اويه]")


@lru_cache(maxsize=1 << 16)
def name_key(text: str) -> tuple[str, ...]:
    """Return the folded words that identify a name, without bin, articles and marks.

    ``عبد الله بن أحمد`` and ``عبدالله أحمد`` have one key; spelling variants of the lexicon
    ``name_variants`` count as one.
    """
    particles, variants = name_particles(), _variants()
    tokens = tokenize(text)
    words = [word for word, kind in zip(tokens.text, tokens.kind, strict=True) if kind != "mark"]
    key: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        sort = particles.get(word)
        joined = sort in ("servant", "kunya") and at + 1 < len(words)
        if joined:
            at += 1
            word += words[at]
        elif sort in ("son", "wuld", "house") and (at or len(words) > 2):
            at += 1
            continue
        elif sort == "faith" and key:
            key[-1] += word
            at += 1
            continue
        if word.startswith(ARTICLE) and len(word) > 4:
            word = word[2:]
        key.append(variants.get(word, word))
        at += 1
    return tuple(key)


def has_father(text: str) -> bool:
    """Tell whether the last part of a full name is the father's: محمد بن نايف."""
    words = fold_text(text).split()
    particles = name_particles()
    return any(particles.get(word) == "son" for word in words[-3:-1])


@cache
def _variants() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in load("name_variants").rows:
        forms = [fold_text(form) for form in row["forms"].split("|")]
        for form in forms[1:]:
            found[form] = forms[0]
    return found


def sound_key(key: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the consonants of a foreign name, or ``None`` for one with an Arabic part.

    Arabic names differ by a vowel (سعد, سعيد); spellings of one foreign name do.
    """
    foreign = foreign_names()
    if len(key) < 2 or not any(word in foreign for word in key):
        return None
    if any(word in arabic_names() for word in key):
        return None
    return consonants(key)


def consonants(key: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the consonants of each part of a name, or ``None`` where a part has fewer than two."""
    sounds = tuple(_VOWELS.sub("", word).translate(_SOUNDS) for word in key)
    return sounds if all(len(sound) > 1 for sound in sounds) else None


def slug(text: str) -> str:
    """Return an ASCII slug of a name, the same for every spelling that folds alike."""
    letters = "".join(_LETTERS.get(char, char) for char in fold_text(text))
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-") or "x"
