"""Attributing phrases: ``بحسب``, ``وفق ما أعلنته``, ``جاء في``, ``على حد قول``."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, cast

from tawatur.annotating.quotes.clauses import Complement, find_complement
from tawatur.annotating.quotes.gaps import Gap, read_gap
from tawatur.annotating.quotes.holders import noun_phrase
from tawatur.annotating.quotes.page import Page
from tawatur.annotating.quotes.words import split_forms
from tawatur.language import lexicon
from tawatur.language.verbs import Reading
from tawatur.records import QuoteVerb

__all__ = ["Attribution", "attribution_at"]

_CLAUSE = frozenset({"an", "speech"})


class Attribution(NamedTuple):
    """A phrase that attributes: tokens ``first``..``cue_end`` are the cue, ``end`` is past all.

    ``verb`` is the reporting verb inside the phrase; ``clause`` the content where the phrase
    itself introduces it.
    """

    first: int
    skip: int
    cue_end: int
    end: int
    verb: Reading | None
    verb_class: QuoteVerb
    gap: Gap
    clause: Complement | None
    stop: int
    own: bool = False


class _Form(NamedTuple):
    words: tuple[str, ...]
    clitic: str
    verb_class: str
    side: str
    link: str


@cache
def _forms() -> dict[str, list[_Form]]:
    found: dict[str, list[_Form]] = {}
    for row in lexicon.load("reporting_phrases").rows:
        words = split_forms(row["form"])
        clitic = ""
        if words[-1] in ("ل", "ب"):
            words, clitic = words[:-1], words[-1]
        found.setdefault(words[0], []).append(
            _Form(words, clitic, row["class"], row["side"], row["link"])
        )
    for forms in found.values():
        forms.sort(key=lambda form: (-len(form.words), form.words, form.clitic))
    return found


def attribution_at(page: Page, at: int, limit: int) -> Attribution | None:
    """Return the attributing phrase that begins at token ``at``, or ``None``."""
    text = page.text[at]
    for skip in (0, 1) if text[:1] in ("و", "ف") else (0,):
        for form in _forms().get(text[skip:], ()):
            last = at + len(form.words)
            if last > limit or tuple(page.text[at + 1 : last]) != form.words[1:]:
                continue
            if form.link == "document" and at > 0 and page.text[at - 1] in ("ما", "لما"):
                continue
            if skip and form.words == ("حسب",) and at > 0 and not page.is_mark(at - 1):
                # لا الغرق وحسب بل: only.
                continue
            inner = at > 0 and not page.is_mark(at - 1) and not skip
            if inner and form.words[0] == "علي" and form.words[-1] == "ما":
                # يزيد على ما أعلنته: the preposition belongs to the verb before it.
                continue
            found = _read(page, at, skip, last, limit, form)
            if found is not None:
                return found
    return None


def _read(page: Page, at: int, skip: int, last: int, limit: int, form: _Form) -> Attribution | None:
    if form.link == "own":
        if last < limit and not page.is_mark(last):
            return None
        nobody = Gap(None, None, None, (), last)
        return Attribution(at, skip, last, last, None, "other", nobody, None, last, own=True)
    if last >= limit:
        return None
    verb: Reading | None = None
    start = last
    clitic = form.clitic
    if form.link == "holder" and (page.text[last] == "ما" or page.text[last] == clitic + "ما"):
        readings = (
            [r for r in page.word[last + 1].reports if r.form.person] if (last + 1 < limit) else []
        )
        if not readings:
            return None
        verb, start, clitic = readings[0], last + 2, ""
    elif form.link == "verb":
        readings = [r for r in page.word[last].reports if r.form.person]
        if not readings:
            return None
        verb, start = readings[0], last + 1
    elif clitic and not page.text[last].startswith(clitic):
        return None
    end = _end(page, start, limit)
    gap = read_gap(page, start, end) if not clitic else _after_clitic(page, start, end)
    clause: Complement | None = None
    if form.link == "document":
        if gap.holder is None:
            return None
        document = gap.holder
        if document.type != "document" and document.type != "media":
            return None
        clause = find_complement(page, document.last, limit, _CLAUSE, marker_from=limit)
        if clause is not None:
            rest = read_gap(page, document.last, clause.gap)
            media = tuple(
                p for p in (rest.holder, *rest.media) if p is not None and p.type == "media"
            )
            gap = Gap(document, None, None, media[:1], clause.gap)
    spoken = gap.holder
    if spoken is not None and spoken.head == "speech" and form.link == "holder":
        # وفق تصريحات مصدر: not the speech but who gave it.
        speaker = noun_phrase(page, spoken.first + 1, end)
        if speaker is not None and speaker.firm:
            gap = gap._replace(holder=speaker, after=max(gap.after, speaker.last))
    cue_end = start
    verb_class = cast(QuoteVerb, form.verb_class)
    return Attribution(at, skip, cue_end, max(gap.after, start), verb, verb_class, gap, clause, end)


def _after_clitic(page: Page, at: int, end: int) -> Gap:
    skip = 1
    if page.text[at] in ("ل", "ب"):
        at, skip = at + 1, 0
    holder = noun_phrase(page, at, end, skip)
    if holder is None:
        return Gap(None, None, None, (), at)
    rest = read_gap(page, holder.last, end)
    return Gap(holder, rest.source, rest.document, rest.media, max(rest.after, holder.last))


def _end(page: Page, at: int, limit: int) -> int:
    """Return where the holders of a phrase must have ended: the next comma, stop or clause."""
    limit = min(limit, at + 30)
    while at < limit:
        close = page.closing.get(at)
        if close is not None:
            at = close + 1
            continue
        if page.is_mark(at) and page.text[at] not in ("-", "("):
            return at
        word = page.word[at]
        if word.complementizer or word.kind == "relative":
            return at
        at += 1
    return limit
