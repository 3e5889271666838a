"""How pairs of articles are related, from the paths of the lines that they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import Literal

from evaluation.simulator.truth import Relation, TrueArticle, TrueLine

__all__ = ["relations_of"]

_CONTENT = frozenset({"lead", "update", "second", "rival", "detail", "quote", "reaction"})


def relations_of(articles: Iterable[TrueArticle]) -> tuple[Relation, ...]:
    """Return the relation of every two articles of one event, in a fixed order.

    Direction is that of most shared lines: whether the one article lies on the path by which
    the line came to the other.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    return tuple(_relation(a, b) for a, b in combinations(ordered, 2))


def _relation(a: TrueArticle, b: TrueArticle) -> Relation:
    in_a = {line.unit: line for line in a.lines if line.role in _CONTENT or _colour(line)}
    in_b = {line.unit: line for line in b.lines if line.role in _CONTENT or _colour(line)}
    shared = sorted(set(in_a) & set(in_b))
    standing = {line.unit for line in a.lines if line.role == "background"} & {
        line.unit for line in b.lines if line.role == "background"
    }
    words = {line.statement for line in in_a.values() if line.statement} & {
        line.statement for line in in_b.values() if line.statement
    }
    if not shared:
        if words:
            return Relation(
                a=a.id,
                b=b.id,
                b_from_a="partially",
                a_from_b="partially",
                direction="common",
                stratum="statement",
            )
        return Relation(
            a=a.id,
            b=b.id,
            b_from_a="none",
            a_from_b="none",
            direction=None,
            stratum="background" if standing else "same_event",
        )
    plain = [u for u in shared if not (in_a[u].reworded or in_b[u].reworded)]
    return Relation(
        a=a.id,
        b=b.id,
        b_from_a="wholly" if set(in_b) <= set(in_a) else "partially",
        a_from_b="wholly" if set(in_a) <= set(in_b) else "partially",
        direction=_direction(a, b, [(in_a[u], in_b[u]) for u in shared]),
        stratum="copy" if plain or words else "background" if standing else "reworded",
    )


def _colour(line: TrueLine) -> bool:
    return line.role == "colour"


def _direction(
    a: TrueArticle, b: TrueArticle, shared: Iterable[tuple[TrueLine, TrueLine]]
) -> Literal["a>b", "b>a", "common"]:
    votes: Counter[Literal["a>b", "b>a", "common"]] = Counter()
    for one, other in shared:
        votes["a>b" if a.id in other.path else "b>a" if b.id in one.path else "common"] += 1
    most = max(votes.values())
    leaders = [way for way in ("a>b", "b>a", "common") if votes[way] == most]
    if len(leaders) > 1:
        return "common"
    return max(votes, key=lambda way: votes[way])
