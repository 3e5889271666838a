"""Noun phrases of holders: where they end, and what they are."""

from __future__ import annotations

from tawatur.annotating.quotes.joints import Joints
from tawatur.annotating.quotes.kinds import holder_gender, holder_type
from tawatur.annotating.quotes.page import Page
from tawatur.annotating.quotes.shapes import (
    Phrase,
    head_kind,
    is_dual,
    is_nisba,
    medium_phrase,
)
from tawatur.annotating.quotes.words import heads_of, words_for

__all__ = ["Phrase", "medium_phrase", "noun_phrase"]

# Longest holder of the development set: 13 words.
_LONGEST = 20


def noun_phrase(
    page: Page, first: int, limit: int, skip: int = 0, *, apposed: bool = True
) -> Phrase | None:
    """Return the noun phrase that begins at token ``first`` (``skip`` letters in), or ``None``.

    It takes head, genitives, adjectives, titles and names, and prepositions that belong to an
    office; it ends before verbs, relative clauses, other prepositions and punctuation. Without
    ``apposed`` an office after a name is another person (دعا فلان رئيس الوزراء إلى).
    """
    limit = min(limit, first + _LONGEST)
    if first >= limit or not _can_begin(page, first, skip):
        return None
    walk = _Walk(page, first, limit, skip, apposed)
    walk.run()
    if walk.last <= first:
        return None
    return walk.phrase()


def _can_begin(page: Page, at: int, skip: int) -> bool:
    word = page.word[at]
    if page.is_mark(at):
        # Marks with nothing between them name nobody.
        return page.closing.get(at, at) > at + 1
    if page.tokens.kind[at] == "number":
        return False
    if word.text in words_for("by_saying"):
        return False
    if at in page.name or skip:
        return True
    if word.text.startswith("لل") or word.preposition or len(word.text) == 1:
        return False
    if word.kind in ("demonstrative",):
        return True
    if word.kind or word.complementizer or word.verbal:
        return bool(word.heads) and not word.verbal and not word.complementizer
    return not (word.accusative or word.heads == {"opinion"})


