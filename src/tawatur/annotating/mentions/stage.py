"""The stage that finds the names of an article."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.annotating.document import Document
from tawatur.annotating.mentions.context import Context
from tawatur.annotating.mentions.gazetteer import Gazetteer
from tawatur.annotating.mentions.heads import Heads
from tawatur.annotating.mentions.people import People
from tawatur.annotating.mentions.proposals import Proposal, Recogniser, resolve
from tawatur.annotating.mentions.repeats import repeats
from tawatur.annotating.mentions.titles import Titles, following
from tawatur.annotating.mentions.unlisted import Datelines, UnlistedPlaces
from tawatur.records import Mention

__all__ = ["MentionStage"]


class MentionStage:
    """Provides one ``mention`` record for every name of a person, place or organisation.

    ``recognisers`` are added to the built-in ones; the resolver decides between all of them.
    """

    name = "mentions"
    requires: tuple[str, ...] = ("article", "sentence")
    provides: tuple[str, ...] = ("mention",)

    def __init__(self, recognisers: Sequence[Recogniser] = ()) -> None:
        self.recognisers: tuple[Recogniser, ...] = (
            Gazetteer(),
            Titles(),
            People(),
            Heads(),
            UnlistedPlaces(),
            Datelines(),
            *recognisers,
        )

    @property
    def version(self) -> str:
        """Versions of the recognisers and of the resolver."""
        return " ".join(["1", *(recogniser.name for recogniser in self.recognisers)])

    def __call__(self, document: Document) -> Sequence[Mention]:
        """Return the mentions of the document, in order; names in furniture are left out."""
        context = Context(document)
        proposals = [one for recognise in self.recognisers for one in recognise(context)]
        standing = resolve(proposals)
        more = resolve(repeats(context, standing), standing)
        furniture = context.furniture
        mentions: list[Mention] = []
        for one in sorted([*standing, *more]):
            if furniture[one.first]:
                continue
            mentions.append(self._mention(context, one, len(mentions) + 1))
        return mentions

    def _mention(self, context: Context, one: Proposal, number: int) -> Mention:
        document = context.document
        start, end = context.offset(one.first, one.skip), context.end(one.last)
        role = one.role
        if role is None and one.type == "PER":
            role = following(context, one.last)
        return Mention(
            id=document.id("m", number),
            article=document.article.id,
            start=start,
            end=end,
            text=document.text[start:end],
            type=one.type,
            entity=one.entity,
            name=one.name,
            role=None
            if role is None
            else document.span(_role_start(context, role[0]), context.end(role[1])),
            country=one.country,
        )


def _role_start(context: Context, first: int) -> int:
    word = context.words[first]
    skip = word.role[0] if word.role is not None else word.leads or 0
    return context.offset(first, skip)
