"""Which of two articles was published first, as far as what is known of their times can tell."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from tawatur.records import Article

__all__ = ["days_between", "is_later"]

# Where a clock stands is not said: local time is at most so far from UTC, behind and ahead.
_BEHIND, _AHEAD = timedelta(hours=12), timedelta(hours=14)
_DAY = 10


def days_between(a: Article, b: Article) -> int | None:
    """Return how many days after ``a`` the text ``b`` was published, ``None`` if not known."""
    try:
        first = date.fromisoformat((a.published or "")[:_DAY])
        second = date.fromisoformat((b.published or "")[:_DAY])
    except ValueError:
        return None
    return (second - first).days


def is_later(a: Article, b: Article) -> bool:
    """Tell whether ``a`` was surely published after ``b``.

    Two days are compared as days, two times without an offset as the local times that they are,
    two with an offset as instants. Otherwise each is as wide as the day and the clocks of the
    world make it, and the one must begin where the other has ended. What is not known is no
    reason: ``False``.
    """
    one, other = _span(a.published), _span(b.published)
    if one is None or other is None:
        return False
    if one[2] == other[2]:
        return one[0] > other[0]
    return _widest(one)[0] > _widest(other)[1]


# Start, end, and what kind of statement it was: a day, a local time, an instant.
_Span = tuple[datetime, datetime, str]


@lru_cache(maxsize=1 << 12)
def _span(published: str | None) -> _Span | None:
    text = (published or "").strip()
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= _DAY:
        return at, at + timedelta(days=1), "day"
    if at.tzinfo is None:
        return at, at, "local"
    at = at.astimezone(UTC).replace(tzinfo=None)
    return at, at, "instant"


def _widest(span: _Span) -> tuple[datetime, datetime]:
    start, end, kind = span
    if kind == "instant":
        return start, end
    try:
        return start - _AHEAD, end + _BEHIND
    except OverflowError:
        return start, end
