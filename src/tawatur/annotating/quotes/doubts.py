"""What speaks for or against a reading of a verb: nouns behind it, nouns before it, bare speech."""

from __future__ import annotations

from tawatur.annotating.quotes.clauses import Complement
from tawatur.annotating.quotes.holders import Phrase
from tawatur.annotating.quotes.relays import Relays
from tawatur.annotating.quotes.state import frame_of
from tawatur.annotating.quotes.words import Word, words_for
from tawatur.language.verbs import Reading

__all__ = ["Doubts"]

# Words of settings between قال with its subject and words that neither أن nor marks open.
_BARE = 30


class Doubts(Relays):
    """A unit that tells subjects from what only stands where one would."""

    def kept_back(self, at: int) -> bool:
        """Tell whether it is a name that is kept back: ``طلب القائدان عدم نشر اسميهما``."""
        texts = self.page.text
        named = any(text in words_for("identity") for text in texts[at + 1 : at + 5])
        return at < self.last and texts[at] in words_for("unnamed_object") and named

    def displaces(self, at: int, before: Phrase, holder: Phrase, frame: frozenset[str]) -> bool:
        """Tell whether the noun right behind a verb is its subject, whatever stands before it."""
        if frame & {"accuse", "addr", "pred", "min_addr", "ala_addr"} or holder.first != at + 1:
            return False
        known = bool(self.page.word[before.first].heads or self.page.word[before.first].role)
        speaks = holder.type in ("named", "role", "anonymous") and holder.firm
        return speaks and not known and before.last - before.first == 1

    def objective(self, before: Word | None, holder: Phrase, reading: Reading) -> bool:
        """Tell whether the noun behind a verb is no subject: predicate, or object after أنه."""
        frame = frame_of(reading)
        if "pred" in frame and reading.suffix:
            # واعتبرتها خطوة مهمة
            return holder.head in ("speech", "document") or not holder.firm
        addressing = frame & {"addr", "accuse", "min_addr"}
        own = before is not None and before.complementizer and before.pronoun
        return bool(own and addressing)

    def described(self, at: int) -> bool:
        """Tell whether a verb describes the noun before it: ``في تطور ربما يشير إلى كذا``."""
        page = self.page
        end = at
        while end > self.first and page.word[end - 1].text in words_for("perhaps"):
            end -= 1
        if end - 2 < self.first or page.word[end - 2].kind not in (
            "preposition",
            "demonstrative",
        ):
            return False
        noun = page.word[end - 1]
        other = noun.kind or noun.heads or noun.role or noun.definite or noun.given
        return not other and noun.text.isalpha() and not noun.text.startswith("ال")

    def bare_speech(self, at: int) -> Complement | None:
        """Read ``قال الوزير خلال لقاء، لا شك في كذا``: words that neither أن nor marks open."""
        page = self.page
        for ahead in range(at, min(self.last - 1, at + _BARE)):
            word = page.word[ahead]
            if word.complementizer or word.kind == "relative" or (word.joined and word.verbal):
                return None
            opens = word.kind == "speaker" or word.text in words_for("speech_opening")
            if opens and (ahead == at or page.text[ahead - 1] in ("،", ",")):
                return Complement(ahead, 0, "clause", ahead)
            if word.reports and word.verbal:
                return None
        return None
