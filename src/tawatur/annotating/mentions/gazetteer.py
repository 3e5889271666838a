"""Names that lists know: countries, places, organisations, agencies and media."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tawatur.annotating.mentions.context import Context
from tawatur.annotating.mentions.ordinary import ARTICLE, plain_nouns, plain_words
from tawatur.annotating.mentions.proposals import Proposal
from tawatur.annotating.mentions.words import Word, analyse, nationality
from tawatur.language import fold_text, tokenize
from tawatur.language.lexicon import load
from tawatur.language.verbs import load_verbs
from tawatur.records import MentionType

__all__ = [
    "Entry",
    "Gazetteer",
    "Index",
    "index",
    "left_off",
    "org_heads",
    "place_words",
    "strippable",
]

# A single word from a list is surer than a name made by rule; a phrase of several words hardly
# ever is anything else. A cued word alone stays below what stands (0.5).
_PHRASE, _WORD, _CUED = 0.95, 0.8, 0.3
# Below a chain of names, which may go on behind the listed form (محمد بن سلمان بن عبدالعزيز).
_PERSON = 0.78


class Entry(NamedTuple):
    """One name of one thing in a list."""

    type: MentionType
    id: str
    name: str
    country: str | None
    cued: str
    kind: str


class Index:
    """Names by their folded words; the first word leads to the rest."""

    def __init__(self) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], Entry]] = {}

    def add(self, name: str, entry: Entry) -> None:
        """Enter one spelling of a name; the first entry of a spelling stays."""
        words = tuple(tokenize(name).text)
        if words:
            self._by_first.setdefault(words[0], {}).setdefault(words[1:], entry)

    def close(self) -> None:
        """Put the names of each first word in order, longest first."""
        self._by_first = {
            first: dict(sorted(rests.items(), key=lambda item: (-len(item[0]), item[0])))
            for first, rests in self._by_first.items()
        }

    def get(self, words: tuple[str, ...]) -> Entry | None:
        """Return the entry of a whole folded name."""
        return self._by_first.get(words[0], {}).get(words[1:]) if words else None

    def starts(self, first: str) -> dict[tuple[str, ...], Entry] | None:
        """Return what may follow ``first``, longest first."""
        return self._by_first.get(first)

    def thing(self, context: Context, at: int) -> tuple[int, int, Entry] | None:
        """Return the first listed place or organisation that begins at token ``at``."""
        return next((one for one in self.match(context, at) if one[2].type != "PER"), None)

    def match(self, context: Context, at: int) -> Iterator[tuple[int, int, Entry]]:
        """Yield ``(last, skip, entry)`` for the names that begin at token ``at``.

        The unpeeled reading comes first; of each reading only the longest name is given.
        """
        text, breaks = context.text, context.breaks
        for skip, form in context.words[at].readings:
            rests = self._by_first.get(form)
            if rests is None:
                continue
            for rest, entry in rests.items():
                last = at + 1 + len(rest)
                if last <= len(text) and (
                    not rest
                    or (tuple(text[at + 1 : last]) == rest and not any(breaks[at + 1 : last]))
                ):
                    yield last, skip, entry
                    break


@cache
def index() -> Index:
    """Return the index of all lists, read once."""
    found = Index()
    canonical: dict[str, str] = {}
    countries: dict[str, str] = {}
    for row in load("organisations").rows:
        names = row["names"].split("|")
        best = canonical.setdefault(row["id"], names[0])
        for name in names:
            _enter(
                found, name, "ORG", "o:" + row["id"], best, row["iso3"], row["cued"], row["kind"]
            )
    for row in load("countries").rows:
        names = row["names"].split("|")
        best = countries.setdefault(row["id"], row["names"].split("|")[0])
        for name in names:
            _enter(found, name, "LOC", "l:" + row["id"], best, row["iso3"], row["cued"], "country")
    for row in load("places").rows:
        names = row["names"].split("|")
        for name in names:
            _enter(
                found, name, "LOC", "l:" + row["id"], names[0], row["iso3"], row["cued"], "place"
            )
    taken: set[str] = set()
    for row in load("geonames").rows:
        names = row["names"].split("|")
        for name in names:
            word = fold_text(name)
            alone = " " not in word and "-" not in word
            # Small places bear the names of people and things: they need a cue (مدينة، في).
            known = analyse(word)
            cued = alone and (
                int(row["population"]) < _KNOWN
                or known.common
                or known.given is not None
                or known.surname is not None
                or known.role is not None
                or known.adjective is not None
                or len(word) < 4
            )
            if word not in taken and not analyse(word.split()[0]).particle:
                taken.add(word)
                _enter(
                    found,
                    name,
                    "LOC",
                    "l:" + row["id"],
                    name,
                    row["iso3"],
                    "yes" if cued else "",
                    "city",
                )
    for row in load("people").rows:
        names = row["names"].split("|")
        for name in names:
            if " " in name:
                _enter(found, name, "PER", "p:" + row["id"], names[0], row["iso3"], "", "person")
    for lexicon in ("agencies", "media"):
        for row in load(lexicon).rows:
            slug = re.sub("[^a-z0-9]+", "-", row["name"].lower()).strip("-")
            _enter(
                found,
                row["form"],
                "ORG",
                "o:" + slug,
                row["form"],
                row["country"],
                row["ambiguous"],
                "media",
            )
    found.close()
    return found


# Cities of fewer people are seldom named without a word such as مدينة.
_KNOWN = 300_000


def _enter(
    found: Index,
    name: str,
    kind: MentionType,
    entity: str,
    canonical: str,
    country: str,
    cued: str,
    sort: str,
) -> None:
    found.add(name, Entry(kind, entity, canonical, country or None, cued, sort))


class Gazetteer:
    """Proposes every listed name; names that need a cue get little weight."""

    name = "gazetteer/1"

    def __call__(self, context: Context) -> Iterator[Proposal]:
        """Yield one proposal for every listed name, of its first reading."""
        names = index()
        for at in range(len(context)):
            for last, skip, entry in names.match(context, at):
                first = at
                if last - at > 1 and entry.type == "ORG" and left_off(context, at, last, skip):
                    first, skip = at + 1, 0
                yield Proposal(
                    first,
                    last,
                    skip,
                    entry.type,
                    _weight(context, at, last, skip, entry),
                    self.name,
                    entry.id,
                    entry.name,
                    entry.country,
                )
                break


def _weight(context: Context, at: int, last: int, skip: int, entry: Entry) -> float:
    word = context.words[at]
    if entry.type == "PER":
        return _PERSON
    if last - at > 1:
        return _PHRASE if not entry.cued else _WORD
    if entry.cued:
        if entry.type == "ORG" and context.opens(at - 1) and context.closes(last):
            return _WORD
        if entry.kind == "armed" and _has_members(context, at):
            return _WORD
        if entry.cued == "noun" and not _behind_definite(context, at):
            return _WORD
        # للحج is the pilgrimage, no ل before Lahij.
        clitic = skip and context.text[at][skip - 1 : skip + 1] != "لل"
        if entry.cued == "prep" and (clitic or _after_preposition(context, at)):
            return _WORD
        if entry.cued == "prep" and _speaks(context, at):
            return _WORD
        return _CUED
    whole = next((part for part in (word.given, word.surname) if part and not part[0]), None)
    if word.particle or (skip and whole is not None):
        # بلاتر is no ب and Latur.
        return _CUED
    if skip and entry.kind == "city" and word.common:
        # كبيرا is no ك and Beira.
        return _CUED
    if skip and entry.kind == "place" and word.text[skip] == "ل" and _restored_noun(word, skip):
        # للنيل من: to harm, no river.
        return _CUED
    if entry.kind == "country" and not skip and _accusative(context, at):
        return _CUED
    return _WORD


def _speaks(context: Context, at: int) -> bool:
    """Tell whether a feminine verb of reporting stands before a place: قالت سيول, no flood."""
    if at == 0 or context.breaks[at]:
        return False
    readings = load_verbs("reporting_verbs").read(context.text[at - 1])
    forms = [r.form for r in readings if r.form.person == 3 and not r.suffix]
    return any(form.gender == "f" and form.number == "s" for form in forms)


def _has_members(context: Context, at: int) -> bool:
    """Tell whether an armed group is meant: عناصر القاعدة, قيادي في القاعدة.

    Where the article speaks of قاعدة كذا, a base, it is not.
    """
    before = at - 1
    if before > 0 and context.text[before] in place_words():
        before -= 1
    if before < 0 or any(context.breaks[before + 1 : at + 1]):
        return False
    if context.text[before] not in _members():
        return False
    return context.text[at][2:] not in context.vocabulary


@cache
def _members() -> frozenset[str]:
    rows = load("title_links").rows
    return frozenset(fold_text(row["form"]) for row in rows if row["class"] == "member")


def _restored_noun(word: Word, skip: int) -> bool:
    return any(
        size == skip and form.startswith(ARTICLE) and form[2:] in plain_words()
        for size, form in word.readings
    )


def _accusative(context: Context, at: int) -> bool:
    """Tell whether a country's name is an accusative adjective: جنديا تركيا."""
    text = context.text[at]
    if at == 0 or context.breaks[at] or text[-1] != "ا" or nationality(text[:-1]) is None:
        return False
    noun = context.text[at - 1]
    before = context.words[at - 1]
    if noun[-1] != "ا" or len(noun) < 4 or noun.endswith(("ها", "هما")) or before.particle:
        return False
    return noun[:-1] in plain_nouns() or (before.role is not None and not before.verb)


