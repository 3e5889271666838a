"""What surrounds a figure: the features by which two figures answer one question."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import log
from typing import NamedTuple

from tawatur.language import fold_text, lexicon, peel, tokenize
from tawatur.language.stems import is_function_word, stem
from tawatur.records import Annotation, Article, Furniture, Mention, Quantity, Sentence, Time

__all__ = ["Context", "Contexts", "rarity"]

# A clause reaches about this many words to either side of a figure.
_REACH = 16
# The phrase that says whose the counted are seldom reaches further behind them.
_WHOSE = 7


class Context(NamedTuple):
    """The surroundings of one quantity.

    ``counted`` are the stems of the thing counted, ``words`` those of the clause, ``wider`` those
    of the sentence before it, ``entities`` the entities named in both, ``places`` the places
    smaller than a country that are nearest, ``countries`` those named in both sentences,
    ``sides`` the stems that say whose the counted are, ``classes`` the classes of happening,
    ``days`` the interval of days that the sentence names (ISO), or ``None``, ``part`` whether the
    figure is a part of the one before it (بينهم …).
    """

    quantity: Quantity
    sentence: str
    counted: frozenset[str]
    words: frozenset[str]
    wider: frozenset[str]
    entities: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]
    sides: frozenset[str]
    classes: frozenset[str]
    days: tuple[str, str] | None
    part: bool


@cache
def _happenings() -> Mapping[str, str]:
    return {fold_text(row["form"]): row["class"] for row in lexicon.load("event_nouns").rows}


@cache
def _links() -> frozenset[str]:
    """Words between the counted and those whose they are (من، بين، صفوف)."""
    return frozenset(map(fold_text, lexicon.load("part_links").column("form")))


@cache
def _part_words() -> frozenset[str]:
    return frozenset(map(fold_text, lexicon.load("part_words").column("form")))


def _is_country(mention: Mention) -> bool:
    return mention.entity in _country_entities()


@cache
def _country_entities() -> frozenset[str]:
    return frozenset(f"l:{row['id']}" for row in lexicon.load("countries").rows if row.get("id"))


@cache
def _generic() -> frozenset[str]:
    """Stems of nouns that say what kind is counted and nothing more (شخص، قتيل، جريح)."""
    return frozenset(
        stem(fold_text(form)) for form in lexicon.load("generic_counts").column("form")
    )


def _stems(text: str) -> tuple[str, ...]:
    tokens = tokenize(text)
    return tuple(
        _one_spelling(stem(word))
        for word, kind in zip(tokens.text, tokens.kind, strict=True)
        if kind == "word" and not is_function_word(word)
    )


def _one_spelling(form: str) -> str:
    """Return one stem for a country and its adjective in all spellings (أميركي، أمريكي)."""
    return _countries().get(form, form)


@cache
def _countries() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in lexicon.load("countries").rows:
        for name in (*row["names"].split("|"), *row["adjectives"].split("|")):
            if name and " " not in name:
                found.setdefault(stem(fold_text(name)), row["id"])
    return found


class Contexts:
    """The contexts of the quantities of one article."""

    def __init__(self, article: Article, annotations: Sequence[Annotation]) -> None:
        self._article = article
        furniture = [(r.start, r.end) for r in annotations if isinstance(r, Furniture)]
        self._sentences = [
            record
            for record in annotations
            if isinstance(record, Sentence)
            and not any(a <= record.start and record.end <= b for a, b in furniture)
        ]
        self._starts = [sentence.start for sentence in self._sentences]
        self._mentions = [record for record in annotations if isinstance(record, Mention)]
        self._times = [
            record
            for record in annotations
            if isinstance(record, Time) and record.earliest and record.latest
        ]
        self._quantities = [record for record in annotations if isinstance(record, Quantity)]

    def all(self) -> Iterable[Context]:
        """Yield the context of every quantity that stands in a sentence of the article."""
        for quantity in self._quantities:
            index = bisect_right(self._starts, quantity.start) - 1
            if index >= 0 and quantity.end <= self._sentences[index].end:
                yield self._context(quantity, index)

    def _context(self, quantity: Quantity, index: int) -> Context:
        sentence = self._sentences[index]
        before = self._sentences[index - 1] if index else None
        clause = _clause(sentence, quantity)
        since = before.start if before is not None else sentence.start
        near = [m for m in self._mentions if since <= m.start and m.end <= sentence.end]
        counted_from, counted_to = _counted_span(quantity)
        counted = frozenset(_stems(self._article.text[quantity.end : counted_to])) | frozenset(
            _stems(self._article.text[counted_from : quantity.start])
        )
        names = {m.entity for m in near if m.entity and m.type != "LOC"}
        return Context(
            quantity=quantity,
            sentence=sentence.id,
            counted=counted or frozenset(_stems(quantity.unit or "")),
            words=frozenset(_stems(clause)),
            wider=frozenset(_stems(before.text)) if before is not None else frozenset(),
            entities=frozenset(names),
            places=self._places(sentence)
            or (self._places(before) if before else frozenset())
            or self._topic_places(),
            countries=frozenset(m.entity for m in near if m.entity and _is_country(m)),
            sides=(counted | self._whose(sentence, counted_to)) - _generic(),
            classes=_classes(clause) or _classes(sentence.text),
            days=self._days(sentence, quantity),
            part=self._is_part(sentence, quantity),
        )

    def _places(self, sentence: Sentence) -> frozenset[str]:
        """Return the places named in a sentence, whole countries left out."""
        return frozenset(
            m.entity
            for m in self._mentions
            if m.entity
            and m.type == "LOC"
            and sentence.start <= m.start < sentence.end
            and not _is_country(m)
        )

    def _topic_places(self) -> frozenset[str]:
        """Return the places of the headline and the lead: where the article's matter is."""
        return frozenset().union(*(self._places(sentence) for sentence in self._sentences[:2]))

    def _whose(self, sentence: Sentence, counted_to: int) -> frozenset[str]:
        """Return the stems of the phrase that says whose the counted are (من …، في صفوف …)."""
        tokens = tokenize(self._article.text[counted_to : sentence.end])
        links, found = _links(), []
        linked = False
        for word, kind in zip(tokens.text[:_WHOSE], tokens.kind[:_WHOSE], strict=True):
            # «قتل 21 وجرح 24 من …» says of both whose they are, so that numbers do not stop it.
            if word in "،.؛:":
                break
            if word in links:
                linked = True
            elif linked and kind == "word" and not is_function_word(word):
                found.append(_one_spelling(stem(word)))
        return frozenset(found)

    def _is_part(self, sentence: Sentence, quantity: Quantity) -> bool:
        before = tokenize(self._article.text[sentence.start : quantity.start]).text[-2:]
        return any(word in _part_words() for word in before)

    def _days(self, sentence: Sentence, quantity: Quantity) -> tuple[str, str] | None:
        inside = [t for t in self._times if sentence.start <= t.start and t.end <= sentence.end]
        if not inside:
            return None
        nearest = min(
            inside,
            key=lambda t: (min(abs(t.start - quantity.end), abs(quantity.start - t.end)), t.id),
        )
        return str(nearest.earliest), str(nearest.latest)


