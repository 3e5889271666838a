"""How likely two figures answer one question: the evidence in points."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

from tawatur.records import Quantity
from tawatur.weighing.context import Context
from tawatur.weighing.placement import apart, placed
from tawatur.weighing.rarity import rarity
from tawatur.weighing.surroundings import generic, others, things_of
from tawatur.weighing.values import value_key

__all__ = [
    "ACCEPT",
    "ACCEPT_GROUP",
    "Likeness",
    "likeness",
    "other_side",
]

# Chosen on the gold story and on the bundled example so that no two questions of either run
# together; the scorer is evaluation/origins.py.
ACCEPT = 1.0
"""Points from which two figures answer one question."""
ACCEPT_GROUP = 0.5
"""Points that two groups need on the average: a chain of pairs each a little alike would lead
from one question to another."""
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
# Tolls at two places that the pile does not name together are of two happenings.
_ELSEWHERE = -1.0
_TOGETHER = 0.34
_MANY_PLACES = 12
# On five simulated worlds two tolls of one kind whose articles share an unlisted name are of one
# event in 88 of a hundred pairs (of 35,000).
_LOCUS = 0.5
_OTHER_LOCUS = -0.8
# Where they share none, they are of one event in 34 of a hundred pairs (of 840) if their articles
# have a passage in common, and in one of a thousand (of 153,000) if not. On the five worlds nothing
# to -1.4 gives the same origins; of the disputes 0.941 are some without it, 0.949 with it.
_APART_LOCUS = -0.7
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
# An article that hears two sources counts one thing twice, not two things.
_TWO_SPEAKERS = 0.5
# A toll that an article gives twice, in headline and lead, is one toll; so is another particular
# number of one thing.
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
# Kinds in which the counted noun must agree, since the kind alone says too little.
_NOUN_DECIDES = frozenset({"count", "other", "money", "percent", "distance", "attacks", "troops"})


class Likeness:
    """The likeness of the figures of one pile."""

    def __init__(
        self,
        contexts: Sequence[Context],
        speakers: Mapping[str, str],
        links: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        """Take the contexts of a pile.

        Args:
            contexts: the surroundings of every figure.
            speakers: who gives each figure, by quantity id.
            links: by article, those that have text in common with it.
        """
        self._links = links or {}
        self.by_id = {c.quantity.id: c for c in placed(contexts)}
        self.weights = rarity(contexts)
        self._totals: dict[frozenset[str], float] = {}
        self._speakers = speakers
        self._share, self._focus = _one_story(contexts)
        self._near = _neighbours(contexts)
        places: dict[str, set[str]] = defaultdict(set)
        for context in contexts:
            for place in context.places:
                places[place].add(context.quantity.article)
        self._known_places = frozenset(p for p, where in places.items() if len(where) > 1)
        self._known: dict[tuple[str, str], float] = {}

    def points(self, a: str, b: str) -> float:
        """Return the points of two figures by their ids."""
        key = (a, b) if a <= b else (b, a)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self.between(self.by_id[a], self.by_id[b])
        return found

    def between(self, a: Context, b: Context) -> float:
        """Return the points of two contexts, with what the pile and the speakers add."""
        points = likeness(a, b, self.weights, self._near, self._known_places, self._totals)
        if points:
            points += (1 - self._share) * _topic_days(a, b)
        if not points or a.quantity.what not in _TOLLS:
            return points
        one, other = a.quantity.id, b.quantity.id
        speakers = self._speakers.get(one), self._speakers.get(other)
        if all(speakers) and one != other:
            if speakers[0] == speakers[1]:
                points += _SAME_SPEAKER
            elif a.quantity.article == b.quantity.article and _one_crowd(a, b):
                points += _TWO_SPEAKERS
        if a.loci and b.loci and not (a.loci & b.loci or a.places & b.places):
            articles = a.quantity.article, b.quantity.article
            if articles[0] != articles[1] and articles[1] not in self._links.get(articles[0], ()):
                points += _APART_LOCUS
        if a.period or b.period:
            return points
        focal = self._focus & a.places & b.places
        return points + self._share * (_FOCAL_TOLL if focal else _TOLL)


def _topic_days(a: Context, b: Context) -> float:
    """Return what the days say that articles name first, where a sentence names none.

    In a pile on one story figures are of other days than that of the lead.
    """
    one, other = a.days or a.topic_days, b.days or b.topic_days
    if one is None or other is None or (a.days and b.days) or not apart(one, other):
        return 0.0
    return _OTHER_DAY if _days_between(one, other) <= 1 else _OTHER_DAYS


def _one_crowd(a: Context, b: Context) -> bool:
    """Tell whether the counted are of one side, or of none that is named and of one noun."""
    if a.bodies or b.bodies:
        return bool(a.bodies & b.bodies)
    bare = generic() | others()
    return bool(a.counted & b.counted) or (a.counted <= bare and b.counted <= bare)


def _one_story(contexts: Sequence[Context]) -> tuple[float, frozenset[str]]:
    """Return how far the pile can be presumed to be on one story, and the places it is about."""
    articles: dict[str, set[str]] = defaultdict(set)
    for context in contexts:
        for place in context.places:
            articles[place].add(context.quantity.article)
    total = max(1, len({context.quantity.article for context in contexts}))
    focus = frozenset(p for p, named in articles.items() if len(named) >= _FOCAL_SHARE * total)
    return min(1.0, _ONE_STORY / total), focus


def _neighbours(contexts: Sequence[Context]) -> frozenset[tuple[str, str]]:
    """Return pairs of places of which the one is mostly named along with the other.

    A base and its province are named together; two towns of one war are not.
    """
    sentences = sorted({(c.sentence, tuple(sorted(c.places))) for c in contexts})
    single: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for _, places in sentences:
        single.update(places)
        both.update(combinations(places[:_MANY_PLACES], 2))
    near = {
        pair
        for pair, count in both.items()
        if count >= _TOGETHER * min(single[pair[0]], single[pair[1]])
    }
    return frozenset(near | {(b, a) for a, b in near})


def likeness(
    a: Context,
    b: Context,
    weights: Mapping[str, float],
    near: frozenset[tuple[str, str]] = frozenset(),
    known: frozenset[str] = frozenset(),
    totals: dict[frozenset[str], float] | None = None,
) -> float:
    """Return the evidence, in points, that two quantities of one kind answer one question.

    ``weights`` are those of stems, ``near`` pairs of places that may be one,
    ``known`` the places that several articles name, ``totals`` the weights of sets of stems as
    far as they were added up before.
    """
    totals = {} if totals is None else totals
    one, other = a.quantity, b.quantity
    if one.what != other.what or a.sentence == b.sentence:
        return 0.0
    same_number = one.best is not None and one.best == other.best and _telling(one)
    if a.part != b.part and not same_number:
        # «بينهم …» counts a part; it answers the question of a total only by giving its number.
        return 0.0
    if one.what in _TOLLS and not same_number and (a.period != b.period or _other_land(a, b)):
        return 0.0
    if (
        one.what in _TOLLS
        and len(_APART & (a.classes ^ b.classes)) == 1
        and a.classes
        and b.classes
    ):
        # Prisoners put to death are not those who fell in the fighting.
        return 0.0
    shared_noun = bool(things_of(a.counted) & things_of(b.counted))
    if one.what in _NOUN_DECIDES and a.counted and b.counted and not shared_noun:
        return 0.0
    if a.days is not None and b.days is not None and _days_between(a.days, b.days) > _WEEK:
        return 0.0
    points = _WORDS * _overlap(a.words, b.words, weights, totals)
    points += (
        0.5
        * _WORDS
        * max(
            _overlap(a.words, b.wider, weights, totals),
            _overlap(a.wider, b.words, weights, totals),
        )
    )
    points += _COUNTED * (shared_noun if one.what in _NOUN_DECIDES else bool(a.counted & b.counted))
    points += _ENTITY * min(2, len(a.entities & b.entities))
    points += _places(a, b, near, known)
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
    elif one.article == other.article and (one.what in _TOLLS or (same_number and shared_noun)):
        points += _REPEATED
    if other_side(a, b):
        points += _OTHER_SIDE
    return points + _setting(a, b, same_number=same_number)


def _places(
    a: Context, b: Context, near: frozenset[tuple[str, str]], known: frozenset[str]
) -> float:
    """Return what the places say: those of the gazetteer, and names that none holds."""
    points = 0.0
    nearby = any((one, other) in near for one in a.places for other in b.places)
    if a.places & b.places:
        points += _PLACE
    elif a.places and b.places and not nearby:
        # A name in one article alone may be misread.
        sure = a.quantity.what in _TOLLS and a.places & known and b.places & known
        points += _ELSEWHERE if sure else _OTHER_PLACE
    if a.loci & b.loci:
        points += _LOCUS
    elif a.loci and b.loci and not a.places & b.places:
        points += _OTHER_LOCUS
    return points


# Classes that never tell of one toll with another class.
_APART = frozenset({"execution", "disease"})
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


def other_side(a: Context, b: Context) -> bool:
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
        if not apart(a.days, b.days):
            points += _SAME_DAYS
        elif not same_number:
            points += _OTHER_DAY if _days_between(a.days, b.days) <= 1 else _OTHER_DAYS
    if a.quantity.what in _TOLLS and _far(a.quantity, b.quantity, _FAR_TOLL):
        points += _FAR_OFF_TOLL
    return points


def _overlap(
    a: frozenset[str],
    b: frozenset[str],
    weights: Mapping[str, float],
    totals: dict[frozenset[str], float],
) -> float:
    """Return the weight of the shared stems over that of the lighter side, 0 to 1."""
    shared = a & b
    if not shared:
        return 0.0
    least = min(_total(a, weights, totals), _total(b, weights, totals))
    return _weight(shared, weights) / least if least > 0 else 0.0


def _total(
    words: frozenset[str], weights: Mapping[str, float], totals: dict[frozenset[str], float]
) -> float:
    found = totals.get(words)
    if found is None:
        found = totals[words] = _weight(words, weights)
    return found


def _weight(words: frozenset[str], weights: Mapping[str, float]) -> float:
    # Sorted, since the sum of floats depends on its order.
    return sum(weights.get(word, 0.0) for word in sorted(words))


def _telling(quantity: Quantity) -> bool:
    """Tell whether a number is so particular that meeting it twice says something."""
    return quantity.best is not None and quantity.best > 10


def _far(a: Quantity, b: Quantity, factor: float) -> bool:
    one = sorted(v for v in (a.low, a.best, a.high) if v)
    other = sorted(v for v in (b.low, b.best, b.high) if v)
    if not one or not other:
        return False
    return one[0] > factor * other[-1] or other[0] > factor * one[-1]


def _days_between(a: tuple[str, str], b: tuple[str, str]) -> int:
    return max(
        (date.fromisoformat(b[0]) - date.fromisoformat(a[1])).days,
        (date.fromisoformat(a[0]) - date.fromisoformat(b[1])).days,
    )
