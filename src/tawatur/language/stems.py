"""Light stems: what is left of a folded word when its commonest affixes are taken away.

The affixes are those of Light10 (Larkey, Ballesteros & Connell, "Light Stemming for Arabic
Information Retrieval", 2007), with the alef of the accusative besides. Stems serve comparison:
they are no lemmas, and broken plurals stay apart from their singulars.
"""

from __future__ import annotations

from functools import cache, lru_cache

from tawatur.language import lexicon
from tawatur.language.folding import fold_text

__all__ = ["is_function_word", "stem"]

_PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل")
# Taken away again and again, so that a name and the adjectives made from it meet in all numbers
# (سروان، السرواني، السروانيين: سرو).
_SUFFIXES = ("ها", "يه", "ه", "ي", "ا", "ان", "ات", "ون", "ين")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the light stem of a folded word; at least two letters of it stay."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + 2:
            word = word[len(prefix) :]
            break
    # Whether a first و is the conjunction or a radical cannot be seen; it goes in both cases, so
    # that الوزارة and وزارة meet.
    if len(word) > 3 and word[0] == "و":
        word = word[1:]
    before = ""
    while word != before:
        before = word
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) >= len(suffix) + 3:
                word = word[: -len(suffix)]
                break
    return word


@cache
def _function_words() -> frozenset[str]:
    return frozenset(fold_text(form) for form in lexicon.load("function_words").column("form"))


def is_function_word(word: str) -> bool:
    """Tell whether a folded word is a particle or pronoun, with و or ف before it or not."""
    words = _function_words()
    return word in words or (len(word) > 2 and word[0] in "وف" and word[1:] in words)