def _counted_span(quantity: Quantity) -> tuple[int, int]:
    if quantity.of is None:
        return quantity.start, quantity.end
    return min(quantity.start, quantity.of.start), max(quantity.end, quantity.of.end)


def _clause(sentence: Sentence, quantity: Quantity) -> str:
    """Return the words of the sentence around the quantity, without the quantity itself."""
    tokens = tokenize(sentence.text)
    first = tokens.at(quantity.start - sentence.start)
    last = tokens.at(quantity.end - sentence.start)
    start = tokens.start[max(0, first - _REACH)] if len(tokens) else 0
    end = tokens.end[min(len(tokens) - 1, last + _REACH)] if len(tokens) else 0
    at, until = quantity.start - sentence.start, quantity.end - sentence.start
    return f"{sentence.text[start:at]} {sentence.text[until:end]}"


def _classes(text: str) -> frozenset[str]:
    known = _happenings()
    found = set()
    for word in set(tokenize(text).text):
        for way in peel(word):
            form = way.stem.removeprefix("ال")
            if form in known or form.removesuffix("ا") in known:
                found.add(known.get(form) or known[form.removesuffix("ا")])
                break
    return frozenset(found)


def rarity(contexts: Iterable[Context]) -> Mapping[str, float]:
    """Return the weight of each stem: log((1 + N) / (1 + n)) over the sentences of the pile."""
    seen: dict[str, frozenset[str]] = {}
    for context in contexts:
        seen[context.sentence] = seen.get(context.sentence, frozenset()) | context.words
    counts = Counter(word for words in seen.values() for word in words)
    total = len(seen)
    return {word: log((2 + total) / (1 + count)) for word, count in counts.items()}
