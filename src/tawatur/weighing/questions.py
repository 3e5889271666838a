"""Which figures answer one question: the same thing counted of the same happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tawatur.weighing.carried import Carried
from tawatur.weighing.context import Context
from tawatur.weighing.likeness import ACCEPT, ACCEPT_GROUP, Likeness, likeness, other_side
from tawatur.weighing.values import Interval, interval_of_quantity

__all__ = ["gather_questions", "likeness"]

# A stem that stands in more sentences than this proposes no pair by itself.
_COMMON = 400


class _Pair(NamedTuple):
    points: float
    a: str
    b: str


def gather_questions(
    contexts: Sequence[Context],
    carried: Iterable[Carried],
    speakers: Mapping[str, str] | None = None,
    gave_way: Mapping[str, str] | None = None,
    alikeness: Likeness | None = None,
) -> list[list[Context]]:
    """Return the contexts by question, each list and the lists themselves in a fixed order.

    Carried figures (the same place of the same text) always answer one question, even where the
    number was changed on the way. Others are joined from the likest pair on, and never when two
    figures of one sentence would come together, or two answers that exclude each other and that
    one article gives in its own words or hears from one holder: nobody contradicts himself in one
    report, so that they count two things. ``speakers`` says by quantity id who that is.
    ``gave_way`` maps older counts to those that their own sentence puts in their place; the two
    always answer one question.
    """
    older = gave_way or {}
    told = {key: who for key, who in (speakers or {}).items() if key not in older}
    alikeness = alikeness or Likeness(contexts, told)
    by_id = alikeness.by_id

    clusters = _Clusters(by_id)
    for place in carried:
        if place.a in by_id and place.b in by_id:
            same_kind = by_id[place.a].quantity.what == by_id[place.b].quantity.what
            if same_kind:
                clusters.join(place.a, place.b)
    for old, new in sorted(older.items()):
        clusters.join(old, new)
    pairs = [
        _Pair(points, a, b)
        for a, b in _candidates(list(by_id.values()))
        if (points := alikeness.points(a, b)) >= ACCEPT
    ]

    def alike(one: Sequence[str], other: Sequence[str]) -> bool:
        """Tell whether two groups may be one: no clash, and alike on the average."""
        if {by_id[key].sentence for key in one} & {by_id[key].sentence for key in other}:
            return False
        if _contradicts_itself(one, other, by_id, told):
            return False
        if any(other_side(by_id[a], by_id[b]) for a in one for b in other):
            return False
        points = [alikeness.points(a, b) for a in one for b in other]
        return sum(points) / len(points) >= ACCEPT_GROUP

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


def _candidates(contexts: Sequence[Context]) -> Iterator[tuple[str, str]]:
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
