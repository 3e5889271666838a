"""Which figures answer one question: the same thing counted of the same happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tawatur.records import Quantity
from tawatur.weighing.carried import Carried
from tawatur.weighing.context import Context, rarity
from tawatur.weighing.values import value_key

__all__ = ["gather_questions", "likeness"]

# Evidence that two figures answer one question, in points. Chosen on the gold story and on the
# bundled example so that no two questions of either run together; the scorer is
# evaluation/origins.py.
_ACCEPT = 1.0
# Two groups are joined when their members are alike on the average too: a chain of pairs each a
# little alike would lead from one question to another.
_ACCEPT_GROUP = 0.5
# Tolls of one kind in a pile on one story are more often than not tolls of one happening, unless
# place, side, class or day tell them apart; the larger the pile, the less this can be presumed.
_TOLL = 0.35
_ONE_STORY = 40
_TOLLS = frozenset({"killed", "injured", "arrested"})
_WORDS = 1.6
_COUNTED = 0.35
_ENTITY = 0.2
_PLACE = 0.3
_OTHER_PLACE = -0.6
_COUNTRY = 0.1
_CLASS = 0.25
_OTHER_CLASS = -0.3
_SAME_NUMBER = 0.45
_OTHER_SIDE = -0.9
# One article that gives two figures mostly speaks of two things.
_SAME_ARTICLE = -0.5
_SAME_DAYS = 0.2
# Two counts of one thing that is no toll seldom differ by more than this factor; where they do
# they count another thing or another time (2,500 soldiers now, 150,000 once).
_FAR = 3.0
_FAR_OFF = -1.2
# Two different answers need more evidence that they answer one question than one answer given
# twice: in mixed news, prices, rates and counts of other things look alike. Tolls are rarer.
_DIFFERENT_THING = -0.8
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
    presumed = _presumption(contexts)

    def alikeness(a: str, b: str) -> float:
        toll = presumed if by_id[a].quantity.what in _TOLLS else 0.0
        points = likeness(by_id[a], by_id[b], weights)
        return points + toll if points else 0.0

    clusters = _Clusters(by_id)
    for place in carried:
        if place.a in by_id and place.b in by_id:
            same_kind = by_id[place.a].quantity.what == by_id[place.b].quantity.what
            if same_kind:
                clusters.join(place.a, place.b)
    pairs = [
        _Pair(points, a, b)
        for a, b in _candidates(contexts, weights)
        if (points := alikeness(a, b)) >= _ACCEPT
    ]

    def alike(one: Sequence[str], other: Sequence[str]) -> bool:
        """Tell whether two groups may be one: no clash, and alike on the average."""
        if {by_id[key].sentence for key in one} & {by_id[key].sentence for key in other}:
            return False
        points = [alikeness(a, b) for a in one for b in other]
        return sum(points) / len(points) >= _ACCEPT_GROUP

    for pair in sorted(pairs, key=lambda p: (-p.points, p.a, p.b)):
        one, other = clusters.of(pair.a), clusters.of(pair.b)
        if one is not other and alike(sorted(one), sorted(other)):
            clusters.join(pair.a, pair.b)
    return [[by_id[key] for key in group] for group in clusters.all()]


class _Clusters:
    """Groups of figures that only ever grow together."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._cluster = {key: {key} for key in keys}

    def of(self, key: str) -> set[str]:
        return self._cluster[key]

    def join(self, a: str, b: str) -> None:
        merged = self._cluster[a] | self._cluster[b]
        for key in merged:
            self._cluster[key] = merged

    def all(self) -> Iterator[list[str]]:
        seen: set[str] = set()
        for key in sorted(self._cluster):
            if key not in seen:
                seen |= self._cluster[key]
                yield sorted(self._cluster[key])


def _presumption(contexts: Sequence[Context]) -> float:
    """Return what a toll is worth in this pile before anything is compared."""
    articles = len({context.quantity.article for context in contexts})
    return _TOLL * min(1.0, _ONE_STORY / max(1, articles))


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
    same_number = one.best is not None and one.best == other.best and _telling(one)
    if a.part != b.part and not same_number:
        # «بينهم …» counts a part; it answers the question of a total only by giving its number.
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
    if a.places and b.places:
        points += _PLACE if a.places & b.places else _OTHER_PLACE
    points += _COUNTRY * bool(a.countries & b.countries)
    if one.what in _NOUN_DECIDES and _far(one, other):
        points += _FAR_OFF
    if a.classes and b.classes:
        points += _CLASS if a.classes & b.classes else _OTHER_CLASS
    points += _SAME_NUMBER * same_number
    if value_key(one) != value_key(other):
        if one.article == other.article:
            points += _SAME_ARTICLE
        points += _DIFFERENT_THING * (one.what in _NOUN_DECIDES)
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


def _far(a: Quantity, b: Quantity) -> bool:
    one = sorted(v for v in (a.low, a.best, a.high) if v)
    other = sorted(v for v in (b.low, b.best, b.high) if v)
    if not one or not other:
        return False
    return one[0] > _FAR * other[-1] or other[0] > _FAR * one[-1]


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
