"""The lexicons of quantities as tables from folded tokens, clitics included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from tawatur.language import fold_text
from tawatur.language.lexicon import load

__all__ = [
    "Noun",
    "Verb",
    "beginnings",
    "duals",
    "governors",
    "labels",
    "modifiers",
    "nouns",
    "particles",
    "stops",
    "verbs",
]


class Noun(NamedTuple):
    """A counted noun or unit: its class, whether the article is on it."""

    group: str
    definite: bool
    plural: bool


class Verb(NamedTuple):
    """What a finite verb does to the number it governs, plain and negated."""

    effect: str
    negated: str
    prepositions: frozenset[str]


@cache
def _clitics(slots: tuple[str, ...]) -> tuple[str, ...]:
    heads = [""]
    for slot in slots:
        # The interrogative hamza is left out: before ل it would spell the article.
        forms = [
            fold_text(row["form"])
            for row in load("clitics").rows
            if row["slot"] == slot and row["gloss"] != "interrogative"
        ]
        heads = [head + form for head in heads for form in ("", *forms)]
    return tuple(sorted(heads, key=len))


@cache
def particles() -> frozenset[str]:
    """Return the conjunctions and prepositions that are written onto a word."""
    return frozenset(
        fold_text(row["form"])
        for row in load("clitics").rows
        if row["slot"] in ("conjunction", "preposition") and row["gloss"] != "interrogative"
    )


def _spelt(form: str, *, article: bool = False) -> Iterator[tuple[str, int, bool]]:
    """Yield the spellings of a folded noun: with clitics, their length, with the article or not."""
    for head in _clitics(("conjunction", "preposition")):
        yield head + form, len(head), False
        if article:
            link = head + "ل" if head.endswith("ل") else head + fold_text("ال")
            yield link + form, len(head), True


def _accusative(written: str, *, shortest: int = 2) -> tuple[str, ...]:
    """Return an indefinite singular folded, bare and with the alef of the tanwin."""
    form = fold_text(written)
    bare = len(form) < shortest or written.endswith(("ة", "اء", "ى"))
    return (form,) if bare else (form, form + "ا")


@cache
def nouns() -> dict[str, Noun]:
    """Return the counted nouns, units and currencies by folded token, with the article or not.

    No conjunction or preposition is peeled: the noun after a number carries none.
    """
    table: dict[str, Noun] = {}
    construct: list[tuple[str, str]] = []
    article = fold_text("ال")

    def put(forms: Iterable[str], group: str, *, plural: bool) -> None:
        for form in forms:
            table.setdefault(form, Noun(group, False, plural))
            table.setdefault(article + form, Noun(group, True, plural))

    for row in load("units").rows:
        # Abbreviations (كم) take no tanwin.
        put(_accusative(row["form"], shortest=3), row["class"], plural=False)
        put(fold_text(row["others"]).split(), row["class"], plural=True)
    for row in load("currencies").rows:
        put(_accusative(row["form"]), "money", plural=False)
        put(fold_text(row["others"]).split(), "money", plural=True)
    for row in load("counted_nouns").rows:
        put(_accusative(row["singular"]), row["class"], plural=False)
        plurals = fold_text(row["plural"]).split()
        put(plurals, row["class"], plural=True)
        put(fold_text(row["dual"]).split(), row["class"], plural=True)
        construct += [(form[:-1], row["class"]) for form in plurals if form.endswith(("ون", "ين"))]
    # مصابي, مصابو: before a genitive. A noun of its own that is spelled so goes first.
    for form, group in construct:
        table.setdefault(form, Noun(group, False, True))
    return table


@cache
def duals() -> dict[str, tuple[str, int]]:
    """Return folded token -> class and length of the clitics, for indefinite duals.

    A form that is also the singular or plural of a counted noun is left out: precision first.
    """
    table: dict[str, tuple[str, int]] = {}
    taken = {
        spelling
        for row in load("counted_nouns").rows
        for form in (row["singular"] + " " + row["plural"]).split()
        for spelling in _accusative(form)
    }
    for name, column, group in (
        ("counted_nouns", "dual", "class"),
        ("units", "others", "class"),
        ("currencies", "others", ""),
    ):
        for row in load(name).rows:
            for form in fold_text(row[column]).split():
                if form in taken or (column == "others" and not _is_dual(form, row["form"])):
                    continue
                for spelling, skip, _ in _spelt(form):
                    # للصين is ل with الصين (China), not with لصين (two thieves); كامران is a name.
                    if not spelling.startswith("لل") and spelling[:skip][-1:] != "ك":
                        table.setdefault(spelling, (row[group] if group else "money", skip))
    for row in load("counted_nouns").rows:
        for form in fold_text(row["singular"] + " " + row["plural"]).split():
            table.pop(form, None)
    return table


def _is_dual(form: str, singular: str) -> bool:
    stem = fold_text(singular)
    stem = stem[:-1] + "ت" if stem.endswith("ه") else stem
    return form in (stem + "ان", stem + "ين")


@cache
def modifiers(side: str) -> dict[tuple[str, ...], tuple[str, int]]:
    """Return token sequences on one side of a number -> effect and length of the clitics."""
    table: dict[tuple[str, ...], tuple[str, int]] = {}
    for row in load("number_modifiers").rows:
        if row["side"] != side:
            continue
        first, *rest = fold_text(row["form"]).split()
        heads = _spelt(first) if side == "before" else ((first, 0, False),)
        for spelling, skip, _ in heads:
            table.setdefault((spelling, *rest), (row["effect"], skip))
    return table


@cache
def verbs() -> dict[str, Verb]:
    """Return the finite verbs that bound a number, with conjunctions and the future particle."""
    table: dict[str, Verb] = {}
    for row in load("number_verbs").rows:
        verb = Verb(
            row["effect"],
            row["negated"] or row["effect"],
            frozenset(fold_text(row["prepositions"]).split()),
        )
        form = fold_text(row["form"])
        for head in _clitics(("conjunction", "future")):
            table.setdefault(head + form, verb)
    return table


@cache
def governors(role: str) -> dict[str, str]:
    """Return folded token -> class, for the governing words of one role."""
    table: dict[str, str] = {}
    rows = [row for row in load("governing_words").rows if row["role"] == role]
    heads = sorted(
        {*_clitics(("conjunction", "preposition")), *_clitics(("conjunction", "future"))},
        key=lambda head: (len(head), head),
    )
    for head in heads:
        for row in rows:
            table.setdefault(head + fold_text(row["form"]), row["class"])
    return table


@cache
def labels() -> frozenset[str]:
    """Return the words after which a number names a thing, with clitics."""
    return frozenset(
        spelling
        for form in load("number_labels").column("form")
        for spelling, _, _ in _spelt(fold_text(form))
    )


@cache
def stops() -> frozenset[str]:
    """Return the words that follow a number and are not the noun that it counts."""
    return frozenset(
        fold_text(row["form"]) for row in load("number_stops").rows if row["class"] == "word"
    )


@cache
def beginnings() -> tuple[str, ...]:
    """Return how an unknown word begins that cannot be the noun of the number before it."""
    return tuple(
        fold_text(row["form"]) for row in load("number_stops").rows if row["class"] == "prefix"
    )
