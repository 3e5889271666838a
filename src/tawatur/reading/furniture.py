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
from tawatur.reading.phrases import Phrase, phrases
from tawatur.records import Article, Furniture

__all__ = ["mark_furniture"]

# Roles after which nothing of the article follows, only more page.
_PAGE_BEGINS = frozenset({"share", "read_more", "comments_heading", "teaser", "tags"})
_LATIN = re.compile(r"[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*|\s*\S+@\S+\.\S+\s*|\s*@\w+\s*")
_CRUMBS = re.compile(r"\s[/>»›|\\<«‹]\s?|[»›>]")
_HASHTAGS = re.compile(r"(?:#\S+\s*){2,}")
_MARKS = re.compile(r"[^\w\s]{3,}")
_INITIALS = re.compile(r"[^\W\d_]{1,2}(?:[./ -]{1,2}[^\W\d_]{1,2}){1,6}\W?")
_END = re.compile(r"/{1,3} ?(\w{2,6}) ?/{0,3}\W*(?:\d{1,2}:\d{2}.{0,12})?$")
_MORE = re.compile(r"(?:\.{2,}|…) ?(\w+)\W*$|(?<=[.!?»\"]) (\w+) ?(?:\.{2,}|…)$")
# Between a headline and its repetition templates put up to five lines; verse puts more.
_HEAD_LINES = 6
# Signs of a dateline, a list or speech, which captions do not have.
_SIGNS = re.compile(r"[-:*•·–—\"«»/\\]|\d")
# A word in the form of the imperfect: a deck has a verb, a caption of a person has none.
_VERB = re.compile(r"س?[يت][^\W\d_]{3,}")
_SENTENCE_END = re.compile(r"[.!?؟…»\"')\]:،-]\s{0,8}$")


class _Marks:
    """The roles given so far, by line, and spans inside lines."""

    def __init__(self, page: Layout) -> None:
        self.page = page
        self.role: dict[int, str] = {}
        self.inside: list[tuple[int, int, str]] = []

    def set(self, index: int, role: str) -> None:
        self.role.setdefault(index, role)


def mark_furniture(article: Article) -> tuple[Furniture, ...]:
    """Return the furniture of ``article``, in the order of the text.

    Neighbouring lines of one role that belong together (a caption given twice, a label and
    what it announces) are records of their own unless the label makes no sense alone.
    """
    page = layout(article.text)
    if not page.lines:
        return ()
    marks = _Marks(page)
    title = headline(page)
    name = article.title or (_text(page, title) if title is not None else None)
    at = next(
        (i for i, line in enumerate(page.lines[: page.first + 1]) if same_line(line, name)), title
    )
    _repeated(marks, name, at)
    _by_words(marks, at, article.outlet)
    _dates(marks, at)
    _captions(marks, at)
    _breadcrumbs(marks, at)
    _after_labels(marks)
    _between_headlines(marks, at)
    _foot(marks)
    _pictures(marks, at, article.title or "")
    _end_marks(marks)
    _tail(marks)
    return _records(article, marks)


def same_line(line: Line, title: str | None) -> bool:
    """Tell whether ``line`` is the headline ``title`` itself."""
    return title is not None and same_headline(line, title)


def _text(page: Layout, index: int) -> str:
    return page.text[page.lines[index].start : page.lines[index].end]


def _zone(page: Layout, index: int) -> str:
    if index < page.first:
        return "head"
    return "foot" if index > page.last else "body"


def _repeated(marks: _Marks, name: str | None, at: int | None) -> None:
    if name is None:
        return
    page = marks.page
    again: list[int] = []
    for index, line in enumerate(page.lines):
        if index == at or not same_headline(line, name):
            continue
        # Verse repeats its headline as a line of its own; so may a writer at the end.
        zone = _zone(page, index)
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


def _by_words(marks: _Marks, at: int | None, outlet: str | None) -> None:
    page, known = marks.page, phrases()
    site = layout(outlet).lines[0].key if outlet and outlet.strip() else None
    for index, line in enumerate(page.lines):
        if index in marks.role or index == at:
            continue
        zone = _zone(page, index)
        phrase = known.of_line(line)
        if phrase and _allowed(phrase, line, zone):
            marks.set(index, phrase.role)
        elif zone == "body":
            continue
        elif site and line.key == site:
            marks.set(index, "site_name" if zone == "head" else "credits")
        elif zone == "foot" and is_credit(line):
            marks.set(index, "credits")
        elif at is not None and index < at and names_outlet(line.key):
            marks.set(index, "site_name")
        elif _ADDRESS.fullmatch(line.folded):
            # After a colon the address is what the article points to.
            if not page.lines[index - 1].folded.endswith((":", ",", "،")) and _ended(marks, index):
                marks.set(index, "source_link" if "/" in line.folded else "widget")
        elif _HASHTAGS.fullmatch(line.folded + " "):
            marks.set(index, "tags")
        elif zone == "foot" and _END.fullmatch(line.folded) and _ends(line):
            marks.set(index, "end_mark")
        elif line.words <= 3 and _latin(line, page.text):
            marks.set(index, "widget")


