"""The pile, the timeline, the names and the articles as the brief shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from tawatur.language import fold_text, tokenize
from tawatur.presenting.display import clean, clip, link
from tawatur.presenting.labels import Label, label, reason, spoken_span
from tawatur.presenting.places import Evidence, Line, Place, Places
from tawatur.presenting.segments import Mark, Segment, cut
from tawatur.records import Furniture, Mention, Passage
from tawatur.weighing import Situation
from tawatur.weighing.situation import Entity

__all__ = ["ArticleView", "EntityView", "Moment", "Pile", "article_view", "moments", "names"]

MOST_MOMENTS = 250
MOST_NAMES = 120
_MOST_NAME_EVIDENCE = 6


class Pile(NamedTuple):
    """What lies in the pile, in numbers."""

    n_articles: int
    n_words: int
    outlets: tuple[tuple[str, int], ...]
    period: Label | None
    n_undated: int
    n_texts: int
    n_copies: int
    n_partly: int
    n_alone: int


class Moment(NamedTuple):
    """One entry of the timeline."""

    line: Line
    when: Label
    day: str
    text: str
    outlets: tuple[str, ...]
    evidence: list[Evidence]


class EntityView(NamedTuple):
    """Somebody or something named."""

    line: Line
    entity: Entity
    name: str
    variants: tuple[tuple[str, int], ...]
    roles: tuple[tuple[str, int], ...]
    evidence: list[Evidence]


class Piece(NamedTuple):
    """A piece of a sentence with the classes it is drawn in and where it leads."""

    text: str
    classes: str
    lines: str
    href: str
    title: Label | None


class SentenceView(NamedTuple):
    """A sentence of an article."""

    anchor: str
    pieces: list[Piece]


class Paragraph(NamedTuple):
    """A line of an article with the lines of the brief that rest on it."""

    anchor: str
    sentences: list[SentenceView]
    uses: list[Line]


class ArticleView(NamedTuple):
    """An article in full."""

    place: Place
    url: str | None
    why: Label | None
    words: int
    headed: bool
    """Whether the text itself begins with the headline."""
    paragraphs: list[Paragraph]


def pile(situation: Situation, places: Places) -> Pile:
    """Return the numbers of the pile.

    Articles of which one is wholly the other's text are one text; a formula that articles share
    makes no copy.
    """
    parent = {place.article.id: place.article.id for place in places.all}

    def find(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    sharing: set[str] = set()
    for pair in situation.trace.derivations:
        if pair.boilerplate or pair.a not in parent or pair.b not in parent:
            continue
        sharing |= {pair.a, pair.b}
        if pair.derivation == "wholly":
            one, other = sorted((find(pair.a), find(pair.b)))
            parent[other] = one
    texts = {find(key) for key in parent}
    sizes = Counter(find(key) for key in parent)
    partly = {key for key in sharing if sizes[find(key)] == 1}
    days = sorted(p.article.published[:10] for p in places.all if p.article.published)
    outlets = Counter(p.outlet for p in places.all if p.article.outlet)
    return Pile(
        n_articles=len(places.all),
        n_words=sum(words(place) for place in places.all),
        outlets=tuple(sorted(outlets.items(), key=lambda item: (-item[1], item[0]))),
        period=spoken_span(days[0], days[-1]) if days else None,
        n_undated=len(places.all) - len(days),
        n_texts=len(texts),
        n_copies=len(parent) - len(texts),
        n_partly=len(partly),
        n_alone=len(parent) - len(sharing),
    )


def words(place: Place) -> int:
    """Return the number of words of an article, its furniture left off."""
    tokens = tokenize(place.article.text)
    off = [(r.start, r.end) for r in place.annotations if isinstance(r, Furniture)]
    count = sum(kind != "mark" for kind in tokens.kind)
    for start, end in off:
        count -= sum(tokens.kind[i] != "mark" for i in tokens.within(start, end))
    return max(count, 0)


def moments(situation: Situation, places: Places) -> tuple[list[Moment], int]:
    """Return the entries of the timeline that are shown, and how many are left out.

    In a big story those go that the fewest outlets report.
    """
    ranked = sorted(
        range(len(situation.timeline)), key=lambda i: (-len(situation.timeline[i].outlets), i)
    )
    found = []
    for at in sorted(ranked[:MOST_MOMENTS]):
        entry = situation.timeline[at]
        line = places.line("time", "t", entry.text)
        marked: Collection[Passage] = [
            Passage(article=record.article, start=record.start, end=record.end)
            for key in entry.times
            if (record := situation.records.get(key)) is not None
        ]
        for passage in marked or entry.passages:
            places.use(line, passage)
        found.append(
            Moment(
                line,
                spoken_span(entry.earliest, entry.latest),
                entry.earliest,
                clip(entry.text, 420),
                tuple(clip(outlet, 60) for outlet in entry.outlets),
                places.evidence(marked or entry.passages),
            )
        )
    return found, len(situation.timeline) - len(found)


def names(situation: Situation, places: Places) -> tuple[list[EntityView], int]:
    """Return the entities that are shown, most mentioned first, and how many are left out."""
    ranked = sorted(situation.entities, key=lambda e: (-len(e.mentions), e.name, e.id))
    found = []
    for entity in ranked[:MOST_NAMES]:
        line = places.line("name", "e", entity.name)
        spans = [
            Passage(article=record.article, start=record.start, end=record.end)
            for key in entity.mentions
            if isinstance(record := situation.records.get(key), Mention)
        ]
        for span in spans:
            places.use(line, span)
        found.append(
            EntityView(
                line,
                entity,
                clip(entity.name, 90),
                tuple((clip(form, 60), n) for form, n in entity.names[:12]),
                tuple((clip(role, 60), n) for role, n in entity.roles[:8]),
                places.evidence(spans[:_MOST_NAME_EVIDENCE]),
            )
        )
    return found, len(ranked) - len(found)


def article_view(place: Place, places: Places) -> ArticleView:
    """Return an article in paragraphs and segments, every mark with its way back."""
    text = place.article.text
    marks = sorted(place.marks)
    titles: dict[tuple[int, int], str] = {}
    for record in place.annotations:
        if isinstance(record, Furniture):
            marks.append(Mark(record.start, record.end, "furniture"))
            titles[record.start, record.end] = record.role
    paragraphs: list[list[tuple[int, int, int]]] = []
    last = 0
    for number, (start, end) in enumerate(place.sentences):
        if not paragraphs or "\n" in text[last:start] or "\r" in text[last:start]:
            paragraphs.append([])
        paragraphs[-1].append((number, start, end))
        last = end
    marks.sort()
    return ArticleView(
        place,
        link(place.article.url),
        _why(place),
        words(place),
        _headed(place),
        [_paragraph(place, places, group, marks) for group in paragraphs],
    )


def _headed(place: Place) -> bool:
    title = fold_text(place.article.title or "").split()
    if not place.sentences or not title:
        return False
    start = place.sentences[0][0]
    line = place.article.text[start : start + 400].split("\n", 1)[0]
    return fold_text(line).split() == title


def _why(place: Place) -> Label | None:
    if place.article.published_why:
        return reason(clip(place.article.published_why, 200))
    if place.article.published_from:
        return label(f"published_from.{place.article.published_from}")
    return None


def _paragraph(
    place: Place, places: Places, group: list[tuple[int, int, int]], marks: list[Mark]
) -> Paragraph:
    anchor = f"{place.anchor}p{group[0][0]}"
    first, last = group[0][1], group[-1][2]
    inside = [mark for mark in marks if mark.start < last and mark.end > first]
    views = []
    seen: dict[str, None] = {}
    at = first
    for number, start, end in group:
        pieces = []
        # Space between sentences belongs to the one that follows.
        for segment in cut(at, end, inside):
            for line in segment.lines:
                seen.setdefault(line)
            pieces.append(_piece(place, segment, anchor))
        at = end
        views.append(SentenceView(f"{place.anchor}s{number}", pieces))
        del start
    order = {"dispute": 0, "claim": 1, "quote": 2, "time": 3, "name": 4}
    uses = sorted(
        (places.lines[key] for key in seen), key=lambda u: (order.get(u.kind, 9), u.number)
    )
    return Paragraph(anchor, views, uses)


def _piece(place: Place, segment: Segment, anchor: str) -> Piece:
    text = clean(place.article.text[segment.start : segment.end])
    classes = " ".join(f"k-{kind}" for kind in segment.kinds)
    href = ""
    if segment.lines:
        href = f"#{segment.lines[0]}" if len(segment.lines) == 1 else f"#{anchor}"
    title = label("furniture") if "furniture" in segment.kinds else None
    return Piece(text, classes, " ".join(segment.lines), href, title)