def _behind_definite(context: Context, at: int) -> bool:
    return at > 0 and not context.breaks[at] and context.words[at - 1].definite


def _after_preposition(context: Context, at: int) -> bool:
    return at > 0 and not context.breaks[at] and context.text[at - 1] in place_words()


@cache
def place_words() -> frozenset[str]:
    """Return the folded words behind which a place stands: في, شمال, مشارف."""
    rows = load("title_links").rows
    return frozenset(fold_text(row["form"]) for row in rows if row["class"] == "place")


@cache
def org_heads() -> frozenset[str]:
    """Return the folded nouns that head the name of an organisation."""
    return frozenset(fold_text(row["form"]) for row in load("org_heads").rows)


@cache
def strippable() -> dict[str, str]:
    """Return the nouns that are left off before a name, with the lexicon's mode."""
    return {
        fold_text(row["form"]): "strip" if row["strip"] else row["mode"]
        for row in load("org_heads").rows
        if row["strip"] or row["mode"] != "inside"
    }


def left_off(context: Context, at: int, last: int, skip: int) -> bool:
    """Tell whether the first word of a listed phrase is not part of the name.

    It never is for newspapers and companies (صحيفة الحياة); حركة and وكالة are left off where the
    rest stands by itself (حركة طالبان).
    """
    form = next(form for size, form in context.words[at].readings if size == skip)
    mode = strippable().get(form)
    if mode is None:
        return False
    if mode != "strip":
        return True
    # وكالة الصحافة الفرنسية: the rest is made of ordinary words or is a place.
    rest = index().get(tuple(context.text[at + 1 : last]))
    first = context.words[at + 1]
    return (
        rest is not None
        and rest.cued in ("", "noun")
        and rest.type == "ORG"
        and (at + 2 == last or not first.common)
        and index().get((first.text,)) in (None, rest)
    )
