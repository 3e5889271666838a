"""Sources without a name: how an article describes one, and which descriptions are of one source.

Nobody can tell whether two «security sources» are one man. They are taken for one when the words
that describe them agree down to the clause by which they asked not to be named, and the one text
has something of the other. A witness who is called by a name is the same wherever he is called so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from tawatur.language import Tokens, fold_text, lexicon, tokenize
from tawatur.language.stems import is_function_word, stem

__all__ = ["Description", "called", "described", "is_full", "one_source"]

Description = tuple[str, ...]
"""Stems of the words that describe a source, the noun for him first."""

# «طلب عدم الكشف عن هويته» is no longer than this, in words behind the holder.
_CLAUSE = 8
_BEHIND = 120
# First name and family name.
_NAME = 2
# The words of a full description: noun, kind and what he asked. «مصدر عسكري» describes many.
_FULL = 3


@cache
def _parts() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {"unnamed_verb": set(), "identity": set(), "naming": set()}
    for name in ("quote_words", "clause_words"):
        column = "use" if name == "quote_words" else "kind"
        for row in lexicon.load(name).rows:
            if row[column] in found:
                found[row[column]].add(fold_text(row["form"]))
    return {use: frozenset(forms) for use, forms in found.items()}


def described(text: str, start: int, end: int) -> Description:
    """Return how ``text`` describes the source at ``start`` to ``end``.

    The clause behind him that says why he has no name (طلب عدم ذكر اسمه) is part of it.
    """
    tokens, last = _from(text, start, end)
    for ahead in range(last, min(last + _CLAUSE, len(tokens))):
        if tokens.kind[ahead] == "mark":
            break
        if tokens.text[ahead] in _parts()["identity"]:
            if any(word in _parts()["unnamed_verb"] for word in tokens.text[last:ahead]):
                last = ahead + 1
            break
    listened = _listeners()
    kept = [at for at in range(last) if tokens.text[at] not in listened]
    return tuple(_stems([tokens.text[at] for at in kept], [tokens.kind[at] for at in kept]))


@cache
def _listeners() -> frozenset[str]:
    """Return «الوكالة», «الصحيفة» and their like: told by a source («أبلغ مسؤول الوكالة»)."""
    rows = lexicon.load("holder_nouns").rows
    return frozenset(fold_text("ال" + row["form"]) for row in rows if row["kind"] == "media")


def _from(text: str, start: int, end: int) -> tuple[Tokens, int]:
    """Return the tokens of a line from ``start`` on, and how many of them end at ``end``."""
    tokens = tokenize(text[start:end] + text[end : end + _BEHIND].partition("\n")[0])
    return tokens, tokens.at(end - start)


def _stems(words: Sequence[str], kinds: Sequence[str]) -> Iterator[str]:
    for word, kind in zip(words, kinds, strict=True):
        if kind == "word" and not is_function_word(word):
            yield stem(word)


def called(text: str, start: int, end: int) -> Description:
    """Return the stems of the name in «شاهد يدعى …»; nothing where no name is said.

    The source stands at ``start`` to ``end``, with or without the clause that gives the name.
    """
    tokens, last = _from(text, start, end)
    for at in range(min(last + _CLAUSE, len(tokens))):
        if at >= last and tokens.kind[at] == "mark":
            break
        if tokens.text[at] in _parts()["naming"]:
            name = slice(at + 1, at + 1 + _NAME)
            return tuple(_stems(tokens.text[name], tokens.kind[name]))
    return ()


def one_source(a: Description, b: Description) -> bool:
    """Tell whether two descriptions in texts that go back to one can be of one source.

    One noun, and the one says nothing that the other does not: a desk shortens a description.
    """
    return bool(a and b) and a[0] == b[0] and (set(a) <= set(b) or set(b) <= set(a))


def is_full(description: Description) -> bool:
    """Tell whether a description says so much that the same words mean the same source."""
    return len(description) >= _FULL
