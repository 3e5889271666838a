"""Marking what belongs to the page: menus, share rows, captions, repeated headlines, dates.

The text is never cut. A line is marked where its words are those of a template (the lexicon
``furniture``) at a place where templates put them, or where its structure gives it away: a
headline said twice, a picture's text and caption said twice, a date alone in a line. What stands
between paragraphs is marked only on the strength of its own words. Precision goes first: body
text taken for furniture is lost to every reader behind.
"""

from __future__ import annotations

import re
from functools import cache

from tawatur.language import fold, fold_text, lexicon
from tawatur.reading.captions import mark_captions, mark_pictures
from tawatur.reading.date_lines import date_line
from tawatur.reading.headline import (
    all_names,
    credited,
    headline,
    is_credit,
    names_outlet,
    same_headline,
)
from tawatur.reading.lines import Layout, Line, layout
from tawatur.reading.marks import Marks, zone_of
from tawatur.reading.phrases import Phrase, phrases
from tawatur.reading.tails import END, mark_tails
from tawatur.records import Article, Furniture

__all__ = ["mark_furniture"]

# Roles after which nothing of the article follows, only more page.
_PAGE_BEGINS = frozenset({"share", "read_more", "comments_heading", "teaser", "tags"})
# Roles of lines of the foot that may be as long as paragraphs.
_NOTICES = frozenset({"comments_heading", "widget", "teaser", "source_link", "time_stamp"})
_HEADING_WORDS = 8
# Boxes of links inside a text have up to five; more lines are paragraphs.
_MOST_LINKS = 8
_LATIN = re.compile(r"[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*|\s*\S+@\S+\.\S+\s*|\s*@\w+\s*")
_WORD = re.compile(r"[^\W_]+")
_BARS = re.compile(r"\s[|:/-]{1,2}\s|\|")
_MOTTO_WORDS = 10
_HASHTAGS = re.compile(r"(?:#\S+\s*){2,}")
_SIGN_ROW = re.compile(r"[^\w\s]{3,}")
_INITIALS = re.compile(r"[^\W\d_]{1,2}(?:[./ -]{1,2}[^\W\d_]{1,2}){1,6}\W?")
# Between a headline and its repetition templates put up to five lines; verse puts more.
_HEAD_LINES = 6


def mark_furniture(article: Article) -> tuple[Furniture, ...]:
    """Return the furniture of ``article``, in the order of the text.

    Neighbouring lines of one role that belong together (a caption given twice, a label and
    what it announces) are records of their own unless the label makes no sense alone.
    """
    page = _ended_before_the_foot(layout(article.text))
    if not page.lines:
        return ()
    marks = Marks(page)
    title = headline(page)
    name = article.title or (_text(page, title) if title is not None else None)
    at = next(
        (i for i, line in enumerate(page.lines[: page.first + 1]) if same_line(line, name)), title
    )
    _repeated(marks, name, at)
    _by_words(marks, at, article.outlet)
    _dates(marks, at)
    mark_captions(marks, at)
    _breadcrumbs(marks, at)
    _after_labels(marks)
    _between_headlines(marks, at)
    _between_signs(marks)
    _foot(marks)
    mark_pictures(marks, at, article.title or "")
    _end_marks(marks)
    mark_tails(marks)
    return _records(article, marks)


def _ended_before_the_foot(page: Layout) -> Layout:
    """Return ``page`` with its last paragraph before the long lines of its foot.

    Terms of use, notices and the comments of readers read like paragraphs.
    """
    known = phrases()
    body = [index for index, line in enumerate(page.lines) if line.body]
    while len(body) > 1:
        phrase = known.of_line(page.lines[body[-1]])
        if (
            phrase is None
            or phrase.match == "tail"
            or not _allowed(phrase, page.lines[body[-1]], "foot")
        ):
            break
        if phrase.role not in _NOTICES:
            break
        body.pop()
    for index, line in enumerate(page.lines):
        phrase = known.of_line(line) if line.words <= _HEADING_WORDS else None
        comments = phrase is not None and phrase.role == "comments_heading" and line.words > 1
        # Below «leave a comment» stand comments; one word may be a subheading.
        if comments and body and body[0] < index < body[-1]:
            body = [at for at in body if at < index]
            break
    return page._replace(last=body[-1]) if body else page


def same_line(line: Line, title: str | None) -> bool:
    """Tell whether ``line`` is the headline ``title`` itself."""
    return title is not None and same_headline(line, title)


def _text(page: Layout, index: int) -> str:
    return page.text[page.lines[index].start : page.lines[index].end]


