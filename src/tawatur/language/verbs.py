"""Looking up Arabic verbs by any of their written forms.

A lexicon of verbs names root, measure and vowels; :mod:`tawatur.language.conjugation` makes the
forms; :class:`Verbs` finds a written word among them, with conjunctions, particles and object
pronouns peeled off.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from tawatur.language import lexicon
from tawatur.language.conjugation import Inflection, inflect, lasting
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


# Letters as which hamza and weak radicals come and go, folded.
_WEAK = dict.fromkeys(map(ord, "ءاويى"))
# Strong letters of conjunctions, particles, persons and measures, and of endings and pronouns.
_BEFORE = frozenset("فبكلستنم")
_ENDINGS = frozenset("تنمهك")
# Letters of the longest form made of a root, with its prefixes and its pronoun, and some to spare.
_LONGEST = 32

# Place of the verb in the lexicon, the verb, one of its forms.
_Entry = tuple[int, Lexeme, Inflection]
_place = itemgetter(0)


class Verbs:
    """The forms of many verbs, found by folded spelling.

    A form is offered with every prefix that its tense may take: conjunctions with all, the
    future's s with the imperfect, l with subjunctive and jussive, prepositions and the article
    with participles and masdars.

    A verb is conjugated when the first word is looked up that has its lasting consonants in a row
    and, weak letters aside, nothing else but letters of particles and endings: conjugating a
    thousand verbs takes more than a second, an article has forms of some hundred. What is found
    does not depend on what was looked up before: every verb that a word can be a form of is there
    by then, and the forms of one spelling stand in the order of the lexicon.
    """

    def __init__(self, lexemes: Iterable[Lexeme]) -> None:
        self._lexemes = tuple(
            {(*lexeme[:-1], tuple(lexeme.row.items())): lexeme for lexeme in lexemes}.values()
        )
        self._waiting: dict[str, list[int]] = {}
        for number, lexeme in enumerate(self._lexemes):
            for letters in _letters(lexeme):
                self._waiting.setdefault(letters, []).append(number)
        self._behind = tuple(map(_behind, self._lexemes))
        self._most = max(map(len, self._waiting), default=0)
        self._conjugated: set[int] = set()
        self._free: dict[str, list[_Entry]] = {}
        self._bound: dict[str, list[_Entry]] = {}
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
        masdars = (masdar for lexeme in self._lexemes for masdar in lexeme.masdars)
        self._longest = max(_LONGEST, 12 + max(map(len, masdars), default=0))

    def __contains__(self, form: str) -> bool:
        self._prepare(form)
        return form in self._free

    def _prepare(self, word: str) -> None:
        """Conjugate the verbs whose lasting consonants ``word`` has, as far as they are not yet."""
        if len(word) > self._longest:
            return
        strong = _strong(word)
        for start in range(len(strong) + 1):
            for end in range(start, min(start + self._most, len(strong)) + 1):
                numbers = self._waiting.get(strong[start:end])
                if numbers:
                    behind = set(strong[end:])
                    now = [number for number in numbers if behind <= self._behind[number]]
                    numbers[:] = [number for number in numbers if number not in now]
                    for number in now:
                        if number not in self._conjugated:
                            self._conjugate(number)
            if strong[start : start + 1] not in _BEFORE:
                break

    def _conjugate(self, number: int) -> None:
        lexeme = self._lexemes[number]
        self._conjugated.add(number)
        for form in dict.fromkeys(lexeme.forms()):
            entry = number, lexeme, form
            for index, text in ((self._free, form.text), (self._bound, form.bound)):
                entries = index.setdefault(fold_text(text), [])
                if entries and entries[-1][0] > number:
                    insort(entries, entry, key=_place)
                else:
                    entries.append(entry)

    def read(self, word: str) -> tuple[Reading, ...]:
        """Return the readings of the folded ``word``, those with the fewest clitics first."""
        found: list[Reading] = []
        self._prepare(word)
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
        for _, lexeme, form in self._free.get(stem, ()):
            if _fits(inner, form, article):
                found.append(Reading(lexeme, form, prefix, "", size))
        if article or stem[-1:] not in self._endings:
            return
        for pronoun in self._pronouns:
            if not stem.endswith(pronoun) or len(stem) < len(pronoun) + 2:
                continue
            for _, lexeme, form in self._bound.get(stem[: -len(pronoun)], ()):
                if _fits(inner, form, article) and not form.accusative:
                    found.append(Reading(lexeme, form, prefix, pronoun, size))


def _letters(lexeme: Lexeme) -> set[str]:
    """Return rows of strong letters of which every form of a verb has one.

    Only :data:`_BEFORE` stand before it and only :func:`_behind` after it.
    """
    own = fold_text(lasting(lexeme.root, lexeme.measure))
    rows = {own}
    behind = _behind(lexeme)
    for masdar in lexeme.masdars:
        # The last letter changes before a pronoun (ة، ى، ء).
        stem = _strong(fold_text(masdar.rstrip("ةىء")))
        before, found, after = stem.partition(own) if own else ("", "", stem)
        if not found or not _BEFORE.issuperset(before) or not behind.issuperset(after):
            # A noun that is not made of the root by rule.
            rows.add(stem)
    return rows


def _behind(lexeme: Lexeme) -> frozenset[str]:
    """Return the strong letters that can stand behind the lasting ones: of endings, of the root."""
    return _ENDINGS | set(fold_text(lexeme.root))


def _strong(folded: str) -> str:
    """Return the letters of a folded word that are neither weak nor a hamza."""
    return folded.translate(_WEAK)


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
