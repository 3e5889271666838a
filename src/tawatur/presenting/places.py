"""Where everything stands on the page: anchors of sentences, evidence, marks in the articles."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from tawatur.language import sentences
from tawatur.presenting.display import clean, clip
from tawatur.presenting.labels import Label, label, spoken_day
from tawatur.presenting.segments import Mark, WordEdges
from tawatur.records import Annotation, Article, Passage, Sentence, Statement
from tawatur.weighing import Situation

__all__ = ["Evidence", "Line", "Place", "Places"]

# A sentence longer than this is shown around the words that matter.
_AROUND = 260


class Evidence(NamedTuple):
    """One sentence as a line of the brief opens it."""

    outlet: str
    day: Label
    before: str
    words: str
    after: str
    anchor: str
    number: int


class Line(NamedTuple):
    """A line of the brief, as the articles point back to it."""

    id: str
    kind: str
    number: int
    text: str


class Place:
    """One article with its sentences and the marks that lines of the brief put on it."""

    def __init__(self, number: int, article: Article, annotations: Sequence[Annotation]) -> None:
        self.number = number
        self.article = article
        self.annotations = annotations
        self.anchor = f"a{number}"
        self.marks: list[Mark] = []

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Spans of the sentences: the records, or cut here where there are none."""
        found = [(r.start, r.end) for r in self.annotations if isinstance(r, Sentence)]
        return sorted(found) if found else sentences(self.article.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def edges(self) -> WordEdges:
        """The words of the text."""
        return WordEdges(self.article.text)

    def sentence(self, offset: int) -> int:
        """Return the index of the sentence at ``offset``, or of the last one before it."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def anchor_at(self, offset: int) -> str:
        """Return the anchor of the sentence at ``offset``."""
        return f"{self.anchor}s{self.sentence(offset)}" if self.sentences else self.anchor

    @property
    def outlet(self) -> str:
        """Name of the outlet, or the id of the article where none is known."""
        return clip(self.article.outlet or self.article.id, 80)

    @property
    def title(self) -> str:
        """The headline, or the first words."""
        return clip(self.article.title or self.article.text[:400], 160) or clip(self.article.id, 80)

    @property
    def day(self) -> Label:
        """Day of publication in words."""
        published = self.article.published
        return spoken_day(published[:10]) if published else label("no_date")


class Places:
    """All articles of a situation in the order of the page, and the lines that use them."""

    def __init__(self, situation: Situation) -> None:
        ordered = sorted(
            situation.articles, key=lambda a: (a.published or "9999", a.outlet or "", a.id)
        )
        self.all = [
            Place(number, article, situation.annotations.get(article.id, ()))
            for number, article in enumerate(ordered, 1)
        ]
        self.by_id = {place.article.id: place for place in self.all}
        self.lines: dict[str, Line] = {}
        self._counts: dict[str, int] = defaultdict(int)

    def line(self, kind: str, letter: str, text: str) -> Line:
        """Register a line of the brief and return it with its id and number."""
        self._counts[letter] += 1
        number = self._counts[letter]
        found = Line(f"{letter}{number}", kind, number, clip(text, 70))
        self.lines[found.id] = found
        return found

    def use(self, line: Line, passage: Passage) -> None:
        """Mark a passage in its article as used by a line."""
        place = self.by_id.get(passage.article)
        if place is not None:
            start, end = place.edges.widen(passage.start, passage.end)
            place.marks.append(Mark(start, end, line.kind, line.id))

    def evidence(self, passages: Iterable[Passage | Statement]) -> list[Evidence]:
        """Return the sentences of passages, by date, one for each sentence."""
        found: dict[str, Evidence] = {}
        for passage in passages:
            place = self.by_id.get(passage.article)
            if place is None:
                continue
            anchor = place.anchor_at(passage.start)
            if anchor not in found:
                found[anchor] = _evidence(place, passage, anchor)
        return sorted(found.values(), key=lambda e: (e.number, len(e.anchor), e.anchor))


def _evidence(place: Place, passage: Passage | Statement, anchor: str) -> Evidence:
    text = place.article.text
    if place.sentences:
        first, last = place.sentences[place.sentence(passage.start)]
    else:
        first, last = 0, len(text)
    start, end = place.edges.widen(passage.start, passage.end)
    start, end = max(start, first), min(max(end, first), len(text))
    # A passage may run over several sentences; all of it is shown, within measure.
    last = max(last, end)
    end = min(end, start + 3 * _AROUND)
    before, after = text[max(first, start - _AROUND) : start], text[end : min(last, end + _AROUND)]
    if start - _AROUND > first:
        before = "… " + before.split(" ", 1)[-1]
    if end + _AROUND < last:
        after = after.rsplit(" ", 1)[0] + " …"
    return Evidence(
        outlet=place.outlet,
        day=place.day,
        before=clean(before),
        words=clean(text[start:end]),
        after=clean(after),
        anchor=anchor,
        number=place.number,
    )
