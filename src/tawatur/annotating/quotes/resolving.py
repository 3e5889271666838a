"""Holders that a clause leaves out, and clauses that stand inside another's words."""

from __future__ import annotations

from tawatur.annotating.quotes.clauses import Complement
from tawatur.annotating.quotes.drafts import Draft, Link, agreement, link_of
from tawatur.annotating.quotes.gaps import Gap
from tawatur.annotating.quotes.holders import Phrase, noun_phrase
from tawatur.annotating.quotes.state import Unit, features_of, frame_of
from tawatur.annotating.quotes.subjects import clause_subject, dual_before
from tawatur.annotating.quotes.words import words_for
from tawatur.language.verbs import Reading

__all__ = ["Resolver"]


class Resolver(Unit):
    """A unit that knows whom a verb without subject means."""

    def chain(
        self, holder: Phrase | None, implicit: Link | None, gap: Gap, reading: Reading
    ) -> list[Link]:
        """Return the links of a new quotation, those carried on from the last one included."""
        chain: list[Link] = []
        if gap.source is not None:
            chain.append(link_of(gap.source))
        if holder is not None:
            chain.append(link_of(holder))
        elif implicit is not None:
            chain.append(implicit)
        outer = [link_of(p) for p in (gap.document, *gap.media) if p is not None]
        carries = not reading.form.person or "goes-on" in frame_of(reading)
        if holder is None and implicit is not None and carries and not outer:
            outer = self.carried(implicit)
        return chain + outer

    def carried(self, implicit: Link) -> list[Link]:
        """Return document and media of the last quotation of the same holder, as implicit."""
        chains = [d.chain for d in self.drafts if d.chain]
        chain = chains[-1] if chains else self.memory.chain
        for at, link in enumerate(chain):
            if (link.start, link.end) == (implicit.start, implicit.end):
                rest = [x for x in chain[at + 1 :] if x.type in ("document", "media")]
                return [x._replace(implicit=True) for x in rest]
        return []

    def resolve(self, at: int, reading: Reading) -> Link | None:
        """Return the holder that a clause without a subject goes on with."""
        gender, number = features_of(reading)
        candidates: list[Link] = []
        for draft in reversed(self.drafts):
            if draft.closes and draft.chain:
                candidates.append(draft.chain[0])
                break
        inner = self.content_subject(at)
        subject = clause_subject(self.page, self.first, at, gender, number)
        local = [link_of(p) for p in (inner, subject) if p is not None]
        if (
            subject is not None
            and self._past_words(subject.first)
            and "goes-on" not in frame_of(reading)
        ):
            # قال: «...»، كما تفاعل الوزير وكتب: who comes after the words writes.
            candidates = []
        starts = self.opens(at) == self.first
        again = "goes-on" in frame_of(reading) or self.concessive(at)
        if again and reading.form.person and candidates:
            # لكنه أضاف أن: whoever adds has spoken before.
            top = self.outermost()
            if agreement(top, gender, number) and top is not None:
                return top._replace(implicit=True)
        if not candidates and not starts:
            candidates += local
        elif not starts:
            if reading.form.person and not self.page.word[at].joined:
                candidates = local + candidates
            else:
                candidates += local
        if reading.form.person and _impersonal(reading):
            return None
        earlier = [self.memory.chain[0]] if self.memory.chain else []
        if self.memory.subject is not None:
            later = self.memory.recent and "goes-on" not in frame_of(reading)
            earlier.insert(0 if later else len(earlier), self.memory.subject)
        dual = dual_before(self.page, at) if number == "d" else None
        if dual is not None:
            candidates.insert(0, link_of(dual))
        before = self.page.word[at - 1] if at > self.first else None
        bound = (
            before is not None
            and not self.page.word[at].joined
            and not (self.page.is_mark(at - 1) or before.kind)
        )
        if reading.form.person and bound and self.open(at) is not None:
            # Inside a clause only its own subject can be meant.
            candidates, earlier = local, []
        for group in (candidates, earlier):
            for wanted in (2, 1):
                for link in group:
                    if agreement(link, gender, number) >= wanted:
                        return link._replace(implicit=True)
        if self.memory.chain and not bound and reading.lexeme.row["class"] == "say":
            # مصادر ... وأضاف: a source that is now one, now many.
            link = self.memory.chain[0]
            if link.type == "anonymous" and number != "d" and link.number == "s":
                return link._replace(implicit=True)
        return None

    def _past_words(self, at: int) -> bool:
        """Tell whether token ``at`` stands behind the marks that the last quotation closes."""
        last = next((d for d in reversed(self.drafts) if d.closes and d.chain), None)
        if last is None or last.how != "speech":
            return False
        return self.page.closing.get(last.first, at) < at

    def addressed(self, at: int, reading: Reading, phrase: Phrase) -> bool:
        """Tell whether the phrase after ``دعا`` is whom somebody calls on, not who calls."""
        if reading.form.number != "s" or phrase.type == "named":
            named = self.page.name.get(phrase.first)
            if named is None or named.type not in ("LOC", "ORG"):
                return False
        if {reading.form.gender, phrase.gender} == {"m", "f"}:
            return True
        if phrase.last - phrase.first > 1 or not self.page.word[at].joined or not self.drafts:
            return False
        # أعربت الوزارة عن رفضها ودعت أنقرة إلى: one subject, and the capital is called on.
        name = self.page.name.get(phrase.first)
        top = self.outermost()
        return (
            name is not None
            and name.type == "LOC"
            and agreement(top, reading.form.gender, "s") == 2
        )

    def another_clause(
        self,
        found: Complement,
        holder: Phrase | None,
        subject: Phrase | None,
        frame: frozenset[str],
    ) -> bool:
        """Tell whether an object parts a vague holder from a clause that is another's."""
        if holder is None or subject is not None or found.how != "clause":
            return False
        # سيجد المدقق العكس موقنا أن
        page = self.page
        between = range(holder.last, found.gap)
        parted = any(page.is_mark(k) or page.word[k].kind for k in between)
        return len(between) > 3 and not (holder.firm or parted or "addr" in frame)

    def told_by_fact(self, at: int) -> bool:
        """Tell whether what nobody says is the subject: لأن رفض الترشيح يؤكد أن."""
        page = self.page
        if page.word[at].joined:
            return False
        begin = at
        while begin > self.first:
            word = page.word[begin - 1]
            if page.is_mark(begin - 1) or word.verbal:
                return False
            if word.complementizer or word.text in words_for("causal"):
                break
            if word.kind or word.preposition or word.finite:
                return False
            begin -= 1
        return begin < at and begin > self.first and bool(page.word[begin].masdar)

    def circumstance(self, at: int, reading: Reading) -> None:
        """End what is said before ``معبرا عن شكره``, which tells of the speaker alone."""
        page = self.page
        if not (reading.form.accusative and page.text[at - 1] in ("،", ",")):
            return
        outer = self.open(at)
        if outer is None or outer.how == "noun" or page.closing.get(outer.first, 0) > at:
            return
        if agreement(self.outermost(), *features_of(reading)):
            self.drafts.append(Draft(at, at, None, "other", [], at, 0, at, "clause", True, True))

    def content_subject(self, at: int) -> Phrase | None:
        """Return the noun phrase that opens the content that reaches token ``at``."""
        for draft in reversed(self.drafts):
            if draft.first < at and not draft.backward:
                phrase = noun_phrase(self.page, draft.first, at, draft.skip)
                return phrase if phrase is not None and phrase.firm else None
        return None

    def is_nested(
        self,
        at: int,
        reading: Reading,
        subject: Phrase | None,
        holder: Phrase | None,
        implicit: Link | None,
    ) -> bool:
        """Tell whether a finite verb reports inside the words of another quotation."""
        page = self.page
        outer = self.open(at)
        if outer is None:
            return False
        close = page.closing.get(outer.first)
        if close is not None and outer.how == "speech" and at < close:
            return True
        if outer.how == "speech" and close is not None:
            return False
        if holder is not None and subject is None and self.opener(at) != at:
            # قال إن كذا، من جهتها أكدت الوزارة: somebody else has the word.
            return False
        if subject is not None:
            # قال إن كذا، وإن الوزير أقر: the second clause is told by the same holder.
            told = subject.first > 0 and page.word[subject.first - 1]
            again = told and told.text.removeprefix("و") in ("ان", "بان") and told.text[:1] == "و"
            if again and subject.first > outer.first:
                return True
            return subject.first <= outer.first + 1
        if self.concessive(at) and holder is None and implicit is not None:
            return agreement(outer.chain[0], *features_of(reading)) == 0
        word = page.word[at]
        before = page.word[at - 1]
        if word.joined or before.base in words_for("coordinate"):
            if holder is None and implicit is not None:
                carries_on = "goes-on" in frame_of(reading)
                if outer.how == "speech" and word.joined and not carries_on:
                    # وطلبت in the unmarked words after a colon is told by the speaker.
                    return True
                return agreement(outer.chain[0], *features_of(reading)) == 0
            return False
        if page.is_mark(at - 1):
            # قال إن الوزير، الذي وصل أمس، أكد: the subject of the words reported goes on.
            inner = self.content_subject(at)
            return inner is not None and implicit is not None and inner.start == implicit.start
        return before.text not in words_for("perfective")

    def quotes_himself(self, at: int, holder: Link, nested: bool, reading: Reading) -> bool:
        """Tell whether a verb without subject goes on inside the words of its own holder."""
        outer = self.open(at, clause=True)
        if outer is None:
            return False
        same = (outer.chain[0].start, outer.chain[0].end) == (holder.start, holder.end)
        # قال إنه يؤيد المطالب ويعبر عن اعتزازه: the tense of the inner clause, not the outer's.
        shifted = outer.tense == "perfect" and reading.form.tense == "imperfect"
        return same and (nested or (shifted and self.page.word[at].joined == "و"))


def _impersonal(reading: Reading) -> bool:
    return "impersonal" in frame_of(reading) and reading.form.tense != "perfect"
