"""Who holds a place, and how much of it: the whole, a part, or still fighting for it."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.language import fold_text
from tawatur.weighing.predicates.assertion import Assertion
from tawatur.weighing.predicates.clauses import Clause, Found, Thing, place_ids, words_of

__all__ = ["control"]

# Words between the verb and its preposition (سيطرت قوات الجيش والمقاومة الشعبية على …).
_SUBJECT = 14
_MASDAR = 4
# Words between a part and the place it is a part of.
_OF = 8
# Words between fighting and what says that it goes on, and between it and the place.
_GOING = 6
_WHERE = 34
_HAND = 5


def control(clause: Clause) -> Iterator[Assertion]:
    """Yield what a sentence says of the control of places.

    The answers are ``whole``, ``part`` and ``fought`` (which is no more than a part).
    """
    # Places that an article names by the way are the background of its story.
    topic = frozenset().union(*map(place_ids, clause.topic))
    for one in (*_verbs(clause), *_in_hand(clause), *_fought(clause)):
        if one.about.ids & topic:
            yield one


def _verbs(clause: Clause) -> Iterator[Assertion]:
    for found in clause.found("control"):
        got = _held(clause, found)
        if got is not None:
            thing, last, answer = got
            yield _assertion(clause, found.at, last, thing, answer, held=found.held)


def _assertion(
    clause: Clause, first: int, last: int, thing: Thing, answer: str, *, held: bool = True
) -> Assertion:
    start, end = clause.span(first, last)
    sentence = clause.sentence
    return Assertion(
        "control", sentence.article, start, end, sentence.id, thing, frozenset({answer}), held
    )


def _held(clause: Clause, found: Found) -> tuple[Thing, int, str] | None:
    """Return the place, the last token of its name, and whether it or a part of it is held."""
    # What a masdar holds stands right behind it: بسط سيطرتها الكاملة على …، تحرير مدينة ….
    near = found.tense == "masdar" and (found.object == "obj" or bool(found.suffix))
    stop = clause.end_of(found.at + 1, _MASDAR if near else _SUBJECT)
    texts = clause.tokens.text
    if found.object == "obj":
        at = found.at + 1
        while at < stop:
            place = clause.place_at(at)
            if place is not None and texts[at - 1] not in words_of("aside"):
                return _of_whole(clause, at, part=texts[at - 1] in words_of("part"))
            at = place[1] + 1 if place is not None else at + 1
        return None
    on = next((i for i in range(found.at + 1, stop) if texts[i] == found.object), None)
    if on is None:
        return None
    at = on + 1
    while at < len(texts) and (texts[at] in words_of("whole") or clause.tokens.kind[at] == "mark"):
        at += 1
    if at >= len(texts):
        return None
    if texts[at] not in words_of("part"):
        whole = _of_whole(clause, at, part=False)
        if whole is not None:
            return whole
    # The object is something else: it is a part of the place that follows it, if one does.
    of = clause.place_from(at + 1, clause.end_of(at, _OF))
    if of is None and words_of("part").get(texts[at]) and clause.topic:
        # «بوابتها الغربية»: a part of the place that the article is about.
        first = clause.topic[0]
        of = Thing(place_ids(first), first.text), at
    return (of[0], of[1], "part") if of is not None else None


def _of_whole(clause: Clause, at: int, *, part: bool) -> tuple[Thing, int, str] | None:
    found = clause.place_at(at)
    if found is None:
        return None
    return found[0], found[1], "part" if part else "whole"


def _in_hand(clause: Clause) -> Iterator[Assertion]:
    """Yield places that are said to be in somebody's hands."""
    texts = clause.tokens.text
    for at, word in enumerate(texts):
        led_by = words_of("hand").get(word)
        if led_by is None or (led_by and (not at or texts[at - 1] != fold_text(led_by))):
            continue
        for back in range(at - 1, max(-1, at - 1 - _HAND), -1):
            found = clause.place_at(back)
            bare = back == 0 or texts[back - 1] not in words_of("aside")
            if found is not None and bare and not clause.is_led(back):
                yield _assertion(clause, back, clause.end_of(at, 3) - 1, found[0], "whole")
                break


def _fought(clause: Clause) -> Iterator[Assertion]:
    """Yield places in which fighting is said to go on."""
    texts = clause.tokens.text
    for at, word in enumerate(texts):
        if word not in words_of("fight"):
            continue
        going = clause.word_in("going", at - _GOING, at + 1 + _GOING)
        if going is None:
            continue
        inside = clause.word_in("aside", at + 1, clause.end_of(at + 1, _WHERE))
        while inside is not None:
            found = clause.place_at(inside + 1) or (
                clause.place_at(inside + 2)
                if inside + 1 < len(texts) and texts[inside + 1] in words_of("part")
                else None
            )
            if found is not None:
                yield _assertion(clause, min(at, going), found[1], found[0], "fought")
                break
            inside = clause.word_in("aside", inside + 1, clause.end_of(at + 1, _WHERE))
