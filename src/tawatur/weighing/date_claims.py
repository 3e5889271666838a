"""Claims of when something happened, and the disputes between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from tawatur.records import Article, Claim, Dispute, Figure
from tawatur.weighing.claims import make_claim
from tawatur.weighing.dated import ANOTHER, Dated
from tawatur.weighing.disputes import make_dispute, side_by_side
from tawatur.weighing.origins import Origins, Said
from tawatur.weighing.unionfind import DisjointSets

__all__ = ["date_claims"]


def date_claims(
    questions: Iterable[Sequence[Sequence[Dated]]],
    articles: Mapping[str, Article],
    origins: Origins,
    said: Mapping[str, Said],
) -> tuple[list[Claim], list[Dispute]]:
    """Return a claim for every date of a happening, and the disputes between dates.

    Dates are in dispute when their hours exclude each other and the happening is one that
    happens once to its place, or lasts: a second attack on another day is no contradiction.
    """
    claims: list[Claim] = []
    disputes: list[Dispute] = []
    for answers in questions:
        made = []
        for group in answers:
            first = group[0]
            text = articles[first.article].text[first.start : first.end]
            line = articles[first.article].text
            about = line[max(0, line.rfind("\n", 0, first.start) + 1, first.start - 40) : first.end]
            value = Figure(text=text)
            where = [said[one.record] for one in group]
            made.append(make_claim(about.strip(), "date", value, where, articles, origins))
        claims.extend(made)
        sets = DisjointSets()
        for (one, a), (other, b) in combinations(zip(answers, made, strict=True), 2):
            if _disputable(one[0]) and _exclude(one[0], other[0]) and not side_by_side(a, b):
                sets.join(a.id, b.id)
        by_id = {claim.id: claim for claim in made}
        disputes += [
            make_dispute(
                by_id[members[0]].about,
                "date",
                [by_id[key] for key in members],
                articles,
                "the times given for one happening exclude each other",
            )
            for members in sets.sets()
        ]
    return claims, disputes


def _disputable(dated: Dated) -> bool:
    return dated.since or dated.kind == "once"


def _exclude(one: Dated, other: Dated) -> bool:
    """Tell whether two times exclude each other, near enough to be meant for one happening.

    Times that only touch share nothing.
    """
    a, b = one.hours, other.hours
    between = max(b.low - a.high, a.low - b.high)
    return between >= 0 and (one.since or between <= ANOTHER)
