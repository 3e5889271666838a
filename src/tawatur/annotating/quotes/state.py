"""What the readers of one unit of text share: the quotations so far and the edges of clauses."""

from __future__ import annotations

from typing import cast

from tawatur.annotating.quotes.drafts import Draft, Link
from tawatur.annotating.quotes.page import Page
from tawatur.annotating.quotes.words import words_for
from tawatur.language.verbs import Reading
from tawatur.records import QuoteVerb

# Words of the name of a place.
_PLACE = 3
# Words of a phrase that opens a clause of another speaker (في غضون ذلك).
_OPENER = 6
# Words, figures and marks of a dateline: place, day, month, year, agency.
_DATELINE = 16

__all__ = ["Memory", "Unit", "features_of", "frame_of", "verb_class"]


class Memory:
    """What is remembered from unit to unit: the last holder with its chain, the last subject.

    ``recent`` tells that the subject is a person named later than the holder; ``headed`` that the
    holder spoke in a heading.
    """

    def __init__(self) -> None:
        self.chain: list[Link] = []
        self.subject: Link | None = None
        self.recent = False
        self.headed = False


class Unit:
    """One unit of text and the quotations found in it so far."""

    def __init__(self, page: Page, first: int, last: int, memory: Memory, heading: bool) -> None:
        self.page, self.first, self.last = page, first, last
        self.memory, self.heading = memory, heading
        self.drafts: list[Draft] = []

    def opens(self, at: int) -> int:
        """Return the first token of the clause that the word at ``at`` begins."""
        page = self.page
        opens = at - 2 if self.concessive(at) else at
        while opens > self.first:
            before = page.word[opens - 1]
            if before.text in words_for("perfective"):
                opens -= 1
            elif before.base == "ان" or before.base in words_for("joining"):
                if before.base == "ان" and (
                    opens - 2 < self.first
                    or page.word[opens - 2].base not in words_for("concessive")
                ):
                    break
                opens -= 1
            elif before.text == "في" and page.text[opens] == "حين":
                opens -= 1
            else:
                break
        return opens

    def opener(self, at: int) -> int:
        """Return where ``من جهتها`` or ``إلى ذلك`` begins that opens the clause at ``at``.

        ``at`` itself is returned where none does.
        """
        page = self.page
        start = at - 1 if at > self.first and page.text[at - 1] in ("،", ",") else at
        turned = False
        while start > max(self.first, at - _OPENER):
            before = page.word[start - 1]
            turning = before.text in words_for("turning")
            if not turning and before.kind != "preposition":
                break
            turned = turned or turning
            start -= 1
        bounded = start > self.first and (page.is_mark(start - 1) or page.word[start].joined)
        return start if turned and bounded else at

    def concessive(self, at: int) -> bool:
        """Tell whether the verb at ``at`` goes on with ``إلا أنه``, said of the speaker again."""
        page = self.page
        if at - 2 < self.first:
            return False
        before = page.word[at - 1]
        own = before.complementizer == "ان" and before.pronoun
        return own and page.word[at - 2].base in words_for("concessive")

    def cue(self, at: int, reading: Reading) -> tuple[int, int]:
        """Return the offsets of the reporting word at ``at`` without conjunction."""
        page = self.page
        skip = len(reading.prefix)
        if reading.prefix.endswith("س"):
            skip -= 1
        return page.cut(at, skip), page.tokens.end[at]

    def clause_end(self, at: int) -> int:
        """Return where the clause of a verb without reported words may end."""
        page = self.page
        limit = min(self.last, at + 30)
        while at < limit:
            if page.is_mark(at) and at not in page.closing and page.text[at] != "(":
                return at
            at = page.closing.get(at, at) + 1
        return limit

    def outermost(self) -> Link | None:
        """Return the holder of the last quotation of the unit that nests in none."""
        for draft in reversed(self.drafts):
            if draft.closes and draft.chain:
                return draft.chain[0]
        return None

    def open(self, at: int, *, clause: bool = False) -> Draft | None:
        """Return the last quotation whose content may reach token ``at``."""
        for draft in reversed(self.drafts):
            reaches = draft.first < at and not draft.backward and draft.chain
            if reaches and not (clause and draft.how == "noun"):
                return draft
        return None

    def add(self, draft: Draft) -> None:
        """Take a new quotation."""
        if draft.first >= self.last and not draft.backward:
            return
        self.drafts.append(draft)
        if draft.closes and draft.chain and not (draft.backward and len(self.drafts) > 1):
            self.memory.chain = draft.chain

    def clause_start(self, end: int) -> tuple[int, int]:
        """Return token and skip where the clause begins that ends before token ``end``."""
        page = self.page
        start = self.first
        for draft in self.drafts:
            if draft.backward and draft.opens > start:
                start = min(draft.at + 1, end)
            elif draft.closes and draft.at > self.first + 1 and draft.tense:
                start = max(start, draft.opens)
            elif draft.closes and draft.inherited and not draft.tense:
                # A participle is no clause; what it introduces is one.
                start = max(start, draft.first)
        start = self.past_dateline(start)
        at = end - 1
        while at > start:
            close = page.opening.get(at)
            if close is not None:
                at = close - 1
                continue
            if page.text[at] in ("؛", ";"):
                start = at + 1
                break
            if page.text[at] in ("،", ",") and at + 1 < end:
                after = page.word[at + 1]
                if after.base in words_for("contrast") and not page.concerning(at + 1):
                    start = at + 2
                    break
            at -= 1
        while start < end and page.is_mark(start) and start not in page.closing:
            start += 1
        if start >= end:
            return start, 0
        word = page.word[start]
        noun = word.text.startswith("وال") and not word.finite
        return start, 1 if word.joined == "و" or noun else 0

    def past_dateline(self, start: int) -> int:
        """Return the token past ``واشنطن 4-2-2024 (رويترز) - `` at the start of a text."""
        page = self.page
        if start != self.first:
            return start
        at = start
        past = start
        while at < start + _PLACE and at < self.last and page.word[at].plain:
            # A place that no list knows, before figures, brackets or a dash.
            at += 1
        while at < min(self.last - 1, start + _DATELINE):
            if page.text[at] in ("-", "–", "—", ":") and at > start and self._set_apart(at):
                if page.text[at] == ":":
                    return at + 1
                # فلان الفلاني- الصحيفة- متابعة: a dash may be followed by another, or a colon.
                past = at = at + 1
                while at < min(self.last, past + _PLACE) and (
                    page.word[at].plain or page.text[at] in words_for("byline")
                ):
                    at += 1
                continue
            name, medium = page.name.get(at), page.media_at(at, quoted=True)
            if name is not None or medium is not None:
                at = max(name.last if name is not None else 0, medium or 0)
                continue
            word = page.word[at]
            figure = page.is_mark(at) or page.tokens.kind[at] == "number"
            byline = page.text[at] in words_for("byline")
            if not (figure or byline or word.kind == "time" or "media" in word.heads):
                return past
            at += 1
        return past

    def _set_apart(self, at: int) -> bool:
        """Tell whether white space stands behind a dash or a colon."""
        tokens = self.page.tokens
        return tokens.start[at + 1] > tokens.end[at]


def frame_of(reading: Reading) -> frozenset[str]:
    """Return what may follow a reporting verb; see the lexicon ``reporting_verbs``."""
    return frozenset(reading.lexeme.row["frame"].split())


def verb_class(reading: Reading) -> QuoteVerb:
    """Return the class of a reporting verb."""
    return cast(QuoteVerb, reading.lexeme.row["class"])


def features_of(reading: Reading) -> tuple[str, str]:
    """Return the gender and number that the holder of a reporting word must have."""
    form = reading.form
    if form.tense == "masdar":
        return {"ه": "m", "ها": "f"}.get(reading.suffix, ""), "s"
    if not form.person and form.number != "s":
        # معتبرين is dual or plural.
        return form.gender, ""
    return form.gender, form.number
