"""Who says it: the chain of holders behind any span of an article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import structs

from tawatur.language import fold_text, lexicon, tokenize
from tawatur.language.stems import is_function_word, stem
from tawatur.language.verbs import load_verbs
from tawatur.records import Annotation, Article, Holder, Mention, Quote
from tawatur.weighing.institutions import institution_of
from tawatur.weighing.loci import named_as_place, past_place
from tawatur.weighing.tellers import Tellers

__all__ = ["Attributions", "content_stems", "headed"]


# A headline stands within this many characters of the beginning.
_HEADLINE = 300


@cache
def _references() -> frozenset[str]:
    """Words that point back to a holder who was named before (نفسه، المذكور)."""
    return frozenset(map(fold_text, lexicon.load("back_references").column("form")))


def content_stems(text: str) -> tuple[str, ...]:
    """Return the light stems of the words of ``text`` that are not function words, in order."""
    tokens = tokenize(text)
    return tuple(
        stem(word)
        for word, kind in zip(tokens.text, tokens.kind, strict=True)
        if kind == "word" and not is_function_word(word)
    )


def headed(text: str) -> tuple[str, bool, int]:
    """Return the stem of the head noun, whether it is definite, and the number of content words."""
    tokens = tokenize(text)
    words = [
        word
        for word, kind in zip(tokens.text, tokens.kind, strict=True)
        if kind == "word" and not is_function_word(word) and word not in _references()
    ]
    if not words:
        return "", False, 0
    pointing = any(word in _references() for word in tokens.text)
    return stem(words[0]), pointing or words[0].startswith("ال"), len(words)


class Attributions:
    """The chains of attribution of one article, asked for by span."""

    def __init__(self, article: Article, annotations: Sequence[Annotation]) -> None:
        self.article = article
        names = {
            (m.start, m.end): m.type
            for m in annotations
            if isinstance(m, Mention) and m.type in ("PER", "ORG")
        }
        self.quotes = sorted(
            (
                record
                for record in annotations
                if isinstance(record, Quote) and not _is_topic_line(record, names, article.text)
            ),
            key=lambda quote: (quote.start, quote.end, quote.id),
        )
        self._antecedents = _antecedents(self.quotes)
        pieces = sorted(
            (piece.start, piece.end, index)
            for index, quote in enumerate(self.quotes)
            for piece in quote.content
        )
        self._starts = [start for start, _, _ in pieces]
        self._pieces = pieces
        self._tellers = Tellers(article, annotations)
        self._people = {
            m.start: m.end for m in annotations if isinstance(m, Mention) and m.type == "PER"
        }

    def quote_at(self, start: int, end: int) -> Quote | None:
        """Return the innermost quote whose content covers the span, or ``None``."""
        best: tuple[int, int, Quote] | None = None
        for piece_start, piece_end, index in self._pieces[: bisect_right(self._starts, start)]:
            if piece_end >= end:
                key = (piece_end - piece_start, index, self.quotes[index])
                if best is None or key[:2] < best[:2]:
                    best = key
        return best[2] if best else None

    def chain(self, quote: Quote) -> tuple[Holder, ...]:
        """Return the quote's chain with back references replaced by what they refer to."""
        return tuple(self._whole(self._antecedents.get((h.start, h.end), h)) for h in quote.chain)

    def _whole(self, holder: Holder) -> Holder:
        """Return a holder with the place that he is called after (مدير مستشفى عين …)."""
        text = self.article.text
        end = past_place(text, holder.end, self._people)
        if end == holder.end or holder.type == "pronoun":
            return holder
        return structs.replace(holder, end=end, text=text[holder.start : end])

    def behind(self, start: int, end: int) -> tuple[Holder, ...]:
        """Return the resolved chain behind a span; empty where the article itself says it."""
        quote = self.quote_at(start, end)
        if quote is None:
            return ()
        chain = self.chain(quote)
        if len(chain) > 1 and chain[1].type != "media" and _is_promise(quote):
            # Whoever reports a promise, not who makes it, says how much was promised.
            return chain[1:]
        return chain

    def of_figure(self, start: int, end: int) -> tuple[Holder, ...]:
        """Return the chain behind a figure; where nobody's words hold it, its teller alone."""
        chain = self.behind(start, end)
        quote = self.quote_at(start, end)
        promised = len(chain) == 1 and quote is not None and _is_promise(quote)
        if chain and chain[0].type != "media" and not promised:
            return chain
        teller = self._tellers.of(start, end)
        if teller is None or (chain and teller.type == "media"):
            return chain
        if promised:
            chain = ()
        return (self._whole(self._antecedents.get((teller.start, teller.end), teller)), *chain)


def _is_promise(quote: Quote) -> bool:
    if quote.verb != "other" or quote.cue is None:
        return False
    verbs = load_verbs("promising_verbs")
    return any(word in verbs for word in tokenize(quote.cue.text).text)


def _is_topic_line(quote: Quote, names: Mapping[tuple[int, int], str], text: str) -> bool:
    """Tell whether a «quote» is a headline with a place or topic before its colon.

    «سروان: مقتل …» says where the news is from; nobody is quoted. A person, an organisation or
    an office before the colon speaks, unless the text says of the name that something happened
    there, or never comes back to it: who speaks in a headline speaks below.
    """
    if quote.cue is not None or not quote.chain:
        return False
    holder = quote.chain[0]
    kinds = {kind for (a, b), kind in names.items() if holder.start <= a and b <= holder.end}
    if holder.type == "named" and not kinds:
        return True
    if holder.type not in ("named", "organisation") or not kinds <= {"ORG"}:
        return False
    if holder.start > _HEADLINE:
        return False
    if named_as_place(text, holder.text):
        return True
    body = text.find("\n", holder.end)
    return body > 0 and institution_of(holder.text) is None and text.find(holder.text, body) < 0


def _antecedents(quotes: Sequence[Quote]) -> Mapping[tuple[int, int], Holder]:
    """Map the span of every definite, short holder to the fuller holder before it.

    «المصدر» is the «مصدر عسكري» that the article heard before; a name stands for itself, and
    what has no antecedent stays as it is.
    """
    holders = sorted(
        {(h.start, h.end): h for quote in quotes for h in quote.chain}.items(),
        key=lambda item: item[0],
    )
    known: dict[str, Holder] = {}
    found: dict[tuple[int, int], Holder] = {}
    for span, holder in holders:
        head, definite, words = headed(holder.text)
        before = known.get(head)
        fuller = before is not None and headed(before.text)[2] > words
        if holder.entity is None and definite and words <= 2 and before is not None and fuller:
            found[span] = before
        elif head:
            known[head] = holder
    return found
