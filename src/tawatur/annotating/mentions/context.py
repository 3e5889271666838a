"""A document as the recognisers read it: tokens with what is known of each word."""

from __future__ import annotations

from functools import cached_property

from tawatur.annotating.document import Document
from tawatur.annotating.mentions.words import Word, analyse, maqsura_names

__all__ = ["Context"]

# Marks that stand around a name or between it and its title.
_OPENING = frozenset("\"'«([<")
_CLOSING = frozenset("\"'»)]>")


class Context:
    """Tokens, words and lines of one document.

    ``words[i]`` is what is known of token ``i``; ``breaks[i]`` is 1 where token ``i`` begins a
    line or stands in furniture, so that no name runs into it.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens
        self.text = self.tokens.text
        self.words: list[Word] = list(map(analyse, self.text))
        self._tell_maqsura()
        self.breaks = bytearray(len(self.text) + 1)
        for start, _ in document.paragraphs:
            self.breaks[self.tokens.at(start)] = 1
        self.breaks[len(self.text)] = 1

    def _tell_maqsura(self) -> None:
        """Tell على, the preposition, from علي, the name, which fold to one word."""
        names, original = maqsura_names(), self.document.text
        for index, text in enumerate(self.text):
            if text in names and original[self.tokens.end[index] - 1] == "ى":
                self.words[index] = analyse(text, maqsura=True)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The folded words of the document."""
        return frozenset(self.text)

    def __len__(self) -> int:
        return len(self.text)

    def word(self, index: int) -> Word | None:
        """Return the word at ``index`` if it continues the line of the token before it."""
        if index >= len(self.words) or self.breaks[index]:
            return None
        return self.words[index]

    def hamza(self, index: int) -> bool:
        """Tell whether a word that folds to ال… has a hamza as written, which no article has."""
        return self.document.text[self.tokens.start[index]] in "أإآ"

    def opens(self, index: int) -> bool:
        """Tell whether token ``index`` is an opening quotation mark or bracket."""
        return 0 <= index < len(self.text) and self.text[index] in _OPENING

    def closes(self, index: int) -> bool:
        """Tell whether token ``index`` is a closing quotation mark or bracket."""
        return 0 <= index < len(self.text) and self.text[index] in _CLOSING

    def closes_pair(self, index: int) -> bool:
        """Tell whether a straight quotation mark is the second of its pair in its line."""
        return bool(self._second_marks[index])

    @cached_property
    def _second_marks(self) -> bytearray:
        marks, count = bytearray(len(self.text)), 0
        for index, text in enumerate(self.text):
            if self.breaks[index]:
                count = 0
            if text == '"':
                marks[index] = count % 2
                count += 1
        return marks

    def offset(self, index: int, skip: int) -> int:
        """Return the original offset of token ``index`` after ``skip`` of its folded letters."""
        start = self.tokens.start[index]
        if not skip:
            return start
        folded = self.tokens.folded
        return folded.start(folded.index(start) + skip)

    def end(self, last: int) -> int:
        """Return the original offset at which token ``last - 1`` ends."""
        return self.tokens.end[last - 1]

    @cached_property
    def furniture(self) -> bytearray:
        """1 for every token inside page furniture."""
        marks = bytearray(len(self.text))
        for index, (start, end) in enumerate(zip(self.tokens.start, self.tokens.end, strict=True)):
            if self.document.is_furniture(start, end):
                marks[index] = 1
        return marks