def _allowed(phrase: Phrase, line: Line, zone: str) -> bool:
    fits = zone != "body" if phrase.zone == "edge" else phrase.zone in ("any", zone)
    if not fits or line.words > phrase.words:
        return False
    if phrase.role == "photo_caption":
        return not line.stop and not line.folded.endswith(":")
    if phrase.role == "credits" and phrase.match == "start":
        return all_names(line.key[len(phrase.key) :].strip())
    # A sentence that begins like a teaser is one: it ends with a stop and goes on after it.
    return not (phrase.match == "start" and phrase.role == "teaser" and line.stop and line.body)


def _ended(marks: _Marks, index: int) -> bool:
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


def _dates(marks: _Marks, at: int | None) -> None:
    page = marks.page
    for index, line in enumerate(page.lines):
        if index in marks.role or index == at or line.words > 16:
            continue
        found = date_line(line.folded)
        zone = _zone(page, index)
        if found is None or (zone == "body" and not (found.labelled and found.clock)):
            continue
        if found.date is None and not (found.clock or found.weekday or found.ago):
            continue
        masthead = at is None or index < at
        # A masthead says what day it is for the reader; a date somebody put before the text by
        # hand has no weekday, and a stamp says what it is of.
        role = (
            "render_date"
            if zone == "head" and masthead and found.weekday and not found.labelled
            else "time_stamp"
        )
        marks.set(index, role)


def _captions(marks: _Marks, at: int | None) -> None:
    lines = marks.page.lines
    for index, line in enumerate(lines):
        if index == at or line.words > 40:
            continue
        twice = [
            near
            for near in (index - 1, index + 1)
            if 0 <= near < len(lines)
            and near != at
            and marks.role.get(near) in (None, "photo_caption")
            and line.words >= 3
            and _same_caption(lines[near], line)
        ]
        if index in marks.role:
            continue
        apart = not line.body and (marks.page.solid or _zone(marks.page, index) == "head")
        if (twice and apart) or (credited(line) and 1 < line.words <= 30 and not line.body):
            marks.set(index, "photo_caption")


def _same_caption(one: Line, other: Line) -> bool:
    """Tell whether two lines are a picture's text and caption, one perhaps with its source."""
    if one.key == other.key:
        return True
    short, long = sorted((one, other), key=lambda line: len(line.key))
    return credited(long) and long.key.startswith(short.key + " ") and short.words >= 4


def _breadcrumbs(marks: _Marks, at: int | None) -> None:
    page, known = marks.page, phrases()
    for index, line in enumerate(page.lines[: page.first]):
        if index in marks.role or index == at or line.words > 24:
            continue
        sections = known.sections_of(line)
        home = any(part.match == "home" for part in sections)
        parts = [part for part in _CRUMBS.split(line.folded) if part.strip()]
        starts = known.sections.get(tuple(line.key.split()[:1]))
        if home or len(sections) > 1:
            marks.set(index, "breadcrumb")
        elif sections:
            marks.set(index, "section")
        elif len(parts) > 1 and starts is not None and starts.match == "home" and not line.stop:
            marks.set(index, "breadcrumb")


def _after_labels(marks: _Marks) -> None:
    """Take the line after a bare label with it: «sources:», and the sources below."""
    page, known = marks.page, phrases()
    for index, role in sorted(marks.role.items()):
        line = page.lines[index]
        phrase = known.of_line(line)
        if phrase is None or phrase.role != role or not known.is_label(line, phrase):
            continue
        follow = index + 1
        if follow >= len(page.lines) or follow in marks.role or page.lines[follow].stop:
            continue
        after = page.lines[follow]
        announced = (role == "credits" and after.words <= 12) or (
            role in ("teaser", "tags") and after.words <= 20 and not after.body
        )
        if (announced and _zone(page, follow) != "body") or (
            announced and role == "teaser" and line.folded.endswith(":") and not after.gap
        ):
            marks.set(follow, role)


def _between_headlines(marks: _Marks, at: int | None) -> None:
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
        if line.words <= 6 and not line.stop and not line.folded.endswith(":"):
            marks.set(index, "section")


def _foot(marks: _Marks) -> None:
    """Mark what follows the first line of the page's own after the last paragraph."""
    page = marks.page
    begun = False
    for index in range(page.last + 1, len(page.lines)):
        line = page.lines[index]
        role = marks.role.get(index)
        if role in _PAGE_BEGINS:
            begun = True
        elif begun and role is None and line.words <= 20 and not line.stop:
            marks.set(index, "teaser")


