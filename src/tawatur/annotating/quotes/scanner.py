"""Finding the quotations of one unit of text, cue by cue."""

from __future__ import annotations

from typing import cast

from tawatur.annotating.quotes.clauses import Complement, find_complement
from tawatur.annotating.quotes.drafts import Draft, Link, link_of
from tawatur.annotating.quotes.gaps import read_gap
from tawatur.annotating.quotes.holders import noun_phrase
from tawatur.annotating.quotes.page import Name, Page
from tawatur.annotating.quotes.phrases import Attribution, attribution_at
from tawatur.annotating.quotes.reports import Reporter
from tawatur.annotating.quotes.state import Memory, verb_class
from tawatur.annotating.quotes.subjects import clause_subject
from tawatur.annotating.quotes.words import words_for

# Words and marks of a sentence that somebody says, not of a name.
_SENTENCE = 6
# Words behind بالقول before which the words said must begin.
_NEAR = 6
# Words of the lead of an article.
_LEAD = 60
# Words of holders and asides before فإن.
_PARTED = 30

__all__ = ["scan"]


def scan(page: Page, first: int, last: int, memory: Memory, *, heading: bool) -> list[Draft]:
    """Return the quotations whose cue stands among the tokens ``first``..``last``."""
    return _Scan(page, first, last, memory, heading).run()


