"""What became of somebody (killed, held, fled, alive, freed), and whither he fled."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.weighing.predicates.assertion import Assertion, Family
from tawatur.weighing.predicates.clauses import Clause, Found, Thing, words_of
from tawatur.weighing.predicates.people import people

__all__ = ["EXCLUDING", "fates"]

_AFTER = 6
_BEFORE = 16
# A subject right before its verb; further off it is that of another clause, unless it is an
# office or a group that the clause goes on about.
_NEAR = 7
_WHITHER = 10

EXCLUDING = frozenset(
    frozenset(pair)
    for pair in (
        ("killed", "captured"),
        ("killed", "fled"),
        ("killed", "alive"),
        ("killed", "freed"),
        ("captured", "fled"),
        ("captured", "freed"),
        ("alive", "captured"),
    )
)
"""Fates of which nobody meets two at once."""


def fates(clause: Clause) -> Iterator[Assertion]:
    """Yield what became of the people of a sentence."""
    for found in clause.found("fate"):
        for thing, first, last in _whose(clause, found):
            yield _assertion(clause, "fate", first, last, thing, found.answer, found.held)
            whither = _whither(clause, found) if found.answer == "fled" else None
            if whither is not None:
                direction, until = whither
                yield _assertion(clause, "flight", first, until, thing, direction, found.held)


def _assertion(
    clause: Clause, family: Family, first: int, last: int, thing: Thing, answer: str, held: bool
) -> Assertion:
    start, end = clause.span(first, last)
    sentence = clause.sentence
    return Assertion(
        family, sentence.article, start, end, sentence.id, thing, frozenset({answer}), held
    )


def _whose(clause: Clause, found: Found) -> Iterator[tuple[Thing, int, int]]:
    """Yield those whom the fate met, with the tokens between which the clause says so."""
    at = found.at
    texts = clause.tokens.text
    begin = at + 1
    stop = clause.end_of(begin, _AFTER)
    if found.object == "death":
        death = clause.word_in("death", begin, stop)
        if death is None:
            return
        stop = death
    elif found.object not in ("subj", "obj"):
        on = next((i for i in range(begin, stop) if texts[i] == found.object), None)
        if on is None:
            return
        begin, stop = on + 1, clause.end_of(on + 1, _AFTER)
    behind = list(people(clause, begin, stop))
    yield from ((thing, at, last) for thing, _, last in behind)
    if found.object == "subj" and found.tense != "masdar":
        seen = set().union(*(thing.ids for thing, _, _ in behind))
        for thing, first, _ in people(clause, at - _BEFORE, at, backwards=True):
            near = at - first <= _NEAR and not found.plural
            if not thing.ids & seen and (thing.least > 1 or near):
                yield thing, first, at


def _whither(clause: Clause, found: Found) -> tuple[str, int] | None:
    """Return the direction of a flight: a point of the compass, or a place."""
    stop = clause.end_of(found.at + 1, _WHITHER)
    compass = clause.word_in("compass", found.at + 1, stop)
    if compass is not None:
        return f"~{words_of('compass')[clause.tokens.text[compass]]}", compass
    towards = clause.word_in("towards", found.at + 1, stop)
    if towards is None:
        return None
    place = clause.place_at(towards + 1) or clause.place_at(towards + 2)
    return (min(place[0].ids), place[1]) if place is not None else None
