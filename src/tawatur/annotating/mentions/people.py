"""Personal names: chains of given names, patronymics and family names, and titles before them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tawatur.annotating.mentions.context import Context
from tawatur.annotating.mentions.gazetteer import index
from tawatur.annotating.mentions.ordinary import ARTICLE, plain_words
from tawatur.annotating.mentions.parts import (
    arabic_names,
    faiths,
    family_alone,
    foreign_names,
    foreign_shape,
    is_lord,
    is_strange,
    listed_family,
    may_be_family,
    name_particles,
    reporting_verbs,
    said_before,
    splits,
)
from tawatur.annotating.mentions.proposals import Proposal
from tawatur.annotating.mentions.words import Word

__all__ = ["Chain", "People", "chain_at"]

_LONGEST = 7


class Chain(NamedTuple):
    """A run of name parts: the token after it, clitics before it, and what it is made of.

    ``known`` counts the parts that are listed as names, ``strength`` adds up their grades.
    """

    last: int
    skip: int
    parts: int
    known: int
    strength: float


def chain_at(context: Context, at: int, *, bare: bool = False) -> Chain | None:
    """Return the name chain that begins at token ``at``, or ``None``.

    Without ``bare`` the first part must be a listed name; with it (after a title) an unknown
    word may begin the chain.
    """
    word = context.words[at]
    first = _first(context, at, bare=bare)
    if first is None:
        return None
    skip, last, grade = first
    parts, known, strength = 1, int(grade > 0), float(grade)
    # محمد يلعب: behind an Arabic name an unknown word is a name only if it has no shape of
    # ordinary words; behind a foreign one (فرناندو توريس) it is.
    foreign = grade == 0 or word.text in foreign_names()
    # السيستاني العبادي: two people; العبادي داعيا: no name goes on behind a family name.
    lone = word.definite and (word.given is None or word.surname is not None)
    while parts < _LONGEST and not (lone and parts == 1):
        if name_particles().get(context.text[last - 1]) == "ordinal" and parts > 1:
            after = context.word(last)
            if after is None or name_particles().get(after.text) != "son":
                break
        more = _next(context, last, foreign=foreign, kingless=not (parts == 1 and grade > 0))
        if more is None:
            break
        # حيدر العبادي سعد: behind a listed family name only another family name.
        before, here = context.words[last - 1], context.words[last]
        if before.surname is not None and before.definite and not here.definite:
            break
        # فلان الفرناني التعازي: behind an unlisted family name only a listed one.
        joined = name_particles().get(context.text[last - 2]) if last > 1 else None
        lone_family = before.unknown and before.definite and joined is None
        unfit = not listed_family(here) if here.definite else here.common
        if parts > 1 and lone_family and unfit:
            break
        last, grade = more
        parts += 1
        known += grade > 0
        strength += grade
    for end, clitics, entry in index().match(context, at):
        # فلاديمير بوتين الترويج: a listed name goes on only with a father or a house.
        goes_on = end < last and name_particles().get(context.text[end]) in ("son", "house")
        if entry.type == "PER" and clitics == skip and end < last and not goes_on:
            return Chain(end, skip, end - at, end - at, 2.0)
    return Chain(last, skip, parts, known, strength)


def _first(context: Context, at: int, *, bare: bool) -> tuple[int, int, float] | None:
    """Return clitics, end and grade of the first part of a name."""
    word = context.words[at]
    joined = _joined(context, at, word)
    if joined is not None:
        return joined
    if word.role is not None and not _surname_follows(context, at):
        return None
    if word.given is not None:
        if word.given[0] and word.text[0] in "وف" and word.text[1:] in reporting_verbs():
            # وطالب الخزامي: a conjunction and a verb, whose subject is the family name.
            return None
        return word.given[0], _tail(context, at + 1), word.given[1]
    if word.surname is not None:
        return word.surname[0], at + 1, word.surname[1]
    if bare and _strange_verb(context, at):
        return 0, at + 1, 0
    if bare and family_alone(word) and said_before(context, at):
        return 0, at + 1, 0.5
    definite = word.definite and not context.hamza(at)
    if bare and word.unknown and not definite and not word.derived and not splits(word):
        return 0, at + 1, 0
    return None


def _strange_verb(context: Context, at: int) -> bool:
    """Tell whether a word that looks like an unlisted imperfect begins a foreign name."""
    word, after = context.words[at], context.word(at + 1)
    if word.common or word.role is not None or word.unknown or word.adjective is not None:
        return False
    if word.text[0] != "ي" or len(word.text) < 4 or not word.text.isalpha() or after is None:
        return False
    return after.unknown and not after.derived and is_strange(after.text) and not after.definite


def _surname_follows(context: Context, at: int) -> bool:
    """Tell whether a role that is a given name too is a name here: أمين الجميل."""
    word, after = context.words[at], context.word(at + 1)
    return (
        word.given is not None
        and not word.definite
        and after is not None
        and (
            name_particles().get(after.text) == "son"
            or (after.surname or after.given or (0, 0))[1] >= 1
            or family_alone(after)
        )
    )


def _joined(context: Context, at: int, word: Word) -> tuple[int, int, float] | None:
    """Return a first part of two words: عبد الله, أبو بكر, آل ثاني, ابن خلدون."""
    after = context.word(at + 1)
    if after is None:
        return None
    particles = name_particles()
    for skip, form in word.readings:
        sort = particles.get(form)
        if sort == "servant" and is_lord(after):
            return skip, at + 2, 2
        if sort in ("kunya", "house", "son"):
            if after.given is not None and after.given[0] == 0:
                return skip, _tail(context, at + 2), 2
            if particles.get(after.text) == "servant":
                lord = context.word(at + 2)
                if lord is not None and is_lord(lord):
                    return skip, at + 3, 2
            if after.surname is not None:
                return skip, at + 2, 2
            if sort == "house" and not after.verb and after.text.isalpha():
                return skip, at + 2, 2
            plain = after.particle or after.verb or not after.text.isalpha()
            if sort == "kunya" and word.text[0] == "ا" and word.text != "ام" and not plain:
                return skip, at + 2, 1
    return None


def _tail(context: Context, at: int) -> int:
    """Take الدين or الله after a first word: صلاح الدين, فضل الله."""
    word = context.word(at)
    return at + 1 if word is not None and word.text in faiths() else at


def _next(
    context: Context, at: int, *, foreign: bool, kingless: bool = True, nested: bool = False
) -> tuple[int, float] | None:
    """Return end and grade of a further part of the name at ``at``, or ``None``."""
    word = context.word(at)
    if word is None:
        return None
    particles = name_particles()
    sort = particles.get(word.text)
    if sort is not None:
        after = context.word(at + 1)
        if sort == "ordinal":
            return None if kingless else (at + 1, 1)
        if after is None:
            return None
        if sort == "servant":
            return (at + 2, 2) if is_lord(after) else None
        if sort in ("son", "kunya", "house"):
            joined = _joined(context, at, word)
            if joined is not None and joined[0] == 0:
                return joined[1], joined[2]
            if sort == "son" and after.text.isalpha() and not (after.particle or after.verb):
                return at + 2, 1
        if sort == "wuld" and (after.given or after.surname or after.unknown):
            return at + 2, 1
        if sort == "foreign":
            if particles.get(after.text) == "foreign" and not nested:
                return _next(context, at + 1, foreign=foreign, nested=True)
            listed = (after.given or (1, 0))[0] == 0 or (after.surname or (1, 0))[0] == 0
            if (after.unknown or listed) and not splits(after) and (foreign or not word.common):
                return at + 2, 1
        if sort in ("servant", "son", "wuld", "house", "faith", "lord"):
            return None
    if word.given is not None and word.given[0] == 0:
        return _tail(context, at + 1), word.given[1]
    if word.surname is not None and word.surname[0] == 0:
        return at + 1, word.surname[1]
    if nested is False and _origin_name(context, at, word):
        return at + 1, 1
    if word.text.startswith(ARTICLE) and context.hamza(at):
        # باتريك ألين: no article.
        plain = word.verb or word.particle or index().get((word.text,)) is not None
        return (at + 1, 0) if foreign and not plain and word.adjective is None else None
    if word.text.startswith(ARTICLE) and len(word.text) > 4:
        return (at + 1, 0.75 if word.text.endswith("ي") else 0.5) if may_be_family(word) else None
    if word.unknown and not splits(word) and (foreign or not word.derived):
        return at + 1, 0
    if foreign and not word.verb and not word.particle and foreign_shape(word):
        return at + 1, 0
    if word.unknown and _marbuta(context, at) and not splits(word) and _second(context, at):
        return at + 1, 0
    if word.text.endswith("ان") and word.common and not word.verb and not word.particle:
        # أصلان, ريحان: a dual to look at; behind a name it is one.
        plain = word.text in plain_words() or word.definite or word.adjective is not None
        return None if plain or index().get((word.text,)) is not None else (at + 1, 0.5)
    return None


def _origin_name(context: Context, at: int, word: Word) -> bool:
    """Tell whether a nationality is a family name: right behind one given name (حسن التركي)."""
    if word.adjective is None or not word.text.startswith(ARTICLE) or word.text[-1] != "ي":
        return False
    return context.text[at - 1] in arabic_names() and _second(context, at)


def _second(context: Context, at: int) -> bool:
    """Tell whether just one sure given name stands before token ``at``."""
    before = context.words[at - 1]
    grade = (before.given or (0, 0.0))[1]
    if grade < 1 or (grade < 2 and before.common):
        return False
    if at < 2 or context.breaks[at - 1] or (before.given is not None and before.given[0]):
        return True
    earlier = context.words[at - 2]
    return earlier.given is None and earlier.surname is None and not earlier.unknown


def _marbuta(context: Context, at: int) -> bool:
    """Tell whether a word is written with ta marbuta, so that its end is no pronoun."""
    return context.document.text[context.tokens.end[at] - 1] == "ة"


class People:
    """Proposes chains of names that stand without a title."""

    name = "people/1"

    def __call__(self, context: Context) -> Iterator[Proposal]:
        """Yield the chains; a chain is the surer the more of it is listed."""
        names = index()
        at, size = 0, len(context)
        while at < size:
            word = context.words[at]
            said = said_before(context, at) and (
                (word.unknown and is_strange(word.text)) or family_alone(word)
            )
            if word.given is None and word.surname is None and not _opens(word) and not said:
                at += 1
                continue
            chain = chain_at(context, at, bare=said)
            if chain is None:
                at += 1
                continue
            weight = _weight(context, at, chain)
            listed = names.thing(context, at)
            if weight < 0.6 and chain.parts == 1 and said_before(context, at) and not word.common:
                weight = 0.6
            if listed is not None and chain.parts == 1 and not (listed[1] or listed[2].cued):
                weight = min(weight, 0.45)
            if weight > 0:
                yield Proposal(at, chain.last, chain.skip, "PER", weight, self.name)
            at = chain.last if weight >= 0.5 else at + 1


def _opens(word: Word) -> bool:
    particles = name_particles()
    return any(form in particles for _, form in word.readings)


def _weight(context: Context, at: int, chain: Chain) -> float:
    if chain.parts > 1:
        if chain.strength >= 3:
            return 0.9
        if chain.strength >= 2:
            return 0.82
        return 0.6 if chain.strength >= 1.25 else 0.4
    word = context.words[at]
    if chain.last - at > 1:
        return 0.75
    if len(word.text) - chain.skip < 3:
        return 0.2
    if word.surname is not None and word.surname[1] == 2:
        return 0.7
    if word.given is not None and word.given[1] == 2:
        return 0.6
    return 0.2
