"""Whether a later answer takes the place of an earlier one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tawatur.records import Article, Claim
from tawatur.weighing.values import interval_of, standing

__all__ = ["TOLLS", "ordered", "superseded_by"]

TOLLS = frozenset({"killed", "injured", "arrested"})
"""Kinds that are counted upwards: a later, higher count supersedes an earlier one."""

# A source of the first kind knows better than one of the second.
_BETTER = {("official", "anonymous"), ("official", "witness"), ("document", "anonymous")}


def superseded_by(
    old: Claim,
    new: Claim,
    articles: Mapping[str, Article],
    *,
    toll: bool,
    one_text: bool = False,
) -> str | None:
    """Return why ``new`` takes the place of ``old``, or ``None`` when it does not.

    With ``one_text`` the two stand in one place of one text, in which a number was changed: they
    are no two sides that an outlet prints. Only first appearances must be in order: a superseded
    figure goes on being printed for days. Articles without a date say nothing about order; an
    answer that has no other is never superseded.
    """
    if old.first is None or new.first is None:
        return None
    if _outlets_moved_on(new, old, articles, one_text):
        # Whoever gave the newer answer went back to the older one: a correction.
        return None
    if _same_origin_moved_on(old, new, articles):
        return "the same origin gave the later figure in place of its earlier one"
    if _outlets_moved_on(old, new, articles, one_text):
        return "every outlet that gave the earlier figure gave the later one afterwards"
    grows = standing(old.value).high < standing(new.value).low
    if toll and grows and _first_day(old) < _first_day(new) and _may_know(old, new):
        return "the toll grows from report to report"
    return None


def _first_day(claim: Claim) -> str:
    return (claim.first or "9")[:10]


def _known(claim: Claim) -> dict[str, str]:
    return {origin.id: origin.kind for origin in claim.origins if origin.kind != "unknown"}


def _same_origin_moved_on(old: Claim, new: Claim, articles: Mapping[str, Article]) -> bool:
    """Tell whether one origin stands behind both and began to give the new one later."""
    shared = set(_known(old)) & set(_known(new))
    return any(
        "" < _since(old, articles, origin) < _since(new, articles, origin)
        for origin in sorted(shared)
    )


def _since(claim: Claim, articles: Mapping[str, Article], origin: str) -> str:
    """Return when an origin was first reported to give an answer, or the empty string."""
    dates = [articles[s.article].published for s in claim.statements if s.origin == origin]
    return min((date[:10] for date in dates if date), default="")


def _outlets_moved_on(
    old: Claim, new: Claim, articles: Mapping[str, Article], one_text: bool
) -> bool:
    """Tell whether each outlet of the old answer gave the new one after its last old one.

    An outlet that prints what two sides say has not moved from one to the other: answers whose
    known origins have nothing in common are left alone.
    """
    apart = _known(old) and _known(new) and not set(_known(old)) & set(_known(new))
    if apart and not one_text:
        return False
    before, after = _last_by_outlet(old, articles), _last_by_outlet(new, articles)
    return all(after.get(outlet, "") > last > "" for outlet, last in before.items())


def _last_by_outlet(claim: Claim, articles: Mapping[str, Article]) -> dict[str, str]:
    last: dict[str, str] = {}
    for statement in claim.statements:
        article = articles[statement.article]
        outlet = article.outlet or article.id
        last[outlet] = max(last.get(outlet, ""), article.published or "")
    return last


def _may_know(old: Claim, new: Claim) -> bool:
    """Tell whether the later source is the earlier one's equal or better on this.

    Two known origins that have nothing in common contradict each other, unless the later one is
    of a kind that ought to know (an official count after an anonymous one).
    """
    before, after = _known(old), _known(new)
    if not before or not after or set(before) & set(after):
        return True
    return any((b, a) in _BETTER for a in before.values() for b in after.values())


def ordered(claims: Sequence[Claim]) -> list[Claim]:
    """Return claims by first publication, then by value."""
    return sorted(claims, key=lambda c: (c.first or "9", interval_of(c.value), c.id))