class _Scan(Reporter):
    """One pass over one unit."""

    def run(self) -> list[Draft]:
        at = max(self._colon(), self.first if self.heading else self.past_dateline(self.first))
        by_saying = words_for("by_saying")
        while at < self.last:
            found = attribution_at(self.page, at, self.last)
            after = self._attribution(found) if found is not None else None
            if after is None and self.page.word[at].reports:
                after = self.report(at)
            if after is None and self.page.text[at] in by_saying:
                after = self._by_saying(at)
            at = at + 1 if after is None or after <= at else after
        if not self.drafts:
            self._all_in_marks()
        if not self.heading:
            subject = clause_subject(self.page, self.first, self.last, "", "")
            if subject is not None:
                self.memory.subject = link_of(subject)
                plain = not any(draft.chain for draft in self.drafts)
                person = subject.type in ("named", "role") and subject.head != "group"
                self.memory.recent = plain and person
                if plain and self.memory.headed:
                    # Whoever speaks in the headline is named anew by the text.
                    self.memory.chain, self.memory.headed = [], False
        if any(draft.chain for draft in self.drafts):
            self.memory.recent, self.memory.headed = False, self.heading
        return self.drafts

    def _all_in_marks(self) -> None:
        """Read a sentence that stands in marks as a whole as the last speaker's words."""
        page, first = self.page, self.first
        close = page.closing.get(first)
        if close is None or close - first < _SENTENCE or not self.memory.chain:
            return
        stopped = page.text[close - 1] in (".", "؟", "!") or page.text[close + 1 : close + 2] == [
            "."
        ]
        rest = range(close + 1, self.last)
        if stopped and all(page.is_mark(at) for at in rest) and not self.memory.headed:
            chain = [link._replace(implicit=True) for link in self.memory.chain[:1]]
            self.add(
                Draft(
                    *(first, first, None, "say", chain, first, 0, self.last, "speech"),
                    closes=True,
                    inherited=True,
                )
            )

    def _colon(self) -> int:
        """Read ``X: words`` and ``X ل Y: words`` at the start of a heading."""
        page = self.page
        if not (self.heading or self._rubric()):
            return self.first
        colon = next(
            (
                at
                for at in range(self.first, min(self.last, self.first + 25))
                if page.text[at] == ":"
            ),
            None,
        )
        if colon is None or colon + 2 >= self.last:
            return self.first
        first = self.first
        while first < colon and page.is_mark(first) and first not in page.closing:
            first += 1
        phrase = noun_phrase(page, first, colon)
        if phrase is None or any(page.word[at].verbal for at in range(phrase.last, colon)):
            return self.first
        gap = read_gap(page, phrase.last, colon)
        holder = phrase
        head = page.word[first]
        spoken = colon + 1 in page.closing
        place = page.name.get(first)
        opening = page.word[colon + 1]
        stated = opening.kind in ("negation", "speaker") or opening.text in words_for("stating")
        spoken = spoken or stated or opening.text.startswith("لل")
        spoken = spoken or (place is not None and self._heard(place, self.last))
        if place is not None and place.type == "LOC" and place.last == colon and not spoken:
            # إيران: فلان يزور روما, the rubric of a headline, not a speaker.
            return self.first
        if holder.firm and not (head.role or head.heads or place):
            return self.first
        if holder.type == "document" or not (holder.firm or gap.media or colon == holder.last):
            return self.first
        if not holder.firm and holder.last - holder.first > 3:
            return self.first
        chain = [link_of(holder), *map(link_of, gap.media)]
        self.add(
            Draft(
                *(self.first, self.first, None, "say", chain, colon + 1, 0, self.last, "speech"),
                closes=True,
            )
        )
        return colon + 1

    def _heard(self, place: Name, first: int) -> bool:
        """Tell whether the text behind a headline names its ``place`` right behind a report."""
        page = self.page
        for at in range(first, min(page.size - 1, first + _LEAD)):
            name = page.name.get(at + 1)
            if name is None or name.type != "LOC" or not page.word[at].reports:
                continue
            same = page.text[name.first : name.last] == page.text[place.first : place.last]
            if same or (name.entity is not None and name.entity == place.entity):
                return True
        return False

    def _rubric(self) -> bool:
        """Tell whether the unit begins with a name in marks and a colon: «فلان»: words."""
        page, at = self.page, self.first
        while at < self.last and page.is_mark(at) and at not in page.closing:
            at += 1
        close = page.closing.get(at, self.last)
        named = close < self.last - 1 and page.quoted_name(at)
        return named and page.text[close + 1] == ":"

    def _attribution(self, found: Attribution) -> int | None:
        page = self.page
        if found.own:
            # على حد قوله: it belongs to the words before it, and ends them.
            at = found.first
            self.drafts.append(Draft(at, at, None, "other", [], at, 0, at, "clause", True, True))
            return found.end
        gap = found.gap
        holder = gap.holder
        verb = verb_class(found.verb) if found.verb is not None else found.verb_class
        if holder is None and gap.document is not None:
            holder = gap.document
        implicit: Link | None = None
        if holder is None and found.verb is not None:
            implicit = self.resolve(found.first, found.verb)
        loose = holder is not None and (holder.firm or found.verb is not None)
        if loose and found.verb is None and holder is not None and _is_matter(page, holder.first):
            return None
        if implicit is None and not loose:
            return None
        links = [link_of(holder)] if holder is not None else [cast(Link, implicit)]
        if gap.source is not None:
            links.insert(0, link_of(gap.source))
        if gap.document is not None and gap.document is not holder:
            links.append(link_of(gap.document))
        links += map(link_of, gap.media)
        begin = self.past_dateline(self.first)
        leading = not any(not page.is_mark(at) for at in range(begin, found.first))
        # إلا أنه بحسب المصادر كان المركب: the clause that أن opens is what is attributed.
        inside = not leading and bool(page.word[found.first - 1].complementizer)
        opens = self.opens(found.first)
        cue = page.cut(found.first, found.skip), page.tokens.end[found.cue_end - 1]
        if leading or inside or found.clause is not None:
            content = found.clause or self._after_comma(found.end)
            if content is None:
                return None
            self.add(
                Draft(
                    *(found.first, opens, cue, verb, links),
                    *(content.first, content.skip, self.last, content.how),
                    closes=not (inside and self.open(found.first) is not None),
                )
            )
            return content.first
        start, skip = self.clause_start(opens)
        if sum(not page.is_mark(at) for at in range(start, opens)) < 2:
            return None
        extra = self._resumes(found.stop)
        self.add(
            Draft(
                *(found.first, opens, cue, verb, links, start, skip, opens, "clause"),
                closes=True,
                backward=True,
                extra=extra,
            )
        )
        return found.end

    def _by_saying(self, at: int) -> int | None:
        """Read ``اختتم المصدر بالقول إن``, whatever the verb is that goes with it."""
        page = self.page
        limit = min(self.last, at + _NEAR)
        frame = frozenset({"an", "speech"})
        found = find_complement(page, at + 1, limit, frame, marker_from=at + 1)
        if found is None or found.gap > at + 2:
            return None
        start = max((d.first for d in self.drafts if d.closes), default=self.first)
        subject = clause_subject(page, start, at, "", "")
        if subject is not None:
            chain = [link_of(subject)]
        elif self.memory.chain:
            chain = [link._replace(implicit=True) for link in self.memory.chain[:1]]
        else:
            return None
        opens = next((k for k in range(at, start, -1) if page.is_mark(k - 1)), start)
        cue = page.cut(at, 1), page.tokens.end[at]
        self.add(
            Draft(
                *(at, opens, cue, "say", chain, found.first, found.skip, self.last, found.how),
                closes=True,
            )
        )
        return max(found.gap, at + 1)

    def _after_comma(self, at: int) -> Complement | None:
        """Return where the words begin that a leading ``بحسب فلان،`` attributes."""
        page = self.page
        for ahead in range(at, min(self.last - 1, at + _PARTED)):
            # وفق مصدر عسكري، لم يذكر اسمه، فإن المركب: what is said begins with فإن.
            if page.word[ahead].complementizer or page.text[ahead] == ".":
                break
            if page.text[ahead] in ("،", ",") and page.text[ahead + 1] in words_for("that_is"):
                at = ahead
                break
        while at < self.last and (page.is_mark(at) and at not in page.closing):
            at += 1
        if at >= self.last:
            return None
        if page.text[at] in words_for("that_is"):
            at += 1
        skip = 1 if page.text[at][:1] == "ف" and page.word[at].joined == "ف" else 0
        return Complement(at, skip, "clause", at)

    def _resumes(self, at: int) -> tuple[int, int] | None:
        """Return a second piece of content after an attribution that interrupts."""
        page = self.page
        if at + 1 >= self.last or page.text[at] not in ("،", ","):
            return None
        word = page.word[at + 1]
        if word.text in words_for("causal") or (
            word.kind == "preposition"
            and not word.joined
            and word.base in words_for("resuming")
            and not words_for("unresuming") & set(page.text[at + 2 : at + 3])
        ):
            return at + 1, self.last
        return None


def _is_matter(page: Page, at: int) -> bool:
    """Tell whether a phrase is about somebody's act, not about him: حسب رؤية القاضي."""
    word = page.word[at]
    return bool(word.masdar and not (word.heads or word.role or word.given or at in page.name))
