"""What is asked of the encoder, and how an answer is scored; rivals are scored by the same code.

A system is anything with the methods of :class:`Predictor`. Every function here takes the folder
of the public sets and gives rows of a table: task, measure, value, number of items.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from evaluation.encoder import data as sets
from evaluation.encoder.data import EVENTS, QUAD, STANCES, Pair, Tagged
from evaluation.encoder.scores import (
    accuracy,
    average_precision,
    binary,
    calibration_error,
    entity_counts,
    macro_f1,
)
from evaluation.scores import Counts

__all__ = [
    "NAME_TASKS",
    "Predictor",
    "Probabilities",
    "Row",
    "Vectors",
    "binary_rows",
    "class_rows",
    "name_rows",
    "score_agreement",
    "score_names",
    "score_sense",
]

# Name of a class -> one probability a sentence or pair.
Probabilities = Mapping[str, Sequence[float]]
Vectors = Sequence[Sequence[float]]

# Task -> set, of which the test part is asked. ANERcorp and CLEANANERCorp are one text with other
# labels.
NAME_TASKS = {
    "names, ANERcorp": "anercorp",
    "names, CLEANANERCorp": "cleananercorp",
    "names, AQMAR": "aqmar",
}


class Predictor(Protocol):
    """A system that answers; a class of probabilities that it does not know may be missing."""

    @property
    def folds(self) -> Sequence[int]:
        """The folds of :func:`evaluation.encoder.data.event_sentences` it was not trained on."""

    @property
    def seen(self) -> Collection[str]:
        """The tasks of :data:`NAME_TASKS` whose test part it was trained on: they are no test."""

    @property
    def does(self) -> Collection[str]:
        """Which of ``names``, ``sense``, ``agreement``, ``vectors`` it answers."""

    def names(self, sentences: Sequence[Sequence[str]], like: str) -> Sequence[Sequence[str]]:
        """Return a BIO tag (PER, LOC, ORG, MISC) for every token, as the set ``like`` has them."""

    def sense(self, sentences: Sequence[str]) -> Probabilities:
        """Return ``ASSAULT``, ``PROTEST``, ``relevant``, ``subjective`` and each class of ``QUAD``.

        Those of :data:`QUAD` add up to 1; the others are questions of their own.
        """

    def agreement(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        """Return ``entails`` (the second of a pair follows from the first) and the ``STANCES``."""

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        """Return one vector a sentence, of any length but zero."""


class Row(NamedTuple):
    """One figure: between 0 and 1, of so many items."""

    task: str
    measure: str
    value: float
    items: int


def name_rows(task: str, gold: Sequence[Tagged], found: Sequence[Sequence[str]]) -> Iterator[Row]:
    """Yield F1 of exact names: all, without MISC (which the sets mean differently), by type."""
    counts = entity_counts([one.tags for one in gold], found)
    core = sum((one for kind, one in counts.items() if kind != "MISC"), Counts())
    for measure, one in {
        "F1": sum(counts.values(), Counts()),
        "F1 without MISC": core,
        **{f"F1 {kind}": one for kind, one in counts.items()},
    }.items():
        yield Row(task, measure, one.f1, one.tp + one.fn)


def binary_rows(task: str, gold: Sequence[bool], chances: Sequence[float]) -> Iterator[Row]:
    """Yield F1 of yes at 0.5, average precision and calibration error."""
    found = [chance >= 0.5 for chance in chances]
    right = [want == have for want, have in zip(gold, found, strict=True)]
    sure = [max(chance, 1 - chance) for chance in chances]
    counts = binary(gold, found)
    yield Row(task, "F1", counts.f1, len(gold))
    yield Row(task, "precision", counts.precision, len(gold))
    yield Row(task, "recall", counts.recall, len(gold))
    yield Row(task, "average precision", average_precision(gold, chances), len(gold))
    yield Row(task, "calibration error", calibration_error(sure, right), len(gold))


def class_rows(
    task: str, gold: Sequence[str], names: Sequence[str], chances: Probabilities
) -> Iterator[Row]:
    """Yield accuracy, macro F1 and calibration error of the likeliest of the classes ``names``."""
    best = [
        max((chances[name][at], -order, name) for order, name in enumerate(names))
        for at in range(len(gold))
    ]
    found = [name for _, _, name in best]
    right = [want == have for want, have in zip(gold, found, strict=True)]
    yield Row(task, "accuracy", accuracy(gold, found), len(gold))
    yield Row(task, "macro F1", macro_f1(gold, found), len(gold))
    yield Row(task, "calibration error", calibration_error([b[0] for b in best], right), len(gold))


def score_names(predictor: Predictor, data: Path) -> Iterator[Row]:
    """Yield the figures of names on the test parts that training has not seen."""
    for task, name in NAME_TASKS.items():
        if task in predictor.seen:
            continue
        gold = sets.names(data, name, "test")
        yield from name_rows(task, gold, predictor.names([one.tokens for one in gold], name))


def score_sense(predictor: Predictor, data: Path) -> Iterator[Row]:
    """Yield the figures of event sense; events on the folds that training has not seen."""
    for event in EVENTS:
        judged = [o for o in sets.event_sentences(data, event) if o.fold in predictor.folds]
        chances = predictor.sense([one.text for one in judged]) if judged else {}
        if event in chances:
            yield from binary_rows(event, [one.event is True for one in judged], chances[event])
    quad = sets.quad_classes(data, "test")
    chances = predictor.sense([one.text for one in quad])
    if all(name in chances for name in QUAD):
        yield from class_rows("quad class", [QUAD[one.label] for one in quad], QUAD, chances)
    for task, name, items in (
        ("relevance", "relevant", sets.relevance(data, "test")),
        ("subjectivity", "subjective", sets.subjectivity(data, "test")),
    ):
        chances = predictor.sense([one.text for one in items])
        if name in chances:
            yield from _two_classes(task, [bool(one.label) for one in items], chances[name])


def _two_classes(task: str, gold: Sequence[bool], chances: Sequence[float]) -> Iterator[Row]:
    both = {"yes": chances, "no": [1 - chance for chance in chances]}
    yield from class_rows(task, ["yes" if want else "no" for want in gold], ("yes", "no"), both)


def score_agreement(predictor: Predictor, data: Path) -> Iterator[Row]:
    """Yield the figures of agreement on ArEntail's test and ANS's development part."""
    pairs: list[Pair] = sets.entailment(data, "test")
    chances = predictor.agreement([(one.a, one.b) for one in pairs])
    if "entails" in chances:
        gold = [one.label == "entails" for one in pairs]
        yield from _two_classes("entailment, ArEntail", gold, chances["entails"])
    pairs = sets.stance(data, "dev")
    chances = predictor.agreement([(one.a, one.b) for one in pairs])
    if all(name in chances for name in STANCES):
        gold_stances = [one.label for one in pairs]
        yield from class_rows("stance, ANS", gold_stances, STANCES, chances)
