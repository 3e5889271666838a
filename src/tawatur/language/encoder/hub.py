"""A model for token classification named by its user, loaded through transformers.

It takes the place of the shipped name head: any checkpoint whose labels are BIO tags of persons,
places and organisations will do, from a hub or from a folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tawatur.errors import EncoderError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["HubTagger"]

_TYPES = {
    **dict.fromkeys(("PER", "PERS", "PERSON"), "PER"),
    **dict.fromkeys(("LOC", "LOCATION", "GPE", "FAC"), "LOC"),
    **dict.fromkeys(("ORG", "ORGANIZATION", "ORGANISATION"), "ORG"),
    **dict.fromkeys(("MISC", "MIS", "OTHER"), "MISC"),
}
_KINDS = ("PER", "LOC", "ORG", "MISC")
_LONGEST = 512


class HubTagger:
    """A checkpoint of transformers as a tagger of names.

    ``name`` is what ``from_pretrained`` takes: a folder, or a name on the hub, which transformers
    fetches when it is not in its cache. The rules' marks are not shown to it.

    Raises :class:`EncoderError` when transformers is missing, the model cannot be loaded, or its
    labels name no person, place or organisation.
    """

    labels: Sequence[str] = ("O", *(f"{part}-{kind}" for kind in _KINDS for part in "BI"))

    def __init__(self, name: str) -> None:
        try:
            import torch
            from transformers import AutoModelForTokenClassification, AutoTokenizer
        except ImportError:
            raise EncoderError(
                "a named encoder needs transformers and torch; run: pip install 'tawatur[hub]'"
            ) from None
        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(name, use_fast=True)
            self._model: Any = AutoModelForTokenClassification.from_pretrained(name).eval()
        except (OSError, ValueError, KeyError) as error:
            raise EncoderError(f"the encoder {name!r} cannot be loaded: {error}") from error
        self._torch: Any = torch
        config = self._model.config
        self._column = [_own(str(config.id2label[at])) for at in range(config.num_labels)]
        if not any(self._column):
            raise EncoderError(
                f"the encoder {name!r} has no labels of persons, places or organisations; "
                "name a model for token classification with BIO tags"
            )
        revision = getattr(config, "_commit_hash", None) or "local"
        self.name = f"hub/{name}/{revision}"

    def tag(
        self, sentences: Sequence[Sequence[str]], marks: Sequence[Sequence[str]]
    ) -> list[NDArray[np.float32]]:
        """Return log-probabilities, (words, labels) for each sentence; see ``NameTagger``."""
        return [self._one(words) for words in sentences]

    def _one(self, words: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        scores = np.full((len(words), len(self.labels)), -20.0, np.float32)
        scores[:, 0] = 0.0
        encoding = self._tokenizer(
            list(words),
            is_split_into_words=True,
            return_tensors="pt",
            truncation=True,
            max_length=min(_LONGEST, self._tokenizer.model_max_length),
        )
        with self._torch.no_grad():
            logits = self._model(**encoding).logits[0].float()
        chances = self._torch.softmax(logits, -1).numpy()
        seen: set[int] = set()
        for place, word in enumerate(encoding.word_ids(0)):
            if word is None or word in seen:
                continue
            seen.add(word)
            row = np.zeros(len(self.labels), np.float32)
            for column, chance in zip(self._column, chances[place], strict=True):
                row[column] += chance
            scores[word] = np.log(np.maximum(row, 1e-9))
        return scores


def _own(label: str) -> int:
    """Return the number of our label that a model's label stands for, 0 for O and all others."""
    part, _, kind = label.replace("_", "-").partition("-")
    if not kind:
        part, kind = "B", part
    ours = _TYPES.get(kind.upper())
    part = {"S": "B", "U": "B", "E": "I", "L": "I"}.get(part, part)
    return HubTagger.labels.index(f"{part}-{ours}") if ours and part in ("B", "I") else 0
