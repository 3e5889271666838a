"""Finding the quotations of one unit of text, cue by cue."""

from __future__ import annotations

from typing import cast

from tawatur.annotating.quotes.clauses import (
    Complement,
    Gap,
    find_complement,
    opinion_at,
    read_gap,
)
from tawatur.annotating.quotes.drafts import Draft, Link, agreement, link_of
from tawatur.annotating.quotes.holders import Phrase, noun_phrase
from tawatur.annotating.quotes.page import Page
from tawatur.annotating.quotes.phrases import Attribution, attribution_at
from tawatur.annotating.quotes.subjects import (
    antecedent,
    clause_subject,
    dual_before,
    subject_before,
)
from tawatur.language.verbs import Reading
from tawatur.records import QuoteVerb

__all__ = ["Memory", "scan"]

_CARRYING_ON = frozenset({"أضاف", "تابع", "أردف", "استطرد", "استدرك", "زاد", "مضى", "واصل", "ختم"})


class Memory:
    """What is remembered from unit to unit: the last holder with its chain, the last subject."""

    def __init__(self) -> None:
        self.chain: list[Link] = []
        self.subject: Link | None = None


def scan(page: Page, first: int, last: int, memory: Memory, *, heading: bool) -> list[Draft]:
    """Return the quotations whose cue stands among the tokens ``first``..``last``."""
    return _Scan(page, first, last, memory, heading).run()


