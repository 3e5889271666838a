"""Reported words that are the object of a verb: nouns of opinion, the accused, predicates."""

from __future__ import annotations

from tawatur.annotating.quotes.clauses import Complement, opinion_at
from tawatur.annotating.quotes.gaps import Gap
from tawatur.annotating.quotes.resolving import Resolver
from tawatur.annotating.quotes.shapes import Phrase
from tawatur.annotating.quotes.state import frame_of
from tawatur.annotating.quotes.words import words_for
from tawatur.language.verbs import Reading

__all__ = ["Objects"]

# Words of a setting between the subject and an object.
_SETTING = 14


class Objects(Resolver):
    """A unit that reads objects as reported words."""

    def opinion_object(self, at: int, frame: frozenset[str]) -> Complement | None:
        """Read ``أكد الوزير أهمية الحوار``: a noun of opinion right where the object stands."""
        if frame & {"obj", "obj!"} and at < self.last and opinion_at(self.page, at):
            return Complement(at, 0, "noun", at)
        return None

    def _cause(self, at: int) -> Complement | None:
        """Read ``أرجعت المصادر التأجيل إلى``: what is put down to something, with its cause."""
        page = self.page
        word = page.word[at]
        other = word.kind not in ("", "demonstrative")
        if page.is_mark(at) or other or word.verbal or word.complementizer:
            return None
        for ahead in range(at + 1, min(self.last - 1, at + _SETTING)):
            if page.text[ahead] == "الي":
                return Complement(at, 0, "noun", at)
            if page.is_mark(ahead) or page.word[ahead].verbal:
                return None
        return None

    def _past_places(self, at: int) -> int:
        """Return the token past times and places of speaking: ``أمس في العاصمة``."""
        page = self.page
        while at < self.last:
            word = page.word[at]
            if word.kind in ("time", "adverb") or (page.is_mark(at) and at not in page.closing):
                at += 1
            elif word.kind == "preposition" and at + 1 in page.name:
                at = page.name[at + 1].last
            else:
                break
        return at

    def _fact(self, at: int, frame: frozenset[str]) -> bool:
        """Tell whether an indefinite noun before its genitive is confirmed: تناثر جثث."""
        page, word = self.page, self.page.word[at]
        if "noun" not in frame or "an_" in frame or at + 1 >= self.last:
            return False
        after = page.word[at + 1]
        plain = word.plain and at not in page.name and not (word.given or word.accusative)
        noun = after.text.isalpha() and not (after.kind or after.verbal or after.complementizer)
        return plain and noun and len(word.text) > 3 and not word.text.startswith("ال")

    def _rated(self, at: int) -> Complement | None:
        """Read ``قدرت مصادر الخسائر بمليون``: what is estimated, with its measure."""
        page = self.page
        if at >= self.last or page.is_mark(at) or page.word[at].kind or page.word[at].verbal:
            return None
        if page.text[at].startswith("ب"):
            return None
        for ahead in range(at + 1, min(self.last, at + _SETTING)):
            word = page.word[ahead]
            if page.is_mark(ahead) or word.verbal or word.complementizer:
                return None
            numbered = ahead + 1 < self.last and page.tokens.kind[ahead + 1] == "number"
            if word.text[:1] == "ب" and (numbered or word.text in words_for("measuring")):
                return Complement(at, 0, "noun", at)
        return None

    def _alleged(self, at: int) -> Complement | None:
        """Read ``ووصفها على صفحته بأنها جريمة``: what is said of whom the pronoun means."""
        page = self.page
        for ahead in range(at, min(self.last - 1, at + _SETTING)):
            word = page.word[ahead]
            if word.complementizer.startswith("ب"):
                whole = word.pronoun and ahead + 1 not in page.closing
                return Complement(ahead if whole else ahead + 1, int(whole), "clause", ahead)
            if page.is_mark(ahead) or word.verbal or word.kind == "relative":
                return None
            if word.masdar == "ب" and not word.kind:
                return Complement(ahead, 1, "noun", ahead)
        return None

    def past_settings(self, at: int) -> int:
        """Return the token past ``لاحقا``, ``من جهته``, ``طلب عدم ذكر اسمه`` and so on."""
        page = self.page
        while at < self.last - 1:
            word, after = page.word[at], page.word[at + 1]
            past = page.past_unnamed(at)
            if word.kind == "preposition" and after.text in words_for("moment"):
                # في وقت سابق
                at += 3
                continue
            if word.kind in ("time", "adverb"):
                at += 1
            elif word.kind == "preposition" and not word.joined and after.kind == "adverb":
                at += 2
            elif past > at:
                at = past
            else:
                break
        return at

    def late_object(self, at: int, frame: frozenset[str]) -> Complement | None:
        """Read ``أكد الوزير خلال لقائه نظيره أهمية الحوار``: a setting before the object."""
        page = self.page
        if not frame & {"obj", "obj!"} or at >= self.last:
            return None
        if page.word[at].kind not in ("preposition", "time", "attributing"):
            return None
        attributed = page.word[at].kind == "attributing"
        for ahead in range(at + 1, min(self.last, at + _SETTING)):
            word, before = page.word[ahead], page.word[ahead - 1]
            if attributed and page.text[ahead] in ("،", ",") and opinion_at(page, ahead + 1):
                # أكدت الوزارة وفقا للوكالة، وقوف البلاد
                return Complement(ahead + 1, 0, "noun", ahead)
            if page.is_mark(ahead) or word.verbal or word.complementizer or word.kind == "relative":
                return None
            if opinion_at(page, ahead) and before.kind != "preposition" and not before.masdar:
                return Complement(ahead, 0, "noun", ahead)
        return None

    def object(
        self, at: int, reading: Reading, gap: Gap, holder: Phrase | None
    ) -> Complement | None:
        """Read content that is the verb's object: ``أكد أهمية``, ``تعده أنقرة منظمة``."""
        page, frame = self.page, frame_of(reading)
        after = gap.after if gap.holder is not None else at + 1
        if after >= self.last:
            return None
        participle = not reading.form.person
        if "pred" in frame:
            own = gap.holder is not None or holder is not None or reading.prefix[:1] in ("و", "ف")
            if reading.suffix and own:
                worded = not page.is_mark(after) or after in page.closing
                return Complement(after, 0, "noun", after) if worded else None
            plain = page.word[after]
            if participle and not (plain.kind in ("preposition", "clause") or page.is_mark(after)):
                return Complement(after, 0, "noun", after)
            return None
        if "accuse" in frame:
            if page.is_mark(after) and after not in page.closing:
                return None
            bare = gap.holder is None and holder is None and not participle
            if bare and reading.suffix:
                return self._alleged(after)
            # اتهموا القوات بالقصف: a plural before a noun has its subject elsewhere.
            if bare and (reading.form.number == "s" or page.text[after].startswith("ب")):
                return None
            if any(page.text[k].startswith("ب") for k in range(after, min(after + 14, self.last))):
                if page.word[after].complementizer or page.word[after].masdar == "ب":
                    return Complement(after, 1, "noun", after)
                return Complement(after, 0, "noun", after)
            return None
        if "attribute" in frame:
            return self._cause(after)
        if "rate" in frame:
            return self._rated(self.past_settings(after)) if gap.holder is not None else None
        if "toll" in frame:
            toll = page.word[after].text in words_for("toll")
            return Complement(after, 0, "noun", after) if toll else None
        if "obj" not in frame and "obj!" not in frame:
            return None
        after = self.past_settings(after)
        if after > at + 1 and page.text[after : after + 1] in (["،"], [","]):
            after += 1
        if after >= self.last:
            return None
        if opinion_at(page, after):
            return Complement(after, 0, "noun", after)
        word = page.word[after]
        teller = gap.holder or holder
        if "obj!" in frame and teller is not None and teller.firm:
            definite = "noun" in frame and "an_" not in frame and word.text[:2] == "ال"
            own = word.masdar == "~" and word.text.rstrip("هما") not in words_for("stance")
            if word.masdar == "-" or own or definite or self._fact(after, frame):
                return Complement(after, 0, "noun", after)
        if "obj!" in frame and gap.holder is None and gap.after > at + 1:
            # وأكد في تصريحات لصحيفة كذا أمس في العاصمة تعرض البلدة لهجوم
            after = self._past_places(gap.after)
            told = (gap.media or gap.document is not None) and after < self.last
            if told and page.word[after].masdar == "-" and page.word[at].joined:
                return Complement(after, 0, "noun", after)
        if "obj!" in frame and participle and word.masdar == "-":
            return Complement(after, 0, "noun", after)
        return None
