"""A sentence as the readers of predicates see it: its verbs, what negates them, its names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from tawatur.annotating.mentions.roles import role_forms
from tawatur.language import fold_text, lexicon, peel, tokenize
from tawatur.language.stems import stem
from tawatur.language.verbs import Reading, Verbs, load_verbs
from tawatur.records import Mention, Sentence
from tawatur.weighing.surroundings import country_entities

__all__ = ["Clause", "Found", "Thing", "place_ids", "words_of"]

# What negates or unreports a verb stands this many words before it at most.
_NEGATED = 3
_DENIED = 6
_SCHEMED = 3
_SCHEMING = 6
_HARD = frozenset(".؛:!؟?")


@cache
def _verbs() -> Verbs:
    return load_verbs("predicates")


@lru_cache(maxsize=32_768)
def _readings(word: str) -> tuple[Reading, ...]:
    # Most words of a pile come back.
    return _verbs().read(word)


@cache
def _bound() -> frozenset[str]:
    """Return the prepositions that are written onto the next word."""
    rows = lexicon.load("clitics").rows
    return frozenset(fold_text(row["form"]) for row in rows if row["slot"] == "preposition")


@cache
def _conjunctions() -> frozenset[str]:
    rows = lexicon.load("clitics").rows
    return frozenset(fold_text(row["form"]) for row in rows if row["slot"] == "conjunction")


@cache
def _given() -> frozenset[str]:
    return frozenset(map(fold_text, lexicon.load("given_names").column("form")))


@cache
def _sayings() -> frozenset[str]:
    forms = map(fold_text, lexicon.load("reporting_verbs").column("lemma"))
    return frozenset(form for lemma in forms for form in (lemma, f"{lemma}ت"))


@cache
def words_of(class_: str) -> Mapping[str, str]:
    """Return the folded words of a class of :file:`predicate_words.tsv` with their values."""
    rows = lexicon.load("predicate_words").rows
    return {fold_text(row["form"]): row["value"] for row in rows if row["class"] == class_}


@cache
def _place_heads() -> frozenset[str]:
    return frozenset(map(fold_text, lexicon.load("place_heads").column("form")))


def place_ids(mention: Mention) -> frozenset[str]:
    """Return the ids by which a place is known: its entity, and head noun with name.

    «قاعدة … العسكرية» and «قاعدة … الجوية» are one base, though the gazetteer has no such name.
    """
    words = tokenize(mention.text).text
    ids = {str(mention.entity)}
    for way in peel(words[0], suffixes=False) if len(words) > 1 else ():
        head = way.stem.removeprefix("ال")
        if head in _inside_heads():
            ids.add(f"~{stem(head)} {stem(words[1])}")
    return frozenset(ids)


@cache
def _inside_heads() -> frozenset[str]:
    rows = lexicon.load("place_heads").rows
    return frozenset(fold_text(row["form"]) for row in rows if row["mode"] == "inside")


class Found(NamedTuple):
    """A verb or masdar of the lexicon in a sentence; ``held`` is false when it is negated."""

    at: int
    lemma: str
    family: str
    answer: str
    object: str
    tense: str
    suffix: str
    plural: bool
    held: bool


class Thing(NamedTuple):
    """What a claim is about: ids that two claims must share, and its words in the article.

    ``least`` is the number of ids that must be shared: one for an entity, more for stems.
    """

    ids: frozenset[str]
    text: str
    least: int = 1

    def same(self, other: Thing) -> bool:
        """Tell whether two claims are about one thing."""
        return len(self.ids & other.ids) >= max(self.least, other.least)


class Clause:
    """One sentence, its tokens, and the mentions and topic by which its objects are known."""

    def __init__(
        self,
        sentence: Sentence,
        mentions: Sequence[Mention],
        topic: Sequence[Mention],
        *,
        denied: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Take a sentence.

        Args:
            sentence: the sentence.
            mentions: the mentions inside it, in order.
            topic: mentions of the places that the article is about, the chief one first.
            denied: spans of what somebody is quoted as denying.
        """
        self.sentence = sentence
        self.tokens = tokenize(sentence.text)
        self.mentions = mentions
        self.topic = topic
        self._denied = denied
        self._begins: dict[int, Mention] = {}
        self._covers: dict[int, Mention] = {}
        for mention in mentions:
            inside = self.tokens.within(
                mention.start - sentence.start, mention.end - sentence.start
            )
            if inside:
                self._begins.setdefault(inside[0], mention)
            for at in inside:
                self._covers.setdefault(at, mention)

    # Verbs

    def found(self, *families: str) -> Iterator[Found]:
        """Return the verbs and masdars of some families that report something."""
        return (one for one in self._found if one.family in families)

    @cached_property
    def _found(self) -> tuple[Found, ...]:
        read = (
            self._read(at, word)
            for at, word in enumerate(self.tokens.text)
            if self.tokens.kind[at] == "word" and len(word) > 1
        )
        return tuple(filter(None, read))

    def _read(self, at: int, word: str) -> Found | None:
        before = self.tokens.text[at - 1] if at else ""
        for reading in _readings(word):
            tense = reading.form.tense
            row = reading.lexeme.row
            if tense.endswith("participle") or reading.form.person in (1, 2):
                continue
            if tense == "subjunctive" or (tense == "imperfect" and before in words_of("that")):
                continue
            if tense == "jussive" and before not in words_of("jussive"):
                continue
            if tense == "imperfect" and (reading.prefix.endswith("س") or before in words_of("may")):
                continue
            purpose = reading.prefix.endswith("ل") and not reading.prefix.endswith("ال")
            if tense == "masdar" and (purpose or self._schemed(at)):
                # Its other readings (استعاده for استعادة) are no better.
                return None
            if reading.suffix and reading.finite and row["object"] != "obj":
                # «وفرتها» is no form of a verb that takes no object.
                continue
            held = not self._negated(at, far=tense == "masdar")
            return Found(
                at,
                reading.lexeme.lemma,
                row["family"],
                row["answer"],
                fold_text(row["object"]),
                tense,
                reading.suffix,
                reading.finite and reading.form.number != "s",
                held != self._is_denied(at),
            )
        return None

    def is_joined(self, at: int) -> bool:
        """Tell whether «and» or a preposition is written onto a name or a title.

        It then goes with words before it, and what is told of them is not told of it.
        """
        word = self.tokens.text[at]
        joined = (*_conjunctions(), *_bound())
        # The article is no interrogative with a preposition.
        return not word.startswith("ال") and any(
            way.prefix and way.prefix[0] in joined and self._is_name(way.stem)
            for way in peel(word, suffixes=False)
        )

    @staticmethod
    def _is_name(stem_: str) -> bool:
        return stem_.startswith("ال") or (stem_,) in role_forms() or stem_ in _given()

    def is_led(self, at: int) -> bool:
        """Tell whether a preposition is written onto a place head (بالقاعدة، للمدينة)."""
        if at in self._covers:
            return False
        return any(
            way.prefix[-1:] in _bound()
            and way.stem.startswith("ال")
            and way.stem[2:] in _place_heads()
            for way in peel(self.tokens.text[at], suffixes=False)
        )

    def is_verb(self, at: int) -> bool:
        """Tell whether a token is a form of a verb of the lexicon, or of one of saying."""
        word = self.tokens.text[at]
        return bool(_verbs().read(word)) or any(
            (word[cut:] in _sayings()) for cut in (0, 1) if len(word) > cut + 1
        )

    def _schemed(self, at: int) -> bool:
        """Tell whether a masdar is what somebody plans, tries or demands."""
        for back in range(1, _SCHEMING + 1):
            if at < back or self.tokens.text[at - back] in _HARD:
                return False
            word = self.tokens.text[at - back]
            if back <= _SCHEMED and (
                word in words_of("scheme") or word.removeprefix("ال") in words_of("scheme")
            ):
                return True
            if any(r.lexeme.row["family"] == "scheme" for r in _verbs().read(word)):
                return True
        return False

    def _negated(self, at: int, *, far: bool) -> bool:
        reach = _DENIED if far else _NEGATED
        for back in range(1, reach + 1):
            if at < back or self.tokens.kind[at - back] == "mark":
                return False
            word = self.tokens.text[at - back]
            bare = word[1:] if word[:1] in ("و", "ف") and len(word) > 2 else word
            if bare in words_of("not"):
                # «لا يزال يسيطر»: the verb goes on, it is not negated.
                ahead = self.tokens.text[at - back + 1]
                return ahead not in words_of("going")
        return False

    def text(self, first: int, last: int) -> str:
        """Return the words of the sentence from one token to another."""
        start, end = self.span(first, last)
        return self.sentence.text[start - self.sentence.start : end - self.sentence.start]

    def _is_denied(self, at: int) -> bool:
        offset = self.sentence.start + self.tokens.start[at]
        return any(start <= offset < end for start, end in self._denied)

    # Words

    def word_in(self, class_: str, start: int, stop: int) -> int | None:
        """Return the first token from ``start`` to before ``stop`` of a class of words."""
        words = words_of(class_)
        for at in range(max(0, start), min(stop, len(self.tokens))):
            if self.tokens.text[at] in _HARD:
                return None
            if self.tokens.text[at] in words:
                return at
        return None

    def end_of(self, at: int, reach: int) -> int:
        """Return the token before which a phrase that begins at ``at`` ends at the latest."""
        for ahead in range(at, min(at + reach, len(self.tokens))):
            if self.tokens.text[ahead] in _HARD:
                return ahead
        return min(at + reach, len(self.tokens))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets in the article of the tokens from ``first`` to ``last``."""
        first, last = max(0, min(first, last)), min(max(first, last), len(self.tokens) - 1)
        return (
            self.sentence.start + self.tokens.start[first],
            self.sentence.start + self.tokens.end[last],
        )

    # Names

    def mention_from(
        self, start: int, stop: int, types: tuple[str, ...]
    ) -> tuple[Mention, int] | None:
        """Return the first mention of some types that begins in a run of tokens, and its token."""
        for at in range(max(0, start), min(stop, len(self.tokens))):
            mention = self._begins.get(at)
            if mention is not None and mention.type in types and mention.entity:
                return mention, at
        return None

    def place_at(self, at: int) -> tuple[Thing, int] | None:
        """Return the place, smaller than a country, whose name or head noun stands at a token.

        «القاعدة» alone is the base that the article is about. The second part is the last token.
        """
        if not 0 <= at < len(self.tokens):
            return None
        mention = self._covers.get(at)
        if mention is not None and mention.type == "LOC":
            if not mention.entity or mention.entity in country_entities():
                return None
            last = self.tokens.at(mention.end - self.sentence.start) - 1
            return Thing(place_ids(mention), mention.text), max(at, last)
        for way in peel(self.tokens.text[at], suffixes=False):
            if way.stem.startswith("ال") and way.stem[2:] in _place_heads():
                return self._topic_named(way.stem[2:], at)
            if way.stem in _place_heads():
                # «مدينة …»: the name is a mention of its own, or stands in quotation marks.
                for ahead in range(at + 1, min(at + 3, len(self.tokens))):
                    if self.tokens.kind[ahead] == "word":
                        return self.place_at(ahead)
        return None

    def _topic_named(self, head: str, at: int) -> tuple[Thing, int] | None:
        named = [m for m in self.topic if head in tokenize(m.text).text]
        chosen = named[:1] or (self.topic[:1] if len({m.entity for m in self.topic}) == 1 else [])
        return (Thing(place_ids(chosen[0]), chosen[0].text), at) if chosen else None

    def place_from(self, start: int, stop: int) -> tuple[Thing, int] | None:
        """Return the first place in a run of tokens."""
        for at in range(max(0, start), min(stop, len(self.tokens))):
            found = self.place_at(at)
            if found is not None:
                return found
        return None
