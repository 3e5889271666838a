"""Articles as tests of weighing write them: a headline, a text, and what the metadata says."""

from __future__ import annotations

from tawatur.records import Article

__all__ = ["article"]


def article(
    id_: str,
    text: str,
    outlet: str = "الأفق",
    day: str | None = "2015-03-11",
    byline: str | None = None,
    *,
    title: str = "فيضانات",
) -> Article:
    """Return an article whose headline is a line of its own; ``None`` for a day unknown."""
    return Article(
        id=id_,
        text=f"{title}\n\n{text}\n",
        title=title,
        outlet=outlet,
        published=day,
        published_from="metadata" if day else None,
        byline=byline,
        language="ar",
    )