def _repeated(marks: Marks, name: str | None, at: int | None) -> None:
    if name is None:
        return
    page = marks.page
    again: list[int] = []
    for index, line in enumerate(page.lines):
        if index == at or not same_headline(line, name):
            continue
        # Verse repeats its headline as a line of its own; so may a writer at the end.
        zone = zone_of(page, index)
        near = at is not None and index == at + 1
        far = zone == "head" and at is not None and index > at + _HEAD_LINES
        if near or (page.solid and zone != "body" and not line.stop and not far):
            again.append(index)
    for index in again:
        marks.set(index, "repeated_title")
    if at is None:
        return
    first = page.lines[at]
    exact = [index for index in again if page.lines[index].key == _shorter(first, name)]
    # Where the first line is the window's title, the plain headline after it is the headline.
    if first.key != _shorter(first, name) and exact:
        marks.role.pop(exact[0])
        marks.set(at, "repeated_title")


def _shorter(first: Line, name: str) -> str:
    key = " ".join(re.findall(r"[^\W_]+", fold(name).text))
    return key if len(key) <= len(first.key) else first.key


def _by_words(marks: Marks, at: int | None, outlet: str | None) -> None:
    page, known = marks.page, phrases()
    site = layout(outlet).lines[0].key if outlet and outlet.strip() else None
    for index, line in enumerate(page.lines):
        if index in marks.role or index == at:
            continue
        zone = zone_of(page, index)
        phrase = known.of_line(line)
        if phrase and _allowed(phrase, line, zone):
            marks.set(index, phrase.role)
        elif zone == "body":
            continue
        elif site and line.key == site:
            marks.set(index, "site_name" if zone == "head" else "credits")
        elif zone == "foot" and (is_credit(line) or _signed(line)):
            marks.set(index, "credits")
        elif at is not None and index < at and _masthead(line, site):
            marks.set(index, "site_name")
        elif _ADDRESS.fullmatch(line.folded):
            # After a colon the address is what the article points to.
            if not page.lines[index - 1].folded.endswith((":", ",", "،")) and _ended(marks, index):
                marks.set(index, "source_link" if "/" in line.folded else "widget")
        elif _HASHTAGS.fullmatch(line.folded + " "):
            marks.set(index, "tags")
        elif zone == "foot" and END.fullmatch(line.folded) and _ends(line):
            marks.set(index, "end_mark")
        elif line.words <= 3 and _latin(line, page.text):
            marks.set(index, "widget")


def _masthead(line: Line, site: str | None) -> bool:
    """Tell the name of an outlet, alone or with its motto behind a bar or dash."""
    if names_outlet(line.key):
        return True
    if line.words > _MOTTO_WORDS or line.stop:
        return False
    parts = [" ".join(_WORD.findall(part)) for part in _BARS.split(line.folded)]
    return len(parts) > 1 and any(
        part == site or (part and names_outlet(part)) for part in (parts[0], parts[-1])
    )


def _allowed(phrase: Phrase, line: Line, zone: str) -> bool:
    fits = zone != "body" if phrase.zone == "edge" else phrase.zone in ("any", zone)
    if not fits or line.words > phrase.words:
        return False
    if phrase.role == "photo_caption" and phrase.zone == "edge":
        return not line.stop and not line.folded.endswith(":")
    if phrase.role == "credits" and phrase.match == "start":
        return all_names(line.key[len(phrase.key) :].strip())
    # A sentence that begins like a teaser is one: it ends with a stop and goes on after it.
    return not (phrase.match == "start" and phrase.role == "teaser" and line.stop and line.body)


def _signed(line: Line) -> bool:
    """Tell the editors' initials with the agencies in brackets behind them."""
    head, bracket, _ = line.folded.partition("(")
    return bool(bracket) and credited(line) and _INITIALS.fullmatch(head.strip()) is not None


def _ended(marks: Marks, index: int) -> bool:
    """Tell whether what stands before line ``index`` is complete, or the page's."""
    before = marks.page.lines[index - 1] if index else None
    return before is None or before.stop or index - 1 in marks.role or marks.page.lines[index].gap


def _ends(line: Line) -> bool:
    known = phrases().lines.get(line.key.split()[0])
    return known is not None and known.role == "end_mark"


def _latin(line: Line, text: str) -> bool:
    """Tell a short line in Latin letters inside an Arabic text."""
    if not _LATIN.search(line.folded):
        return False
    letters = _LETTER.findall(line.folded)
    if any(letter > "\u024f" for letter in letters):
        return False
    sample = text[:4000]
    return sum("\u0621" <= char <= "\u064a" for char in sample) > len(sample) // 3


def _dates(marks: Marks, at: int | None) -> None:
    page = marks.page
    for index, line in enumerate(page.lines):
        if index in marks.role or index == at or line.words > 16:
            continue
        found = date_line(line.folded)
        zone = zone_of(page, index)
        if found is None or (zone == "body" and not (found.labelled and found.clock)):
            continue
        if found.date is None and not (found.clock or found.weekday or found.ago):
            continue
        # With no headline known, a line of four words or more before the date is one.
        written = any(
            other.words > 3 for i, other in enumerate(page.lines[:index]) if i not in marks.role
        )
        masthead = index < at if at is not None else not written
        # A masthead says what day it is for the reader; a date somebody put before the text by
        # hand has no weekday, and a stamp says what it is of.
        role = (
            "render_date"
            if zone == "head" and masthead and found.weekday and not found.labelled
            else "time_stamp"
        )
        marks.set(index, role)


