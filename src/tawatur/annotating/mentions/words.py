"""What is known of a single written word, before any context: name, role, or ordinary word."""

from __future__ import annotations

from functools import cache, lru_cache

from tawatur.annotating.mentions.ordinary import (
    ARTICLE,
    Reading,
    affixes,
    has_shape,
    is_common,
    is_imperfect,
    is_particle,
    is_verb,
    particles,
    plain_nouns,
    plain_words,
    readings,
)
from tawatur.annotating.mentions.roles import Role, role_forms
from tawatur.language import fold_text
from tawatur.language.lexicon import load

__all__ = ["Word", "analyse", "maqsura_names", "nationality"]


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
        self.readings = readings(text)
        self.particle = maqsura or (
            is_particle(text) and text not in maqsura_names() and text not in _conjoined()
        )
        self.adjective = nationality(text)
        # وزارة is not و, زار, ه.
        self.verb = text not in plain_nouns() and is_verb(text)
        self.common = self.particle or self.verb or is_common(text)
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
        if self.text in maqsura_names():
            return 1.0
        if self.verb or self.text in plain_words():
            return 0.5
        return min(grade, 1.0) if self.adjective is not None else grade

    @property
    def derived(self) -> bool:
        """Whether the word has the shape of a masdar or participle, or an ending of nouns."""
        return has_shape(self.text)

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
        if is_imperfect(self.text) or self.text.endswith(("هما", "تها", "تهم", "ونها", "اتهم")):
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
    known = particles()
    return frozenset(name for name in _given() if name[0] in "وف" and name[1:] in known)


@cache
def _leads() -> frozenset[str]:
    return frozenset(words[0] for words in role_forms() if len(words) > 1)


def _role(form: str) -> Role | None:
    roles = role_forms()
    role = roles.get((form,))
    if role is not None:
        return role
    for pronoun in affixes("pronoun"):
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
    for _, form in readings(text):
        code = adjectives.get(form)
        if code is None and form.startswith(ARTICLE):
            code = adjectives.get(form[2:])
        if code is not None:
            return code or None
    return None
