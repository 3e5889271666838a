"""Figures over time: the answers to one question in the order in which they were published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Literal

from tawatur.records import Article, Claim
from tawatur.weighing.claims import Question
from tawatur.weighing.situation import FigurePoint, FigureSeries
from tawatur.weighing.values import interval_of

__all__ = ["figure_series"]


def figure_series(
    questions: Iterable[Question], articles: Mapping[str, Article]
) -> tuple[FigureSeries, ...]:
    """Return a series for every question that has several answers or several reports."""
    found = []
    for question in questions:
        points = [point for claim in question.claims for point in _points(claim, articles)]
        if len(points) < 2:
            continue
        points.sort(key=lambda p: (p.day or "9", _value(p), p.claim))
        found.append(
            FigureSeries(
                about=question.about,
                what=question.what,
                points=tuple(points),
                course=_course(question.claims),
            )
        )
    return tuple(sorted(found, key=lambda s: (-len(s.points), s.about)))


def _points(claim: Claim, articles: Mapping[str, Article]) -> Iterable[FigurePoint]:
    days: dict[str | None, list[tuple[str, str]]] = {}
    unknown = {origin.id for origin in claim.origins if origin.kind == "unknown"}
    for statement in claim.statements:
        article = articles[statement.article]
        day = article.published[:10] if article.published else None
        days.setdefault(day, []).append((article.outlet or article.id, statement.origin))
    for day, seen in days.items():
        yield FigurePoint(
            day=day,
            claim=claim.id,
            low=claim.value.low,
            best=claim.value.best,
            high=claim.value.high,
            n_origins=len({origin for _, origin in seen} - unknown),
            n_outlets=len({outlet for outlet, _ in seen}),
        )


def _value(point: FigurePoint) -> float:
    return float(next((v for v in (point.best, point.low, point.high) if v is not None), 0))


def _course(claims: tuple[Claim, ...]) -> Literal["grows", "falls", "contradicts", "agrees"]:
    levels = [interval_of(claim.value) for claim in claims]
    if all(a.meets(b) for i, a in enumerate(levels) for b in levels[i + 1 :]):
        return "agrees"
    firsts = [claim.first for claim in claims]
    dated = [first for first in firsts if first is not None]
    if len(dated) == len(firsts) and len({first[:10] for first in dated}) == len(dated):
        if all(a.high < b.low for a, b in pairwise(levels)):
            return "grows"
        if all(a.low > b.high for a, b in pairwise(levels)):
            return "falls"
    return "contradicts"
