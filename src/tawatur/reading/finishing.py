"""From drafts to articles: unique ids, headline, language, day of publication, furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from tawatur.language import fold_text
from tawatur.reading.addresses import day_in_address
from tawatur.reading.date_lines import date_line
from tawatur.reading.dating import infer_published
from tawatur.reading.drafts import Draft
from tawatur.reading.furniture import mark_furniture
from tawatur.reading.headline import headline
from tawatur.reading.languages import language_of
from tawatur.reading.lines import layout
from tawatur.records import Article, Furniture, PublishedFrom

__all__ = ["finished", "unique_ids"]

_UNSAFE = re.compile(r"[\s\x00-\x1f#]+")


def unique_ids(drafts: Iterable[Draft]) -> list[tuple[str, Draft]]:
    """Return ``drafts`` with ids that differ, sorted by id, the same for any order of input.

    Where several drafts have one id, each gets the first eight digits of its content's SHA-256
    behind it; where the contents are the same too, a number in the order of their paths.
    """
    ordered = sorted(drafts, key=lambda d: (d.id, d.sha256, d.path, d.place))
    plain = [_UNSAFE.sub("-", draft.id).strip("-") or draft.sha256[:12] for draft in ordered]
    times = Counter(plain)
    taken = {name for name, count in times.items() if count == 1}
    used: Counter[str] = Counter()
    named: list[tuple[str, Draft]] = []
    for name, draft in zip(plain, ordered, strict=True):
        if times[name] > 1:
            wanted = f"{name}-{draft.sha256[:8]}"
            while True:
                used[wanted] += 1
                name = wanted if used[wanted] == 1 else f"{wanted}-{used[wanted]}"
                if name not in taken:
                    break
            taken.add(name)
        named.append((name, draft))
    return sorted(named, key=lambda item: item[0])


def finished(
    name: str, draft: Draft, published: str | None = None
) -> tuple[Article, tuple[Furniture, ...]]:
    """Return the article of ``draft`` under the id ``name``, and its furniture.

    Args:
        name: the article's id.
        draft: what the reader of the format found.
        published: date for articles for which none is known.
    """
    title = draft.title
    if title is None and draft.plain:
        page = layout(draft.text)
        at = headline(page)
        if at is not None:
            title = draft.text[page.lines[at].start : page.lines[at].end]
    published_day, source, why = _given(draft)
    article = Article(
        id=name,
        text=draft.text,
        title=title,
        outlet=draft.outlet,
        url=draft.url,
        published=published_day,
        published_from=source,
        published_why=why,
        byline=draft.byline,
        language=draft.language or language_of(draft.text),
        sha256=draft.sha256,
    )
    marks = mark_furniture(article)
    if article.published is None:
        article = _dated(article, marks, published, why)
    return article, marks


def _given(draft: Draft) -> tuple[str | None, PublishedFrom | None, str | None]:
    """Return the day that the input gives: its own field, else a whole date in the address."""
    why = draft.published_why
    if draft.published is None and draft.url and not _contradicted(why):
        day = day_in_address(draft.url)
        if day is not None:
            told = "whole date in the address"
            return day, "metadata", f"{why}; {told}" if why else told
    return draft.published, draft.published_from, why


def _contradicted(why: str | None) -> bool:
    """Tell whether sources contradict each other about the day; no inference settles that."""
    return why is not None and why.startswith("contradiction")


def _with(article: Article, **changes: object) -> Article:
    fields = {name: getattr(article, name) for name in article.__struct_fields__}
    return Article(**(fields | changes))


def _dated(
    article: Article, marks: Sequence[Furniture], given: str | None, before: str | None
) -> Article:
    """Return ``article`` with the day that its text betrays, else the one given, else none."""
    why = before
    if not _contradicted(before):
        day, source, told, sure = _stamped(article, marks) or _inferred(article, marks)
        why = "; ".join(part for part in (before, told) if part)
        if day is not None and (sure or given is None):
            return _with(article, published=day, published_from=source, published_why=why)
    if given is not None:
        return _with(article, published=given, published_from="option", published_why=why)
    return _with(article, published_why=why or "nothing in the input gives a date")


_Day: TypeAlias = tuple[str | None, PublishedFrom | None, str | None, bool]
# A date that the text spells out goes before the one given for all; a conclusion does not.
_SURE = 0.95
# Characters read for the day of a text: three times the longest article of 8,727.
_READ_FOR_A_DAY = 60_000


def _stamped(article: Article, marks: Sequence[Furniture]) -> _Day | None:
    """Return the day of a stamp of publication at the head of a dump, if there is just one.

    A date without a label counts behind the headline only: before it, it may be the day on
    which the page was shown.
    """
    page = layout(article.text)
    if not page.lines:
        return None
    body = page.lines[page.first].start
    covered = {mark.start for mark in marks}
    written = (line.end for line in page.lines if line.words > 3 and line.start not in covered)
    headed = next(written, len(article.text))
    days: dict[str, str] = {}
    for mark in marks:
        if mark.role != "time_stamp":
            continue
        line = date_line(fold_text(mark.text))
        if (
            line
            and line.date
            and not line.updated
            and (line.labelled or headed < mark.start < body)
        ):
            days.setdefault(line.date.isoformat(), mark.text)
    if len(days) != 1:
        return None
    ((day, text),) = days.items()
    return day, "dateline", f"stamp «{text}»", True


def _inferred(article: Article, marks: Sequence[Furniture]) -> _Day:
    found = infer_published(
        article.text[:_READ_FOR_A_DAY], [(mark.start, mark.end) for mark in marks]
    )
    if found.date is None:
        return None, None, found.why, False
    return found.date.isoformat(), found.from_, found.why, found.confidence >= _SURE
