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
from tawatur.language.encoder import NameTagger, name_tagger
from tawatur.records import Mention

__all__ = ["MentionStage"]


class MentionStage:
    """Provides one ``mention`` record for every name of a person, place or organisation.

    ``recognisers`` are added to the built-in ones; the resolver decides between all of them. A
    ``tagger`` then adds names that none of them finds, and settles where a name that no list has
    begins and ends (:func:`together`).
    """

    name = "mentions"
    requires: tuple[str, ...] = ("article", "sentence")
    provides: tuple[str, ...] = ("mention",)

    def __init__(
        self, recognisers: Sequence[Recogniser] = (), tagger: NameTagger | None = None
    ) -> None:
        self._added = tuple(recognisers)
        self.tagger = tagger
        self.recognisers: tuple[Recogniser, ...] = (
            Gazetteer(),
            Titles(),
            People(),
            Heads(),
            UnlistedPlaces(),
            Datelines(),
            *self._added,
        )

    @property
    def version(self) -> str:
        """Versions of the recognisers, of the resolver and of the tagger."""
        tagger = [] if self.tagger is None else [self.tagger.name]
        return " ".join(["2", *(recogniser.name for recogniser in self.recognisers), *tagger])

    def with_encoder(self, encoder: str | None) -> MentionStage:
        """Return this stage with the tagger of an encoder, or with none."""
        return MentionStage(self._added, name_tagger(encoder))

    def __call__(self, document: Document) -> Sequence[Mention]:
        """Return the mentions of the document, in order; names in furniture are left out."""
        context = Context(document)
        proposals = [one for recognise in self.recognisers for one in recognise(context)]
        standing = resolve(proposals)
        standing = sorted([*standing, *resolve(repeats(context, standing), standing)])
        if self.tagger is not None:
            # Imported here: without an encoder nothing of what it needs has to be installed.
            from tawatur.annotating.mentions.tagged import tagged, together

            standing = together(context, standing, *tagged(context, standing, self.tagger))
        furniture = context.furniture
        mentions: list[Mention] = []
        for one in standing:
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
