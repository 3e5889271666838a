"""The rival for names: bare gazetteer look-up on the same input.

Every listed name is marked wherever its words stand, clitics peeled, with no regard to context:
no titles, no chains of name parts, no nouns before names, no repetition.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evaluation.mentions import score_with
from evaluation.scores import Report
from tawatur.annotating.document import Document
from tawatur.annotating.mentions import Context
from tawatur.annotating.mentions.gazetteer import index
from tawatur.records import Annotation, Article, Mention

__all__ = ["find", "score"]


def find(article: Article, given: Sequence[Annotation] = ()) -> list[Mention]:
    """Return every listed name of the article, longest first at each word."""
    document = Document(article, given)
    context = Context(document)
    mentions: list[Mention] = []
    at = 0
    while at < len(context):
        match = next(index().match(context, at), None)
        if match is None:
            at += 1
            continue
        last, skip, entry = match
        start, end = context.offset(at, skip), context.end(last)
        mentions.append(
            Mention(
                id=document.id("m", len(mentions) + 1),
                article=article.id,
                start=start,
                end=end,
                text=article.text[start:end],
                type=entry.type,
                entity=entry.id,
                name=entry.name,
                country=entry.country,
            )
        )
        at = last
    return mentions


def score(gold: Path) -> Report:
    """Return the scores of the rival on the gold sets below ``gold``."""
    return score_with(find, gold, "mentions, gazetteer look-up")
