"""Articles as tracing reads them: words, stems and sentences, without furniture."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from tawatur.language import fold_text, lexicon, sentences, tokenize
from tawatur.records import Article, Furniture
from tawatur.tracing.credits import Credits, SourceNames, find_credits, is_agency, outlet_name
from tawatur.tracing.stems import canonical, stem
from tawatur.tracing.weights import is_prose, is_set_phrase, stem_weight

__all__ = ["Role", "TracedSentence", "TracedText", "Vocabulary", "read_text"]

Role = Literal["headline", "dateline", "body", "footer"]
# A headline has no full stop and at most this many words; a dateline line at most so many.
_HEADLINE_WORDS, _DATELINE_WORDS, _TAG_WORDS, _ADDRESS_WORDS = 30, 6, 20, 12


class Vocabulary:
    """Words and stems as numbers, and what each stem weighs. It grows while texts are read.

    ``counts`` says in how many of ``of`` articles of the collection a stem stands, where the
    collection has a say in what stems weigh.
    """

    def __init__(
        self,
        names: SourceNames | None = None,
        counts: Mapping[str, int] | None = None,
        of: int = 0,
    ) -> None:
        self.names = names
        self._counts = counts or {}
        self._of = of
        self.words: dict[str, int] = {}
        self.stem_of: list[int] = []
        self.text_of: list[str] = []
        self.stems: dict[str, int] = {}
        self.stem_text: list[str] = []
        self.weight: list[float] = []
        self.prose: list[bool] = []
        self.phrase: list[bool] = []
        self.credit_stem = self._stem("")
        self.stable: object = None

    def word(self, text: str) -> int:
        """Return the number of a folded word."""
        number = self.words.get(text)
        if number is None:
            number = self.words[text] = len(self.stem_of)
            plain = canonical(text)
            # Two spellings of one word are one word here.
            if plain != text:
                same = self.word(plain)
                self.words[text] = same
                return same
            self.text_of.append(text)
            self.stem_of.append(self._stem(stem(text)))
        return number

    def _stem(self, key: str) -> int:
        number = self.stems.get(key)
        if number is None:
            number = self.stems[key] = len(self.weight)
            self.stem_text.append(key)
            self.weight.append(stem_weight(key, self._counts.get(key, 0), self._of))
            self.prose.append(is_prose(key))
            self.phrase.append(is_set_phrase(key))
        return number


class TracedSentence(NamedTuple):
    """A run of words, ``first`` to ``last`` (half open), and what it is."""

    first: int
    last: int
    role: Role


class TracedText:
    """One article: its words as numbers, with their places, sentences and credits."""

    __slots__ = (
        "article",
        "cited",
        "credits",
        "end",
        "in_body",
        "index",
        "is_agency",
        "news",
        "outlet",
        "sentence_starts",
        "sentences",
        "start",
        "stem_set",
        "stems",
        "told",
        "vectors",
        "words",
    )

    def __init__(
        self,
        article: Article,
        words: list[int],
        stems: list[int],
        places: tuple[array[int], array[int]],
        parts: list[TracedSentence],
        credits_: Credits,
        outlet: str | None,
    ) -> None:
        self.article = article
        self.words = words
        self.stems = stems
        self.stem_set: frozenset[int] | None = None
        self.start, self.end = places
        self.sentences = parts
        self.sentence_starts = [part.first for part in parts]
        self.credits = credits_
        self.outlet = outlet
        self.is_agency = is_agency(self.outlet)
        self.in_body = bytearray(len(words))
        for part in parts:
            if part.role == "body":
                self.in_body[part.first : part.last] = b"\1" * (part.last - part.first)
        self.index = 0
        # What is worked out for a few texts alone, by those who ask for it.
        self.cited: object = None
        self.told: object = None
        self.vectors: object = None
        self.news = next((p.first for p in parts if p.role in ("body", "footer")), len(words))

    def __len__(self) -> int:
        return len(self.words)

    def sentence_of(self, word: int) -> int:
        """Return the number of the sentence that holds a word."""
        return bisect_right(self.sentence_starts, word) - 1

    def names(self, other: TracedText) -> bool:
        """Tell whether this text names the outlet of the ``other`` as a source."""
        return other.outlet is not None and other.outlet in self.credits.names

    def body(self) -> list[int]:
        """Return the numbers of the sentences that are news text."""
        return [number for number, part in enumerate(self.sentences) if part.role == "body"]


@cache
def _footers() -> tuple[tuple[str, ...], ...]:
    rows = lexicon.load("credits").rows
    return tuple(
        tuple(fold_text(row["form"]).split()) for row in rows if row["slot"] in ("footer", "tag")
    )


@cache
def _tags() -> frozenset[str]:
    return frozenset(
        fold_text(row["form"]) for row in lexicon.load("credits").rows if row["slot"] == "tag"
    )


def read_text(
    article: Article, furniture: Sequence[Furniture], vocabulary: Vocabulary
) -> TracedText:
    """Return ``article`` as tracing reads it; words inside ``furniture`` are left out."""
    text = article.text
    tokens = tokenize(text)
    spans = sorted((record.start, record.end) for record in furniture)
    hidden = 0
    words: list[int] = []
    stems: list[int] = []
    starts, ends = array("I"), array("I")
    parts: list[TracedSentence] = []
    number_of = vocabulary.word
    stem_of = vocabulary.stem_of
    token = 0
    headline = _headline_end(article)
    pieces = sentences(text)
    for place, (left, right) in enumerate(pieces):
        first = len(words)
        while token < len(tokens) and tokens.start[token] < left:
            token += 1
        here: list[str] = []
        while token < len(tokens) and tokens.start[token] < right:
            at = tokens.start[token]
            while hidden < len(spans) and spans[hidden][1] <= at:
                hidden += 1
            shown = not (hidden < len(spans) and spans[hidden][0] <= at)
            if shown and tokens.kind[token] != "mark":
                number = number_of(tokens.text[token])
                here.append(tokens.text[token])
                words.append(number)
                stems.append(stem_of[number])
                starts.append(at)
                ends.append(tokens.end[token])
            token += 1
        if len(words) == first:
            continue
        role = _role(text, (left, right), here, headline, parts, place + 1 == len(pieces))
        cut = _tag_cut(here) if role == "body" and place + 2 >= len(pieces) else None
        if cut is not None:
            if cut:
                parts.append(TracedSentence(first, first + cut, "body"))
            parts.append(TracedSentence(first + cut, len(words), "footer"))
        else:
            parts.append(TracedSentence(first, len(words), role))
    credits_ = find_credits(article, tokens, vocabulary.names)
    # The name of a source is no part of what was taken from it.
    for credit in credits_.text:
        for at in range(bisect_left(starts, credit.start), bisect_left(starts, credit.end)):
            stems[at] = vocabulary.credit_stem
    places = starts, ends
    return TracedText(article, words, stems, places, parts, credits_, outlet_name(article))


def _headline_end(article: Article) -> int:
    """Return where the headline at the head of the text ends, 0 where there is none."""
    text = article.text
    head = len(text) - len(text.lstrip())
    if article.title:
        title = article.title.strip()
        if title and text.startswith(title, head):
            return head + len(title)
    line_end = text.find("\n", head)
    if line_end < 0:
        return 0
    line = text[head:line_end].strip()
    alone = text[line_end : line_end + 2] in ("\n\n", "\n ", "\r\n")
    if alone and line and line[-1] not in ".!؟" and len(line.split()) <= _HEADLINE_WORDS:
        return line_end
    return 0


def _role(
    text: str,
    span: tuple[int, int],
    words: list[str],
    headline: int,
    parts: list[TracedSentence],
    last: bool,
) -> Role:
    if span[1] <= headline:
        return "headline"
    if len(words) <= _ADDRESS_WORDS and "@" in text[span[0] : span[1]]:
        return "footer"
    # What follows the first line of a foot belongs to it, line by line.
    if parts and parts[-1].role == "footer" and len(words) <= _ADDRESS_WORDS:
        return "footer"
    for footer in _footers():
        if tuple(words[: len(footer)]) == footer:
            return "footer"
    inside = all(part.role != "body" for part in parts)
    line_end = span[1] >= len(text) or text[span[1]] in "\r\n"
    if inside and len(words) <= _DATELINE_WORDS and line_end and text[span[1] - 1] not in ".!؟":
        return "dateline"
    if last and len(words) <= _DATELINE_WORDS and text[span[1] - 1] not in '.!؟»"':
        return "footer"
    return "body"


def _tag_cut(words: list[str]) -> int | None:
    """Return where the list of tags begins that ends a text, or ``None``."""
    for back in range(1, min(_TAG_WORDS, len(words)) + 1):
        if words[-back] in _tags():
            return len(words) - back
    return None
