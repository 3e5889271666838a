"""Who did it: who takes responsibility for an attack, who is accused of it, who denies it."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.records import Mention
from tawatur.weighing.predicates.assertion import Assertion
from tawatur.weighing.predicates.clauses import Clause, Found, Thing
from tawatur.weighing.surroundings import classes_of, country_entities

__all__ = ["blame"]

_ACTOR = 7
_ACT = 12
_ACTORS = ("ORG", "PER", "LOC")
_AGENTS = ("ORG", "PER")
# Classes of happening for which somebody is responsible.
_ACTS = frozenset({"attack", "execution", "abduction", "fire"})


def blame(clause: Clause) -> Iterator[Assertion]:
    """Yield who is said to have done, or not to have done, what was done at a place.

    The answers are the entities of the doers; what it is asked of is the class of happening at
    the places of the sentence or of the topic.
    """
    for found in clause.found("blame"):
        act = _act(clause, found)
        if act is None:
            continue
        got = _who(clause, found, act)
        about = _happening(clause, act) if got is not None else None
        if got is None or about is None:
            continue
        doer, held = got
        start, end = clause.span(found.at, act)
        sentence = clause.sentence
        yield Assertion(
            "blame",
            sentence.article,
            start,
            end,
            sentence.id,
            about,
            frozenset({str(doer.entity)}),
            held,
            found.answer == "claim",
        )


def _act(clause: Clause, found: Found) -> int | None:
    """Return the token that names the act, or the responsibility for it."""
    stop = clause.end_of(found.at + 1, _ACT)
    if found.answer == "claim":
        return clause.word_in("happening", found.at + 1, stop)
    charge = clause.word_in("charge", found.at + 1, stop)
    if found.answer == "accuse" and charge is None:
        return clause.word_in("happening", found.at + 1, stop)
    return charge


def _who(clause: Clause, found: Found, act: int) -> tuple[Mention, bool] | None:
    """Return the doer and whether it is said that he did it."""
    after = clause.mention_from(found.at + 1, act, _ACTORS)
    if found.answer == "accuse":
        # The accuser stands before the verb or right behind it; the accused is the last one
        # before the charge.
        accused = None
        while after is not None:
            accused = after
            after = clause.mention_from(after[1] + 1, act, _ACTORS)
        return (accused[0], found.held) if accused is not None else None
    agent = clause.mention_from(found.at + 1, act, _AGENTS)
    if agent is None:
        before = clause.mention_from(max(0, found.at - _ACTOR), found.at, _AGENTS)
        agent = before
    if agent is None:
        return None
    # The reader of a clause takes «denied» for a negation of what it denies; as a verb of its
    # own it says that the doer did not do it.
    return agent[0], found.held and found.answer != "deny"


def _happening(clause: Clause, act: int) -> Thing | None:
    """Return the happening: its class at its places."""
    classes = classes_of(clause.sentence.text) & _ACTS
    places = [
        mention.entity
        for mention in clause.mentions
        if mention.type == "LOC" and mention.entity and mention.entity not in country_entities()
    ] or [mention.entity for mention in clause.topic if mention.entity]
    if not classes or not places:
        return None
    ids = frozenset(f"{class_}@{place}" for class_ in classes for place in places)
    return Thing(ids, clause.text(act, act))
