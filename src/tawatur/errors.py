"""The exceptions of Tawatur: one tree, so that a caller can catch them all as one."""

from __future__ import annotations

__all__ = [
    "EncoderError",
    "EngineError",
    "InputError",
    "LexiconError",
    "PipelineError",
    "StoreError",
    "TawaturError",
]


class TawaturError(Exception):
    """Anything that Tawatur raises on purpose; its text is meant for people."""


class EncoderError(TawaturError):
    """A model cannot be loaded or run; the text names it and the remedy."""


class EngineError(TawaturError):
    """An engine cannot be started; the text says what is missing."""


class InputError(TawaturError):
    """An input cannot be read; the text names the file and the remedy."""


class LexiconError(TawaturError):
    """A data file of the package, or of a plug-in, is not well formed."""


class PipelineError(TawaturError):
    """Stages cannot be put into an order in which each has what it requires."""


class StoreError(TawaturError):
    """A store cannot be opened, migrated or written; the text names it and the remedy."""
