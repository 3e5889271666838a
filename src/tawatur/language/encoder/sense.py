"""The heads that judge sentences and pairs of statements, and sentence vectors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tawatur.language.encoder.grams import GramWeights
from tawatur.language.encoder.marking import MARKS, mark_pair
from tawatur.language.encoder.pieces import UNKNOWN, pieces
from tawatur.language.encoder.session import batches, session
from tawatur.language.encoder.weights_folder import card, missing, path

__all__ = ["QUAD", "Agreement", "Part", "Sense", "SenseModel", "sense_model"]

QUAD = (
    "irrelevant",
    "material conflict",
    "material cooperation",
    "verbal conflict",
    "verbal cooperation",
)
"""The classes of :attr:`Sense.quad`, in order."""


class Sense(NamedTuple):
    """Probabilities of what a sentence tells.

    ``quad`` holds one a class of :data:`QUAD`; ``relevant`` is of conflict or cooperation at all,
    ``assault`` and ``protest`` of an event of that PLOVER type, ``subjective`` of opinion. Rare
    types are a half where as many sentences are called one as are one.
    """

    quad: tuple[float, ...]
    relevant: float
    assault: float
    protest: float
    subjective: float


class Agreement(NamedTuple):
    """Probabilities of how a second statement stands to a first.

    ``entails``: the first entails it; ``agree``, ``disagree``, ``other`` are of one scale.
    """

    entails: float
    agree: float
    disagree: float
    other: float


class Part(NamedTuple):
    """Probabilities that a word belongs to the source and to the target of an event."""

    source: float
    target: float


class SenseModel:
    """The shipped trunk with its heads; the same input gives the same numbers."""

    def __init__(self) -> None:
        own = card()["sense"]
        self.name = f"sense/{own['version']}"
        self._pooled: dict[str, slice] = _slices(own["pooled"])
        self._words: dict[str, slice] = _slices(own["words"])
        self._levels: dict[str, float] = own["levels"]
        with np.load(path("sense_marks.npz")) as table:
            self._marks: NDArray[np.float32] = table["rows"].astype(np.float32)
            self._prefix: NDArray[np.float32] = table["prefix"].astype(np.float32)
        self._grams = GramWeights.read(path("sense_grams.npz"))

    def sense(self, sentences: Sequence[str]) -> list[Sense]:
        """Return what each sentence tells."""
        rows = self._classes([pieces().of_text(text) for text in sentences])
        rows[:, self._grams.columns] += self._grams(sentences)
        quad = self._softmax(rows, "quad")
        relevant, assault, protest, subjective = (
            self._yes(rows, name) for name in ("relevant", "assault", "protest", "subjective")
        )
        return [
            Sense(
                tuple(map(float, quad[at])),
                float(relevant[at]),
                float(assault[at]),
                float(protest[at]),
                float(subjective[at]),
            )
            for at in range(len(sentences))
        ]

    def agreement(self, pairs: Sequence[tuple[str, str]]) -> list[Agreement]:
        """Return how the second statement of each pair stands to the first."""
        tokenizer = pieces().tokenizer
        marked = [mark_pair(tokenizer, *pair) for pair in pairs]
        rows = self._classes([ids for ids, _ in marked], [marks for _, marks in marked])
        entails, stance = self._softmax(rows, "entails"), self._softmax(rows, "stance")
        return [
            Agreement(float(entails[at, 1]), *map(float, stance[at])) for at in range(len(pairs))
        ]

    def vectors(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return a vector of length 1 for each sentence, (sentences, hidden): the base's own.

        Near vectors propose that two sentences speak of the same; they do not tell agreement from
        contradiction.
        """
        if not sentences:
            return np.zeros((0, self._marks.shape[1]), np.float32)
        # Unknown pieces hold the place of the word that the base was taught to see before a text.
        place = [UNKNOWN] * len(self._prefix)
        encoded = [pieces().of_text(text) for text in sentences]
        encoded = [[ids[0], *place, *ids[1:]] for ids in encoded]
        return self._run(encoded, adapted=False)[2]

    def triggers(self, words: Sequence[str]) -> list[float]:
        """Return for each word of a sentence how probably it names an assault or a protest."""
        encoded = pieces().of_words(words)
        scores = _sigmoid(self._run([encoded.ids])[0][0][:, self._words["verb"]])
        return [float(row[0]) for row in _first(scores, encoded.words, len(words))]

    def parts(self, words: Sequence[str], trigger: range) -> list[Part]:
        """Return for each word how probably it is of the source and of the target of an event.

        ``trigger`` are the places of the words that name the event.
        """
        encoded = pieces().of_words(words)
        mark = MARKS.index("trigger")
        marks = [mark if word >= 0 and word in trigger else 0 for word in encoded.words]
        scores = _sigmoid(self._run([encoded.ids], [marks])[0][0][:, self._words["parts"]])
        return [Part(*map(float, row)) for row in _first(scores, encoded.words, len(words))]

    def _classes(
        self, encoded: Sequence[list[int]], marks: Sequence[list[int]] | None = None
    ) -> NDArray[np.float32]:
        if not encoded:
            width = max(own.stop for own in self._pooled.values())
            return np.zeros((0, width), np.float32)
        return self._run(encoded, marks)[1]

    def _softmax(self, rows: NDArray[np.float32], name: str) -> NDArray[np.float32]:
        own = rows[:, self._pooled[name]]
        chances = np.exp(own - own.max(-1, keepdims=True)) if len(own) else own
        total: NDArray[np.float32] = chances / chances.sum(-1, keepdims=True)
        return total

    def _yes(self, rows: NDArray[np.float32], name: str) -> NDArray[np.float32]:
        """Return the probability of a yes, a half where the line is drawn (``levels``)."""
        own = rows[:, self._pooled[name]]
        level = self._levels.get(name, 0.5)
        return _sigmoid(own[:, 1] - own[:, 0] - np.log(level / (1 - level)))

    def _run(
        self,
        encoded: Sequence[list[int]],
        marks: Sequence[list[int]] | None = None,
        *,
        adapted: bool = True,
    ) -> tuple[list[NDArray[np.float32]], NDArray[np.float32], NDArray[np.float32]]:
        """Return scores of words (one array an item), of classes, and vectors, in order.

        Without ``adapted`` the trunk is the base, whose vectors alone mean something.
        """
        words: list[NDArray[np.float32]] = [np.zeros((0, 0), np.float32)] * len(encoded)
        classes: list[NDArray[np.float32]] = list(words)
        vectors: list[NDArray[np.float32]] = list(words)
        for batch in batches([len(ids) for ids in encoded]):
            rows, mask = pieces().rows([encoded[at] for at in batch])
            if marks is not None:
                for row, at in enumerate(batch):
                    rows[row, : len(marks[at])] += self._marks[marks[at]]
            if not adapted:
                rows[:, 1 : 1 + len(self._prefix)] = self._prefix
            fed = {"rows": rows, "mask": mask, "adapted": np.array(adapted, np.float32)}
            found = session("sense.onnx").run(None, fed)
            for row, at in enumerate(batch):
                words[at], classes[at], vectors[at] = (part[row] for part in found)
        return words, np.stack(classes), np.stack(vectors)


def _slices(counts: dict[str, int]) -> dict[str, slice]:
    found: dict[str, slice] = {}
    at = 0
    for name, count in counts.items():
        found[name] = slice(at, at + count)
        at += count
    return found


def _sigmoid(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    return (1 / (1 + np.exp(-scores))).astype(np.float32)


def _first(scores: NDArray[np.float32], words: Sequence[int], count: int) -> NDArray[np.float32]:
    """Return the row of each word's first piece; zeros for a word that was not read."""
    found = np.zeros((count, scores.shape[1]), np.float32)
    for place in range(len(words) - 1, -1, -1):
        if words[place] >= 0:
            found[words[place]] = scores[place]
    return found


@cache
def sense_model() -> SenseModel | None:
    """Return the shipped trunk of sense, or ``None`` where it cannot run."""
    if missing() is not None or not path("sense.onnx").is_file():
        return None
    return SenseModel()
