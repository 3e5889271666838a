"""Which model finds names: the shipped one, one from a hub, or none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Protocol

from tawatur.language.encoder.weights_folder import missing, path

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["SHIPPED", "NameTagger", "name_tagger"]

SHIPPED = "shipped"
"""Name of the encoder that is part of the package."""


class NameTagger(Protocol):
    """Anything that labels the words of sentences: the shipped head, or a model from a hub."""

    @property
    def name(self) -> str:
        """Name and version; the output changes only with it."""
        ...

    @property
    def labels(self) -> Sequence[str]:
        """``O``, then B and I of each type that it knows."""
        ...

    def tag(
        self, sentences: Sequence[Sequence[str]], marks: Sequence[Sequence[str]]
    ) -> list[NDArray[np.float32]]:
        """Return log-probabilities, (words, labels) for each sentence.

        ``marks`` holds for each word the label that rules give it (``O``, ``B-PER`` …).
        """
        ...


@cache
def name_tagger(encoder: str | None = SHIPPED) -> NameTagger | None:
    """Return what labels names, or ``None`` for no encoder or where the shipped one cannot run.

    Args:
        encoder: :data:`SHIPPED`; ``None`` for none; or the name or folder of a model for token
            classification, loaded through transformers.

    Raises:
        EncoderError: The named model cannot be loaded.
    """
    if encoder is None:
        return None
    if encoder != SHIPPED:
        from tawatur.language.encoder.hub import HubTagger

        return HubTagger(encoder)
    if missing() is not None or not path("names.onnx").is_file():
        return None
    from tawatur.language.encoder.names import NameModel

    return NameModel()
