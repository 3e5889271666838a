"""What a stage is given: an article, its folded text and tokens, and the records so far."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TypeVar

from tawatur.language import Folded, Tokens, fold, paragraphs, tokenize
from tawatur.records import Annotation, Article, Furniture, Sentence, Span

__all__ = ["Document"]

_A = TypeVar("_A", bound=Annotation)


class Document:
    """An article on its way through the pipeline.

    Folding, tokens and paragraphs are worked out once, when first asked for. Records are added
    by the pipeline alone; a stage reads them through :meth:`of`.
    """

    def __init__(self, article: Article, records: Iterable[Annotation] = ()) -> None:
        self.article = article
        self._records: dict[type[Annotation], list[Annotation]] = {}
        self.add(records)

    def add(self, records: Iterable[Annotation]) -> None:
        """Take the records that a stage made."""
        for record in records:
            self._records.setdefault(type(record), []).append(record)

    def of(self, kind: type[_A]) -> Sequence[_A]:
        """Return the records of one kind, in the order of the text."""
        return [record for record in self._records.get(kind, ()) if isinstance(record, kind)]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @cached_property
    def folded(self) -> Folded:
        """The article's text, folded."""
        return fold(self.article.text)

    @cached_property
    def tokens(self) -> Tokens:
        """The article's tokens."""
        return tokenize(self.folded)

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Spans of the article's paragraphs."""
        return paragraphs(self.article.text)

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """The sentence records."""
        return self.of(Sentence)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that covers ``offset``, or ``None``."""
        index = bisect_right(self._sentence_starts, offset) - 1
        if index < 0 or self.sentences[index].end <= offset:
            return None
        return self.sentences[index]

    @cached_property
    def _furniture(self) -> list[tuple[int, int]]:
        return sorted((record.start, record.end) for record in self.of(Furniture))

    def is_furniture(self, start: int, end: int) -> bool:
        """Tell whether a span lies wholly inside furniture of the page."""
        return any(a <= start and end <= b for a, b in self._furniture)

    def span(self, start: int, end: int) -> Span:
        """Return a span of the article with its text."""
        return Span(start=start, end=end, text=self.article.text[start:end])

    def id(self, letter: str, number: int) -> str:
        """Return the id of the ``number``-th record of a kind, counted from 1."""
        return f"{self.article.id}#{letter}{number}"
