"""Names that lists know: countries, places, organisations, agencies and media."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tawatur.annotating.mentions.context import Context
from tawatur.annotating.mentions.proposals import Proposal
from tawatur.annotating.mentions.words import analyse
from tawatur.language import fold_text, tokenize
from tawatur.language.lexicon import load
from tawatur.records import MentionType

__all__ = ["Entry", "Gazetteer", "Index", "index"]

# A single word from a list is surer than a name made by rule; a phrase of several words hardly
# ever is anything else. A cued word alone stays below what stands (0.5).
_PHRASE, _WORD, _CUED = 0.95, 0.8, 0.3


class Entry(NamedTuple):
    """One name of one thing in a list."""

    type: MentionType
    id: str
    name: str
    country: str | None
    cued: bool
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
    for row in load("organisations").rows:
        names = row["names"].split("|")
        for name in names:
            _enter(
                found,
                name,
                "ORG",
                "o:" + row["id"],
                names[0],
                row["iso3"],
                row["cued"],
                row["kind"],
            )
    for row in load("countries").rows:
        names = row["names"].split("|")
        for name in names:
            _enter(found, name, "LOC", "l:" + row["id"], names[0], row["iso3"], "", "country")
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
            if word not in taken:
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
    for lexicon in ("agencies", "media"):
        for row in load(lexicon).rows:
            slug = row["name"].lower().replace(" ", "-")
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
    found.add(name, Entry(kind, entity, canonical, country or None, bool(cued), sort))


class Gazetteer:
    """Proposes every listed name; names that need a cue get little weight."""

    name = "gazetteer/1"

    def __call__(self, context: Context) -> Iterator[Proposal]:
        """Yield one proposal for every reading of every listed name."""
        names = index()
        for at, word in enumerate(context.words):
            for last, skip, entry in names.match(context, at):
                if entry.cued:
                    quoted = context.opens(at - 1) and context.closes(last)
                    weight = _WORD if quoted and entry.type == "ORG" else _CUED
                elif last - at > 1:
                    weight = _PHRASE
                elif skip and word.given is not None and word.given[0] == 0:
                    weight = _CUED
                else:
                    # A word that is a name unpeeled is no clitic and name (لبنان, كوبا).
                    weight = _WORD if not skip or not word.particle else _CUED
                yield Proposal(
                    at,
                    last,
                    skip,
                    entry.type,
                    weight,
                    self.name,
                    entry.id,
                    entry.name,
                    entry.country,
                )
                break
