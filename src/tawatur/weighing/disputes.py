"""Answers that cannot all hold, and whether time settles them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from tawatur.records import Article, Claim, Dispute, DisputeKind, DisputeValue
from tawatur.weighing.claims import Question, claim_id
from tawatur.weighing.unionfind import DisjointSets
from tawatur.weighing.values import interval_of

__all__ = ["figure_disputes", "with_status"]

# Tolls are counted upwards: a later, higher count supersedes an earlier one.
_TOLLS = frozenset({"killed", "injured", "arrested"})


def figure_disputes(
    questions: Iterable[Question], articles: Mapping[str, Article]
) -> list[Dispute]:
    """Return a dispute for every set of answers to one question that cannot all hold."""
    found = []
    for question in questions:
        claims = {claim.id: claim for claim in question.claims}
        sets = DisjointSets()
        for i, one in enumerate(question.claims):
            for other in question.claims[i + 1 :]:
                if not interval_of(one.value).meets(interval_of(other.value)):
                    sets.join(one.id, other.id)
        for members in sets.sets():
            group = sorted(
                (claims[key] for key in members), key=lambda c: (c.first or "9", c.last or "", c.id)
            )
            found.append(_dispute(question.about, group, articles, question.what in _TOLLS))
    return found


def with_status(claims: Iterable[Claim], disputes: Sequence[Dispute]) -> list[Claim]:
    """Return the claims with the status that the disputes give them."""
    status: dict[str, str] = {}
    for dispute in disputes:
        for value in dispute.values:
            status[value.claim] = "disputed"
        if dispute.type == "denial":
            status[dispute.claims[0]] = "denied"
        elif dispute.resolved_by == "time":
            for key in dispute.claims[:-1]:
                status[key] = "superseded"
            status[dispute.claims[-1]] = "stands"
    return [msgspec.structs.replace(c, status=status.get(c.id, c.status)) for c in claims]


def _dispute(
    about: str, group: Sequence[Claim], articles: Mapping[str, Article], toll: bool
) -> Dispute:
    settled, why = _settled(group, toll)
    return make_dispute(about, "figure", group, articles, why, settled=settled)


def make_dispute(
    about: str,
    kind: DisputeKind,
    group: Sequence[Claim],
    articles: Mapping[str, Article],
    why: str,
    *,
    settled: bool = False,
) -> Dispute:
    """Return the dispute of a group of claims, which stay in the order given."""
    return Dispute(
        id="d" + claim_id(kind, *(claim.id for claim in group))[1:],
        claims=tuple(claim.id for claim in group),
        about=about,
        values=tuple(
            DisputeValue(
                claim=claim.id,
                value=claim.value,
                origins=tuple(origin.id for origin in claim.origins),
                dates=_days(claim, articles),
            )
            for claim in group
        ),
        type=kind,
        resolved_by="time" if settled else None,
        why=why,
    )


def _days(claim: Claim, articles: Mapping[str, Article]) -> tuple[str, ...]:
    days = {(articles[s.article].published or "")[:10] for s in claim.statements}
    return tuple(sorted(days - {""}))


def _settled(group: Sequence[Claim], toll: bool) -> tuple[bool, str]:
    """Tell whether later reports take the place of earlier ones, and why or why not.

    ``group`` is in the order of first publication. A superseded toll goes on being printed for
    days, so only first appearances must be in order.
    """
    if any(claim.first is None for claim in group):
        return False, "not every article is dated, so that no report can be called the later one"
    firsts = [str(claim.first) for claim in group]
    days = [first[:10] for first in firsts]
    if len(set(firsts)) < len(firsts) or (len(set(days)) < len(days) and not _clock(firsts)):
        return False, "different answers were published on the same day"
    levels = [interval_of(claim.value) for claim in group]
    if toll and all(a.high < b.low for a, b in pairwise(levels)):
        return True, "the toll grows from report to report"
    if _corrected(group):
        return True, "the same origin gave the later figure in place of its earlier one"
    if toll:
        return False, "a later report gives less than an earlier one of another origin"
    return False, "different origins give different answers"


def _clock(firsts: Sequence[str]) -> bool:
    return all("T" in first or " " in first for first in firsts)


def _corrected(group: Sequence[Claim]) -> bool:
    """Tell whether every answer has an origin that also gave the next one."""
    known: dict[str, set[str]] = defaultdict(set)
    for claim in group:
        known[claim.id] = {origin.id for origin in claim.origins if origin.kind != "unknown"}
    return all(known[one.id] and known[one.id] & known[other.id] for one, other in pairwise(group))
