"""The words from which expressions of time are made, keyed by their folded forms."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from tawatur.language import lexicon
from tawatur.language.calendars import months, weekdays
from tawatur.language.folding import fold_text

__all__ = ["Entry", "UnitForm", "cues", "entries", "feasts", "perfects", "units"]

# Particles that are written onto a word, as combinations; ل + ال becomes لل.
_PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_LIGHT = frozenset({"", "و", "ف"})


class Entry(NamedTuple):
    """One sense of a word: its role, a value, further words of the phrase, and the particle."""

    role: str
    value: str
    rest: tuple[str, ...]
    prefix: str


class UnitForm(NamedTuple):
    """A unit's form: code, number (``1``, ``2``, ``n``), definiteness, and need of a number."""

    code: str
    number: str
    definite: bool
    counted: bool


@cache
def units() -> Mapping[str, UnitForm]:
    """Return the forms of the units by folded word."""
    found: dict[str, UnitForm] = {}
    for row in lexicon.load("time_units").rows:
        form = UnitForm(row["unit"], row["number"], row["definite"] == "yes", bool(row["bare"]))
        found.setdefault(fold_text(row["form"]), form)
    return found


@cache
def feasts() -> Mapping[str, tuple[str, int, int]]:
    """Return calendar, month and day of the feasts by folded phrase."""
    return {
        fold_text(row["form"]): (row["calendar"], int(row["month"]), int(row["day"]))
        for row in lexicon.load("time_feasts").rows
    }


@cache
def cues(role: str) -> frozenset[str]:
    """Return the folded words of one role in ``time_cues``."""
    rows = lexicon.load("time_cues").rows
    return frozenset(fold_text(row["form"]) for row in rows if row["role"] == role)


@cache
def perfects() -> frozenset[str]:
    """Return the folded perfect verbs with their genders and numbers."""
    found: set[str] = set()
    for form in lexicon.load("time_verbs").column("form"):
        stem = fold_text(form)
        # أجرى: أجرت؛ تبنى: تبنت -- the weak last letter drops before the ending.
        weak = stem[:-1] if form.endswith(("ى", "ي")) else stem
        short = stem[:-1] if form.endswith("ا") else weak
        found.update((stem, short + "ت", short + "وا", stem + "ا", short + "تا"))
    return frozenset(form for stem in found for form in (stem, "و" + stem, "ف" + stem))


@cache
def entries() -> Mapping[str, tuple[Entry, ...]]:
    """Return all senses by the first folded word of the phrase, longest phrase first."""
    found: dict[str, list[Entry]] = {}

    def put(phrase: str, role: str, value: str, *, light: bool = False) -> None:
        words = tuple(fold_text(phrase).split())
        for prefix in _PREFIXES:
            if light and prefix not in _LIGHT:
                continue
            for written in _written(prefix, words[0]):
                found.setdefault(written, []).append(Entry(role, value, words[1:], prefix))

    for row in lexicon.load("time_words").rows:
        form, role = row["form"], row["role"]
        # «لأمس» is not written, «لامس» is another word.
        light = len(fold_text(form)) <= 2 or (role == "day" and not form.startswith("ال"))
        put(form, role, row["value"], light=light)
    for word in units():
        put(word, "unit", word)
    for word, number in weekdays().items():
        put(word, "weekday", str(number))
    for phrase in feasts():
        put(phrase, "feast", phrase)
    for word, readings in months().items():
        free = any(m.bare == "free" for _, ms in readings for m in ms)
        cued = any(m.bare == "cued" for _, ms in readings for m in ms)
        put(word, "month", word, light=not (free or cued))
    return {
        word: tuple(sorted(set(senses), key=lambda e: (len(e.prefix), -len(e.rest), e)))
        for word, senses in found.items()
    }


def _written(prefix: str, word: str) -> tuple[str, ...]:
    if prefix.endswith("ل") and word.startswith("ال"):
        # The preposition takes the alef of the article away.
        return (prefix + word[1:],)
    return (prefix + word,)
