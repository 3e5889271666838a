"""What stands between a reporting word and the words reported, and where these begin."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.annotating.quotes.holders import Phrase, noun_phrase
from tawatur.annotating.quotes.page import Page
from tawatur.annotating.quotes.words import describe

__all__ = ["Complement", "Gap", "carries", "find_complement", "opinion_at", "read_gap"]

# Words between a reporting verb and its clause; the longest of the development set is 34.
_WINDOW = 60
_PREPOSITIONS = {"ila": "الي", "ala": "علي", "an_": "عن", "min": "من", "fi": "في"}
# What makes a preposition part of the setting of a speech (على هامش القمة), not its content.
_SETTING = frozenset({"هامش", "لسان", "حسابه", "حسابها", "صفحته", "صفحتها", "موقعه", "موقعها"})
_SUBORDINATING = frozenset({"بعد", "قبل", "منذ", "رغم", "مع", "الا", "غير", "حتي", "دون", "بدون"})


class Complement(NamedTuple):
    """Where the reported words begin: token and letters skipped, and how they are opened.

    ``how`` is ``clause``, ``speech`` (colon or marks) or ``noun``; ``gap`` is the token past the
    last one that belongs to the reporting clause.
    """

    first: int
    skip: int
    how: str
    gap: int


class Gap(NamedTuple):
    """The holders named between a reporting word and its content."""

    holder: Phrase | None
    source: Phrase | None
    document: Phrase | None
    media: tuple[Phrase, ...]
    after: int


def _clause(page: Page, at: int, frame: frozenset[str]) -> Complement | None:
    """Read a complementizer at ``at``, if the verb takes it there."""
    word = page.word[at]
    if word.joined:
        return None
    before = page.word[at - 1]
    gap = at
    if word.complementizer.startswith("ب"):
        if not frame & {"b", "an"}:
            return None
        skip = int(word.pronoun and not _quoted_next(page, at))
        return Complement(at if skip else at + 1, skip, "clause", gap)
    if before.base in _SUBORDINATING:
        return None
    if before.kind == "preposition":
        fits = [p for p in frame if _PREPOSITIONS.get(p) == before.base]
        if not fits:
            return None
        gap = at - 1
    elif not frame & {"an"}:
        return None
    bare = not word.pronoun or _quoted_next(page, at)
    return Complement(at + 1 if bare else at, 0, "clause", gap)


def _lest(page: Page, at: int) -> bool:
    """Tell whether ``ألا`` (that not) is written, which folds like ``إلا`` (except)."""
    return page.document.text[page.tokens.start[at]] == "أ"


def _quoted_next(page: Page, at: int) -> bool:
    return at + 1 in page.closing and not page.quoted_name(at + 1)


def find_complement(
    page: Page, at: int, limit: int, frame: frozenset[str], *, marker_from: int
) -> Complement | None:
    """Return the content that a reporting word before token ``at`` introduces, or ``None``.

    Prepositions of the verb's frame count from token ``marker_from`` on (past its holder).
    """
    limit = min(limit, at + _WINDOW)
    relative = False
    noun: Complement | None = None
    start = at
    inner = False
    reach = _reach(page, marker_from, limit, "addr" in frame)
    while at < limit:
        word = page.word[at]
        text = page.text[at]
        if page.is_mark(at):
            close = page.closing.get(at)
            if close is not None:
                if frame & {"speech", "an"} and "addr" not in frame and not page.quoted_name(at):
                    if noun is not None and noun.first <= at:
                        return noun
                    return Complement(at, 0, "speech", at)
                at = close + 1
                continue
            if page.opening.get(at, start) < start:
                # The quotation that the verb stands in ends here.
                return noun
            if text == ":" and frame & {"speech", "an", "b"} and not _in_number(page, at):
                if noun is not None:
                    return noun
                after = at + 1
                if after < limit and page.word[after].complementizer == "ان":
                    if not page.word[after].pronoun:
                        after += 1
                return Complement(after, 0, "speech" if after == at + 1 else "clause", at)
            if text == "(":
                at = _past(page, at, limit, ")")
                continue
            if text == "-" and at > start:
                past = _past(page, at, limit, "-")
                if past < limit:
                    at = past
                    continue
            if text in ("؛", ";"):
                return noun
            relative = relative and text not in ("،", ",")
            at += 1
            continue
        if word.text == "الا" and "an" in frame and _lest(page, at):
            return Complement(at, 0, "clause", at)
        if word.complementizer and inner:
            inner = False
        elif word.complementizer:
            found = _clause(page, at, frame)
            if found is not None:
                return found if noun is None or noun.first >= at - 1 else noun
        if word.kind == "relative":
            relative = True
        elif word.kind == "speaker" and at == marker_from and "speech" in frame:
            return Complement(at, 0, "clause", at)
        elif word.kind == "clause" and word.text in ("بينما", "فيما", "حيث", "لكن", "اذ"):
            if not (word.text == "فيما" and page.text[at + 1 : at + 2] in (["يتعلق"], ["يخص"])):
                return noun
        elif word.reports and at > start and _is_cue(page, at):
            if not relative:
                return noun
            inner = True
        if noun is None and marker_from <= at < reach:
            noun = _marked(page, at, limit, frame, at == marker_from)
        at += 1
    return noun


def _reach(page: Page, at: int, limit: int, addressed: bool) -> int:
    """Return the token past the last one at which a preposition can still belong to the verb.

    Settings of time, place and manner may stand before it, and the one ``addressed``; another
    noun is an object, and what follows that belongs to it.
    """
    if addressed:
        return min(limit, at + 25)
    limit = min(limit, at + 30)
    while at < limit:
        word = page.word[at]
        close = page.closing.get(at)
        if close is not None:
            at = close + 1
        elif word.kind in ("time", "adverb", "oblique") or page.is_mark(at):
            at += 1
        elif page.tokens.kind[at] == "number":
            at += 1
        elif word.kind == "preposition":
            at = _past_phrase(page, at + 1, limit)
        else:
            return at + 1
    return limit


def _is_cue(page: Page, at: int) -> bool:
    word = page.word[at]
    if carries(page, at):
        return False
    if word.verbal or word.accusative:
        return True
    # مؤكدة after a comma is a circumstance; elsewhere it may be an adjective.
    feminine = any(r.form.tense == "active participle" for r in word.reports)
    return feminine and page.is_mark(at - 1)


def opinion_at(page: Page, at: int) -> bool:
    """Tell whether a noun of opinion stands at ``at``, with or without a pronoun (رفضها)."""
    word = page.word[at]
    if word.preposition or word.masdar in ("ب", "ل", "ك"):
        return False
    if "opinion" in word.heads:
        return True
    for pronoun in ("هما", "ها", "هم", "ه"):
        stem = word.text.removesuffix(pronoun)
        if stem != word.text and len(stem) > 2:
            forms = (stem, stem[:-1] + "ه") if stem.endswith("ت") else (stem,)
            if any("opinion" in describe(form).heads for form in forms):
                return True
    return False


def carries(page: Page, at: int) -> bool:
    """Tell whether the word at ``at`` is a verb like ``بثها``, whose subject is the medium."""
    return any(
        r.finite and r.suffix and "carries" in r.lexeme.row["frame"].split()
        for r in page.word[at].reports
    )


def _in_number(page: Page, at: int) -> bool:
    kinds = page.tokens.kind
    return 0 < at < page.size - 1 and kinds[at - 1] == "number" and kinds[at + 1] == "number"


def _past(page: Page, at: int, limit: int, mark: str) -> int:
    """Return the token past the next ``mark``, or the one past ``at`` when there is none near."""
    for ahead in range(at + 1, min(limit, at + 30)):
        if page.text[ahead] == mark:
            return ahead + 1
    return at + 1


def _marked(
    page: Page, at: int, limit: int, frame: frozenset[str], near: bool
) -> Complement | None:
    """Read a preposition of the frame at ``at`` and the noun that is the content."""
    word = page.word[at]
    if at + 1 < limit and word.kind == "preposition":
        for name, base in _PREPOSITIONS.items():
            if name in frame and word.base == base and not word.joined:
                after = page.word[at + 1]
                if after.complementizer or after.text in _SETTING or after.kind == "time":
                    return None
                if page.text[at + 1] in ("ذلك", "هذا", "نحو"):
                    return None
                if "media" in after.heads or page.media_at(at + 1, quoted=True):
                    return None
                if at + 1 in page.closing and page.quoted_name(at + 1):
                    return None
                if "feel" in frame and not opinion_at(page, at + 1):
                    return None
                return Complement(at + 1, 0, "noun", at)
    if "b" in frame:
        if word.text == "ب" and at + 1 in page.closing:
            return Complement(at + 1, 0, "noun", at)
        if (
            word.text.startswith("ب")
            and not word.kind
            and at not in page.name
            and (word.masdar == "ب" or (word.text.startswith("بال") and len(word.text) > 4))
            and "media" not in word.heads
        ):
            return Complement(at, 1, "noun", at)
    if "l" in frame:
        if word.text.startswith("لل") and not word.kind and (near or word.masdar == "ل"):
            return Complement(at, 0, "noun", at)
        if word.text.startswith("ل") and word.masdar == "ل" and not word.kind:
            return Complement(at, 1, "noun", at)
    return None


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
        text = page.text[at]
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
        if word.kind == "preposition" or word.text == "عبر":
            handed = at > start and page.text[at - 1] == "نقلا"
            if word.base == "عن" and handed and source is None and at + 1 < limit:
                source = noun_phrase(page, at + 1, limit)
                if source is not None:
                    at = after = source.last
                    continue
            head = page.word[at + 1] if at + 1 < limit else None
            if head is not None and word.base in ("في", "عبر", "خلال", "علي"):
                if "document" in head.heads and document is None and word.base == "في":
                    document = _document(page, at + 1, limit)
                    at = at + 2 if document is None else document.last
                    after = at
                    continue
                if "speech" in head.heads:
                    occasion = True
                    at = max(at + 2, _past_phrase(page, at + 1, limit))
                    continue
                if word.base in ("عبر", "علي") and not media:
                    found = _medium(page, at + 1, limit, 0)
                    if found is not None and holder is not None:
                        media.append(found)
                        at = found.last
                        continue
            at = _past_phrase(page, at + 1, limit)
            continue
        if word.kind in ("time", "adverb", "auxiliary", "negation", "clause", "oblique"):
            if holder is None and not media and at == start:
                start += 1
            at += 1
            continue
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
    return Gap(holder, source, document, tuple(media[:2]), after)


def _past_phrase(page: Page, at: int, limit: int) -> int:
    phrase = noun_phrase(page, at, limit) if at < limit else None
    return phrase.last if phrase is not None else at


def _document(page: Page, at: int, limit: int) -> Phrase | None:
    """Return the document link at ``at``: its head noun and adjectives, without the rest."""
    phrase = noun_phrase(page, at, limit)
    if phrase is None:
        return None
    last = at + 1
    while last < phrase.last and page.word[last].text.startswith("ل") and last == at + 1:
        last += 1
    return phrase._replace(last=last, end=page.tokens.end[last - 1], type="document")


def _addressee(page: Page, at: int, limit: int, spoken: bool) -> Phrase | None:
    """Return the medium spoken to at ``at``: ``لوكالة ...``, ``لـ «...»``, ``إلى قناة ...``."""
    word, text = page.word[at], page.text[at]
    if text in ("ل", "لل") and at + 1 < limit:
        # A name set apart from its preposition (لـ الوطن) is a name, even if it is a word too.
        return _medium(page, at + 1, limit, 0, named=True)
    if word.kind == "preposition" and word.base in ("الي", "مع", "علي") and at + 1 < limit:
        return _medium(page, at + 1, limit, 0) if spoken else None
    if text.startswith("ل") and len(text) > 3 and word.kind == "":
        return _medium(page, at, limit, 1)
    return None


def _bracketed(page: Page, at: int, limit: int) -> Phrase | None:
    """Return the medium in ``لـ(المدينة)`` or, with the marks turned round, ``لـ»المدينة»``."""
    mark = page.text[at]
    if mark not in ("(", "»") or page.text[at - 1] not in ("ل", "الي", "مع"):
        return None
    for close in range(at + 2, min(limit, at + 6)):
        if page.text[close] in (")", "»", "«"):
            return Phrase(
                *(at, close + 1, page.tokens.start[at + 1], page.tokens.end[close - 1]),
                *("media", "", "s", True, "media", None),
            )
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
        spoken = page.text[at - 1] in ("ل", "الي", "مع", "علي")
        if not known and not spoken:
            return None
        return Phrase(
            *(at, close + 1, page.tokens.start[at + 1], page.tokens.end[close - 1]),
            *("media", "", "s", True, "media", None),
        )
    end = page.media_at(at, skip=skip, quoted=named)
    word = page.word[at]
    heads = word.heads
    if end is None and not ("media" in heads and (skip == 0 or word.preposition == "ل")):
        return None
    if heads & {"anonymous", "official", "group"}:
        return None
    phrase = noun_phrase(page, at, limit, skip)
    if end is not None and (phrase is None or phrase.last < end):
        start = page.cut(at, skip)
        return Phrase(
            at, end, start, page.tokens.end[end - 1], "media", "f", "s", True, "media", None
        )
    return None if phrase is None else phrase._replace(type="media", head="media")