def _pictures(marks: _Marks, at: int | None, title: str) -> None:
    """Mark captions that a dump left beside the paragraphs without any sign.

    Under the headline a single line that names an office and its holder; after the last
    paragraph up to three short lines without a stop that speak of what the text spoke of (an
    author's name does not).
    """
    page = marks.page
    if not page.solid:
        return
    head = [i for i in range(0 if at is None else at + 1, page.first) if i not in marks.role]
    foot = [i for i in range(page.last + 1, len(page.lines)) if i not in marks.role]
    if not head and not foot:
        return
    spoken = set(fold_text(title).split())
    spoken.update(word for line in page.lines if line.body for word in line.key.split())
    if at is not None and len(head) == 1 and _person(page.lines[head[0]], spoken):
        marks.set(head[0], "photo_caption")
    if not 0 < len(foot) <= 3 or not page.lines[page.last].stop:
        return
    shown = [_shows(page.lines[index], page.text, spoken) for index in foot]
    if all(shown):
        for index in foot:
            marks.set(index, "photo_caption")


@cache
def _roles() -> frozenset[str]:
    rows = lexicon.load("roles").rows
    forms = {fold_text(row[key]) for row in rows for key in ("form", "feminine")}
    return frozenset(form.split()[0] for form in forms if form)


def _person(line: Line, spoken: set[str]) -> bool:
    """Tell a line such as "The minister of water, So-and-so" whose name the text knows."""
    found = line.key.split()
    if not 2 <= line.words <= 8 or line.stop or _SIGNS.search(line.folded):
        return False
    first = found[0]
    stems = {first, first.removeprefix("ال")}
    known = found[-1] in spoken or found[-1].removeprefix("ال") in spoken
    return bool(stems & _roles()) and known and not any(map(_VERB.fullmatch, found[1:]))


def _shows(line: Line, text: str, spoken: set[str]) -> bool:
    if not line.words:
        return False
    raw = text[max(0, line.start - 4) : line.start + 3]
    if "\x1a" in raw or line.folded.startswith(".. "):
        return line.words <= 20
    if not 3 <= line.words <= 12 or line.stop or _SIGNS.search(line.folded):
        return False
    if line.folded.endswith("..") or not line.folded[0].isalpha():
        return False
    shared = sum(len(word) > 3 and word in spoken for word in line.key.split())
    return shared >= 2


def _end_marks(marks: _Marks) -> None:
    """Mark rows of signs and initials at the very end."""
    page = marks.page
    for index in range(len(page.lines) - 1, page.last, -1):
        line = page.lines[index]
        if index in marks.role:
            continue
        if not (_MARKS.fullmatch(line.folded) or _INITIALS.fullmatch(line.folded)):
            return
        if page.solid:
            marks.set(index, "end_mark")


def _tail(marks: _Marks) -> None:
    """Look into the last paragraph for tags, links and end marks written onto it."""
    page, known = marks.page, phrases()
    last = next((i for i in range(len(page.lines) - 1, -1, -1) if i not in marks.role), None)
    if last is None:
        return
    line = page.lines[last]
    folded = fold(page.text[line.start : line.end])
    span = _tail_phrase(folded.text, known.tails) or _tail_end(folded.text)
    if span is None or not folded.text[: span[0]].strip():
        return
    start, end = folded.span(span[0], span[1])
    marks.inside.append((line.start + start, line.start + end, span[2]))


def _tail_phrase(text: str, tails: list[Phrase]) -> tuple[int, int, str] | None:
    best: tuple[int, int, str] | None = None
    for phrase in tails:
        at = text.rfind(phrase.key)
        if at <= 0 or not text[at - 1].isspace():
            continue
        after = text[at + len(phrase.key) : at + len(phrase.key) + 1]
        if after.isalnum() or not _SENTENCE_END.search(text, max(0, at - 12), at):
            continue
        rest = text[at:].rstrip()
        # Tags and links end the text and are no sentence themselves.
        if len(rest.split()) > phrase.words or (phrase.role == "tags" and _stops(rest)):
            continue
        if best is None or at < best[0]:
            best = at, at + len(rest), phrase.role
    return best


def _stops(rest: str) -> bool:
    return len(rest.split()) < 2 or bool(re.search(r"[.!?؟:]\s|[.!?؟]$", rest))


def _tail_end(text: str) -> tuple[int, int, str] | None:
    end = len(text.rstrip())
    window = max(0, end - 60)
    tail = text[window:end]
    known = phrases().lines
    match = _END.search(tail)
    if match:
        phrase = known.get(match.group(1))
        if phrase and phrase.role == "end_mark":
            return window + match.start(), end, "end_mark"
    match = _MORE.search(tail)
    if match:
        phrase = known.get(match.group(1) or match.group(2))
        if phrase and phrase.role == "read_more":
            at = match.start() + len(match.group()) - len(match.group().lstrip())
            return window + at, end, "read_more"
    return None


def _records(article: Article, marks: _Marks) -> tuple[Furniture, ...]:
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
