"""An article as the reader of quotations sees it: words, marks, names and units of text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tawatur.annotating.document import Document
from tawatur.annotating.mentions.words import maqsura_names
from tawatur.annotating.quotes.marks import pair_marks
from tawatur.annotating.quotes.words import Word, describe, split_forms, words_for
from tawatur.language import lexicon
from tawatur.records import Mention, Sentence

__all__ = ["Name", "Page"]

# Bounds the work on a text without sentences; the longest of 300 news articles had 412 words.
_LONGEST_UNIT = 800
# Words of طلب عدم الكشف عن اسمه.
_UNNAMED = 8
# Marks included; the longest quoted name of a medium has six words.
_LONGEST_NAME = 12


class Name(NamedTuple):
    """A mention in tokens: first, past the last, its type and its entity."""

    first: int
    last: int
    type: str
    entity: str | None


@cache
def _media() -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """Return the names of media by first word, longest first, with their ambiguity."""
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for name in ("agencies", "media"):
        for row in lexicon.load(name).rows:
            words = split_forms(row["form"])
            found.setdefault(words[0], []).append((words, bool(row["ambiguous"])))
    for forms in found.values():
        forms.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    return found


class Page:
    """Words, marks and names of one document, by index of token."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens
        self.text = self.tokens.text
        self.word: list[Word] = [
            describe(text, text.endswith("ه") and self.feminine(at))
            for at, text in enumerate(self.text)
        ]
        self.size = len(self.text)
        names = maqsura_names()
        alike = [at for at, text in enumerate(self.text) if text in names]
        if any(self.maqsura(at) for at in alike):
            # Where the article writes على, its علي is somebody's name.
            for at in alike:
                if not self.maqsura(at):
                    self.word[at] = self.word[at]._replace(kind="", given=True)
        for at, word in enumerate(self.word):
            if word.text[-1] == "ي" and word.masdar == "-" and word.reports and self.maqsura(at):
                # نفى is a verb; its masdar is نفي.
                self.word[at] = word._replace(masdar="")
        self.closing: dict[int, int] = {}
        for start, end in document.paragraphs:
            inside = self.tokens.within(start, end)
            if len(inside):
                self.closing.update(pair_marks(self.tokens, inside.start, inside.stop))
        self.opening = {close: first for first, close in self.closing.items()}
        self.name: dict[int, Name] = {}
        spans = [self.tokens.within(m.start, m.end) for m in document.of(Mention)]
        alone = frozenset(self.text[span.start] for span in spans if len(span) == 1)
        for mention in document.of(Mention):
            inside = self.tokens.within(mention.start, mention.end)
            if len(inside):
                first = inside.start
                last = self._name_end(mention.type, first, inside.stop, alone)
                if last == first:
                    continue
                name = Name(first, last, mention.type, mention.entity)
                known = self.name.get(first)
                if known is None or known.last < name.last:
                    self.name[first] = name
        # A name may begin inside a token (لمحمد); it is found from the token that holds it.
        for mention in document.of(Mention):
            at = self.tokens.at(mention.start)
            if (at == self.size or self.tokens.start[at] != mention.start) and at:
                last = self.tokens.at(mention.end)
                name = Name(at - 1, max(last, at), mention.type, mention.entity)
                self.name.setdefault(at - 1, name)

        for name in self.name.values():
            word = self.word[name.first]
            if name.last == name.first + 1 and name.type == "LOC" and not word.reports:
                # عدن is a town, not "they came back".
                self.word[name.first] = word._replace(verbal=False, finite=())

    def _name_end(self, kind: str, first: int, last: int, alone: frozenset[str]) -> int:
        """Return where a mention ends that a noun or a second person may have slipped into."""
        if kind != "PER":
            return last
        if last - first == 1:
            word = self.word[first]
            plain = word.masdar in ("ل", "ب") or word.heads & {"anonymous", "official"}
            return first if plain else last
        for at in range(first + 1, last):
            word = self.word[at]
            if word.masdar and not word.given and any(r.suffix for r in word.reports):
                return at
        pair = self.text[first], self.text[first + 1]
        # Two surnames side by side are subject and object (حث السيستاني العبادي).
        if last - first == 2 and all(t.startswith("ال") and t in alone for t in pair):
            return first + 1
        return last

    def units(self) -> Iterator[tuple[int, int]]:
        """Yield the sentences in tokens, joined where a quotation runs across their border.

        A text that has no end of sentence is cut into units of bounded length.
        """
        spans = [
            (inside.start, inside.stop)
            for sentence in self.document.of(Sentence)
            if not self.document.is_furniture(sentence.start, sentence.end)
            if len(inside := self.tokens.within(sentence.start, sentence.end))
        ]
        at = 0
        while at < len(spans):
            first, last = spans[at]
            token = first
            while token < last:
                close = self.closing.get(token)
                if close is not None:
                    while close >= last and at + 1 < len(spans):
                        at += 1
                        last = spans[at][1]
                    token = close
                token += 1
            for part in range(first, last, _LONGEST_UNIT):
                yield part, min(part + _LONGEST_UNIT, last)
            at += 1

    def quoted_name(self, mark: int) -> bool:
        """Tell whether the marks that open at ``mark`` hold a name, not words of somebody."""
        close = self.closing[mark]
        if close - mark > _LONGEST_NAME:
            return False
        words = [at for at in range(mark + 1, close) if self.tokens.kind[at] != "mark"]
        if not words:
            return True
        if self.media_at(mark + 1, quoted=True) == close:
            return True
        name = self.name.get(mark + 1)
        if name is not None and name.last >= close:
            return True
        if len(words) == 1:
            word = self.word[words[0]]
            return not (word.verbal or word.accusative)
        if len(words) > 4 or any(self.word[at].verbal for at in words):
            return False
        before = self.word[mark - 1] if mark else None
        return before is not None and (
            bool(before.heads & {"media", "organisation"}) or self.text[mark - 1] == "ل"
        )

    def media_at(self, at: int, *, quoted: bool = False, skip: int = 0) -> int | None:
        """Return the token past the name of a medium that begins at ``at``, or ``None``.

        ``skip`` letters of the first token are a preposition. An ambiguous name counts only when
        ``quoted``.
        """
        if at >= self.size:
            return None
        first = self.text[at][skip:]
        for start in (first, "ا" + first) if skip else (first,):
            for words, ambiguous in _media().get(start, ()):
                if ambiguous and not quoted:
                    continue
                last = self._matches(at, words)
                if last is not None:
                    return last
        return None

    def _matches(self, at: int, words: tuple[str, ...]) -> int | None:
        for word in words[1:]:
            at += 1
            while at < self.size and self.text[at] in (".", "-"):
                at += 1
            if at >= self.size or self.text[at] != word:
                return None
        return at + 1

    def cut(self, at: int, skip: int) -> int:
        """Return the original offset ``skip`` folded letters into token ``at``."""
        start = self.tokens.start[at]
        if not skip:
            return start
        folded = self.tokens.folded
        return folded.start(folded.index(start) + skip)

    def concerning(self, at: int) -> bool:
        """Tell whether ``فيما`` at ``at`` means concerning (فيما يتعلق ب), not while."""
        return at + 1 < self.size and self.text[at + 1] in words_for("concerning")

    def unnamed(self, at: int) -> bool:
        """Tell whether somebody asks at ``at`` not to be named (طلب عدم ذكر اسمه)."""
        return self.text[at] in words_for("unnamed_verb") and any(
            text in words_for("unnamed_object") for text in self.text[at + 1 : at + 3]
        )

    def past_unnamed(self, at: int) -> int:
        """Return the token past ``طلب عدم كشف هويته`` at ``at``, or ``at`` where it is none."""
        verb = at + 1 if self.text[at : at + 1] == ["لم"] else at
        if verb >= self.size or not self.unnamed(verb):
            return at
        for end in range(verb + 1, min(self.size, verb + _UNNAMED)):
            if self.text[end] in words_for("identity"):
                return end + 1
            if self.is_mark(end):
                break
        return at

    def feminine(self, at: int) -> bool:
        """Tell whether token ``at`` is written with a ta marbuta, which folds to h."""
        return self.document.text[self.tokens.end[at] - 1] == "ة"

    def maqsura(self, at: int) -> bool:
        """Tell whether token ``at`` is written with an alef maqsura, which folds to ``ي``."""
        return self.document.text[self.tokens.end[at] - 1] == "ى"

    def possessive(self, at: int) -> bool:
        """Tell whether token ``at`` is a known office with a pronoun (سموه), not a feminine."""
        return not self.feminine(at) and describe(self.text[at][:-1]).role

    def is_mark(self, at: int) -> bool:
        """Tell whether token ``at`` is punctuation."""
        return self.tokens.kind[at] == "mark"
