"""Answers that cannot all hold, and whether time settles them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from tawatur.records import Article, Claim, ClaimStatus, Dispute, DisputeKind, DisputeValue
from tawatur.weighing.claims import Question, claim_id
from tawatur.weighing.succession import TOLLS, ordered, superseded_by
from tawatur.weighing.unionfind import DisjointSets
from tawatur.weighing.values import interval_of, standing

__all__ = ["figure_disputes", "make_dispute", "side_by_side", "with_status"]


def figure_disputes(
    questions: Iterable[Question], articles: Mapping[str, Article]
) -> list[Dispute]:
    """Return the disputes between answers to one question that cannot all hold.

    Answers of which a later one took the place make a dispute that time resolves; the answers
    that still stand and exclude each other make one that is open.
    """
    found = []
    for question in questions:
        toll = question.what in TOLLS
        claims = {claim.id: claim for claim in question.claims}
        conflicts = [
            (one, other)
            for one, other in combinations(ordered(question.claims), 2)
            if _exclude(one, other, toll=toll)
            and (
                _told(question, one, other)
                or frozenset((one.id, other.id)) in question.changed
                or not side_by_side(one, other)
            )
        ]
        courses, reasons, gone = DisjointSets(), dict[str, str](), dict[str, str]()
        for one, other in conflicts:
            for old, new in ((one, other), (other, one)):
                changed = frozenset((old.id, new.id)) in question.changed
                why = superseded_by(old, new, articles, toll=toll, one_text=changed)
                if (old.id, new.id) in question.replaced:
                    why = "a report says that the one figure took the place of the other"
                elif (new.id, old.id) in question.replaced:
                    why = None
                if why is not None and not {old.id, new.id} & gone.keys():
                    courses.join(old.id, new.id)
                    gone[old.id] = new.first or ""
                    reasons[old.id] = why
                    break
        for members in courses.sets():
            group = ordered([claims[key] for key in members])
            why = "; ".join(dict.fromkeys(reasons[c.id] for c in group if c.id in reasons))
            group.sort(key=lambda claim: claim.id not in gone)
            found.append(make_dispute(question.about, "figure", group, articles, why, settled=True))
        still = DisjointSets()
        for one, other in conflicts:
            if courses.together(one.id, other.id):
                continue
            if _at_one_time(one, other, gone):
                still.join(one.id, other.id)
        for members in still.sets():
            group = ordered([claims[key] for key in members])
            found.append(
                make_dispute(question.about, "figure", group, articles, _open(group, articles))
            )
    return found


def _told(question: Question, one: Claim, other: Claim) -> bool:
    """Tell whether a text says that one of two answers took the place of the other."""
    return bool({(one.id, other.id), (other.id, one.id)} & question.replaced)


def _at_one_time(one: Claim, other: Claim, gone: Mapping[str, str]) -> bool:
    """Tell whether two answers stood at one time.

    Then they contradict each other, even if a later one took the place of either: a hospital's
    50 after the ministry's 40 and before its 60 contradicts the 40. ``gone`` says since when an
    answer no longer stands.
    """
    if not {one.id, other.id} & gone.keys():
        return True
    a, b = one.first, other.first
    if a is None or b is None:
        return False
    if a[:10] == b[:10]:
        return True
    (old, _), (_, began) = sorted([(one, a), (other, b)], key=lambda pair: pair[1])
    ended = gone.get(old.id)
    if ended is None:
        return True
    # What has no hour is compared by days.
    size = min(len(began), len(ended))
    return began[:size] < ended[:size]


# Prices and indices given with and without decimals, or hours apart, are one answer.
_ROUNDED = 0.02


def _exclude(one: Claim, other: Claim, *, toll: bool) -> bool:
    """Tell whether two answers cannot both hold."""
    if toll:
        return not standing(one.value).meets(standing(other.value))
    if _vague(one) or _vague(other):
        # «Several» of a thing that is not counted closely says too little to be contradicted.
        return False
    a, b = interval_of(one.value), interval_of(other.value)
    slack = _ROUNDED * min(abs(a.high), abs(b.high))
    return a.high + slack < b.low or b.high + slack < a.low


def _vague(claim: Claim) -> bool:
    return claim.value.best is None and claim.value.approx


def side_by_side(one: Claim, other: Claim) -> bool:
    """Tell whether two answers are told together, so that they count different things.

    An article does not contradict itself without saying who says otherwise: where every report
    of the one answer gives the other as well, and from nobody else, they are no contradiction.
    """
    a, b = _by_article(one), _by_article(other)
    if not (a.keys() <= b.keys() or b.keys() <= a.keys()):
        return False
    return all(a[key] & b[key] or not (a[key] and b[key]) for key in a.keys() & b.keys())


def _by_article(claim: Claim) -> dict[str, set[str]]:
    """Return the known origins of a claim by the article that reports it."""
    known = {origin.id for origin in claim.origins if origin.kind != "unknown"}
    found: dict[str, set[str]] = {}
    for statement in claim.statements:
        origins = found.setdefault(statement.article, set())
        if statement.origin in known:
            origins.add(str(statement.origin))
    return found


def _open(group: Sequence[Claim], articles: Mapping[str, Article]) -> str:
    """Say why time does not settle a dispute."""
    if any(articles[s.article].published is None for c in group for s in c.statements):
        return "not every article is dated, so that no report can be called the later one"
    days = [(claim.first or "")[:10] for claim in group]
    if len(set(days)) < len(days):
        return "different answers were published on the same day"
    return "different origins give different answers, and none has moved on"


def with_status(claims: Iterable[Claim], disputes: Sequence[Dispute]) -> list[Claim]:
    """Return the claims with the status that the disputes give them."""
    status: dict[str, ClaimStatus] = {}
    for dispute in disputes:
        if dispute.resolved_by == "time":
            status |= dict.fromkeys(dispute.claims[:-1], "superseded")
    for dispute in disputes:
        if dispute.resolved_by is None:
            for claim in dispute.claims:
                status.setdefault(claim, "disputed")
        if dispute.type == "denial":
            status[dispute.claims[0]] = "denied"
    return [msgspec.structs.replace(c, status=status.get(c.id, c.status)) for c in claims]


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
