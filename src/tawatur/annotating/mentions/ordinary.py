"""Ordinary words: particles, nouns, adjectives and verbs of newspapers, peeled of what is attached.

A word that is one of them is no unknown name. Verbs and masdars come from the lexicons
``common_words`` and ``verbs``; what stands often in the vocabulary of news counts too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tawatur.language import fold_text
from tawatur.language.lexicon import load
from tawatur.language.stems import stem

__all__ = [
    "ARTICLE",
    "Reading",
    "affixes",
    "has_shape",
    "is_common",
    "is_imperfect",
    "is_particle",
    "is_verb",
    "particles",
    "plain_nouns",
    "plain_words",
    "readings",
]

ARTICLE = "ال"
# Stems of the news vocabulary stand in 13,204 sentences. Below 40 of them stand most of the
# surnames among them (measured on the training part of ANERcorp, see docs/mentions.md).
_FREQUENT = 40


@cache
def affixes(slot: str) -> tuple[str, ...]:
    """Return the folded affixes of one slot of ``name_affixes``, in the order of the list."""
    rows = load("name_affixes").rows
    return tuple(dict.fromkeys(fold_text(row["form"]) for row in rows if row["slot"] == slot))


class Reading(NamedTuple):
    """One way to read a word as a name or role: ``skip`` letters of clitics, then ``stem``."""

    skip: int
    stem: str


def readings(text: str) -> tuple[Reading, ...]:
    """Return the ways to read a folded word, the unpeeled one first."""
    found: list[Reading] = []
    for prefix in ("", *affixes("clitic")):
        size = len(prefix)
        if len(text) < size + 2 or not text.startswith(prefix):
            continue
        found.append(Reading(size, text[size:]))
        if prefix.endswith("ل") and text[size] == "ل" and len(text) > size + 2:
            found.append(Reading(size, "ا" + text[size:]))
    return tuple(found)


def _masdars(root: str, measure: str) -> Iterator[str]:
    """Yield masdar and participles of a strong verb of a derived measure, folded."""
    if len(root) != 3:
        return
    for pattern in _PATTERNS.get(measure, ()):
        yield "".join(root[int(sign) - 1] if sign in "123" else sign for sign in pattern)


# Masdar and participles of the derived measures, radicals as 1 2 3.
_PATTERNS = {
    "I": ("1ا23", "م12و3"),
    "II": ("ت12ي3", "م123"),
    "III": ("م1ا23ه", "م1ا23", "12ا3"),
    "IV": ("ا12ا3", "م123"),
    "V": ("ت123", "مت123"),
    "VI": ("ت1ا23", "مت1ا23"),
    "VII": ("ان12ا3", "من123"),
    "VIII": ("ا1ت2ا3", "م1ت23"),
    "X": ("است12ا3", "مست123"),
}
# Shapes of such words where the root is not listed. Names of Arabs and foreigners have them
# seldom, so that an unknown word of such a shape begins no name.
_SHAPES = re.compile(
    "[وف]?[بلك]?(?:است.{2,}|مست.{2,}|ا.ت.ا.ه?|ان..ا.ه?|ت..ي.ه?|م.ا..ه|مت.{3,}|من.ا.|.{3,}ات|.{3,}ه|.{3,}يه)"
)


def has_shape(text: str) -> bool:
    """Tell whether a folded word has the shape of a masdar or participle, or an ending of nouns."""
    return _SHAPES.fullmatch(text) is not None


def particles() -> frozenset[str]:
    """Return the folded particles of the lists."""
    return _common().particles


def plain_nouns() -> frozenset[str]:
    """Return the folded ordinary nouns of the lists."""
    return _common().nouns


def plain_words() -> frozenset[str]:
    """Return the folded ordinary words of the lists, as they are written there."""
    return _common().words


class _Common(NamedTuple):
    particles: frozenset[str]
    nouns: frozenset[str]
    words: frozenset[str]
    verbs: frozenset[str]
    imperfects: frozenset[str]
    stems: frozenset[str]


@cache
def _common() -> _Common:
    words: set[str] = set()
    verbs: set[str] = set()
    function_words: set[str] = set()
    nouns: set[str] = set()
    for row in load("common_words").rows:
        form = fold_text(row["form"])
        words.add(form)
        if row["class"] == "verb":
            verbs.add(form)
        elif row["class"] == "particle":
            function_words.add(form)
        elif row["class"] == "noun":
            nouns.add(form)
    for row in load("verbs").rows:
        verbs.add(fold_text(row["lemma"]))
        words.update(fold_text(form) for form in row["masdars"].split("،") if len(form) > 2)
        words.update(map(fold_text, _masdars(row["root"], row["measure"])))
    words |= verbs
    words -= {fold_text(row["form"]) for row in load("given_names").rows if not row["common"]}
    imperfects: set[str] = set()
    for verb in verbs:
        bodies = {verb, verb[1:] if verb[0] == "ا" and len(verb) > 3 else verb}
        for body in tuple(bodies):
            if len(body) > 2 and "ا" in body[1:-1]:
                bodies |= {body.replace("ا", "و"), body.replace("ا", "ي")}
            if body[-1] in "اي":
                bodies |= {body[:-1] + "و", body[:-1] + "ي", body[:-1]}
        imperfects |= bodies
    stems = {row["stem"] for row in load("news_words").rows if int(row["count"]) >= _FREQUENT}
    return _Common(
        frozenset(function_words),
        frozenset(nouns),
        frozenset(words),
        frozenset(verbs),
        frozenset(imperfects),
        frozenset(stems),
    )


def is_particle(text: str) -> bool:
    """Tell whether a folded word is a particle, with و or ف before it or not."""
    known = _common().particles
    return text in known or (len(text) > 2 and text[0] in "وف" and text[1:] in known)


def _bodies(text: str) -> list[str]:
    """Return the word and what is left of it without conjunction, preposition and article."""
    found: list[str] = []
    for _, form in readings(text):
        found.append(form)
        if form.startswith(ARTICLE) and len(form) > 4:
            found.append(form[2:])
    return found


def is_common(text: str) -> bool:
    """Tell whether a folded word is an ordinary one, clitics, endings and pronouns off."""
    common = _common()
    for body in _bodies(text):
        if body in common.words:
            return True
        for ending in affixes("ending"):
            if body.endswith(ending) and len(body) > len(ending) + 1:
                base = body[: -len(ending)]
                if base in common.words or base + "ه" in common.words:
                    return True
    return len(text) > 3 and stem(text) in common.stems


def is_verb(text: str) -> bool:
    """Tell whether the word is a form of a listed verb, perfect or imperfect."""
    common = _common()
    for prefix in ("", "و", "ف"):
        if not text.startswith(prefix):
            continue
        body = text[len(prefix) :]
        if body in common.verbs:
            return True
        for ending in ("ت", "وا", "ا", "تا", "ه", "ها", "هم", "ته", "تها", "وه"):
            if body.endswith(ending) and body[: -len(ending)] in common.verbs and len(body) > 3:
                return True
    return is_imperfect(text, known=True)


def is_imperfect(text: str, *, known: bool = False) -> bool:
    """Tell whether the word looks like an imperfect; ``known``: of a listed verb only."""
    imperfects = _common().imperfects
    for prefix in ("", "و", "ف", "س", "وس", "فس", "ل", "ول"):
        if not text.startswith(prefix):
            continue
        body = text[len(prefix) :]
        if len(body) < 3 or body[0] not in "يتن":
            continue
        if body[1:] in imperfects:
            return True
        for ending in ("ون", "وا", "ان", "ين", "ه", "ها", "هم", "ونه", "ونها", "نا", "ن"):
            if body.endswith(ending) and body[1 : -len(ending)] in imperfects:
                return True
        if (
            not known
            and len(body) > 3
            and body[0] == "ي"
            and prefix in ("", "و", "س", "وس")
            and len(body) < 7
        ):
            return True
    return False
