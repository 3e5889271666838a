"""Who hands another's words on: ``نقلت الوكالة عن الوزير``, ``علمت الصحيفة من مصادر``."""

from __future__ import annotations

from typing import cast

from tawatur.annotating.quotes.clauses import Complement, find_complement
from tawatur.annotating.quotes.drafts import Draft, link_of
from tawatur.annotating.quotes.gaps import Gap, read_gap
from tawatur.annotating.quotes.holders import Phrase, medium_phrase, noun_phrase
from tawatur.annotating.quotes.objects import Objects
from tawatur.annotating.quotes.state import frame_of, verb_class
from tawatur.annotating.quotes.subjects import subject_before
from tawatur.language.verbs import Reading

__all__ = ["Relays"]


class Relays(Objects):
    """A unit that reads verbs with a medium as subject and a source behind it."""

    def via(self, at: int, reading: Reading) -> int | None:
        """Read ``نقلت الوكالة عن الوزير قوله`` and ``نقلت عنه أن``."""
        page = self.page
        limit = min(self.last, at + 40)
        found = find_complement(page, at + 1, limit, frozenset({"an", "speech"}), marker_from=limit)
        noun = None
        near = found is not None and found.how == "clause"
        for ahead in range(at + 1, found.gap if found and near else limit):
            word = page.word[ahead]
            masdars = [
                r
                for r in word.reports
                if r.form.tense == "masdar" and r.suffix in ("ه", "ها", "هم")
            ]
            if masdars and "noun" in frame_of(masdars[0]):
                noun = ahead, masdars[0]
                break
        if noun is None and found is None:
            return None
        end = noun[0] if noun else cast(Complement, found).gap
        gap = read_gap(page, at + 1, end)
        carrier = gap.holder or subject_before(page, at, self.first)
        source = gap.source
        if source is None:
            for ahead in range(at + 1, end):
                if page.word[ahead].base == "عن" and ahead + 1 < end:
                    source = noun_phrase(page, ahead + 1, end)
                    break
        if source is None and noun is not None:
            return None
        if noun is not None:
            cue_at, cue_reading = noun
            after = cue_at + 1
            inner = find_complement(
                page, after, min(self.last, after + 10), frame_of(cue_reading), marker_from=after
            )
            if inner is None or inner.how == "noun" or inner.gap > after + 3:
                skip = 1 if page.word[after].preposition == "ل" and after < self.last else 0
                inner = Complement(after, skip, "noun", after)
            cue, verb, found = self.cue(cue_at, cue_reading), verb_class(cue_reading), inner
        else:
            cue_at, cue, verb = at, self.cue(at, reading), verb_class(reading)
        chain = [link_of(p) for p in (source, carrier) if p is not None]
        if not chain:
            return None
        chain += [link_of(p) for p in (gap.document, *gap.media) if p is not None]
        found = cast(Complement, found)
        self.add(
            Draft(
                *(cue_at, self.opens(at), cue, verb, chain),
                *(found.first, found.skip, self.last, found.how),
                closes=True,
            )
        )
        return max(found.first, at + 1)

    def learned(self, at: int, gap: Gap, found: Complement | None) -> tuple[Gap, Phrase | None]:
        """Read ``علمت «الصحيفة» من مصادر``: the source is the holder, the medium hands on."""
        page = self.page
        if found is None:
            return gap, None
        medium = gap.holder
        if medium is not None and medium.type != "media":
            quoted = page.text[medium.first] == "(" or medium.first in page.closing
            if not quoted:
                return gap, None
            medium = medium._replace(type="media")
        if medium is None and at + 1 in page.closing and page.closing[at + 1] - at <= 7:
            # Whoever learns something from a source in the news is a medium, known or not.
            medium = medium_phrase(page, at + 1, page.closing[at + 1] + 1, inner=True)
        if medium is None and page.text[at + 1] == "(":
            close = next((k for k in range(at + 2, at + 7) if page.text[k : k + 1] == [")"]), None)
            if close is not None:
                span = page.tokens.start[at + 2], page.tokens.end[close - 1]
                medium = Phrase(at + 1, close + 1, *span, "media", "", "s", True, "media", None)
        if medium is None:
            return gap, None
        source: Phrase | None = None
        for ahead in range(medium.last, found.gap - 1):
            if page.word[ahead].base == "من":
                source = noun_phrase(page, ahead + 1, found.gap)
                break
        if source is None or not source.firm:
            return gap._replace(holder=None, media=()), medium
        return gap._replace(holder=None, media=(medium,)), source
