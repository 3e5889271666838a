"""The situation: everything that is known of one story, as the brief and the exports read it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from tawatur.records import Annotation, Article, Claim, Dispute, MentionType, Number, Passage
from tawatur.tracing.trace import Trace

__all__ = ["Entity", "FigurePoint", "FigureSeries", "Situation", "TimelineEntry"]


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or something that the articles name, under all its names."""

    id: Annotated[str, Meta(description="Id that the mentions carry.")]
    type: Annotated[MentionType, Meta(description="PER, LOC, ORG or MISC.")]
    name: Annotated[str, Meta(description="Canonical form of the name.")]
    names: Annotated[
        tuple[tuple[str, int], ...],
        Meta(description="Every form as written with its count, most frequent first."),
    ]
    roles: Annotated[
        tuple[tuple[str, int], ...], Meta(description="Titles and offices with their counts.")
    ] = ()
    country: Annotated[str | None, Meta(description="ISO 3166 alpha-3, or null.")] = None
    mentions: Annotated[tuple[str, ...], Meta(description="Ids of the mentions.")] = ()
    articles: Annotated[tuple[str, ...], Meta(description="Ids of the articles.")] = ()


class TimelineEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the articles place in time."""

    earliest: Annotated[str, Meta(description="First day it can be (ISO).")]
    latest: Annotated[str, Meta(description="Last day it can be (ISO).")]
    text: Annotated[str, Meta(description="The clearest sentence that places it, as written.")]
    passages: Annotated[
        tuple[Passage, ...], Meta(description="Every sentence that places it, clearest first.")
    ]
    times: Annotated[tuple[str, ...], Meta(description="Ids of the time records.")]
    outlets: Annotated[tuple[str, ...], Meta(description="Outlets that report it.")]


class FigurePoint(msgspec.Struct, frozen=True, kw_only=True):
    """One figure as it stood on one day."""

    day: Annotated[str | None, Meta(description="Day of publication, or null.")]
    claim: Annotated[str, Meta(description="Id of the claim.")]
    low: Annotated[Number | None, Meta(description="Least value.")] = None
    best: Annotated[Number | None, Meta(description="The value, or null.")] = None
    high: Annotated[Number | None, Meta(description="Greatest value.")] = None
    n_origins: Annotated[int, Meta(description="Independent known origins.")] = 0
    n_outlets: Annotated[int, Meta(description="Outlets.")] = 0


class FigureSeries(msgspec.Struct, frozen=True, kw_only=True):
    """The answers to one question about a number, in the order in which they were published."""

    about: Annotated[str, Meta(description="The question.")]
    what: Annotated[str, Meta(description="Kind of quantity.")]
    points: Annotated[tuple[FigurePoint, ...], Meta(description="By day, then by value.")]
    course: Annotated[
        Literal["grows", "falls", "contradicts", "agrees"],
        Meta(description="What the figure does over time and origins."),
    ]


class Situation(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A story: the articles, what was found in each, their lineage, and what they claim.

    Every list has a fixed order that does not depend on the order of the inputs.
    """

    articles: tuple[Article, ...]
    annotations: Mapping[str, tuple[Annotation, ...]]
    """All annotations (furniture too) by article id, in the order of the text."""
    trace: Trace = Trace()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    figures: tuple[FigureSeries, ...] = ()
    convention: str | None = None
    """The convention by which figures are coded (see :mod:`tawatur.weighing.conventions`)."""
    by_rules: bool = False
    """Whether no encoder stood beside the rules, so that names in no list are found less often."""

    @cached_property
    def by_id(self) -> Mapping[str, Article]:
        """The articles by id."""
        return {article.id: article for article in self.articles}

    @cached_property
    def records(self) -> Mapping[str, Annotation]:
        """All annotations by id."""
        return {record.id: record for group in self.annotations.values() for record in group}
