"""Which figures answer one question: the same thing counted of the same happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tawatur.weighing.carried import Carried
from tawatur.weighing.clusters import Clusters
from tawatur.weighing.context import Context
from tawatur.weighing.likeness import ACCEPT, ACCEPT_GROUP, Likeness, likeness, other_side
from tawatur.weighing.values import interval_of_quantity

__all__ = ["gather_questions", "likeness"]

# A stem that stands in more sentences than this proposes no pair by itself. On simulated worlds
# 400 finds nothing more, and a thousand articles take 24 s instead of 17.
_COMMON = 120


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
    report, so that they count two things; one such article among many mistyped a number.
    ``speakers`` says by quantity id who that is. ``gave_way`` maps older counts to those that
    their own sentence puts in their place; the two always answer one question.
    """
    older = gave_way or {}
    told = {key: who for key, who in (speakers or {}).items() if key not in older}
    alikeness = alikeness or Likeness(contexts, told)
    by_id = alikeness.by_id

    def clash(a: str, b: str) -> bool:
        """Tell whether two figures cannot answer one question, whatever else is alike."""
        one, other = by_id[a], by_id[b]
        return one.sentence == other.sentence or other_side(one, other)

    def contradict(a: str, b: str) -> bool:
        """Tell whether one teller gives two numbers in one article that cannot both hold."""
        one, other = by_id[a], by_id[b]
        return (
            one.quantity.article == other.quantity.article
            and a in told
            and told[a] == told.get(b)
            and not interval_of_quantity(one.quantity).meets(interval_of_quantity(other.quantity))
        )

    clusters = Clusters(by_id, alikeness.points, clash, contradict)
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
    for pair in sorted(pairs, key=lambda p: (-p.points, p.a, p.b)):
        if clusters.alike(pair.a, pair.b, ACCEPT_GROUP, ACCEPT):
            clusters.join(pair.a, pair.b)
    return [[by_id[key] for key in group] for group in clusters.all()]


def _candidates(contexts: Sequence[Context]) -> Iterator[tuple[str, str]]:
    """Yield pairs of one kind that share a telling word, a name or a number."""
    index: dict[tuple[str, str], list[str]] = defaultdict(list)
    for context in sorted(contexts, key=lambda c: c.quantity.id):
        what, quantity = context.quantity.what, context.quantity
        for word in context.words | context.counted:
            index[what, word].append(quantity.id)
        for name in context.entities | context.places | context.loci:
            index[what, name].append(quantity.id)
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
