"""The stage that cuts an article into sentences."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.annotating.document import Document
from tawatur.language import sentences
from tawatur.records import Sentence

__all__ = ["SentenceStage"]


class SentenceStage:
    """Provides one ``sentence`` record for every sentence, heading or other line."""

    name = "sentences"
    version = "1"
    requires: tuple[str, ...] = ("article",)
    provides: tuple[str, ...] = ("sentence",)

    def __call__(self, document: Document) -> Sequence[Sentence]:
        """Return the sentences of the document, in order."""
        return [
            Sentence(
                id=document.id("s", number),
                article=document.article.id,
                start=start,
                end=end,
                text=document.text[start:end],
            )
            for number, (start, end) in enumerate(sentences(document.text), 1)
        ]
