"""The encoder that ships, as the scorers ask for it.

All that depends on the interface of :mod:`tawatur.language.encoder` is in this one file.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Collection, Sequence
from typing import Any

from evaluation.encoder.tasks import Predictor, Probabilities, Vectors
from tawatur.errors import TawaturError

__all__ = ["shipped"]

_MODULE = "tawatur.language.encoder"
# The weights that ship have learnt from every fold of the event sentences; what training measured
# with a fold left out is read by ``report --folds``. They have learnt from all of AQMAR too.
_FOLDS: tuple[int, ...] = ()
_SEEN = ("names, AQMAR",)


def shipped() -> tuple[Predictor | None, str]:
    """Return the shipped encoder, or ``None`` and why there is none."""
    if importlib.util.find_spec(_MODULE) is None:
        return None, f"{_MODULE} is not there: no encoder ships yet"
    try:
        module = importlib.import_module(_MODULE)
        why = module.missing()
        if why is not None:
            return None, str(why)
        return _Shipped(module.load()), ""
    except (AttributeError, ImportError, OSError, TawaturError) as error:
        return None, f"{_MODULE} does not load: {error}"


class _Shipped:
    """Hands every question to the loaded encoder, whose methods bear the same names."""

    folds: Sequence[int] = _FOLDS
    seen: Collection[str] = _SEEN

    def __init__(self, encoder: Any) -> None:
        self._encoder = encoder

    def names(self, sentences: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
        tags: Sequence[Sequence[str]] = self._encoder.names(sentences)
        return tags

    def sense(self, sentences: Sequence[str]) -> Probabilities:
        chances: Probabilities = self._encoder.sense(sentences)
        return chances

    def agreement(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        chances: Probabilities = self._encoder.agreement(pairs)
        return chances

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        vectors: Vectors = self._encoder.vectors(sentences)
        return vectors
