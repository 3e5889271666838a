"""Reporting words: finite verbs, participles of circumstance, verbal nouns."""

from __future__ import annotations

from tawatur.annotating.quotes.clauses import (
    Complement,
    find_complement,
    opinion_at,
    past_phrase,
)
from tawatur.annotating.quotes.doubts import Doubts
from tawatur.annotating.quotes.drafts import Draft, Link, agreement, link_of
from tawatur.annotating.quotes.gaps import Gap, read_gap
from tawatur.annotating.quotes.holders import Phrase, noun_phrase
from tawatur.annotating.quotes.page import Page
from tawatur.annotating.quotes.state import features_of, frame_of, verb_class
from tawatur.annotating.quotes.subjects import antecedent, subject_before
from tawatur.annotating.quotes.words import words_for
from tawatur.language.verbs import Reading

__all__ = ["Reporter"]

# Words between a verb without subject amid a clause and its أن; in the development set at most 3.
_LOOSE = 6
# Words between قولها and its أن.
_NOUN_GAP = 8


class Reporter(Doubts):
    """A unit that reads its reporting words."""

    def report(self, at: int) -> int | None:
        """Read the reporting word at ``at``; return where to go on, or ``None``."""
        word = self.page.word[at]
        if self.page.unnamed(at):
            return None
        tried: set[str] = set()
        for reading in word.reports:
            form = reading.form
            key = f"{reading.lexeme.lemma} {form.tense}"
            if key in tried:
                continue
            tried.add(key)
            if form.person:
                after = self.finite(at, reading)
            elif form.tense == "active participle":
                after = self.participle(at, reading)
            else:
                after = self.masdar(at, reading)
            if after is not None:
                return after
        return None

    def finite(self, at: int, reading: Reading) -> int | None:
        """Read a verb with a person: ``قال الوزير إن``, ``الوزير قال``, ``وقال``."""
        page, frame = self.page, frame_of(reading)
        word = page.word[at]
        before = page.word[at - 1] if at > self.first else None
        if reading.suffix and not frame & {"pred", "addr", "accuse"}:
            return None
        if reading.suffix == "نا" and before is not None and before.complementizer:
            # بأننا أبلغنا: the speaker's own verb, not "he informed us".
            return None
        if before is not None:
            # What is not said is no report; what is not believed is.
            if before.kind == "negation" and not (
                before.base == "لا" and reading.lexeme.row["class"] in ("other", "claim")
            ):
                return None
            if before.complementizer and not before.pronoun and reading.form.tense == "imperfect":
                return None
            bare = bool(before.complementizer) and not before.pronoun and bool(word.masdar)
            after_that = at - 2 >= self.first and page.word[at - 2].base in words_for(
                "subordinating"
            )
            if bare and not after_that:
                # أضافوا أن نقل الأطفال صعب: a noun stands behind أن.
                return None
            if before.text in words_for("who"):
                return None
            if before.verbal and word.masdar:
                return None
            if before.kind == "preposition" and word.masdar:
                return None
        if reading.form.tense in ("subjunctive", "jussive") and reading.prefix.endswith("ل"):
            return None
        if at + 1 < self.last and page.word[at + 1].kind == "divine":
            return None
        if "via" in frame:
            return self.via(at, reading)
        apposed = "addr" not in frame
        phrase = noun_phrase(page, at + 1, self.last, apposed=apposed)
        marker = phrase.last if phrase is not None and phrase.firm else at + 1
        if phrase is None and frame & {"obj", "obj!"}:
            # أكد كذلك أهمية الحوار
            marker = self.past_settings(marker)
        marker = page.past_unnamed(marker) if marker < self.last else marker
        found = self.opinion_object(marker, frame) or find_complement(
            page, at + 1, self.last, frame, marker_from=marker
        )
        if found is None and phrase is not None and phrase.firm:
            found = self.late_object(marker, frame)
        if word.text.removeprefix("و") in words_for("unnamed_verb") and self.kept_back(marker):
            return None
        if found is None and "loose" in frame:
            found = self.bare_speech(marker)
        if found is not None and found.how == "noun" and "that" in frame:
            found = None
        loose = before is not None and not (word.joined or before.kind or page.is_mark(at - 1))
        if found is not None and loose and phrase is None and found.gap - at > _LOOSE:
            # أعضاء جدد ... أن: a word that looks like a verb amid a clause, far from any أن.
            return None
        opening = bool(word.joined) or at == self.first
        direct = found is not None and found.gap == at + 1 and opening and found.how == "clause"
        if word.kind and not direct and (found is None or phrase is None or not phrase.firm):
            return None
        if loose and word.masdar and not (phrase is not None and phrase.firm):
            # ما حصل أمر مدان، وكلنا ثقة بأن: a noun amid a clause.
            return None
        far = found is not None and phrase is not None and found.gap - phrase.last > 2
        if word.kind and found is not None and phrase is not None and (far or not opening):
            # عبر and بين are prepositions first.
            return None
        end = found.gap if found else self.clause_end(at + 1)
        gap = read_gap(page, at + 1, end, apposed=apposed)
        subject: Phrase | None = None
        relative = before is not None and before.kind == "relative" and before.text != "ما"
        opens = self.opens(at)
        if not word.joined or gap.holder is None:
            subject = subject_before(page, at, self.first)
        fits = agreement(link_of(subject), reading.form.gender, "") if subject is not None else 0
        vague = gap.holder is not None and subject is not None and not subject.firm
        if fits == 0 or (vague and not (fits == 2 and "accuse" in frame)):
            # حاضنة المتمردين تتهم الجماعة: what stands behind is the accused.
            subject = None
        if subject is not None and gap.holder is not None:
            if self.displaces(at, subject, gap.holder, frame):
                subject = None
            elif "accuse" in frame:
                gap = gap._replace(holder=None, after=at + 1)
        if gap.holder is not None and self.objective(before, gap.holder, reading):
            gap = gap._replace(holder=None, after=at + 1)
        if subject is not None and not subject.firm and _impersonal(reading):
            # نتائج التحقيق يتوقع أن تنشر: it is expected.
            return None
        if gap.holder is not None and subject is None and reading.form.number != "s":
            # A verb before its subject is singular: what follows a plural is its object.
            gap = gap._replace(holder=None)
        if gap.holder is not None and "addr" in frame and self.addressed(at, reading, gap.holder):
            gap = gap._replace(holder=None)
        if subject is not None and phrase is not None and _has_object(phrase, found, frame):
            return None
        holder = subject or gap.holder
        if holder is not None and page.word[holder.first].kind == "divine":
            return None
        if "learn" in frame:
            gap, holder = self.learned(at, gap, found)
            if holder is None:
                return None
        after = page.word[at + 1] if at + 1 < self.last else None
        if relative and "accuse" in frame and after is not None and after.kind == "oblique":
            # الهجمات التي تتهم بها فصائل: passive.
            return None
        if found is None:
            found = self.object(at, reading, gap, holder)
        if found is None:
            return self.postposed(at, reading, gap)
        if "strict" in frame and self.another_clause(found, gap.holder, subject, frame):
            return None
        whose = bool(reading.suffix) and "pred" in frame
        vague = holder is None or not holder.firm
        if found.how == "noun" and "strict" in frame and vague and not whose:
            # وعدتها خطوة is none: the pronoun tells that the noun belongs to no other verb.
            return None
        if holder is None and not word.joined and self.described(at):
            return None
        implicit: Link | None = None
        sort = features_of(reading)
        if holder is None:
            told = before is not None and before.heads & {"document", "anonymous", "official"}
            if relative or (told and not word.joined):
                # البيان الذي أكد، بيانا أكد
                phrase = antecedent(page, at - 1 if relative else at, self.first)
                implicit = link_of(phrase)._replace(implicit=True) if phrase else None
                if relative and implicit is not None and not agreement(implicit, *sort):
                    # المدينة التي قال إن أهلها: not the city but who has the word says so.
                    implicit = None
            elif not self.told_by_fact(at):
                implicit = self.resolve(at, reading)
            if implicit is None:
                return None
        elif subject is not None:
            opens = self.opens(subject.first)
        elif gap.holder is not None and not word.joined:
            opens = min(opens, self.opener(at))
        if holder is not None and not holder.firm and not _may_speak(page, holder):
            return None
        if holder is not None and "addr" in frame and not gap.media:
            informed = noun_phrase(page, holder.last, min(found.gap, holder.last + 6))
            if informed is not None and informed.head == "media" and holder.head != "media":
                gap = gap._replace(media=(informed._replace(type="media"),))
        if holder is not None and not holder.gender and reading.form.number == "s":
            holder = holder._replace(gender=reading.form.gender)
        chain = self.chain(holder, implicit, gap, reading)
        nested = relative or self.is_nested(at, reading, subject, holder, implicit)
        if implicit is not None and self.quotes_himself(at, implicit, nested, reading):
            return None
        self.add(
            Draft(
                *(at, opens, self.cue(at, reading), verb_class(reading), chain),
                *(found.first, found.skip, self.last, found.how),
                closes=not nested,
                inherited=implicit is not None,
                tense=reading.form.tense,
            )
        )
        return max(found.gap, at + 1)

    def participle(self, at: int, reading: Reading) -> int | None:
        """Read a participle of circumstance: ``مضيفا أن``."""
        page, frame = self.page, frame_of(reading)
        if reading.form.gender == "f" and reading.form.number == "s" and not page.feminine(at):
            return None
        if at > self.first and (
            page.word[at - 1].kind == "preposition" or page.tokens.kind[at - 1] == "number"
        ):
            return None
        found = self.opinion_object(at + 1, frame) or find_complement(
            page, at + 1, self.last, frame, marker_from=at + 1
        )
        if found is not None and found.gap - at > 25:
            found = None
        gap = read_gap(page, at + 1, found.gap if found else at + 1)
        if found is None:
            found = self.object(at, reading, gap, None)
        if found is None:
            self.circumstance(at, reading)
            return None
        if found.how == "noun" and "that" in frame:
            return None
        if found.how == "noun" and "strict" in frame and not frame & {"accuse", "obj!"}:
            return None
        implicit = self.resolve(at, reading)
        if implicit is None:
            return None
        outer = self.outermost()
        nested = outer is not None and agreement(outer, *features_of(reading)) == 0
        chain = self.chain(None, implicit, gap, reading)
        self.add(
            Draft(
                *(at, self.opens(at), self.cue(at, reading), verb_class(reading), chain),
                *(found.first, found.skip, self.last, found.how),
                closes=not nested,
                inherited=True,
            )
        )
        return max(found.gap, at + 1)

    def masdar(self, at: int, reading: Reading) -> int | None:
        """Read ``قوله إن``, ``تأكيده أن`` and ``تأكيد الوزير أن``."""
        page, frame = self.page, frame_of(reading)
        if "noun" not in frame or reading.prefix.endswith(("ب", "ك")):
            return None
        if not reading.suffix:
            holder = noun_phrase(page, at + 1, self.last)
            if holder is None or not holder.firm or holder.last >= self.last:
                return None
            after = page.word[holder.last]
            found = None
            if after.complementizer == "ان":
                first = holder.last if after.pronoun else holder.last + 1
                found = Complement(first, 0, "clause", holder.last)
            elif opinion_at(page, holder.last):
                found = Complement(holder.last, 0, "noun", holder.last)
            if found is None:
                return None
            chain = [link_of(holder)]
        else:
            found = find_complement(
                page, at + 1, min(self.last, at + 12), frame, marker_from=at + 1
            )
            if found is None or found.how == "noun" or found.gap > at + _NOUN_GAP:
                return None
            if any(page.word[k].verbal for k in range(at + 1, found.gap)):
                return None
            implicit = self.resolve(at, reading)
            if implicit is None:
                return None
            chain = [implicit]
        self.add(
            Draft(
                *(at, self.opens(at), self.cue(at, reading), verb_class(reading), chain),
                *(found.first, found.skip, self.last, found.how),
                closes=False,
                inherited=bool(reading.suffix),
            )
        )
        return max(found.gap, at + 1)

    def postposed(self, at: int, reading: Reading, gap: Gap) -> int | None:
        """Read ``«...»، قال الوزير`` and ``...، كما قال الوزير``."""
        page, holder = self.page, gap.holder
        before = at - 1
        if holder is None or not holder.firm or before <= self.first:
            return None
        if "speech" not in frame_of(reading):
            return None
        joined = page.word[before].text in words_for("comparing")
        opens = before if joined else at
        if joined:
            before -= 1
        if page.word[at].joined:
            return None
        mark = before - 1 if page.text[before] in ("،", ",") else before
        closes_quote = mark in page.opening and not page.quoted_name(page.opening[mark])
        comma = page.text[before] in ("،", ",")
        if not (closes_quote or (comma and joined)) or "goes-on" in frame_of(reading):
            return None
        if joined and not self._ends(gap.after):
            # كما قدم الوزير الدعم: the verb has an object and reports nothing.
            return None
        start, skip = self.clause_start(opens)
        if start >= opens:
            return None
        chain = self.chain(holder, None, gap, reading)
        self.add(
            Draft(
                *(at, opens, self.cue(at, reading), verb_class(reading), chain),
                *(start, skip, opens, "clause"),
                closes=True,
                backward=True,
            )
        )
        return gap.after

    def _ends(self, at: int) -> bool:
        """Tell whether only settings stand before the next mark: ``رفض كشف اسمه``, ``أمس``."""
        page = self.page
        at = page.past_unnamed(at)
        while at < self.last and not page.is_mark(at):
            if page.word[at].kind in ("time", "adverb"):
                at += 1
            elif page.word[at].kind == "preposition" and at + 1 < self.last:
                at = max(at + 2, past_phrase(page, at + 1, self.last))
            else:
                return False
        return True


def _impersonal(reading: Reading) -> bool:
    return "impersonal" in frame_of(reading) and reading.form.tense == "imperfect"


def _has_object(phrase: Phrase, found: Complement | None, frame: frozenset[str]) -> bool:
    """Tell whether a noun behind the verb is its object: اللجنة تشدد القبضة على."""
    noun = found is not None and found.how == "noun" and found.gap >= phrase.last
    return noun and not phrase.firm and not frame & {"addr", "obj!", "obj", "accuse"}


def _may_speak(page: Page, phrase: Phrase) -> bool:
    """Tell whether an unknown phrase right after the verb may be its subject."""
    word = page.word[phrase.first]
    return not word.finite or not word.verbal
