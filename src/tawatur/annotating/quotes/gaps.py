"""The holders, documents and media named between a reporting word and its content."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.annotating.quotes.clauses import carries, past_phrase
from tawatur.annotating.quotes.holders import Phrase, medium_phrase, noun_phrase
from tawatur.annotating.quotes.page import Page
from tawatur.annotating.quotes.words import words_for

__all__ = ["Gap", "read_gap"]


class Gap(NamedTuple):
    """The holders named between a reporting word and its content."""

    holder: Phrase | None
    source: Phrase | None
    document: Phrase | None
    media: tuple[Phrase, ...]
    after: int


def read_gap(page: Page, at: int, limit: int, *, apposed: bool = True) -> Gap:
    """Read holders, document and media between a reporting word and its content.

    The first noun phrase is the holder; ``عن`` brings a source, ``في بيان`` a document, ``ل`` and
    ``إلى`` before the name of a medium the medium.
    """
    holder: Phrase | None = None
    source: Phrase | None = None
    document: Phrase | None = None
    media: list[Phrase] = []
    start = at
    after = at
    occasion = False
    relative = False
    while at < limit:
        word = page.word[at]
        if page.is_mark(at):
            close = page.closing.get(at)
            if close is not None and close < limit:
                if holder is None and not media:
                    holder = noun_phrase(page, at, limit)
                    if holder is not None:
                        at = after = holder.last
                        continue
                if (document or occasion) and not media:
                    found = _medium(page, at, limit, 0)
                    if found is not None:
                        media.append(found)
                at = close + 1
                continue
            at += 1
            continue
        found = _addressee(page, at, limit, occasion or document is not None or relative)
        if found is not None:
            media.append(found)
            at = after = found.last
            continue
        if word.kind == "relative":
            relative = True
            at += 1
            continue
        if word.kind == "preposition":
            handed = at > start and page.text[at - 1] == "نقلا"
            if word.base == "عن" and handed and source is None and at + 1 < limit:
                source = noun_phrase(page, at + 1, limit)
                if source is not None:
                    at = after = source.last
                    continue
            head = page.word[at + 1] if at + 1 < limit else None
            if head is not None and word.base in words_for("through"):
                if "document" in head.heads and document is None and word.base == "في":
                    document = _document(page, at + 1, limit)
                    at = at + 2 if document is None else _past_adjectives(page, document, limit)
                    after = at
                    continue
                if "speech" in head.heads:
                    occasion = True
                    at = max(at + 2, past_phrase(page, at + 1, limit))
                    continue
                if word.base in words_for("published") and not media:
                    found = _medium(page, at + 1, limit, 0)
                    if found is not None and holder is not None:
                        media.append(found)
                        at = found.last
                        continue
            at = past_phrase(page, at + 1, limit)
            continue
        if word.kind == "attributing" and at > start:
            # وأكد، بحسب الوكالة، أن: the one who hands on stands outside.
            spoken = at + 1 < limit and page.word[at + 1].preposition == "ل"
            carrier = noun_phrase(page, at + 1, limit, int(spoken))
            if carrier is not None and carrier.firm:
                media.append(carrier)
            at = carrier.last if carrier is not None else at + 1
            continue
        if word.kind in ("time", "adverb", "auxiliary", "negation", "clause", "oblique"):
            if holder is None and not media and at == start:
                start += 1
            at += 1
            continue
        if word.joined and word.verbal and at > start and not relative:
            # أعلنت حالة الطوارئ وعقدت اللجنة: the next clause has its own subject.
            break
        told = occasion or document is not None
        if carries(page, at) or (told and word.finite):
            found = _medium(page, at + 1, limit, 0)
            if found is not None:
                media = [found] if carries(page, at) else [*media, found]
                at = found.last
                continue
            at += 1
            continue
        if holder is None and not relative:
            phrase = noun_phrase(page, at, limit, apposed=apposed)
            if phrase is not None and (at == start or phrase.firm):
                holder = phrase
                at = after = phrase.last
                continue
        at += 1
    if holder is not None and document is not None and holder.first == document.first:
        document = None
    later = holder is not None and document is not None and holder.first > document.first
    if later and holder is not None and holder.type in ("document", "media"):
        # في بيان تسلمت الصحيفة نسخة منه: neither is the one who speaks.
        media = [holder] if holder.type == "media" and not media else media
        holder = None
    return Gap(holder, source, document, tuple(media[:2]), after)


def _document(page: Page, at: int, limit: int) -> Phrase | None:
    """Return the document link at ``at``: its head noun and adjectives, without the rest."""
    phrase = noun_phrase(page, at, limit)
    if phrase is None:
        return None
    last = at + 1
    while last < phrase.last and page.word[last].text.startswith("ل") and last == at + 1:
        last += 1
    return phrase._replace(last=last, end=page.tokens.end[last - 1], type="document")


def _past_adjectives(page: Page, document: Phrase, limit: int) -> int:
    """Return the token past the adjectives of a document (في بيان صحافي مقتضب)."""
    at = document.last
    definite = page.text[document.first].startswith("ال")
    while at < limit:
        word = page.word[at]
        shaped = word.text.endswith(("ي", "يه")) or word.text in words_for("describing")
        if at in page.name or word.kind or word.text.startswith("ال") != definite or not shaped:
            break
        at += 1
    return at


def _addressee(page: Page, at: int, limit: int, spoken: bool) -> Phrase | None:
    """Return the medium spoken to at ``at``: ``لوكالة ...``, ``لـ «...»``, ``إلى قناة ...``."""
    word, text = page.word[at], page.text[at]
    if text in ("ل", "لل") and at + 1 < limit:
        # A name set apart from its preposition (لـ الوطن) is a name, even if it is a word too.
        return _medium(page, at + 1, limit, 0, named=True)
    if word.kind == "preposition" and word.base in words_for("speaking") and at + 1 < limit:
        return _medium(page, at + 1, limit, 0) if spoken else None
    if text.startswith("ل") and len(text) > 3 and word.kind == "":
        return _medium(page, at, limit, 1)
    return None


def _medium(page: Page, at: int, limit: int, skip: int, *, named: bool = False) -> Phrase | None:
    """Return the phrase at ``at`` if it names a medium."""
    if at >= limit:
        return None
    bracket = _bracketed(page, at, limit)
    if bracket is not None:
        return bracket
    if at in page.closing:
        close = page.closing[at]
        if close >= limit or close - at > 6 or not page.quoted_name(at):
            return None
        known = page.media_at(at + 1, quoted=True) == close
        before = page.text[at - 1]
        spoken = before == "ل" or before in words_for("speaking")
        if not known and not spoken:
            return None
        return medium_phrase(page, at, close + 1, inner=True)
    end = page.media_at(at, skip=skip, quoted=named)
    word = page.word[at]
    heads = word.heads
    if end is None and not ("media" in heads and (skip == 0 or word.preposition == "ل")):
        return None
    if heads & {"anonymous", "official", "group"}:
        return None
    phrase = noun_phrase(page, at, limit, skip)
    if end is not None and (phrase is None or phrase.last < end):
        return medium_phrase(page, at, end, skip=skip)
    return None if phrase is None else phrase._replace(type="media", head="media")


def _bracketed(page: Page, at: int, limit: int) -> Phrase | None:
    """Return the medium in ``لـ(المدينة)`` or, with the marks turned round, ``لـ»المدينة»``."""
    mark = page.text[at]
    if mark not in ("(", "»") or not (
        page.text[at - 1] == "ل" or page.text[at - 1] in words_for("speaking")
    ):
        return None
    for close in range(at + 2, min(limit, at + 6)):
        if page.text[close] in (")", "»", "«"):
            return medium_phrase(page, at, close + 1, inner=True)
    return None
