"""Who gives a figure that stands in nobody's quotation: the teller named in its own sentence.

A quotation holds somebody's words. «أعلنت الوزارة توقيف 38» holds none, only what happened; nor
does the reader of quotations go past «طلب عدم كشف هويته» everywhere. Whose the figure is such a
sentence says all the same: by a reporting verb before it with its subject and a happening as its
object, by an attributing phrase at its head, or by «كما أفاد …» at its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from tawatur.annotating.document import Document
from tawatur.annotating.quotes.holders import Phrase, noun_phrase
from tawatur.annotating.quotes.page import Page
from tawatur.annotating.quotes.phrases import attribution_at
from tawatur.annotating.quotes.state import frame_of, verb_class
from tawatur.annotating.quotes.words import words_for
from tawatur.records import Annotation, Article, Holder, Mention
from tawatur.weighing.loci import past_place

__all__ = ["Tellers"]

# Words between the subject and the happening: a setting (في بيان، من جهته، في رواية مغايرة).
_SETTING = 5
# Words between the happening and its figure, or between the head of the sentence and its figure.
_REACH = 40
# Words by which a source is described before what he asked (مطلع على المداولات طلب …).
_DESCRIBED = 6
# Sentences shorter than this are headlines, which the reader of quotations reads by their colon.
_SHORTEST = 7
_REPORTING = frozenset({"say", "claim", "confirm", "announce"})


class Tellers:
    """The tellers of one article, asked for by span."""

    def __init__(self, article: Article, annotations: Sequence[Annotation]) -> None:
        """Take an article and its annotations; nothing is read before it is asked for."""
        self._document = Document(article, annotations)
        self._people = {
            m.start: m.end for m in annotations if isinstance(m, Mention) and m.type == "PER"
        }

    @cached_property
    def _page(self) -> Page:
        return Page(self._document)

    def of(self, start: int, end: int) -> Holder | None:
        """Return the teller named in the sentence of a figure, or ``None``."""
        sentence = self._document.sentence_at(start)
        if sentence is None or end > sentence.end:
            return None
        within = self._document.tokens.within(sentence.start, sentence.end)
        if len(within) < _SHORTEST:
            return None
        figure = self._document.tokens.at(start)
        found = (
            self._before(within.start, figure)
            or self._head(within.start, figure, within.stop)
            or self._behind(figure, within.stop)
        )
        if found is None:
            return None
        return Holder(
            start=found.start,
            end=found.end,
            text=self._document.text[found.start : found.end],
            type=found.type,
            entity=found.entity,
        )

    def _subject(self, at: int, limit: int) -> Phrase | None:
        """Return who a verb or phrase before ``at`` is said of, if he is known to speak."""
        found = noun_phrase(self._page, at, limit) if at < limit else None
        return found if found is not None and found.firm else None

    def _past(self, teller: Phrase, limit: int) -> int:
        """Return the token behind a teller and what he is called, or asks not to be called."""
        page, at = self._page, self._past_place(teller)
        if at < limit and page.word[at].kind == "naming":
            at += 1
            name = page.name.get(at)
            if name is not None:
                return name.last
            while at < limit and (page.word[at].given or page.word[at].plain):
                at += 1
            return at
        return page.past_unnamed(at) if at < limit else at

    def _past_place(self, teller: Phrase) -> int:
        """Return the token behind a teller and the place he is called after (مستشفى عين …)."""
        end = past_place(self._document.text, teller.end, self._people)
        return self._document.tokens.at(end) if end > teller.end else teller.last

    def _before(self, first: int, figure: int) -> Phrase | None:
        """Read ``أعلنت الوزارة توقيف 38``: the happening is the verb's object."""
        page = self._page
        for at in range(max(first, figure - _REACH), figure):
            opens = at == first or page.is_mark(at - 1) or page.word[at].joined == "و"
            if not opens or not any(
                reading.form.person
                and frame_of(reading) & {"obj", "obj!"}
                and verb_class(reading) in _REPORTING
                for reading in page.word[at].reports
            ):
                continue
            whole = self._subject(at + 1, figure)
            if whole is None:
                continue
            # A phrase may run on into the happening (وزارة الري توقيف 38), the last noun of it.
            inside = [
                k for k in range(at + 2, whole.last) if page.text[k] in words_for("happening")
            ]
            for limit in (figure, *inside[-1:]):
                teller = whole if limit == figure else self._subject(at + 1, limit)
                if teller is not None and self._happens(teller, figure):
                    return teller
        return None

    def _happens(self, teller: Phrase, figure: int) -> bool:
        """Tell whether a happening follows a teller as the object of his verb."""
        page = self._page
        after = self._past(teller, figure)
        for at in range(after, min(figure, after + _SETTING)):
            word = page.word[at]
            if page.is_mark(at) or word.complementizer or word.verbal:
                return False
            if page.text[at] in words_for("happening") or word.masdar == "-":
                return not any(
                    page.word[k].complementizer or page.text[k] == ":" for k in range(at, figure)
                )
        return False

    def _head(self, first: int, figure: int, limit: int) -> Phrase | None:
        """Read ``وبحسب مصدر طلب عدم كشف هويته، قُتل 12``, behind a dateline or not."""
        page = self._page
        for at in range(max(first, figure - _REACH), figure):
            if at > first and not page.is_mark(at - 1):
                continue
            found = attribution_at(page, at, limit)
            if found is None or found.own:
                continue
            teller = found.gap.holder
            if teller is None or not teller.firm:
                continue
            after = self._past(teller, limit)
            if after < figure and page.text[after] in ("،", ","):
                return teller
        return None

    def _behind(self, figure: int, limit: int) -> Phrase | None:
        """Read ``قُتل 12، كما أفاد مصدر طلب عدم كشف هويته``."""
        page = self._page
        for at in range(figure + 1, min(limit - 2, figure + _REACH)):
            if page.text[at] not in words_for("comparing") or not page.is_mark(at - 1):
                continue
            if not any(
                reading.form.person and verb_class(reading) in _REPORTING
                for reading in page.word[at + 1].reports
            ):
                continue
            teller = self._subject(at + 2, limit)
            if teller is not None and self._ends_clause(self._past(teller, limit), limit):
                return teller
        return None

    def _ends_clause(self, at: int, limit: int) -> bool:
        """Tell whether nothing but a description stands between a token and the end of a clause."""
        page = self._page
        for behind in range(at, min(limit, at + _DESCRIBED)):
            past = page.past_unnamed(behind)
            if past > behind:
                return past >= limit or page.is_mark(past)
            if page.is_mark(behind):
                return True
            if page.word[behind].complementizer or page.word[behind].reports:
                return False
        return at + _DESCRIBED > limit
