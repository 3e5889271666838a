"""Why something happened (somebody meant it, a thing failed, the weather), and who built what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from tawatur.language import fold_text, lexicon, tokenize
from tawatur.records import Mention
from tawatur.weighing.predicates.assertion import Assertion
from tawatur.weighing.predicates.clauses import Clause, Found, Thing, place_ids, words_of
from tawatur.weighing.surroundings import country_entities, lands_of

__all__ = ["causes", "makers"]

# The happening stands this many words before «because of», the cause that many behind it.
_EFFECT = 6
_CAUSE = 4
_OBJECT = 7
_UNDER = 3
_MAKER = 3


@cache
def _causes() -> Mapping[tuple[str, ...], str]:
    return {
        tuple(tokenize(fold_text(row["phrase"])).text): row["class"]
        for row in lexicon.load("causes").rows
    }


@cache
def _longest() -> int:
    return max(map(len, _causes()))


def causes(clause: Clause) -> Iterator[Assertion]:
    """Yield what a sentence gives as the cause of a crash, fire, blast or collapse."""
    texts = clause.tokens.text
    for at, word in enumerate(texts):
        if word not in words_of("because"):
            continue
        effect = clause.word_in("event", at - _EFFECT, at)
        if effect is None:
            # «سبب الحريق يعود إلى …»: the happening is behind the word.
            effect = clause.word_in("event", at + 1, at + 3)
        found = _cause(clause, max(at, effect or 0) + 1)
        if effect is None or found is None or not clause.topic:
            continue
        class_, first, last = found
        start, end = clause.span(min(at, effect), last)
        held = clause.word_in("not", first - 2, first) is None
        topic = clause.topic[0]
        sentence = clause.sentence
        about = Thing(
            frozenset({f"cause@{topic.entity}"}),
            f"{clause.text(effect, effect)} {topic.text}",
        )
        yield Assertion(
            "cause",
            sentence.article,
            start,
            end,
            sentence.id,
            about,
            frozenset({class_}),
            held,
        )


def _cause(clause: Clause, start: int) -> tuple[str, int, int] | None:
    stop = clause.end_of(start, _CAUSE)
    texts = clause.tokens.text
    for at in range(start, stop):
        for size in range(min(_longest(), len(texts) - at), 0, -1):
            phrase = tuple(texts[at : at + size])
            class_ = _causes().get(phrase) or _causes().get(
                (phrase[0].removeprefix("ال"), *phrase[1:])
            )
            if class_ is not None:
                return class_, at, at + size - 1
    return None


def makers(clause: Clause) -> Iterator[Assertion]:
    """Yield who is said to have built a place, or under whose rule it was built."""
    for found in clause.found("making"):
        if not found.held or found.tense == "imperfect":
            continue
        made = _made(clause, found)
        maker = _maker(clause, found)
        if made is None or maker is None or made.ids & maker[0]:
            continue
        start, end = clause.span(found.at, maker[1])
        sentence = clause.sentence
        yield Assertion("making", sentence.article, start, end, sentence.id, made, maker[0])


def _made(clause: Clause, found: Found) -> Thing | None:
    """Return what was built: behind the verb, or before it where a pronoun takes it up."""
    if found.suffix:
        before = clause.place_from(max(0, found.at - _OBJECT), found.at)
        if before is not None:
            return before[0]
        if clause.topic:
            first = clause.topic[0]
            return Thing(place_ids(first), first.text)
        return None
    got = clause.place_from(found.at + 1, clause.end_of(found.at + 1, _OBJECT))
    return got[0] if got is not None else None


def _maker(clause: Clause, found: Found) -> tuple[frozenset[str], int] | None:
    stop = clause.end_of(found.at + 1, 2 * _OBJECT)
    under = clause.word_in("under", found.at + 1, stop)
    if under is not None and not found.suffix:
        for at in range(under + 1, min(under + 1 + _UNDER, stop)):
            lands = lands_of(clause.tokens.text[at])
            if lands:
                return lands, at
        return None
    got = clause.mention_from(found.at + 1, min(found.at + 1 + _MAKER, stop), ("LOC", "ORG", "PER"))
    if got is None or not _may_build(got[0]):
        return None
    mention, at = got
    ids = frozenset({mention.country} if mention.country else {str(mention.entity)})
    return ids, max(at, clause.tokens.at(mention.end - clause.sentence.start) - 1)


def _may_build(mention: Mention) -> bool:
    return mention.type != "LOC" or mention.entity in country_entities()