def _breadcrumbs(marks: Marks, at: int | None) -> None:
    page, known = marks.page, phrases()
    for index, line in enumerate(page.lines[: page.first]):
        if index in marks.role or index == at:
            continue
        if known.is_breadcrumb(line):
            marks.set(index, "breadcrumb")
        elif known.sections_of(line):
            marks.set(index, "section")


def _after_labels(marks: Marks) -> None:
    """Take the line after a bare label with it: «sources:», and the sources below."""
    page, known = marks.page, phrases()
    for index, role in sorted(marks.role.items()):
        line, follow = page.lines[index], index + 1
        if follow >= len(page.lines) or follow in marks.role:
            continue
        phrase = known.of_line(line)
        if phrase is None or phrase.role != role or not known.is_label(line, phrase):
            continue
        if _announced(role, line, page.lines[follow], zone_of(page, follow)):
            marks.set(follow, role)


def _announced(role: str, label: Line, after: Line, zone: str) -> bool:
    """Tell whether the line ``after`` is what a label with ``role`` announces."""
    if role == "photo_caption":
        return after.words <= 30
    if after.stop or after.body:
        return False
    if role == "credits":
        return zone != "body" and after.words <= 12
    if role == "teaser" and zone == "body":
        return label.folded.endswith(":") and not after.gap and after.words <= 20
    return role in ("teaser", "tags") and after.words <= 20


def _between_headlines(marks: Marks, at: int | None) -> None:
    """Mark short lines between the headline and its repetition: the page's, not the article's."""
    page = marks.page
    again = [
        index
        for index, role in marks.role.items()
        if role == "repeated_title" and at is not None and at < index < page.first
    ]
    if at is None or not again or not page.solid:
        return
    for index in range(at + 1, min(max(again), at + _HEAD_LINES)):
        line = page.lines[index]
        if 0 < line.words <= 6 and not line.stop and not line.folded.endswith(":"):
            first = line.key.split()[0]
            marks.set(index, "credits" if first in _organisations() else "section")


@cache
def _organisations() -> frozenset[str]:
    """Return the nouns that head names of organisations (centre, agency, newspaper)."""
    return frozenset(map(fold_text, lexicon.load("org_heads").column("form")))


def _foot(marks: Marks) -> None:
    """Mark what follows the first line of the page's own after the last paragraph."""
    page = marks.page
    begun = comments = False
    for index in range(page.last + 1, len(page.lines)):
        line = page.lines[index]
        role = marks.role.get(index)
        if role in _PAGE_BEGINS:
            begun = True
            comments = comments or role == "comments_heading"
        elif begun and role is None and comments:
            marks.set(index, "comment")
        elif begun and role is None and line.words <= 20 and not line.stop:
            marks.set(index, "teaser")


def _between_signs(marks: Marks) -> None:
    """Mark the links between «see also» and «end of see also»."""
    page = marks.page
    opened: dict[str, int] = {}
    for index, line in enumerate(page.lines):
        if marks.role.get(index) != "teaser":
            continue
        start = next((opened[key] for key in opened if line.key.startswith(key + " ")), None)
        if start is not None and index - start <= _MOST_LINKS:
            for inside in range(start + 1, index):
                marks.set(inside, "teaser")
        opened = {line.key: index}


def _end_marks(marks: Marks) -> None:
    """Mark rows of signs and initials at the very end."""
    page = marks.page
    for index in range(len(page.lines) - 1, page.last, -1):
        line = page.lines[index]
        if index in marks.role:
            continue
        number = line.key.isdigit() and marks.role.get(index - 1) in ("end_mark", "time_stamp")
        if not (number or _SIGN_ROW.fullmatch(line.folded) or _INITIALS.fullmatch(line.folded)):
            return
        if page.solid:
            marks.set(index, "end_mark")


def _records(article: Article, marks: Marks) -> tuple[Furniture, ...]:
    page, known = marks.page, phrases()
    spans: list[tuple[int, int, str]] = list(marks.inside)
    taken: set[int] = set()
    for index, role in sorted(marks.role.items()):
        if index in taken:
            continue
        line = page.lines[index]
        end = line.end
        phrase = known.of_line(line)
        follow = index + 1
        if (
            role == "credits"
            and phrase is not None
            and known.is_label(line, phrase)
            and marks.role.get(follow) == role
        ):
            end = page.lines[follow].end
            taken.add(follow)
        spans.append((line.start, end, role))
    return tuple(
        Furniture(
            id=f"{article.id}#f{number}",
            article=article.id,
            start=start,
            end=end,
            text=article.text[start:end],
            role=role,
        )
        for number, (start, end, role) in enumerate(sorted(spans), 1)
    )
