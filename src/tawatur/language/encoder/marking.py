"""Marks beside the pieces of a pair of statements: what one says that the other says too.

A small model does not compare numbers or words across two statements well by itself; a mark at
each piece does that for it.
"""

from __future__ import annotations

from tokenizers import Tokenizer

from tawatur.language.folding import fold_text

__all__ = ["MARKS", "mark_pair"]

MARKS = ("none", "shared", "number", "own number", "trigger")
"""Nothing; a word of both statements; a number of both; a number of one alone; a trigger."""

_SHARED, _NUMBER, _OWN_NUMBER = 1, 2, 3
# Half of what a model reads of a pair, without begin and ends.
_HALF = 62
# Prefixes written onto a word that do not make it another: و ف ب ل ك, and the article.
_ARTICLE = "ال"
_PROCLITICS = "وفبلك"


def _key(word: str) -> str:
    """Return the word without marks and what is written onto its front."""
    folded = "".join(letter for letter in fold_text(word) if letter.isalnum())
    if folded[:1] in _PROCLITICS and folded[1:3] == _ARTICLE and len(folded) > 4:
        return folded[3:]
    if folded.startswith(_ARTICLE) and len(folded) > 4:
        return folded[2:]
    return folded


def mark_pair(tokenizer: Tokenizer, one: str, other: str) -> tuple[list[int], list[int]]:
    """Return the pieces of two statements, a double end between them, and a mark for each."""
    sides = [one.split(), other.split()]
    keys = [[_key(word) for word in side] for side in sides]
    ids, marks = [0], [0]
    for at, side in enumerate(sides):
        encoding = tokenizer.encode(side, is_pretokenized=True, add_special_tokens=False)
        theirs = set(keys[1 - at])
        ids += encoding.ids[:_HALF]
        marks += [_mark(keys[at][word or 0], theirs) for word in encoding.word_ids[:_HALF]]
        ids += [2, 2] if not at else [2]
        marks += [0, 0] if not at else [0]
    return ids, marks


def _mark(key: str, theirs: set[str]) -> int:
    if any(letter.isdigit() for letter in key):
        return _NUMBER if key in theirs else _OWN_NUMBER
    return _SHARED if key and key in theirs else 0
