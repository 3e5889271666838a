"""Which figures answer one question: the same thing counted of the same happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tawatur.records import Quantity
from tawatur.weighing.carried import Carried
from tawatur.weighing.context import Context, rarity

__all__ = ["gather_questions", "likeness"]

# Evidence that two figures answer one question, in points. Chosen on the gold story and on the
# bundled example so that no two questions of either run together; the scorer is
# evaluation/origins.py.
_ACCEPT = 1.0
_WORDS = 1.6
_COUNTED = 0.35
_ENTITY = 0.2
_PLACE = 0.15
_CLASS = 0.25
_OTHER_CLASS = -0.3
_SAME_NUMBER = 0.45
_OTHER_SIDE = -0.9
_SAME_DAYS = 0.2
# A stem that stands in more sentences than this proposes no pair by itself.
_COMMON = 400
# Kinds in which the counted noun must agree, since the kind alone says too little.
_NOUN_DECIDES = frozenset({"count", "other", "money", "percent", "distance", "attacks", "troops"})


class _Pair(NamedTuple):
    points: float
    a: str
    b: str


def gather_questions(
    contexts: Sequence[Context], carried: Iterable[Carried]
) -> list[list[Context]]:
    """Return the contexts by question, each list and the lists themselves in a fixed order.

    Carried figures (the same place of the same text) always answer one question, even where the
    number was changed on the way. Others are joined from the likest pair on, and never when two
    figures of one sentence, or two answers of which one clearly counts something else, would
    come together.
    """
    by_id = {context.quantity.id: context for context in contexts}
    weights = rarity(contexts)
    cluster = {key: {key} for key in by_id}

    def join(a: str, b: str) -> None:
        merged = cluster[a] | cluster[b]
        for key in merged:
            cluster[key] = merged

    for place in carried:
        if place.a in by_id and place.b in by_id:
            same_kind = by_id[place.a].quantity.what == by_id[place.b].quantity.what
            if same_kind:
                join(place.a, place.b)
    pairs = [
        _Pair(points, a, b)
        for a, b in _candidates(contexts, weights)
        if (points := likeness(by_id[a], by_id[b], weights)) >= _ACCEPT
    ]
    for pair in sorted(pairs, key=lambda p: (-p.points, p.a, p.b)):
        one, other = cluster[pair.a], cluster[pair.b]
        if one is not other and not _clash(
            [by_id[key] for key in sorted(one)], [by_id[key] for key in sorted(other)]
        ):
            join(pair.a, pair.b)
    seen: set[str] = set()
    questions = []
    for key in sorted(by_id):
        if key not in seen:
            seen |= cluster[key]
            questions.append([by_id[member] for member in sorted(cluster[key])])
    return questions


def _candidates(
    contexts: Sequence[Context], weights: Mapping[str, float]
) -> Iterator[tuple[str, str]]:
    """Yield pairs of one kind that share a telling word, an entity or a number."""
    index: dict[tuple[str, str], list[str]] = defaultdict(list)
    for context in sorted(contexts, key=lambda c: c.quantity.id):
        what, quantity = context.quantity.what, context.quantity
        for word in context.words | context.counted:
            index[what, word].append(quantity.id)
        for entity in context.entities:
            index[what, entity].append(quantity.id)
        index[what, f"={quantity.low},{quantity.best},{quantity.high}"].append(quantity.id)
    seen: set[tuple[str, str]] = set()
    for _, members in sorted(index.items()):
        if len(members) > _COMMON:
            continue
        for i, a in enumerate(members):
            for b in members[i + 1 :]:
                if (a, b) not in seen:
                    seen.add((a, b))
                    yield a, b


def likeness(a: Context, b: Context, weights: Mapping[str, float]) -> float:
    """Return the evidence, in points, that two quantities of one kind answer one question."""
    one, other = a.quantity, b.quantity
    if one.what != other.what or a.sentence == b.sentence:
        return 0.0
    shared_noun = bool(a.counted & b.counted)
    if one.what in _NOUN_DECIDES and a.counted and b.counted and not shared_noun:
        return 0.0
    if _apart(a.days, b.days) and _apart_by_a_week(a.days, b.days):
        return 0.0
    points = _WORDS * _overlap(a.words, b.words, weights)
    points += (
        0.5 * _WORDS * max(_overlap(a.words, b.wider, weights), _overlap(a.wider, b.words, weights))
    )
    points += _COUNTED * shared_noun
    points += _ENTITY * min(2, len(a.entities & b.entities))
    points += _PLACE * min(2, len(a.places & b.places))
    if a.classes and b.classes:
        points += _CLASS if a.classes & b.classes else _OTHER_CLASS
    if one.best is not None and one.best == other.best and _telling(one):
        points += _SAME_NUMBER
    if a.sides and b.sides and not a.sides & b.sides:
        points += _OTHER_SIDE
    if a.days is not None and b.days is not None and not _apart(a.days, b.days):
        points += _SAME_DAYS
    return points


def _overlap(a: frozenset[str], b: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the weight of the shared stems over that of the lighter side, 0 to 1."""
    if not a or not b:
        return 0.0
    # Sorted, since the sum of floats depends on its order.
    shared = sum(weights.get(word, 0.0) for word in sorted(a & b))
    least = min(
        sum(weights.get(word, 0.0) for word in sorted(a)),
        sum(weights.get(word, 0.0) for word in sorted(b)),
    )
    return shared / least if least > 0 else 0.0


def _telling(quantity: Quantity) -> bool:
    """Tell whether a number is so particular that meeting it twice says something."""
    return quantity.best is not None and quantity.best > 10


def _apart(a: tuple[str, str] | None, b: tuple[str, str] | None) -> bool:
    return a is not None and b is not None and (a[1] < b[0] or b[1] < a[0])


def _apart_by_a_week(a: tuple[str, str] | None, b: tuple[str, str] | None) -> bool:
    if a is None or b is None:
        return False
    gap = max(
        (date.fromisoformat(b[0]) - date.fromisoformat(a[1])).days,
        (date.fromisoformat(a[0]) - date.fromisoformat(b[1])).days,
    )
    return gap > 7


def _clash(one: Sequence[Context], other: Sequence[Context]) -> bool:
    """Tell whether two groups hold figures that cannot answer one question."""
    sentences = {context.sentence for context in one}
    return any(context.sentence in sentences for context in other)
