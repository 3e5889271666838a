"""The assertions of one article: every reader over every sentence that speaks of the present."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from tawatur.records import Annotation, Article, Furniture, Mention, Quote, Sentence, Time
from tawatur.weighing.predicates.assertion import Assertion
from tawatur.weighing.predicates.blame import blame
from tawatur.weighing.predicates.causes import causes, makers
from tawatur.weighing.predicates.clauses import Clause
from tawatur.weighing.predicates.control import control
from tawatur.weighing.predicates.fates import fates
from tawatur.weighing.surroundings import country_entities

__all__ = ["assertions"]

# What a sentence dates further back than this is the background of a story, not its news.
_BACKGROUND_DAYS = 7
# The place that an article is about is named in its headline or its first sentences.
_LEAD = 3


def assertions(article: Article, annotations: Sequence[Annotation]) -> Iterator[Assertion]:
    """Yield what the sentences of an article say that is no number, in the order of the text."""
    furniture = [(r.start, r.end) for r in annotations if isinstance(r, Furniture)]
    sentences = [
        r
        for r in annotations
        if isinstance(r, Sentence) and not any(a <= r.start and r.end <= b for a, b in furniture)
    ]
    mentions = sorted(
        (r for r in annotations if isinstance(r, Mention)), key=lambda m: (m.start, m.end)
    )
    times = sorted((r for r in annotations if isinstance(r, Time)), key=lambda t: (t.start, t.end))
    starts = [time.start for time in times]
    denied = [
        (piece.start, piece.end)
        for r in annotations
        if isinstance(r, Quote) and r.verb == "deny"
        for piece in r.content
    ]
    topic = _topic(sentences, mentions)
    at = 0
    for sentence in sentences:
        while at < len(mentions) and mentions[at].end <= sentence.start:
            at += 1
        inside = []
        ahead = at
        while ahead < len(mentions) and mentions[ahead].start < sentence.end:
            inside.append(mentions[ahead])
            ahead += 1
        clause = Clause(sentence, inside, topic, denied=denied)
        yield from makers(clause)
        dated = times[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        for reader in (control, fates, blame, causes):
            for one in reader(clause):
                if not _is_background(one, dated, article.published):
                    yield one


def _topic(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions of the places of headline and lead, those of the headline first.

    Among them the place named most often comes first.
    """
    head = sentences[0].end if sentences else 0
    end = sentences[min(_LEAD, len(sentences)) - 1].end if sentences else 0
    places = [
        m for m in mentions if m.type == "LOC" and m.entity and m.entity not in country_entities()
    ]
    counts = Counter(m.entity for m in places)
    first: dict[str, Mention] = {}
    for mention in places:
        if mention.start < end and mention.entity:
            had = first.get(mention.entity)
            # The fullest form says what the place is (قاعدة …).
            if had is None or len(mention.text) > len(had.text):
                first[mention.entity] = mention
    titled = {m.entity for m in places if m.start < head}
    return sorted(
        first.values(), key=lambda m: (m.entity not in titled, -counts[m.entity], m.start)
    )


def _is_background(one: Assertion, times: Sequence[Time], published: str | None) -> bool:
    """Tell whether the time nearest to an assertion lies well before the publication."""
    if published is None:
        return False
    day = date.fromisoformat(published[:10])
    dated = [time for time in times if time.latest]
    if not dated:
        return False
    nearest = min(dated, key=lambda t: (max(t.start - one.end, one.start - t.end, 0), t.start))
    return (day - date.fromisoformat(str(nearest.latest))).days > _BACKGROUND_DAYS
