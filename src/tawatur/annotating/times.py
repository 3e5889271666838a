"""The stage that finds the expressions of time of an article and resolves them against it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tawatur.annotating.document import Document
from tawatur.language.times import find_times
from tawatur.records import Furniture, Time

__all__ = ["TimeStage"]


class TimeStage:
    """Provides ``time`` records, resolved against the article's date of publication.

    Times inside furniture are provided too, but nothing is resolved against them: the day on
    which a page was rendered is never the day on which the article was written.
    """

    name = "times"
    version = "2"
    requires: tuple[str, ...] = ("article", "sentence")
    provides: tuple[str, ...] = ("time",)

    def __call__(self, document: Document) -> Sequence[Time]:
        """Return the times of the document, in order."""
        furniture = [(record.start, record.end) for record in document.of(Furniture)]
        matches = find_times(document.tokens, _day(document.article.published), furniture=furniture)
        text, name = document.text, document.article.id
        return [match.record(text, name, number) for number, match in enumerate(matches, 1)]


def _day(published: str | None) -> date | None:
    """Return the day of an ISO date or date-time, or ``None`` where there is none."""
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None
