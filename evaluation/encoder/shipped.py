"""The encoder that ships, as the scorers ask for it.

All that depends on the interface of :mod:`tawatur.language.encoder` is in this one file.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Collection, Sequence
from typing import Any

from evaluation.encoder.data import EVENTS, QUAD, STANCES
from evaluation.encoder.stage_names import stage_tags
from evaluation.encoder.tasks import Predictor, Probabilities, Vectors
from tawatur.errors import TawaturError

__all__ = ["Shipped", "shipped"]

_MODULE = "tawatur.language.encoder"
# The head of names has labels for each convention that it has learnt.
_CONVENTIONS = {"anercorp": "aner", "cleananercorp": "clean", "caraner": "cara"}
# The weights that ship have learnt from every fold of the event sentences; what training measured
# with a fold left out is read by ``report --folds``. They have learnt from all of AQMAR too.
_FOLDS: tuple[int, ...] = ()
_SEEN = ("names, AQMAR",)
# Words a run: training cuts longer sentences.
_LONGEST = 90


def shipped() -> tuple[Predictor | None, str]:
    """Return the shipped encoder, or ``None``, and what of it is missing and why."""
    if importlib.util.find_spec(_MODULE) is None:
        return None, f"{_MODULE} is not there: no encoder ships yet"
    try:
        why = importlib.import_module(_MODULE).missing()
        if why is not None:
            return None, str(why)
        tagger = importlib.import_module(_MODULE).name_tagger()
        model = importlib.import_module(f"{_MODULE}.sense").sense_model()
    except (AttributeError, ImportError, OSError, TawaturError) as error:
        return None, f"{_MODULE} does not load: {error}"
    lacks = ["names.onnx"] * (tagger is None) + ["sense.onnx"] * (model is None)
    why = f"{' and '.join(lacks)} not in the package" if lacks else ""
    return (None if len(lacks) == 2 else Shipped(tagger is not None, model)), why


class Shipped:
    """Hands every question to the shipped models; ``sense`` is the one of sense, or ``None``."""

    folds: Sequence[int] = _FOLDS
    seen: Collection[str] = _SEEN

    def __init__(self, names: bool, sense: Any) -> None:
        self._sense = sense
        self.does = ("names",) * names + ("sense", "agreement", "vectors") * (sense is not None)

    def names(self, sentences: Sequence[Sequence[str]], like: str) -> Sequence[Sequence[str]]:
        """Return the tags of the names head alone, which is told what the rules find."""
        model = importlib.import_module(f"{_MODULE}.names").NameModel(_CONVENTIONS[like])
        decode = importlib.import_module(f"{_MODULE}.decoding").decode
        runs: list[Sequence[str]] = []
        marks: list[Sequence[str]] = []
        for words, own in zip(sentences, stage_tags(sentences), strict=True):
            for begin, end in _runs(own):
                runs.append(words[begin:end])
                marks.append(own[begin:end])
        tags = [
            [model.labels[at] for at in decode(scores, model.labels)]
            for scores in model.tag(runs, marks)
        ]
        rest = iter([tag for run in tags for tag in run])
        return [[next(rest) for _ in words] for words in sentences]

    def sense(self, sentences: Sequence[str]) -> Probabilities:
        """Return the probabilities of the heads of sense."""
        found = self._sense.sense(sentences)
        chances: dict[str, list[float]] = {
            event: [getattr(one, event.lower()) for one in found] for event in EVENTS
        }
        chances["relevant"] = [one.relevant for one in found]
        chances["subjective"] = [one.subjective for one in found]
        for at, name in enumerate(QUAD):
            chances[name] = [one.quad[at] for one in found]
        return chances

    def agreement(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        """Return the probabilities of the heads of agreement."""
        found = self._sense.agreement(pairs)
        return {name: [getattr(one, name) for one in found] for name in ("entails", *STANCES)}

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        """Return the sentence vectors."""
        vectors: list[list[float]] = self._sense.vectors(sentences).tolist()
        return vectors


def _runs(marks: Sequence[str]) -> list[tuple[int, int]]:
    """Return the spans of a sentence to read at once, cut where the rules see no name."""
    cuts = [0]
    while len(marks) - cuts[-1] > _LONGEST:
        last = cuts[-1] + _LONGEST
        free = (at for at in range(last, last - _LONGEST // 2, -1) if marks[at] == "O")
        cuts.append(next(free, last))
    return list(zip(cuts, [*cuts[1:], len(marks)], strict=True))
