"""The head that finds names: a label for every word, with its probability."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tawatur.language.encoder.pieces import pieces
from tawatur.language.encoder.session import batches, session
from tawatur.language.encoder.weights_folder import card, path

__all__ = ["NameModel"]


class NameModel:
    """The shipped head.

    ``convention`` chooses whose labels: ``aner`` (ANERcorp: nationality adjectives are MISC),
    ``clean`` (CLEANANERCorp: wider MISC), ``cara`` (with ROLE for titles), ``fane`` (finer types).
    """

    def __init__(self, convention: str = "aner") -> None:
        own = card()["names"]
        if convention not in own["labels"]:
            raise ValueError(f"{convention!r} is none of {', '.join(own['labels'])}")
        self.convention = convention
        self.labels: tuple[str, ...] = tuple(own["labels"][convention])
        self.name = f"names/{own['version']}/{convention}"
        first = 0
        for name, labels in own["labels"].items():
            if name == convention:
                break
            first += len(labels)
        self._columns = slice(first, first + len(self.labels))
        self._temperature = float(own["temperature"][convention])
        self._mark = {mark: number for number, mark in enumerate(own["marks"])}
        with np.load(path("names_marks.npz")) as table:
            self._marks: NDArray[np.float32] = table["rows"].astype(np.float32)

    def tag(
        self, sentences: Sequence[Sequence[str]], marks: Sequence[Sequence[str]]
    ) -> list[NDArray[np.float32]]:
        """Return log-probabilities, (words, labels) for each sentence; see ``NameTagger``.

        A word beyond the 254th piece of its sentence is ``O`` with certainty zero: all labels
        stand at the same probability but ``O``, which decoding then prefers.
        """
        vocabulary = pieces()
        encoded = [vocabulary.of_words(words) for words in sentences]
        found: list[NDArray[np.float32]] = [np.zeros((0, 0), np.float32)] * len(sentences)
        for batch in batches([len(one.ids) for one in encoded]):
            rows, mask = vocabulary.rows([encoded[at].ids for at in batch])
            for row, at in enumerate(batch):
                own = marks[at]
                numbers = [self._mark.get(own[w], 0) if w >= 0 else 0 for w in encoded[at].words]
                rows[row, : len(numbers)] += self._marks[numbers]
            (logits,) = session("names.onnx").run(None, {"rows": rows, "mask": mask})
            for row, at in enumerate(batch):
                found[at] = self._words(logits[row], encoded[at].words, len(sentences[at]))
        return found

    def _words(
        self, logits: NDArray[np.float32], words: Sequence[int], count: int
    ) -> NDArray[np.float32]:
        """Return the row of each word, read at its first piece."""
        first = np.full(count, -1)
        for place in range(len(words) - 1, -1, -1):
            if words[place] >= 0:
                first[words[place]] = place
        own = logits[first, self._columns] / self._temperature
        own = own - own.max(-1, keepdims=True)
        scores = own - np.log(np.exp(own).sum(-1, keepdims=True))
        unread = np.full(len(self.labels), -np.log(len(self.labels)), np.float32)
        unread[0] += 1e-3
        scores[first < 0] = unread
        found: NDArray[np.float32] = scores.astype(np.float32)
        return found
