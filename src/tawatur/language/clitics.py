"""Peeling the particles and pronouns that Arabic writes onto a word.

Arabic writes conjunctions, prepositions, the article and object pronouns onto the word they
belong to. Peeling proposes every way in which a folded word may be made of such clitics and a
stem; the caller keeps those whose stem its lexicon knows. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tawatur.language import lexicon
from tawatur.language.folding import fold_text

__all__ = ["Peeled", "peel", "peel_known"]


class Peeled(NamedTuple):
    """One way to read a folded word: ``prefix`` + ``stem`` + ``suffix``.

    ``skip`` is the number of characters of the word before the stem; it differs from the length
    of ``prefix`` where an elided letter is restored (``للقصف``: ``ل`` and ``القصف``).
    """

    prefix: str
    stem: str
    suffix: str
    skip: int


def _affixes(slot: str) -> tuple[str, ...]:
    rows = lexicon.load("clitics").rows
    forms = {fold_text(row["form"]) for row in rows if row["slot"] == slot}
    return tuple(sorted(forms, key=lambda form: (len(form), form)))


class _Inventory:
    """The clitics by slot, read once."""

    def __init__(self) -> None:
        conjunctions = ("", *_affixes("conjunction"))
        prepositions = ("", *_affixes("preposition"))
        self.prefixes = tuple(
            dict.fromkeys(c + p for c in conjunctions for p in prepositions if c + p)
        )
        self.verbal = tuple(dict.fromkeys(c + p for c in conjunctions for p in _affixes("future")))
        self.pronouns = _affixes("pronoun")


_inventory: _Inventory | None = None


def _clitics() -> _Inventory:
    global _inventory
    if _inventory is None:
        _inventory = _Inventory()
    return _inventory


def peel(word: str, *, suffixes: bool = True) -> Iterator[Peeled]:
    """Yield the ways to read the folded ``word``, the unpeeled word first, then by length.

    A stem has at least two letters. The article stays with its stem (``والبيت``: ``و`` +
    ``البيت``). With ``suffixes``, object and possessive pronouns are peeled too, and a ``ت``
    that stands before one is also offered as the ta marbuta that it was (``حكومته``:
    ``حكومه``).
    """
    inventory = _clitics()
    heads = [Peeled("", word, "", 0)]
    for prefix in (*inventory.prefixes, *inventory.verbal):
        size = len(prefix)
        if len(word) < size + 2 or not word.startswith(prefix):
            continue
        heads.append(Peeled(prefix, word[size:], "", size))
        # ل + ال is written لل: the article's alef is restored, its lam is the second one.
        if prefix.endswith("ل") and word[size] == "ل":
            heads.append(Peeled(prefix, "ا" + word[size:], "", size))
    yield from heads
    if not suffixes:
        return
    for head in heads:
        for pronoun in inventory.pronouns:
            stem = head.stem[: -len(pronoun)]
            if len(stem) < 2 or not head.stem.endswith(pronoun):
                continue
            yield Peeled(head.prefix, stem, pronoun, head.skip)
            if stem.endswith("ت"):
                yield Peeled(head.prefix, stem[:-1] + "ه", pronoun, head.skip)


def peel_known(word: str, known: Callable[[str], bool], *, suffixes: bool = True) -> Peeled | None:
    """Return the first reading of the folded ``word`` whose stem is ``known``, or ``None``."""
    return next((way for way in peel(word, suffixes=suffixes) if known(way.stem)), None)
