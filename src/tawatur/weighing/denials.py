"""Denials: somebody says that what another was heard to say is not so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from tawatur.records import Article, Claim, Dispute, Quote
from tawatur.weighing.agreement import Judge, same_matter
from tawatur.weighing.attribution import content_stems
from tawatur.weighing.disputes import make_dispute

__all__ = ["denial_disputes"]

# A denial takes up the words of what it denies, without most of their frame.
_SAME_MATTER = 58.0
# Below that, down to here, a judge of agreement may still find one matter in two wordings.
_DOUBTFUL = 40.0
_SHARED = 3
_COMMON = 60
# Claims that a judge is asked about for one denial.
_ASKED = 8


def denial_disputes(
    claims: Sequence[Claim],
    quotes: Mapping[str, Quote],
    articles: Mapping[str, Article],
    judge: Judge | None = None,
) -> list[Dispute]:
    """Return a dispute for every claim of one origin that a quote of another origin denies.

    ``claims`` are those made of quotes, ``quotes`` all quotes by id. ``judge`` decides where the
    words of the two are alike to some degree only; without it those are left.
    """
    denials = [claim for claim in claims if _is_denial(claim, quotes)]
    if not denials:
        return []
    stems = {claim.id: frozenset(content_stems(claim.value.text or "")) for claim in claims}
    index: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if not _is_denial(claim, quotes):
            for word in stems[claim.id]:
                index[word].append(claim)
    found = []
    for denial in denials:
        counts: dict[str, int] = defaultdict(int)
        by_id: dict[str, Claim] = {}
        for word in stems[denial.id]:
            if len(index[word]) <= _COMMON:
                for claim in index[word]:
                    counts[claim.id] += 1
                    by_id[claim.id] = claim
        near = [
            (_likeness(stems[key], stems[denial.id]), key)
            for key, count in counts.items()
            if count >= _SHARED and not _same_origin(by_id[key], denial)
        ]
        denied = _denied(denial, near, by_id, judge)
        if denied is not None:
            why = "one origin denies what another is quoted as saying"
            found.append(
                make_dispute(denied.value.text or "", "denial", [denied, denial], articles, why)
            )
    return found


def _denied(
    denial: Claim,
    near: Sequence[tuple[float, str]],
    by_id: Mapping[str, Claim],
    judge: Judge | None,
) -> Claim | None:
    """Return the claim that a denial denies: the likest in words, else the likest by the judge."""
    ordered = [
        (points, by_id[key]) for points, key in sorted(near, key=lambda pair: (-pair[0], pair[1]))
    ]
    if ordered and ordered[0][0] >= _SAME_MATTER:
        return ordered[0][1]
    doubtful = [claim for points, claim in ordered if points >= _DOUBTFUL][:_ASKED]
    if judge is None or not doubtful:
        return None
    text = denial.value.text or ""
    verdicts = same_matter(judge, [(claim.value.text or "", text) for claim in doubtful])
    return next((claim for claim, same in zip(doubtful, verdicts, strict=True) if same), None)


def _is_denial(claim: Claim, quotes: Mapping[str, Quote]) -> bool:
    return any(
        statement.record in quotes and quotes[statement.record].verb == "deny"
        for statement in claim.statements
    )


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    return float(fuzz.token_set_ratio(" ".join(sorted(a)), " ".join(sorted(b))))


def _same_origin(a: Claim, b: Claim) -> bool:
    known = {origin.id for origin in a.origins}
    return any(origin.id in known for origin in b.origins)
