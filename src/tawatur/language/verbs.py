"""Looking up Arabic verbs by any of their written forms.

A lexicon of verbs names root, measure and vowels; :mod:`tawatur.language.conjugation` makes the
forms; :class:`Verbs` finds a written word among them, with conjunctions, particles and object
pronouns peeled off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from tawatur.language import lexicon
from tawatur.language.conjugation import Inflection, inflect
from tawatur.language.folding import fold_text

__all__ = ["Lexeme", "Reading", "Verbs", "load_verbs"]


class Lexeme(NamedTuple):
    """One verb of a lexicon; ``row`` is its whole line."""

    lemma: str
    root: str
    measure: str
    vowels: str
    masdars: tuple[str, ...]
    row: Mapping[str, str]

    @classmethod
    def of(cls, row: Mapping[str, str]) -> Lexeme:
        """Return the verb of a line with the columns lemma, root, measure, vowels, masdars."""
        masdars = tuple(filter(None, map(str.strip, row["masdars"].split("،"))))
        return cls(row["lemma"], row["root"], row["measure"], row["vowels"], masdars, row)

    def forms(self) -> Iterable[Inflection]:
        """Return all forms; see :func:`tawatur.language.conjugation.inflect`."""
        return inflect(self.root, self.measure, self.vowels or "a-u", self.masdars)


class Reading(NamedTuple):
    """One way to read a word: ``prefix`` + a form of ``lexeme`` + ``suffix``.

    ``skip`` counts the folded characters before the form (the article of a noun is one of them).
    """

    lexeme: Lexeme
    form: Inflection
    prefix: str
    suffix: str
    skip: int

    @property
    def finite(self) -> bool:
        """True for a form with a person."""
        return self.form.person > 0


_FINITE = frozenset({"perfect", "imperfect", "subjunctive", "jussive"})


class Verbs:
    """The forms of many verbs, found by folded spelling.

    A form is offered with every prefix that its tense may take: conjunctions with all, the
    future's s with the imperfect, l with subjunctive and jussive, prepositions and the article
    with participles and masdars.
    """

    def __init__(self, lexemes: Iterable[Lexeme]) -> None:
        self._free: dict[str, list[tuple[Lexeme, Inflection]]] = {}
        self._bound: dict[str, list[tuple[Lexeme, Inflection]]] = {}
        for lexeme in lexemes:
            for form in lexeme.forms():
                _enter(self._free, fold_text(form.text), lexeme, form)
                _enter(self._bound, fold_text(form.bound), lexeme, form)
        slots: dict[str, list[str]] = {}
        for row in lexicon.load("clitics").rows:
            slots.setdefault(row["slot"], []).append(fold_text(row["form"]))
        conjunctions = ("", *slots["conjunction"])
        inner = ("", *slots["future"], *slots["preposition"])
        self._prefixes: dict[str, list[tuple[str, str]]] = {}
        for first in conjunctions:
            for second in inner:
                prefix = first + second
                self._prefixes.setdefault(prefix[:1], []).append((prefix, second))
        self._pronouns = tuple(sorted(slots["pronoun"], key=len))
        self._endings = frozenset(pronoun[-1] for pronoun in self._pronouns)

    def __contains__(self, form: str) -> bool:
        return form in self._free

    def read(self, word: str) -> tuple[Reading, ...]:
        """Return the readings of the folded ``word``, those with the fewest clitics first."""
        found: list[Reading] = []
        # Most words begin with no letter that is a prefix: only the empty one is tried.
        for prefix, inner in (*self._prefixes[""], *self._prefixes.get(word[:1], ())):
            size = len(prefix)
            if len(word) >= size + 2 and word.startswith(prefix):
                self._heads(found, word[size:], prefix, inner, size)
        found.sort(key=lambda reading: (len(reading.suffix), len(reading.prefix)))
        return tuple(found)

    def _heads(self, found: list[Reading], stem: str, prefix: str, inner: str, size: int) -> None:
        self._match(found, stem, prefix, inner, size, False)
        if inner == "ل" and stem.startswith("ل"):
            self._match(found, stem[1:], prefix + "ل", inner, size + 1, True)
        elif stem.startswith("ال") and inner not in ("س", "ل"):
            self._match(found, stem[2:], prefix + "ال", inner, size + 2, True)

    def _match(
        self, found: list[Reading], stem: str, prefix: str, inner: str, size: int, article: bool
    ) -> None:
        for lexeme, form in self._free.get(stem, ()):
            if _fits(inner, form, article):
                found.append(Reading(lexeme, form, prefix, "", size))
        if article or stem[-1:] not in self._endings:
            return
        for pronoun in self._pronouns:
            if not stem.endswith(pronoun) or len(stem) < len(pronoun) + 2:
                continue
            for lexeme, form in self._bound.get(stem[: -len(pronoun)], ()):
                if _fits(inner, form, article) and not form.accusative:
                    found.append(Reading(lexeme, form, prefix, pronoun, size))


def _enter(
    index: dict[str, list[tuple[Lexeme, Inflection]]], key: str, lexeme: Lexeme, form: Inflection
) -> None:
    entries = index.setdefault(key, [])
    if (lexeme, form) not in entries:
        entries.append((lexeme, form))


def _fits(inner: str, form: Inflection, article: bool) -> bool:
    finite = form.tense in _FINITE
    if article or inner in ("ب", "ك"):
        return not finite and not (article and form.accusative)
    if inner == "س":
        return form.tense == "imperfect"
    if inner == "ل":
        return form.tense in ("subjunctive", "jussive", "masdar")
    return True


@cache
def load_verbs(*names: str) -> Verbs:
    """Return the verbs of the named lexicons, each with the columns of :class:`Lexeme`."""
    return Verbs(Lexeme.of(row) for name in names for row in lexicon.load(name).rows)
