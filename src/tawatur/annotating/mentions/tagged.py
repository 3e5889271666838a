"""The encoder beside the rules: names that no list and no pattern finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from tawatur.annotating.mentions.context import Context
from tawatur.annotating.mentions.gazetteer import index
from tawatur.annotating.mentions.ordinary import ARTICLE
from tawatur.annotating.mentions.proposals import Proposal, resolve
from tawatur.annotating.mentions.repeats import repeats
from tawatur.language.encoder import NameTagger
from tawatur.language.encoder.decoding import decode
from tawatur.records import MentionType

__all__ = ["Tagged", "clitics", "tagged", "together"]

_TYPES: dict[str, MentionType] = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC"}
# Words a run: what the models learned from is shorter.
_LONGEST = 90
# The bars below were chosen on the last twentieth of ANERcorp's training part, which no model has
# learnt from: F1 0.716 by rules, 0.751 with names added, 0.766 with all three. Lower bars gain half
# a point there for two points of precision. A name that the rules do not find stands from here on.
_ADDED = 0.7
# A name that no list has falls where the model is this sure that there is none.
_DROPPED = 0.95
# Where such a name begins and ends is as the model says from here on.
_MOVED = 0.7


class Tagged(NamedTuple):
    """A span of tokens that the model labels, with its probability and that of no name there."""

    first: int
    last: int
    type: MentionType
    probability: float


def tagged(
    context: Context, standing: Sequence[Proposal], tagger: NameTagger
) -> tuple[list[Tagged], list[float]]:
    """Return the names that ``tagger`` sees, and for each token the probability of no name.

    The mentions that stand by the rules are shown to it as marks.
    """
    marks = ["O"] * len(context)
    for one in standing:
        for at in range(one.first, one.last):
            marks[at] = f"{'I' if at > one.first else 'B'}-{one.type}"
    runs = list(_runs(context))
    text, tokens = context.document.text, context.tokens
    scores = tagger.tag(
        [[text[tokens.start[at] : tokens.end[at]] for at in range(*run)] for run in runs],
        [marks[slice(*run)] for run in runs],
    )
    found: list[Tagged] = []
    outside = [1.0] * len(context)
    for (start, end), rows in zip(runs, scores, strict=True):
        chances = np.exp(rows)
        outside[start:end] = chances[:, 0].tolist()
        labels = [tagger.labels[number] for number in decode(rows, tagger.labels)]
        for first, last, kind in _spans(labels):
            if kind not in _TYPES:
                continue
            own = [at for at, label in enumerate(tagger.labels) if label[2:] == kind]
            probability = float(chances[first:last, own].sum(-1).min())
            found.append(Tagged(start + first, start + last, _TYPES[kind], probability))
    return found, outside


def together(
    context: Context,
    standing: Sequence[Proposal],
    found: Sequence[Tagged],
    outside: Sequence[float],
    source: str = "encoder",
) -> list[Proposal]:
    """Return the mentions of the rules and of the model as one, in order and without overlap.

    What a list has stands. The model adds persons, places and organisations; of what the rules
    made of patterns alone it may move the ends or say that there is no name.
    """
    kept: list[Proposal] = []
    for one in standing:
        if one.entity is not None:
            kept.append(one)
            continue
        own = outside[one.first : one.last]
        if min(own) >= _DROPPED:
            continue
        over = [other for other in found if other.first < one.last and one.first < other.last]
        if len(over) == 1:
            one = _moved(context, one, over[0], standing)
        kept.append(one)
    occupied = {at for one in kept for at in range(one.first, one.last)}
    added = [
        Proposal(
            other.first,
            other.last,
            clitics(context, other.first),
            other.type,
            other.probability,
            source,
        )
        for other in found
        if other.type != "MISC" and other.probability >= _ADDED
        if occupied.isdisjoint(range(other.first, other.last))
    ]
    kept = sorted([*kept, *added])
    return sorted([*kept, *resolve(repeats(context, added), kept)])


def _moved(
    context: Context, one: Proposal, other: Tagged, standing: Sequence[Proposal]
) -> Proposal:
    """Return a name with the ends that the model gives it, where no other name stands there."""
    if other.type != one.type or other.probability < _MOVED:
        return one
    if (other.first, other.last) == (one.first, one.last):
        return one
    if any(
        third is not one and third.first < other.last and other.first < third.last
        for third in standing
    ):
        return one
    skip = one.skip if other.first == one.first else clitics(context, other.first)
    return one._replace(first=other.first, last=other.last, skip=skip)


def clitics(context: Context, at: int) -> int:
    """Return how many folded letters before a name are no part of its first word.

    What is left must be written with the article, or be known as a name or a word of the article;
    of a word that is known whole nothing is taken off.
    """
    word = context.words[at]
    for known in (word.given, word.surname):
        if known is not None:
            return known[0]
    names = index()
    readings = [(skip, form) for skip, form in word.readings if skip]
    if (entry := names.get((word.text,))) is not None and not entry.cued:
        return 0
    for skip, form in readings:
        entry = names.get((form,))
        if form.startswith(ARTICLE) or form in context.vocabulary:
            return skip
        if entry is not None and not entry.cued:
            return skip
    return 0


def _runs(context: Context) -> Iterator[tuple[int, int]]:
    """Yield the tokens of each sentence, long ones cut."""
    tokens = context.tokens
    for sentence in context.document.sentences:
        first, last = tokens.at(sentence.start), tokens.at(sentence.end)
        for start in range(first, last, _LONGEST):
            yield start, min(last, start + _LONGEST)


def _spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start, kind = 0, ""
    for at, label in enumerate([*labels, "O"]):
        if kind and (label[0] != "I" or label[2:] != kind):
            yield start, at, kind
            kind = ""
        if label[0] == "B":
            start, kind = at, label[2:]
