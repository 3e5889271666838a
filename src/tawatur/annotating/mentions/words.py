"""What is known of a single written word, before any context: name, role, or ordinary word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from tawatur.annotating.mentions.roles import Role, role_forms
from tawatur.language import fold_text
from tawatur.language.lexicon import load
from tawatur.language.stems import stem

__all__ = [
    "ARTICLE",
    "Reading",
    "Word",
    "analyse",
    "maqsura_names",
    "nationality",
    "plain_nouns",
    "plain_words",
]

ARTICLE = "ال"
# Stems of the news vocabulary stand in 13,204 sentences. Below 40 of them stand most of the
# surnames among them (measured on the training part of ANERcorp, see docs/mentions.md).
_FREQUENT = 40


@cache
def _affixes(slot: str) -> tuple[str, ...]:
    rows = load("name_affixes").rows
    return tuple(dict.fromkeys(fold_text(row["form"]) for row in rows if row["slot"] == slot))


class Reading(NamedTuple):
    """One way to read a word as a name or role: ``skip`` letters of clitics, then ``stem``."""

    skip: int
    stem: str


class Word:
    """Everything that is known of one folded word by itself.

    ``given`` and ``surname`` hold the clitics to skip and a grade: 2 for what is a name and
    nothing else, 1 for what is a word too, 0.5 for an ordinary word that is a name too.
    """

    __slots__ = (
        "_unknown",
        "adjective",
        "common",
        "definite",
        "given",
        "leads",
        "particle",
        "readings",
        "role",
        "surname",
        "text",
        "verb",
    )

    def __init__(self, text: str, *, maqsura: bool) -> None:
        self.text = text
        self.given: tuple[int, float] | None = None
        self.surname: tuple[int, float] | None = None
        self.role: tuple[int, Role] | None = None
        self.leads: int | None = None
        """Clitics to skip before the first word of a role of several words."""
        self.adjective: str | None = None
        self.particle = self.verb = self.common = False
        self.definite = _definite(text)
        self._unknown: bool | None = None
        if not text.isalpha():
            self.readings: tuple[Reading, ...] = (Reading(0, text),)
            self._unknown = False
            return
        self.readings = _readings(text)
        self.particle = maqsura or (
            _is_particle(text) and text not in maqsura_names() and text not in _conjoined()
        )
        self.adjective = nationality(text)
        # وزارة is not و, زار, ه.
        self.verb = text not in _common().nouns and _is_verb(text)
        self.common = self.particle or self.verb or _is_common(text)
        self._look_up()

    def _look_up(self) -> None:
        given, surnames = _given(), _surnames()
        for skip, form in self.readings:
            if self.role is None and (role := _role(form)):
                self.role = skip, role
            if self.leads is None and form in _leads():
                self.leads = skip
            if self.particle:
                continue
            if self.given is None:
                grade = given.get(form, 2.0 if form.startswith("عبدال") and len(form) > 6 else 0)
                if grade:
                    self.given = skip, self._grade(grade, skip)
            if self.surname is None and (grade := surnames.get(form, 0)):
                self.surname = skip, self._grade(grade, skip)
        if self.role is not None:
            # الشيخ, المعلم, قائد: part of a name only behind a clear one.
            self.given = self.given and (self.given[0], 0.5)
            self.surname = self.surname and (self.surname[0], 0.5)

    def _grade(self, grade: float, skip: int) -> float:
        if skip and self.common:
            return 0.5
        if self.verb or self.text in maqsura_names() or self.text in _common().words:
            return 0.5
        return min(grade, 1.0) if self.adjective is not None else grade

    @property
    def derived(self) -> bool:
        """Whether the word has the shape of a masdar or participle, or an ending of nouns."""
        return _SHAPES.fullmatch(self.text) is not None

    @property
    def unknown(self) -> bool:
        """Whether no list knows the word, so that it may be an uncommon name."""
        if self._unknown is None:
            self._unknown = self._is_unknown()
        return self._unknown

    def _is_unknown(self) -> bool:
        from tawatur.annotating.mentions.gazetteer import index

        if len(self.text) < 3 or self.common or self.role is not None:
            return False
        if self.adjective is not None or self.surname is not None:
            return False
        if self.given is not None and not (self.given[0] and self.given[1] < 2):
            return False
        if _is_imperfect(self.text) or self.text.endswith(("هما", "تها", "تهم", "ونها", "اتهم")):
            return False
        names = index()
        return not any(
            skip and (entry := names.get((form,))) and not entry.cued
            for skip, form in self.readings
        )


@cache
def maqsura_names() -> frozenset[str]:
    """Return the folded names that are particles where their last letter is an alef maqsura."""
    particles = (row["form"] for row in load("common_words").rows if row["class"] == "particle")
    bare = {fold_text(form) for form in particles if form.endswith("ى")} & set(_given())
    return frozenset(bare | {"و" + form for form in bare} | {"ف" + form for form in bare})


@cache
def _conjoined() -> frozenset[str]:
    """Return the names that look like a conjunction and a particle: واين."""
    particles = _common().particles
    return frozenset(name for name in _given() if name[0] in "وف" and name[1:] in particles)


@cache
def _leads() -> frozenset[str]:
    return frozenset(words[0] for words in role_forms() if len(words) > 1)


def _role(form: str) -> Role | None:
    roles = role_forms()
    role = roles.get((form,))
    if role is not None:
        return role
    for pronoun in _affixes("pronoun"):
        if form.endswith(pronoun) and len(form) > len(pronoun) + 2:
            base = form[: -len(pronoun)]
            for candidate in (base, base[:-1] + "ه" if base.endswith("ت") else base):
                role = roles.get((candidate,))
                if role is not None and not role.definite:
                    return role._replace(definite=True)
    return None


@lru_cache(maxsize=1 << 17)
def analyse(text: str, maqsura: bool = False) -> Word:
    """Return what is known of the folded word ``text``; equal words give one object.

    ``maqsura`` is set for a word of :func:`maqsura_names` that is written with alef maqsura.
    """
    return Word(text, maqsura=maqsura)


def _readings(text: str) -> tuple[Reading, ...]:
    found: list[Reading] = []
    for prefix in ("", *_affixes("clitic")):
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
def _given() -> dict[str, float]:
    names: dict[str, float] = {}
    for row in load("given_names").rows:
        names.setdefault(fold_text(row["form"]), 1 if row["common"] else 2)
    return names


@cache
def _surnames() -> dict[str, float]:
    names: dict[str, float] = {}
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
    particles: set[str] = set()
    nouns: set[str] = set()
    for row in load("common_words").rows:
        form = fold_text(row["form"])
        words.add(form)
        if row["class"] == "verb":
            verbs.add(form)
        elif row["class"] == "particle":
            particles.add(form)
        elif row["class"] == "noun":
            nouns.add(form)
    for row in load("verbs").rows:
        verbs.add(fold_text(row["lemma"]))
        words.update(fold_text(form) for form in row["masdars"].split("،") if len(form) > 2)
        words.update(map(fold_text, _masdars(row["root"], row["measure"])))
    words |= verbs
    words -= {name for name, grade in _given().items() if grade == 2}
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
        frozenset(nouns),
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
        for ending in _affixes("ending"):
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