class _Scan:
    """One pass over one unit."""

    def __init__(self, page: Page, first: int, last: int, memory: Memory, heading: bool) -> None:
        self.page, self.first, self.last = page, first, last
        self.memory, self.heading = memory, heading
        self.drafts: list[Draft] = []

    def run(self) -> list[Draft]:
        at = self._colon()
        while at < self.last:
            found = attribution_at(self.page, at, self.last)
            after = self._attribution(found) if found is not None else None
            if after is None and self.page.word[at].reports:
                after = self._report(at)
            at = at + 1 if after is None or after <= at else after
        if not self.heading:
            subject = clause_subject(self.page, self.first, self.last, "", "")
            if subject is not None:
                self.memory.subject = link_of(subject)
        return self.drafts

    # Headlines.

    def _colon(self) -> int:
        """Read ``X: words`` and ``X ل Y: words`` at the start of a heading."""
        page = self.page
        if not self.heading:
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
        phrase = noun_phrase(page, self.first, colon)
        if phrase is None or any(page.word[at].verbal for at in range(phrase.last, colon)):
            return self.first
        gap = read_gap(page, phrase.last, colon)
        holder = phrase
        head = page.word[self.first]
        spoken = colon + 1 in page.closing
        place = page.name.get(self.first)
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
        self._add(
            Draft(
                *(self.first, self.first, None, "say", chain, colon + 1, 0, self.last, "speech"),
                closes=True,
            )
        )
        return colon + 1

    # Reporting words.

    def _report(self, at: int) -> int | None:
        word = self.page.word[at]
        tried: set[str] = set()
        for reading in word.reports:
            form = reading.form
            key = f"{reading.lexeme.lemma} {form.tense}"
            if key in tried:
                continue
            tried.add(key)
            if form.person:
                after = self._finite(at, reading)
            elif form.tense == "active participle":
                after = self._participle(at, reading)
            else:
                after = self._masdar(at, reading)
            if after is not None:
                return after
        return None

    def _finite(self, at: int, reading: Reading) -> int | None:
        page, frame = self.page, _frame(reading)
        word = page.word[at]
        before = page.word[at - 1] if at > self.first else None
        if reading.suffix and not frame & {"pred", "addr", "accuse"}:
            return None
        if before is not None:
            # What is not said is no report; what is not believed is.
            if before.kind == "negation" and not (
                before.base == "لا" and reading.lexeme.row["class"] in ("other", "claim")
            ):
                return None
            if before.complementizer and not before.pronoun and reading.form.tense == "imperfect":
                return None
            if before.text in ("من", "الا"):
                return None
            if before.verbal and word.masdar:
                return None
        if reading.form.tense in ("subjunctive", "jussive") and reading.prefix.endswith("ل"):
            return None
        if "via" in frame:
            return self._via(at, reading)
        apposed = "addr" not in frame
        phrase = noun_phrase(page, at + 1, self.last, apposed=apposed)
        marker = phrase.last if phrase is not None and phrase.firm else at + 1
        found = self._opinion_object(marker, frame) or find_complement(
            page, at + 1, self.last, frame, marker_from=marker
        )
        if found is not None and found.how == "noun" and "that" in frame:
            found = None
        if word.kind and (found is None or phrase is None or not phrase.firm):
            return None
        if word.kind and found is not None and phrase is not None:
            # عبر and بين are prepositions first.
            if found.gap - phrase.last > 2 or not (word.joined or at == self.first):
                return None
        end = found.gap if found else self._clause_end(at + 1)
        gap = read_gap(page, at + 1, end, apposed=apposed)
        subject: Phrase | None = None
        relative = before is not None and before.kind == "relative" and before.text != "ما"
        opens = self._opens(at)
        if not word.joined or gap.holder is None:
            subject = subject_before(page, at, self.first)
        if subject is not None and (
            agreement(link_of(subject)._replace(number=""), reading.form.gender, "") == 0
            or (gap.holder is not None and not subject.firm)
        ):
            subject = None
        if gap.holder is not None and subject is None and reading.form.number != "s":
            # A verb before its subject is singular: what follows a plural is its object.
            gap = gap._replace(holder=None)
        holder = subject or gap.holder
        if holder is not None and page.word[holder.first].kind == "divine":
            return None
        if "learn" in frame:
            gap, holder = self._learned(at, gap, found)
            if holder is None:
                return None
        if relative and "accuse" in frame and not reading.suffix:
            return None
        if found is None:
            found = self._object(at, reading, gap, holder)
        if found is None:
            return self._postposed(at, reading, gap)
        if found.how == "noun" and "strict" in frame and (holder is None or not holder.firm):
            return None
        implicit: Link | None = None
        if holder is None:
            if relative:
                phrase = antecedent(page, at - 1, self.first)
                implicit = link_of(phrase)._replace(implicit=True) if phrase else None
            else:
                implicit = self._resolve(at, reading)
            if implicit is None:
                return None
        elif subject is not None:
            opens = self._opens(subject.first)
        if holder is not None and not holder.firm and not word_like_holder(page, holder):
            return None
        if holder is not None and not holder.gender and reading.form.number == "s":
            holder = holder._replace(gender=reading.form.gender)
        chain = self._chain(holder, implicit, gap, reading)
        nested = relative or self._is_nested(at, reading, subject, holder, implicit)
        if implicit is not None and self._quotes_himself(at, implicit, nested, reading):
            return None
        self._add(
            Draft(
                *(at, opens, self._cue(at, reading), _verb(reading), chain),
                *(found.first, found.skip, self.last, found.how),
                closes=not nested,
                inherited=implicit is not None,
                tense=reading.form.tense,
            )
        )
        return max(found.gap, at + 1)

    def _learned(self, at: int, gap: Gap, found: Complement | None) -> tuple[Gap, Phrase | None]:
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

    def _quotes_himself(self, at: int, holder: Link, nested: bool, reading: Reading) -> bool:
        """Tell whether a verb without subject goes on inside the words of its own holder."""
        outer = self._open(at, clause=True)
        if outer is None:
            return False
        same = (outer.chain[0].start, outer.chain[0].end) == (holder.start, holder.end)
        # قال إنه يؤيد المطالب ويعبر عن اعتزازه: the tense of the inner clause, not the outer's.
        shifted = outer.tense == "perfect" and reading.form.tense == "imperfect"
        return same and (nested or (shifted and self.page.word[at].joined == "و"))

    def _participle(self, at: int, reading: Reading) -> int | None:
        page, frame = self.page, _frame(reading)
        if at > self.first and page.word[at - 1].kind == "preposition":
            return None
        found = self._opinion_object(at + 1, frame) or find_complement(
            page, at + 1, self.last, frame, marker_from=at + 1
        )
        if found is not None and found.gap - at > 25:
            found = None
        gap = read_gap(page, at + 1, found.gap if found else at + 1)
        if found is None:
            found = self._object(at, reading, gap, None)
        if found is None or (found.how == "noun" and "that" in frame):
            return None
        if found.how == "noun" and "strict" in frame:
            return None
        implicit = self._resolve(at, reading)
        if implicit is None:
            return None
        outer = self._outermost()
        nested = outer is not None and agreement(outer, *_features(reading)) == 0
        chain = self._chain(None, implicit, gap, reading)
        self._add(
            Draft(
                *(at, self._opens(at), self._cue(at, reading), _verb(reading), chain),
                *(found.first, found.skip, self.last, found.how),
                closes=not nested,
                inherited=True,
            )
        )
        return max(found.gap, at + 1)

    def _masdar(self, at: int, reading: Reading) -> int | None:
        """Read ``قوله إن``, ``تأكيده أن`` and ``تأكيد الوزير أن``."""
        page, frame = self.page, _frame(reading)
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
            if found is None or found.how == "noun" or found.gap > at + 4:
                return None
            implicit = self._resolve(at, reading)
            if implicit is None:
                return None
            chain = [implicit]
        self._add(
            Draft(
                *(at, self._opens(at), self._cue(at, reading), _verb(reading), chain),
                *(found.first, found.skip, self.last, found.how),
                closes=False,
                inherited=bool(reading.suffix),
            )
        )
        return max(found.gap, at + 1)

    def _via(self, at: int, reading: Reading) -> int | None:
        """Read ``نقلت الوكالة عن الوزير قوله`` and ``نقلت عنه أن``."""
        page = self.page
        limit = min(self.last, at + 40)
        found = find_complement(page, at + 1, limit, frozenset({"an", "speech"}), marker_from=limit)
        noun = None
        for ahead in range(at + 1, found.gap if found else limit):
            word = page.word[ahead]
            masdars = [
                r
                for r in word.reports
                if r.form.tense == "masdar" and r.suffix in ("ه", "ها", "هم")
            ]
            if masdars and "noun" in _frame(masdars[0]):
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
                page, after, min(self.last, after + 10), _frame(cue_reading), marker_from=after
            )
            if inner is None or inner.how == "noun" or inner.gap > after + 3:
                skip = 1 if page.word[after].preposition == "ل" and after < self.last else 0
                inner = Complement(after, skip, "noun", after)
            cue, verb, found = self._cue(cue_at, cue_reading), _verb(cue_reading), inner
        else:
            cue_at, cue, verb = at, self._cue(at, reading), _verb(reading)
        chain = [link_of(p) for p in (source, carrier) if p is not None]
        if not chain:
            return None
        chain += [link_of(p) for p in (gap.document, *gap.media) if p is not None]
        found = cast(Complement, found)
        self._add(
            Draft(
                *(cue_at, self._opens(at), cue, verb, chain),
                *(found.first, found.skip, self.last, found.how),
                closes=True,
            )
        )
        return max(found.first, at + 1)

    # Phrases.

    def _attribution(self, found: Attribution) -> int | None:
        page = self.page
        if found.own:
            # على حد قوله: it belongs to the words before it, and ends them.
            at = found.first
            self.drafts.append(Draft(at, at, None, "other", [], at, 0, at, "clause", True, True))
            return found.end
        gap = found.gap
        holder = gap.holder
        if found.verb is not None:
            verb = _verb(found.verb)
        else:
            verb = found.verb_class
        if holder is None and gap.document is not None:
            holder = gap.document
        implicit: Link | None = None
        if holder is None and found.verb is not None:
            implicit = self._resolve(found.first, found.verb)
        if implicit is None and (holder is None or not holder.firm or holder.head == "opinion"):
            return None
        links = [link_of(holder)] if holder is not None else [cast(Link, implicit)]
        if gap.source is not None:
            links.insert(0, link_of(gap.source))
        if gap.document is not None and gap.document is not holder:
            links.append(link_of(gap.document))
        links += map(link_of, gap.media)
        leading = not any(not page.is_mark(at) for at in range(self.first, found.first))
        opens = self._opens(found.first)
        cue = page.cut(found.first, found.skip), page.tokens.end[found.cue_end - 1]
        if leading or found.clause is not None:
            content = found.clause or self._after_comma(found.end)
            if content is None:
                return None
            self._add(
                Draft(
                    *(found.first, opens, cue, verb, links),
                    *(content.first, content.skip, self.last, content.how),
                    closes=True,
                )
            )
            return content.first
        start, skip = self._clause_start(opens)
        if start >= opens:
            return None
        extra = self._resumes(found.stop)
        self._add(
            Draft(
                *(found.first, opens, cue, verb, links, start, skip, opens, "clause"),
                closes=True,
                backward=True,
                extra=extra,
            )
        )
        return found.end

    def _after_comma(self, at: int) -> Complement | None:
        """Return where the words begin that a leading ``بحسب فلان،`` attributes."""
        page = self.page
        while at < self.last and (page.is_mark(at) and at not in page.closing):
            at += 1
        if at >= self.last:
            return None
        if page.text[at] in ("فان", "ان"):
            at += 1
        skip = 1 if page.text[at][:1] == "ف" and page.word[at].joined == "ف" else 0
        return Complement(at, skip, "clause", at)

    def _resumes(self, at: int) -> tuple[int, int] | None:
        """Return a second piece of content after an attribution that interrupts."""
        page = self.page
        if at + 1 >= self.last or page.text[at] not in ("،", ","):
            return None
        word = page.word[at + 1]
        if word.text in ("لان", "لانه", "لانها") or (
            word.kind == "preposition"
            and not word.joined
            and word.base in ("الي", "من", "عن", "في", "علي")
            and page.text[at + 2 : at + 3] not in (["وقت"], ["حين"], ["ظل"], ["حال"], ["ما"])
        ):
            return at + 1, self.last
        return None

    # Reported words before the verb.

    def _postposed(self, at: int, reading: Reading, gap: Gap) -> int | None:
        """Read ``«...»، قال الوزير`` and ``...، كما قال الوزير``."""
        page, holder = self.page, gap.holder
        before = at - 1
        if holder is None or not holder.firm or before <= self.first:
            return None
        if "speech" not in _frame(reading):
            return None
        joined = page.word[before].text in ("كما", "مثلما", "حسبما")
        opens = before if joined else at
        if joined:
            before -= 1
        if page.word[at].joined:
            return None
        closes_quote = before in page.opening or (
            page.text[before] in ("،", ",") and before - 1 in page.opening
        )
        comma = page.text[before] in ("،", ",")
        if not (closes_quote or (comma and joined)):
            return None
        start, skip = self._clause_start(opens)
        if start >= opens:
            return None
        chain = self._chain(holder, None, gap, reading)
        self._add(
            Draft(
                *(at, opens, self._cue(at, reading), _verb(reading), chain),
                *(start, skip, opens, "clause"),
                closes=True,
                backward=True,
            )
        )
        return gap.after

    def _clause_start(self, end: int) -> tuple[int, int]:
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
        start = self._past_dateline(start)
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
                if after.base in ("لكن", "بينما", "فيما", "حيث"):
                    if page.text[at + 2 : at + 3] not in (["يتعلق"], ["يخص"]):
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

    def _past_dateline(self, start: int) -> int:
        """Return the token past ``واشنطن - `` at the start of a text."""
        page = self.page
        name = page.name.get(start)
        if start == self.first and name is not None and name.last + 1 < self.last:
            if page.text[name.last] == "-":
                return name.last + 1
        return start

    # Pieces.

    def _opinion_object(self, at: int, frame: frozenset[str]) -> Complement | None:
        """Read ``أكد الوزير أهمية الحوار``: a noun of opinion right where the object stands."""
        if frame & {"obj", "obj!"} and at < self.last and opinion_at(self.page, at):
            return Complement(at, 0, "noun", at)
        return None

    def _object(
        self, at: int, reading: Reading, gap: Gap, holder: Phrase | None
    ) -> Complement | None:
        """Read content that is the verb's object: ``أكد أهمية``, ``تعده أنقرة منظمة``."""
        page, frame = self.page, _frame(reading)
        after = gap.after if gap.holder is not None else at + 1
        if after >= self.last:
            return None
        participle = not reading.form.person
        if "pred" in frame:
            if reading.suffix and (gap.holder is not None or holder is not None):
                return Complement(after, 0, "noun", after) if not page.is_mark(after) else None
            plain = page.word[after]
            if participle and not (plain.kind in ("preposition", "clause") or page.is_mark(after)):
                return Complement(after, 0, "noun", after)
            return None
        if "accuse" in frame:
            if page.is_mark(after) and after not in page.closing:
                return None
            if gap.holder is None and not participle and holder is None:
                return None
            if any(page.text[k].startswith("ب") for k in range(after, min(after + 14, self.last))):
                return Complement(after, 0, "noun", after)
            return None
        if "obj" not in frame and "obj!" not in frame:
            return None
        if opinion_at(page, after):
            return Complement(after, 0, "noun", after)
        word = page.word[after]
        if "obj!" in frame and gap.holder is not None and gap.holder.firm:
            if word.masdar == "-" or (reading.lexeme.lemma != "أعلن" and word.text[:2] == "ال"):
                return Complement(after, 0, "noun", after)
        if "obj!" in frame and participle and word.masdar == "-":
            return Complement(after, 0, "noun", after)
        return None

    def _clause_end(self, at: int) -> int:
        """Return where the clause of a verb without reported words may end."""
        page = self.page
        limit = min(self.last, at + 30)
        while at < limit:
            if page.is_mark(at) and at not in page.closing and page.text[at] != "(":
                return at
            at = page.closing.get(at, at) + 1
        return limit

    def _opens(self, at: int) -> int:
        """Return the first token of the clause that the word at ``at`` begins."""
        page = self.page
        opens = at
        while opens > self.first:
            before = page.word[opens - 1]
            if before.text in ("كان", "وكان", "وكانت", "كانت", "قد", "وقد", "فقد", "لقد", "وكانوا"):
                opens -= 1
            elif before.base in (
                *("كما", "بينما", "فيما", "حيث", "لكن", "لكنه", "لكنها", "لكنهم", "ان", "رغم"),
                *("حين", "اذ", "مع", "و"),
                *("التي", "الذي", "ثم"),
            ) and (before.base != "ان" or opens == at or opens < at):
                if before.base == "ان" and (
                    opens - 2 < self.first or page.word[opens - 2].base not in ("رغم", "غير", "الا")
                ):
                    break
                opens -= 1
            elif before.text == "في" and page.text[opens] == "حين":
                opens -= 1
            else:
                break
        return opens

    def _cue(self, at: int, reading: Reading) -> tuple[int, int]:
        page = self.page
        skip = len(reading.prefix)
        if reading.prefix.endswith("س"):
            skip -= 1
        return page.cut(at, skip), page.tokens.end[at]

    def _chain(
        self, holder: Phrase | None, implicit: Link | None, gap: Gap, reading: Reading
    ) -> list[Link]:
        chain: list[Link] = []
        if gap.source is not None:
            chain.append(link_of(gap.source))
        if holder is not None:
            chain.append(link_of(holder))
        elif implicit is not None:
            chain.append(implicit)
        outer = [link_of(p) for p in (gap.document, *gap.media) if p is not None]
        carries = not reading.form.person or reading.lexeme.lemma in _CARRYING_ON
        if holder is None and implicit is not None and carries and not outer:
            outer = self._carried(implicit)
        return chain + outer

    def _carried(self, implicit: Link) -> list[Link]:
        """Return document and media of the last quotation of the same holder, as implicit."""
        chains = [d.chain for d in self.drafts if d.chain]
        chain = chains[-1] if chains else self.memory.chain
        for at, link in enumerate(chain):
            if (link.start, link.end) == (implicit.start, implicit.end):
                rest = [x for x in chain[at + 1 :] if x.type in ("document", "media")]
                return [x._replace(implicit=True) for x in rest]
        return []

    def _outermost(self) -> Link | None:
        for draft in reversed(self.drafts):
            if draft.closes and draft.chain:
                return draft.chain[0]
        return None

    def _resolve(self, at: int, reading: Reading) -> Link | None:
        """Return the holder that a clause without a subject goes on with."""
        gender, number = _features(reading)
        candidates: list[Link] = []
        for draft in reversed(self.drafts):
            if draft.closes and draft.chain:
                candidates.append(draft.chain[0])
                break
        inner = self._content_subject(at)
        subject = clause_subject(self.page, self.first, at, gender, number)
        local = [link_of(p) for p in (inner, subject) if p is not None]
        starts = self._opens(at) == self.first
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
            earlier.append(self.memory.subject)
        dual = dual_before(self.page, at) if number == "d" else None
        if dual is not None:
            candidates.insert(0, link_of(dual))
        before = self.page.word[at - 1] if at > self.first else None
        bound = (
            before is not None
            and not self.page.word[at].joined
            and not (self.page.is_mark(at - 1) or before.kind)
        )
        if reading.form.person and bound and self._open(at) is not None:
            # Inside a clause only its own subject can be meant.
            candidates, earlier = local, []
        for group in (candidates, earlier):
            for wanted in (2, 1):
                for link in group:
                    if agreement(link, gender, number) >= wanted:
                        return link._replace(implicit=True)
        return None

    def _content_subject(self, at: int) -> Phrase | None:
        for draft in reversed(self.drafts):
            if draft.first < at and not draft.backward:
                phrase = noun_phrase(self.page, draft.first, at, draft.skip)
                return phrase if phrase is not None and phrase.firm else None
        return None

    def _is_nested(
        self,
        at: int,
        reading: Reading,
        subject: Phrase | None,
        holder: Phrase | None,
        implicit: Link | None,
    ) -> bool:
        page = self.page
        outer = self._open(at)
        if outer is None:
            return False
        close = page.closing.get(outer.first)
        if close is not None and outer.how == "speech" and at < close:
            return True
        if outer.how == "speech" and close is not None:
            return False
        if subject is not None:
            return subject.first <= outer.first + 1
        word = page.word[at]
        before = page.word[at - 1]
        if word.joined or before.base in (
            *("كما", "بينما", "فيما", "لكن", "لكنه", "لكنها", "لكنهم", "حيث", "ثم"),
        ):
            if holder is None and implicit is not None:
                carries_on = reading.lexeme.lemma in _CARRYING_ON
                if outer.how == "speech" and word.joined and not carries_on:
                    # وطلبت in the unmarked words after a colon is told by the speaker.
                    return True
                return agreement(outer.chain[0], *_features(reading)) == 0
            return False
        if page.is_mark(at - 1):
            return False
        return before.text not in ("قد", "وقد", "لقد", "فقد", "كان", "وكان")

    def _open(self, at: int, *, clause: bool = False) -> Draft | None:
        """Return the last quotation whose content may reach token ``at``."""
        for draft in reversed(self.drafts):
            if draft.first < at and not draft.backward and draft.chain:
                if not (clause and draft.how == "noun"):
                    return draft
        return None

    def _add(self, draft: Draft) -> None:
        if draft.first >= self.last and not draft.backward:
            return
        self.drafts.append(draft)
        if draft.closes and draft.chain:
            self.memory.chain = draft.chain


def word_like_holder(page: Page, phrase: Phrase) -> bool:
    """Tell whether an unknown phrase right after the verb may be its subject."""
    word = page.word[phrase.first]
    return not word.finite or not word.verbal


def _frame(reading: Reading) -> frozenset[str]:
    return frozenset(reading.lexeme.row["frame"].split())


def _verb(reading: Reading) -> QuoteVerb:
    return cast(QuoteVerb, reading.lexeme.row["class"])


def _features(reading: Reading) -> tuple[str, str]:
    form = reading.form
    if form.tense == "masdar":
        return {"ه": "m", "ها": "f"}.get(reading.suffix, ""), "s"
    if not form.person and form.number != "s":
        # معتبرين is dual or plural.
        return form.gender, ""
    return form.gender, form.number


def _impersonal(reading: Reading) -> bool:
    return "impersonal" in _frame(reading) and reading.form.tense != "perfect"
