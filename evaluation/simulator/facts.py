"""True claims and disputes of an event, from the figures as they were printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations, pairwise

from evaluation.simulator.events import Event
from evaluation.simulator.phrases import Count
from evaluation.simulator.rendering import Figure
from evaluation.simulator.truth import Course, TrueClaim, TrueDispute, TrueStatement

__all__ = ["claims_of", "disputes_of"]


def claims_of(event: Event, figures: Iterable[tuple[str, Figure]]) -> tuple[TrueClaim, ...]:
    """Return one claim for every value that somebody printed as the answer to a question."""
    kinds = {source.origin: source.kind for source in event.sources.values()}
    found: dict[tuple[str, int], list[TrueStatement]] = defaultdict(list)
    for article, figure in figures:
        count: Count = figure.counts
        kind = kinds.get(count.origin, "anonymous")
        found[count.question, count.value].append(
            TrueStatement(
                article=article,
                start=figure.start,
                end=figure.end,
                origin=count.origin,
                origin_kind=kind,
                attributed=figure.attributed,
            )
        )
    what = {question.id: question.what for question in event.questions}
    return tuple(
        TrueClaim(
            id=f"{question}={value}",
            question=question,
            what=what[question],
            value=value,
            statements=tuple(statements),
        )
        for (question, value), statements in sorted(found.items())
    )


def disputes_of(
    event: Event, claims: Iterable[TrueClaim], figures: Iterable[Figure]
) -> tuple[TrueDispute, ...]:
    """Return the pairs of claims that exclude each other, with the reason why both are there.

    Two values of one phase contradict each other when both were printed as of that phase. A
    mistyped value contradicts the one that it was typed from: what that one replaced, and what
    replaced it, it does not.
    """
    known = {(claim.question, claim.value): claim for claim in claims}
    found: dict[tuple[str, str], TrueDispute] = {}

    def enter(question: str, a: int, b: int, course: Course) -> None:
        one, other = known.get((question, a)), known.get((question, b))
        if one is None or other is None or a == b:
            return
        key = (min(one.id, other.id), max(one.id, other.id))
        settled = course in ("growth", "correction")
        found.setdefault(
            key,
            TrueDispute(
                claims=(one.id, other.id), course=course, resolved_by="time" if settled else None
            ),
        )

    printed: dict[tuple[str, int], set[int]] = defaultdict(set)
    mistyped: set[tuple[str, int, int]] = set()
    for figure in figures:
        count = figure.counts
        if count.meant is None:
            printed[count.question, count.phase].add(count.value)
        else:
            mistyped.add((count.question, count.meant, count.value))
    phases = range(len(event.phases))
    for at, question in enumerate(event.questions):
        course = [event.counts["ministry", phase][at] for phase in phases]
        for phase, (old, new) in enumerate(pairwise(course), 1):
            enter(
                question.id, old, new, "growth" if event.phases[phase] == "grow" else "correction"
            )
        for phase in phases:
            for a, b in combinations(sorted(printed[question.id, phase]), 2):
                enter(question.id, a, b, "contradiction")
    for key, meant, wrong in sorted(mistyped):
        if not any(wrong in values for (asked, _), values in printed.items() if asked == key):
            enter(key, meant, wrong, "mistake")
    return tuple(found[key] for key in sorted(found))
