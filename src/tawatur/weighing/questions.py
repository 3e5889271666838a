"""Which figures answer one question: the same thing counted of the same happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from tawatur.records import Quantity
from tawatur.weighing.carried import Carried
from tawatur.weighing.context import Context, rarity
from tawatur.weighing.values import Interval, interval_of_quantity, value_key

__all__ = ["gather_questions", "likeness"]

# Evidence that two figures answer one question, in points. Chosen on the gold story and on the
# bundled example so that no two questions of either run together; the scorer is
# evaluation/origins.py.
_ACCEPT = 1.0
# Two groups are joined when their members are alike on the average too: a chain of pairs each a
# little alike would lead from one question to another.
_ACCEPT_GROUP = 0.5
# Tolls of one kind in a pile on one story are more often than not tolls of one happening, unless
# place, side, class or day tell them apart; the more so when both name the place that most
# articles name. The larger the pile, the less this can be presumed.
_TOLL = 0.3
_FOCAL_TOLL = 0.6
_FOCAL_SHARE = 0.4
_ONE_STORY = 40
_TOLLS = frozenset({"killed", "injured", "arrested"})
_WORDS = 1.6
_COUNTED = 0.35
_ENTITY = 0.2
_PLACE = 0.3
_OTHER_PLACE = -0.6
_COUNTRY = 0.1
_CLASS = 0.25
_OTHER_CLASS = -0.5
# Sentences about different countries, days, or kinds of people count different happenings; read
# on piles about floods and attacks in several countries of one week.
_OTHER_LAND = -0.8
_OTHER_DAY = -0.35
_OTHER_DAYS = -0.6
# A toll ten times another is seldom a toll of the same happening.
_FAR_TOLL = 10.0
_FAR_OFF_TOLL = -0.6
_SAME_NUMBER = 0.45
_OTHER_SIDE = -0.9
# A spokesman who counts again counts the same.
_SAME_SPEAKER = 0.5
# A toll that an article gives twice, in headline and lead, is one toll.
_REPEATED = 0.8
# One article that gives two figures mostly speaks of two things.
_SAME_ARTICLE = -0.5
_SAME_DAYS = 0.2
# Two counts of one thing that is no toll seldom differ by more than this factor; where they do
# they count another thing or another time (2,500 soldiers now, 150,000 once).
_FAR = 3.0
_FAR_OFF = -1.2
_WEEK = 7
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
    contexts: Sequence[Context],
    carried: Iterable[Carried],
    speakers: Mapping[str, str] | None = None,
) -> list[list[Context]]:
    """Return the contexts by question, each list and the lists themselves in a fixed order.

    Carried figures (the same place of the same text) always answer one question, even where the
    number was changed on the way. Others are joined from the likest pair on, and never when two
    figures of one sentence would come together, or two answers that exclude each other and that
    one article gives in its own words or hears from one holder: nobody contradicts himself in one
    report, so that they count two things. ``speakers`` says by quantity id who that is.
    """
    told = speakers or {}
    by_id = {context.quantity.id: context for context in contexts}
    weights = rarity(contexts)
    share, focus = _one_story(contexts)

    @cache
    def alikeness(a: str, b: str) -> float:
        points = likeness(by_id[a], by_id[b], weights)
        if not points or by_id[a].quantity.what not in _TOLLS:
            return points
        if told.get(a) and told.get(a) == told.get(b):
            points += _SAME_SPEAKER
        if by_id[a].period or by_id[b].period:
            return points
        focal = focus & by_id[a].places & by_id[b].places
        return points + share * (_FOCAL_TOLL if focal else _TOLL)

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
        if _contradicts_itself(one, other, by_id, told):
            return False
        if any(_other_side(by_id[a], by_id[b]) for a in one for b in other):
            return False
        points = [alikeness(*sorted((a, b))) for a in one for b in other]
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


def _contradicts_itself(
    one: Sequence[str],
    other: Sequence[str],
    by_id: Mapping[str, Context],
    speakers: Mapping[str, str],
) -> bool:
    """Tell whether one report would give two answers that exclude each other."""
    said: dict[tuple[str, str], list[Interval]] = defaultdict(list)
    for key in one:
        if key in speakers:
            quantity = by_id[key].quantity
            said[quantity.article, speakers[key]].append(interval_of_quantity(quantity))
    return any(
        not interval_of_quantity(by_id[key].quantity).meets(had)
        for key in other
        if key in speakers
        for had in said.get((by_id[key].quantity.article, speakers[key]), ())
    )


def _one_story(contexts: Sequence[Context]) -> tuple[float, frozenset[str]]:
    """Return how far the pile can be presumed to be on one story, and the places it is about."""
    articles: dict[str, set[str]] = defaultdict(set)
    for context in contexts:
        for place in context.places:
            articles[place].add(context.quantity.article)
    total = max(1, len({context.quantity.article for context in contexts}))
    focus = frozenset(p for p, named in articles.items() if len(named) >= _FOCAL_SHARE * total)
    return min(1.0, _ONE_STORY / total), focus


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
    if one.what in _TOLLS and not same_number and (a.period != b.period or _other_land(a, b)):
        return 0.0
    shared_noun = bool(a.counted & b.counted)
    if one.what in _NOUN_DECIDES and a.counted and b.counted and not shared_noun:
        return 0.0
    if a.days is not None and b.days is not None and _days_between(a.days, b.days) > _WEEK:
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
    if one.what in _NOUN_DECIDES and _far(one, other, _FAR):
        points += _FAR_OFF
    if a.classes and b.classes:
        points += _same_class(a, b)
    points += _SAME_NUMBER * same_number
    if value_key(one) != value_key(other):
        if one.article == other.article:
            points += _SAME_ARTICLE
        points += _DIFFERENT_THING * (one.what in _NOUN_DECIDES)
    elif one.article == other.article and one.what in _TOLLS:
        points += _REPEATED
    if _other_side(a, b):
        points += _OTHER_SIDE
    return points + _setting(a, b, same_number=same_number)


# Classes of happening that leave tolls; fighting is told as attack and as clash.
_FATAL = frozenset(
    {"attack", "accident", "fire", "flood", "quake", "storm", "collapse", "disease", "execution"}
)


def _same_class(a: Context, b: Context) -> float:
    """Return what the classes of happening say: of tolls, only those that leave tolls."""
    if a.classes & b.classes:
        return _CLASS
    if a.quantity.what not in _TOLLS:
        return _OTHER_CLASS
    one, other = (
        {"attack" if c == "clash" else c for c in context.classes} & _FATAL for context in (a, b)
    )
    return _OTHER_CLASS if one and other and not one & other else 0.0


def _other_land(a: Context, b: Context) -> bool:
    return bool(a.lands and b.lands and not a.lands & b.lands)


def _other_side(a: Context, b: Context) -> bool:
    """Tell whether the phrases say of two sides whose the counted are."""
    if a.bodies and b.bodies:
        return not a.bodies & b.bodies
    return bool(a.sides and b.sides and not a.sides & b.sides)


def _setting(a: Context, b: Context, *, same_number: bool) -> float:
    """Return what countries, days and size say for or against one happening."""
    points = 0.0
    if _other_land(a, b):
        points += _OTHER_LAND
    if a.days is not None and b.days is not None:
        if not _apart(a.days, b.days):
            points += _SAME_DAYS
        elif not same_number:
            points += _OTHER_DAY if _days_between(a.days, b.days) <= 1 else _OTHER_DAYS
    if a.quantity.what in _TOLLS and _far(a.quantity, b.quantity, _FAR_TOLL):
        points += _FAR_OFF_TOLL
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


def _far(a: Quantity, b: Quantity, factor: float) -> bool:
    one = sorted(v for v in (a.low, a.best, a.high) if v)
    other = sorted(v for v in (b.low, b.best, b.high) if v)
    if not one or not other:
        return False
    return one[0] > factor * other[-1] or other[0] > factor * one[-1]


def _apart(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return a[1] < b[0] or b[1] < a[0]


def _days_between(a: tuple[str, str], b: tuple[str, str]) -> int:
    return max(
        (date.fromisoformat(b[0]) - date.fromisoformat(a[1])).days,
        (date.fromisoformat(a[0]) - date.fromisoformat(b[1])).days,
    )