class _Walk(Joints):
    """One walk along a noun phrase."""

    def run(self) -> None:
        at = self.first
        while at < self.limit:
            after = self._step(at)
            if after is None:
                return
            self.last = at = after

    def _step(self, at: int) -> int | None:
        page = self.page
        word = page.word[at]
        if page.is_mark(at):
            return self._mark(at)
        if word.text in words_for("spokesman") and (self.role or self.head):
            self.spokesman = at
            return at + 1
        if at > self.first and word.text in words_for("toll") and word.text.startswith("ال"):
            # رفعت وزارة الداخلية الحصيلة: subject and object.
            return None
        name = page.name.get(at)
        if name is not None and name.last <= self.limit:
            return self._name(at)
        if page.tokens.kind[at] == "number":
            # مفاوضو الدول ال12: the figure belongs to the article before it.
            return at + 1 if self.head == "media" or page.text[at - 1] == "ال" else None
        if at == self.first:
            return self._head(at)
        if page.unnamed(at):
            return None
        if at == self.first + 1 and self.titled() and not (at in page.name or word.role):
            # معاليه، سموه: a title with its pronoun is whole.
            return None
        task = self.tasked(at) if word.text[0] == "ل" else None
        if task is not None:
            return task
        if "opinion" in word.heads and word.text.startswith("ال") and self.genitive_open(at - 1):
            # هيئة الأمر بالمعروف: the name of an organisation.
            return at + 1
        if self.head == "document" and word.text in words_for("issued"):
            return None
        if self.predicate(at) or (at > self.first and word.text in words_for("measured")):
            # تقدر مصادر إجمالي الخسائر: subject and object.
            return None
        titled = word.text == "عام" and self.page.word[at - 1].role
        if titled or (word.text == "العام" and (self.role or self.head)):
            # القنصل العام is a rank, not this year.
            return at + 1
        if word.text in words_for("informed") and self.head == "anonymous":
            # مصدر مطلع is informed, not the beginning of a month.
            return at + 1
        if word.complementizer or word.kind in (
            "relative",
            "clause",
            "auxiliary",
            "negation",
            "time",
            "adverb",
            "oblique",
            "speaker",
            "attributing",
        ):
            return None
        if word.kind == "preposition" and not (word.text == "علي" and self.named()):
            return self.preposition(at)
        if word.kind == "demonstrative":
            return None
        if word.reports and (word.accusative or word.verbal):
            return None
        if word.text[:1] == "و" and not word.joined and self.coordinated(at):
            self.joined = self.joined or bool(self.people)
            return at + 1
        if word.verbal or (word.joined and word.finite) or "opinion" in word.heads:
            return None
        if word.accusative and not word.given:
            return None
        if word.kind == "naming":
            if at + 1 < self.limit and not page.word[at + 1].kind:
                self.people.append((at, at + 1))
                return at + 1
            return None
        if len(word.text) == 1:
            short = word.role or word.text in words_for("abbreviation")
            dotted = at + 1 < self.limit and page.text[at + 1] == "." and short
            return at + 2 if dotted else None
        if word.text.startswith("لل") and not word.preposition and not word.finite:
            office = self.role or self.head == "organisation"
            siding = page.text[at - 1] in words_for("siding")
            return at + 1 if (office or siding) and not self.people else None
        if word.preposition in ("ل", "ب") and not word.given:
            return self.attached(at)
        if word.masdar in ("ب", "ل", "ك"):
            return None
        office = (self.role or bool(self.people)) and self.head != "organisation"
        if office and word.text.startswith("بال") and word.plain and not word.given:
            # ندد رئيس البرلمان بالعملية: what the verb governs.
            return None
        return self._noun(at)

    def _head(self, at: int) -> int | None:
        word = self.page.word[at]
        if at + 1 < self.limit:
            pair = f"{word.text.removeprefix('ال')} {self.page.text[at + 1]}"
            heads, gender = heads_of(pair)
            if heads:
                self.head, self.gender = head_kind(heads, False, True), gender
                return at + 2
        if (
            word.text in words_for("latest")
            and at + 1 < self.limit
            and self.page.word[at + 1].heads
        ):
            # آخر حصيلة، أحدث تقرير
            after = self.page.word[at + 1]
            self.head, self.gender = head_kind(after.heads, after.role, True), after.gender
            return at + 2
        self.gender = word.gender
        if word.role:
            self.role = True
        if word.heads and not self._counts(at):
            self.head = head_kind(word.heads, word.role, word.definite)
        if not word.heads and not word.role and word.kind != "demonstrative":
            self.unknown += 1
            end = self.page.media_at(at, skip=self.skip)
            if end is not None:
                self.head = "media"
                self.last = end
                return end
        return at + 1

    def _counts(self, at: int) -> bool:
        """Tell whether عدد at ``at`` counts things (عدد الحالات), not people (عدد من السكان)."""
        page = self.page
        bare = page.word[at].text in words_for("number_of")
        return bare and at + 1 < page.size and page.text[at + 1] != "من"

    def _noun(self, at: int) -> int | None:
        word = self.page.word[at]
        if self.complete() and not self.apposition(at):
            return None
        if self.closed(at):
            end = self.unlisted(at)
            if end is not None:
                self.people.append((at, end))
            return end
        if word.role and self.head == "media" and at - 1 in self.page.opening:
            # رافقت «المدينة» السفير: subject and object.
            return None
        if word.role and (self.spokesman >= 0 or self.role):
            self.inner_role = self.spokesman >= 0
        adjectival = word.text.removeprefix("ال") in words_for("adjectival")
        if word.role and not adjectival and not self.role and self.head in ("", "anonymous"):
            self.role = True
        adjective = self.head == "anonymous" and word.text.endswith("ي")
        if word.given and not (word.role or adjective) and self.spokesman < at - 1:
            return self._person(at)
        if word.heads or word.role:
            self.unknown = 0
            if (
                not self.head
                and not self.role
                and word.heads
                and self.page.word[self.first].kind == "demonstrative"
            ):
                self.head = head_kind(word.heads, word.role, True)
                self.gender = word.gender
        elif not is_nisba(word.text):
            self.unknown += 1
            # Without names to go by, a run of unknown words ends where a name would.
            if self.unknown > 4:
                return None
        return at + 1

    def _person(self, at: int) -> int:
        """Take a person's name that no mention covers: a given name and what follows it."""
        page = self.page
        last = at + 1
        while last < min(self.limit, at + 4) and last not in page.name:
            word = page.word[last]
            if page.is_mark(last) or word.kind or word.complementizer or word.finite or word.masdar:
                break
            if word.heads or word.role or not (word.given or word.text.startswith("ال")):
                break
            last += 1
        self.people.append((at, last))
        return last

    def _name(self, at: int) -> int | None:
        name = self.page.name[at]
        word = self.page.word[at]
        if name.last <= at:
            return None
        spoken = word.preposition == "ل" and "media" in word.heads
        if (
            word.text.startswith("ل")
            and self.page.media_at(at, skip=1) is not None
            and self.head != "document"
        ):
            spoken = True
        before = self.page.text[at - 1] if at > self.first else ""
        definite = before.startswith("ال") and at != self.named_to
        if definite and name.type == "LOC" and not word.text.startswith(("ال", "ل", "ب")):
            # اتهم وزير الدفاع إيران: after a definite noun a country is no genitive.
            return None
        if at != self.first and spoken:
            # قال الابن لوكالة الأنباء: the medium spoken to is no part of the speaker.
            return None
        if name.type == "PER":
            if self.complete() and not (self.spokesman >= 0 and len(self.people) == 1):
                return None
            if at != self.first and word.text[:1] == "و" and word.joined and not self.people:
                return None
            self.people.append((at, name.last))
        elif at == self.first and name.type in ("ORG", "LOC", "MISC"):
            self.head = self.head or "organisation"
            if word.heads & {"media"} or self.page.media_at(at, skip=self.skip) == name.last:
                self.head = "media"
            self.gender = word.gender or ("f" if name.type == "LOC" else "")
        elif self.complete() and not self.role:
            return None
        elif name.type == "ORG" and self.capital(at) and not self.role:
            # وصفت واشنطن حركة كذا: two names side by side are subject and object.
            return None
        if at == self.first and word.role and name.type == "PER":
            self.role = True
        last = name.last
        if name.type == "PER" and last == at + 1 and word.given:
            last = self._surname(last)
            self.people[-1] = at, last
        self.names.append(name.type)
        self.named_to = last
        if name.type == "PER" or at == self.first:
            # إيران in قوى تابعة لإيران is not the one who speaks.
            self.entity = name.entity
        self.unknown = 0
        return last

    def _surname(self, at: int) -> int:
        """Take one unknown word after a given name that stands alone as its family name."""
        page = self.page
        if at >= self.limit or at in page.name or page.tokens.kind[at] != "word":
            return at
        word = page.word[at]
        known = word.kind or word.complementizer or word.finite or word.reports or word.masdar
        if known or word.heads or word.role or word.preposition or word.accusative:
            return at
        attached = word.text.startswith(("لل", "بال", "و", "ل", "ب")) or len(word.text) < 3
        return at if attached else at + 1

    def _mark(self, at: int) -> int | None:
        page = self.page
        close = page.closing.get(at)
        if close is not None and close < self.limit and close - at <= 5:
            if page.quoted_name(at) or (self.role and close - at <= 3):
                if self.head != "media" and page.media_at(at + 1, quoted=True) == close:
                    self.head = self.head or "media"
                inner = page.name.get(at + 1)
                if inner is not None and inner.type != "PER" and not self.role:
                    self.head = self.head or "organisation"
                elif self.role or self.head in ("anonymous", ""):
                    self.people.append((at, close + 1))
                return close + 1
            return None
        if (
            page.text[at] == "."
            and page.word[at - 1].text in words_for("abbreviation")
            and at > self.first
        ):
            return at + 1
        if page.text[at] == "-" and at > self.first and at + 1 < self.limit:
            glued = (
                page.tokens.end[at - 1] == page.tokens.start[at]
                and page.tokens.start[at + 1] == page.tokens.end[at]
            )
            if glued:
                return at + 2 if not page.is_mark(at + 1) else None
            # الرئيس - فلان الفلاني -: a name in apposition between dashes.
            named = page.name.get(at + 1)
            person = named is not None and named.type == "PER" and not self.people
            return at + 1 if person and self.role else None
        if page.text[at] in ("،", ",") and at + 1 < self.limit and not self.people:
            # سفير بلاده في القاهرة، فلان الفلاني، : a name in apposition between commas.
            name = page.name.get(at + 1)
            if (self.role or self.head == "anonymous") and name is not None and name.type == "PER":
                return at + 1
            end = self.enclosed(at) if self.role else None
            if end is not None:
                self.people.append((at + 1, end))
                return end
        return None

    def phrase(self) -> Phrase | None:
        page = self.page
        first, last = self.first, self.last
        # A phrase does not end in a hanging preposition or comma.
        while last > first and (
            page.word[last - 1].kind == "preposition"
            or (page.is_mark(last - 1) and last - 1 not in page.opening)
        ):
            last -= 1
        if last <= first:
            return None
        start = page.cut(first, self.skip)
        end = page.tokens.end[last - 1]
        if page.closing.get(first) == last - 1:
            start, end = page.tokens.start[first + 1], page.tokens.end[last - 2]
        kind = holder_type(self)
        firm = bool(self.people or self.role or self.head or first in page.name)
        number = "d" if is_dual(page.text[first]) else "s"
        if page.text[first].endswith("ون") and not self.people:
            number = "p"
        if self.joined or (len(self.names) > 1 and page.word[first].text != "" and self.joined):
            number = "d"
        return Phrase(
            first, last, start, end, kind, holder_gender(self), number, firm, self.head, self.entity
        )
