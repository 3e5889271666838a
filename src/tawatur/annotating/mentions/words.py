"""What is known of a single written word, before any context: name, role, or ordinary word."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from tawatur.annotating.mentions.roles import Role, role_forms
from tawatur.language import fold_text
from tawatur.language.lexicon import load
from tawatur.language.stems import stem

__all__ = ["ARTICLE", "Reading", "Word", "analyse", "nationality"]

ARTICLE = "ال"
# و ف before ب ل ك before the word; longer combinations do not occur on names in newspapers.
_PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_PRONOUNS = ("هما", "ها", "هم", "هن", "نا", "كم", "ه", "ك", "ي")
_ENDINGS = (
    *(
        "ياتها ياته يتها يته ياتهم اتها اتهم اتنا اته تين تان تها تهم تنا ته وها وهم وه ونها".split()
    ),
    *("ونه ات ون ين ان يه وا تا تم نا ها هم هن هما ه ت ا و ي".split()),
)
# Stems of the news vocabulary stand in 13,204 sentences. Below 40 of them stand most of the
# surnames among them (measured on the training part of ANERcorp, see docs/mentions.md).
_FREQUENT = 40


class Reading(NamedTuple):
    """One way to read a word as a name or role: ``skip`` letters of clitics, then ``stem``."""

    skip: int
    stem: str


class Word:
    """Everything that is known of one folded word by itself."""

    __slots__ = (
        "abd",
        "adjective",
        "common",
        "definite",
        "given",
        "particle",
        "readings",
        "role",
        "surname",
        "text",
        "unknown",
        "verb",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        letters = text.isalpha()
        self.readings = _readings(text) if letters else (Reading(0, text),)
        self.particle = letters and _is_particle(text)
        self.given: tuple[int, int] | None = None
        """Clitics to skip, and 2 for a clear given name, 1 for one that is a word too."""
        self.surname: tuple[int, int] | None = None
        self.role: tuple[int, Role] | None = None
        self.abd = False
        self.adjective = nationality(text) if letters else None
        if letters:
            self._look_up()
        self.verb = letters and _is_verb(text)
        self.common = letters and (self.particle or self.verb or _is_common(text))
        self.definite = _definite(text)
        self.unknown = (
            letters
            and len(text) > 2
            and not self.common
            and self.given is None
            and self.surname is None
            and self.role is None
            and self.adjective is None
            and not _is_imperfect(text)
        )

    def _look_up(self) -> None:
        given, surnames = _given(), _surnames()
        for skip, form in self.readings:
            if self.given is None and (grade := given.get(form)):
                self.given = skip, grade
            if self.surname is None and (grade := surnames.get(form)):
                self.surname = skip, grade
            if self.role is None and (role := _role(form)):
                self.role = skip, role
        self.abd = any(form.startswith("عبدال") and len(form) > 6 for _, form in self.readings[:3])
        if self.abd and self.given is None:
            skip = next(s for s, form in self.readings if form.startswith("عبدال"))
            self.given = skip, 2


def _role(form: str) -> Role | None:
    roles = role_forms()
    role = roles.get((form,))
    if role is not None:
        return role
    for pronoun in _PRONOUNS:
        if form.endswith(pronoun) and len(form) > len(pronoun) + 2:
            base = form[: -len(pronoun)]
            for candidate in (base, base[:-1] + "ه" if base.endswith("ت") else base):
                role = roles.get((candidate,))
                if role is not None and not role.definite:
                    return role._replace(definite=True)
    return None


@lru_cache(maxsize=1 << 17)
def analyse(text: str) -> Word:
    """Return what is known of the folded word ``text``; equal words give one object."""
    return Word(text)


def _readings(text: str) -> tuple[Reading, ...]:
    found: list[Reading] = []
    for prefix in _PREFIXES:
        size = len(prefix)
        if len(text) < size + 2 or not text.startswith(prefix):
            continue
        found.append(Reading(size, text[size:]))
        if prefix.endswith("ل") and text[size] == "ل" and len(text) > size + 2:
            found.append(Reading(size, "ا" + text[size:]))
    return tuple(found)


def _definite(text: str) -> bool:
    return len(text) > 4 and (
        text.startswith((ARTICLE, "لل", "وال", "بال", "كال", "فال")) and text != "الي"
    )


@cache
def _given() -> dict[str, int]:
    names: dict[str, int] = {}
    for row in load("given_names").rows:
        names.setdefault(fold_text(row["form"]), 1 if row["common"] else 2)
    return names


@cache
def _surnames() -> dict[str, int]:
    names: dict[str, int] = {}
    for row in load("surnames").rows:
        names.setdefault(fold_text(row["form"]), 1 if row["cued"] else 2)
    return names


@cache
def _adjectives() -> dict[str, str]:
    forms: dict[str, str] = {}
    for row in load("countries").rows:
        for adjective in filter(None, row["adjectives"].split("|")):
            base = fold_text(adjective)
            if " " in base:
                continue
            for ending in ("", "ه", "ين", "ون", "ان", "تين", "تان", "ات", "ا"):
                forms.setdefault(base + ending, row["iso3"])
    return forms


def nationality(text: str) -> str | None:
    """Return the alpha-3 code if the folded ``text`` is a nationality adjective (العراقية)."""
    adjectives = _adjectives()
    for _, form in _readings(text):
        code = adjectives.get(form)
        if code is None and form.startswith(ARTICLE):
            code = adjectives.get(form[2:])
        if code is not None:
            return code or None
    return None


class _Common(NamedTuple):
    particles: frozenset[str]
    words: frozenset[str]
    verbs: frozenset[str]
    imperfects: frozenset[str]
    stems: frozenset[str]


@cache
def _common() -> _Common:
    words: set[str] = set()
    verbs: set[str] = set()
    particles: set[str] = set()
    for row in load("common_words").rows:
        form = fold_text(row["form"])
        words.add(form)
        if row["class"] == "verb":
            verbs.add(form)
        elif row["class"] == "particle":
            particles.add(form)
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
        frozenset(particles),
        frozenset(words),
        frozenset(verbs),
        frozenset(imperfects),
        frozenset(stems),
    )


def _is_particle(text: str) -> bool:
    particles = _common().particles
    return text in particles or (len(text) > 2 and text[0] in "وف" and text[1:] in particles)


def _bodies(text: str) -> list[str]:
    """Return the word and what is left of it without conjunction, preposition and article."""
    found: list[str] = []
    for _, form in _readings(text):
        found.append(form)
        if form.startswith(ARTICLE) and len(form) > 4:
            found.append(form[2:])
    return found


def _is_common(text: str) -> bool:
    common = _common()
    for body in _bodies(text):
        if body in common.words:
            return True
        for ending in _ENDINGS:
            if body.endswith(ending) and len(body) > len(ending) + 1:
                base = body[: -len(ending)]
                if base in common.words or base + "ه" in common.words:
                    return True
    return len(text) > 3 and stem(text) in common.stems


def _is_verb(text: str) -> bool:
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
    return _is_imperfect(text, known=True)


def _is_imperfect(text: str, *, known: bool = False) -> bool:
    """Tell whether the word looks like an imperfect; ``known``: of a listed verb only."""
    imperfects = _common().imperfects
    for prefix in ("", "و", "ف", "س", "وس", "فس", "ل", "ول"):
        if not text.startswith(prefix):
            continue
        body = text[len(prefix) :]
        if len(body) < 4 or body[0] not in "يتن":
            continue
        if body[1:] in imperfects:
            return True
        for ending in ("ون", "وا", "ان", "ين", "ه", "ها", "هم", "ونه", "ونها", "نا", "ن"):
            if body.endswith(ending) and body[1 : -len(ending)] in imperfects:
                return True
        if not known and body[0] == "ي" and prefix in ("", "و", "س", "وس") and len(body) < 7:
            return True
    return False
