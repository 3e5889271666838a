"""Light stemming: one key for the forms of a word that an editor may exchange.

The key is for comparing two texts that are already known to be close, not for dictionaries: the
consonants that remain when affixes and long vowels are gone (يستقبل, استقبال: ستقبل). Method:
light stemming after Larkey, Ballesteros and Connell (SIGIR 2002), with the long vowels dropped
where three consonants remain.
"""

from __future__ import annotations

from functools import lru_cache

from tawatur.language import fold_text, lexicon

__all__ = ["behind_clitics", "canonical", "stem"]

_LEAST = 3


def _slot(name: str) -> tuple[str, ...]:
    rows = lexicon.load("affixes").rows
    forms = {fold_text(row["form"]) for row in rows if row["slot"] == name}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


class _Affixes:
    def __init__(self) -> None:
        self.prefixes = _slot("prefix")
        self.particles = frozenset(_slot("particle"))
        self.futures = frozenset(_slot("future"))
        self.suffixes = _slot("suffix")
        self.imperfect = frozenset(_slot("imperfect"))
        self.weak = str.maketrans(dict.fromkeys(_slot("weak"), ""))
        rows = lexicon.load("desk_edits").rows
        self.spelling = {fold_text(row["form"]): fold_text(row["canonical"]) for row in rows}


@lru_cache(maxsize=1)
def _affixes() -> _Affixes:
    return _Affixes()


def canonical(word: str) -> str:
    """Return the spelling under which the folded ``word`` is compared (أمريكي: اميركي)."""
    return _affixes().spelling.get(word, word)


@lru_cache(maxsize=1 << 18)
def stem(word: str) -> str:
    """Return the key of the folded ``word``; numbers and Latin words are their own."""
    if len(word) <= _LEAST or not "\u0600" <= word[0] <= "\u06ff":
        return word
    affixes = _affixes()
    core = _behind_prefix(word, affixes)
    for suffix in affixes.suffixes:
        if core.endswith(suffix) and len(core) - len(suffix) >= _LEAST:
            core = core[: -len(suffix)]
            break
    if len(core) > _LEAST and core[0] in affixes.imperfect:
        bare = core[1:].translate(affixes.weak)
        if len(bare) >= _LEAST:
            return bare
    bare = core.translate(affixes.weak)
    return bare if len(bare) >= _LEAST else core


@lru_cache(maxsize=1 << 16)
def behind_clitics(word: str) -> str:
    """Return the folded ``word`` without article, conjunction and preposition, endings kept."""
    return _behind_prefix(word, _affixes())


def _behind_prefix(word: str, affixes: _Affixes) -> str:
    for prefix in affixes.prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= _LEAST:
            return word[len(prefix) :]
    if len(word) > _LEAST + 1 and word[0] in affixes.particles:
        return word[1:]
    if len(word) > _LEAST + 2 and word[0] in affixes.futures and word[1] in affixes.imperfect:
        return word[1:]
    return word
