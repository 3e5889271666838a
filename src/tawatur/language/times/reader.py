"""A reader of tokens: what stands at an index, in the terms of the lexicon of times."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.language.calendars import MonthMatch, month_at
from tawatur.language.numbers import number_at
from tawatur.language.times.words import Entry, UnitForm, cues, entries, units
from tawatur.language.tokens import Tokens

__all__ = ["Number", "Pointed", "Reader", "Sense"]

# A number of a day, a year or a count is never longer than this; longer digit strings are
# telephone numbers and hostile input.
_LONGEST = 6


# A sentence of more words than this is none; the bound keeps reading linear.
_SENTENCE = 80


class Number(NamedTuple):
    """A number: its value, its last token (inclusive), in digits or not, ordinal or not.

    ``start`` is the offset of its first character, after a particle written onto it.
    """

    value: float
    last: int
    digits: bool
    ordinal: bool
    start: int
    particle: bool

    @property
    def whole(self) -> int | None:
        """The value as an integer, or ``None`` when it has a fraction."""
        return int(self.value) if self.value == int(self.value) else None


class Sense(NamedTuple):
    """A phrase of the lexicon at some place: its entry and its last token."""

    entry: Entry
    last: int


class Pointed(NamedTuple):
    """A single unit: its form, what a pronoun before it says of it, its token, its offset."""

    form: UnitForm
    direction: str | None
    last: int
    start: int


class Reader:
    """Looks at tokens by index; every look is bounded, so that reading stays linear."""

    __slots__ = ("_numbers", "_prepositions", "kind", "lexicon", "size", "text", "tokens", "units")

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.text = tokens.text
        self.kind = tokens.kind
        self.size = len(tokens.text)
        self.lexicon = entries()
        self.units = units()
        self._numbers: dict[int, Number | None] = {}
        self._prepositions = cues("preposition")

    def word(self, index: int) -> str:
        """Return the folded text of a token, or the empty string outside the text."""
        return self.text[index] if 0 <= index < self.size else ""

    def sense(self, index: int, *roles: str, particle: bool = False) -> Sense | None:
        """Return the longest phrase of one of ``roles`` at ``index``.

        Only with ``particle`` may a particle be written onto its first word.
        """
        for entry in self.lexicon.get(self.word(index), ()):
            if entry.role not in roles or (entry.prefix and not particle):
                continue
            rest = entry.rest
            if not rest or tuple(self.text[index + 1 : index + 1 + len(rest)]) == rest:
                return Sense(entry, index + len(rest))
        return None

    def start(self, sense: Sense, index: int) -> int:
        """Return the offset of a phrase that begins at ``index``, after its particle."""
        start = self.tokens.start[index]
        if not sense.entry.prefix:
            return start
        folded = self.tokens.folded
        return folded.start(folded.index(start) + len(sense.entry.prefix))

    def unit(self, index: int) -> UnitForm | None:
        """Return the unit of time that the token is, without particles."""
        return self.units.get(self.word(index))

    def pointed_unit(self, index: int) -> Pointed | None:
        """Return the single unit at ``index`` with «هذا» or «نفس» before it, particles and all."""
        head = self.sense(index, "this", "samehead", particle=True)
        at = index if head is None else head.last + 1
        sense = self.sense(at, "unit", particle=head is None)
        form = None if sense is None else self.units[sense.entry.value]
        if sense is None or form is None or form.number != "1":
            return None
        if head is None:
            return Pointed(form, None, at, self.start(sense, at))
        role = "present" if head.entry.role == "this" else "same"
        return Pointed(form, role, at, self.start(head, index)) if form.definite else None

    def number(self, index: int) -> Number | None:
        """Return the number that begins at ``index``; bare digits and number words alike."""
        if index in self._numbers:
            return self._numbers[index]
        found = self._number(index)
        self._numbers[index] = found
        return found

    def _number(self, index: int) -> Number | None:
        if not 0 <= index < self.size or self.kind[index] == "mark":
            return None
        word = self.text[index]
        if self.kind[index] == "number":
            if not word.isdigit():
                return self._worded(index) if len(word) <= 2 * _LONGEST else None
            if len(word) > _LONGEST:
                return None
            follower = self.word(index + 1)
            if follower in cues("multiplier"):
                return self._worded(index)
            return Number(int(word), index, True, False, self.tokens.start[index], False)
        return self._worded(index)

    def _worded(self, index: int) -> Number | None:
        word = self.text[index]
        # «بالمئة يوم الخميس»: a hundredth, not a hundred days.
        percent = word in cues("percent") and self.word(index - 1) == "في"
        if percent or (word[:1] == "ب" and word[1:] in cues("percent")):
            return None
        match = number_at(self.tokens, index)
        if match is None:
            return None
        return Number(
            float(match.value),
            match.last - 1,
            False,
            match.kind == "ordinal",
            match.start,
            match.start > self.tokens.start[index],
        )

    def month(self, index: int, word: str | None = None) -> MonthMatch | None:
        """Return the month at ``index``, pair and all."""
        return month_at(self.tokens, index, word)

    def preposition_before(self, index: int) -> bool:
        """Tell whether a word that introduces a time stands before ``index``."""
        before = self.word(index - 1)
        return before in self._prepositions or before[1:] in self._prepositions

    def before(self, index: int, role: str, reach: int = 1) -> bool:
        """Tell whether one of the ``reach`` words before ``index`` has a cue's ``role``."""
        words = cues(role)
        return any(
            word in words or (len(word) > 3 and word[0] in "وفبل" and word[1:] in words)
            for word in self.text[max(0, index - reach) : index]
        )

    def skip_marks(self, index: int, marks: str) -> int:
        """Return the next index that is not one of ``marks``, at most one further."""
        return index + 1 if self.word(index) and self.word(index) in marks else index

    def line_break(self, index: int) -> bool:
        """Tell whether a line ends between the token before ``index`` and it."""
        if not 0 < index < self.size:
            return True
        original = self.tokens.folded.original
        gap = original[self.tokens.end[index - 1] : self.tokens.start[index]][:200]
        return "\n" in gap or "\r" in gap

    def one_sentence(self, last: int, first: int) -> bool:
        """Tell whether no sentence ends between token ``last`` and token ``first``."""
        if not 0 <= first - last <= _SENTENCE:
            return False
        return not any(
            self.text[at] in ".؟!?" or self.line_break(at) for at in range(last + 1, first)
        )
