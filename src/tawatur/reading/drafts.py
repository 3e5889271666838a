"""What the readers of the single formats hand on: drafts of articles, and refusals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple, TypeAlias

import msgspec

from tawatur.language import fold_text
from tawatur.records import PublishedFrom

__all__ = ["Draft", "Found", "Limits", "Refusal", "capped", "one_line", "published_as_iso"]


class Limits(NamedTuple):
    """Sizes above which an input is refused, in bytes.

    An article of 8 MB is a library, not an article; the heaviest page met among real ones has
    0.5 MB. Tables and archives are read piece by piece, so only their pieces are bounded.
    """

    text: int = 8 << 20
    page: int = 16 << 20
    table: int = 1 << 30


class Refusal(NamedTuple):
    """An input, or a part of one, that could not be used; ``reason`` names the remedy."""

    path: str
    reason: str


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An article before ids are settled, dates judged and furniture marked.

    ``plain`` says that the text is a file as it was, so that its headline must be looked for in
    it. ``place`` orders drafts of one input.
    """

    id: str
    text: str
    sha256: str
    path: str
    place: int = 0
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    published_why: str | None = None
    byline: str | None = None
    language: str | None = None
    plain: bool = False


Found: TypeAlias = Draft | Refusal

# A long list of refusals for one input tells nothing that a few and a count do not.
_MOST_ALIKE, _MOST_REFUSALS = 3, 20


def capped(found: Iterable[Found], path: str) -> Iterator[Found]:
    """Yield what was found in one input, of many refusals a few and the count of the rest."""
    alike: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for item in found:
        if isinstance(item, Refusal):
            alike[item.reason] += 1
            if alike[item.reason] > _MOST_ALIKE or alike.total() - held.total() > _MOST_REFUSALS:
                held[item.reason] += 1
                continue
        yield item
    many = held.total() if len(held) > 1 else 0
    if many:
        yield Refusal(path, f"{many} more parts were refused for reasons like those above")
    for reason, times in held.items() if not many else ():
        yield Refusal(path, f"{times} more parts: {reason}")


def one_line(value: object) -> str | None:
    """Return ``value`` as one trimmed line of text, or ``None`` when nothing is left."""
    if value is None or isinstance(value, bool):
        return None
    return " ".join(str(value).split()) or None


_ISO = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s{0,3}(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?Z?")
# Dates outside are placeholders (0001-01-01, the epoch) or slips.
_YEARS = range(1900, 2101)
_EPOCH = date(1970, 1, 1)


def published_as_iso(value: object) -> str | None:
    """Return a date of publication as ISO date or date-time, or ``None`` when it is none.

    Reads ISO 8601 with its common variants, the date-time of RFC 5322 (feeds, mail) and numbers
    of seconds or milliseconds since 1970. The time zone is kept as given; placeholders such as
    ``0001-01-01`` and ``1970-01-01`` are no dates.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_epoch(value)
    text = fold_text(str(value)).strip()
    match = _ISO.match(text)
    if match and (match.end() == len(text) or not text[match.end()].isdigit()):
        year, _, month, day, *clock = match.groups()
        return _written(int(year), int(month), int(day), clock)
    compact = _COMPACT.fullmatch(text.upper())
    if compact:
        year, month, day, *clock = compact.groups()
        return _written(int(year), int(month), int(day), [*clock, None])
    if len(text) > 80:
        return None
    try:
        stamp = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _checked(stamp.date(), stamp.isoformat())


def _from_epoch(value: float) -> str | None:
    seconds = value / 1000 if abs(value) >= 1e11 else value
    try:
        stamp = datetime.fromtimestamp(seconds, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return _checked(stamp.date(), stamp.replace(microsecond=0).isoformat()) if value > 0 else None


def _written(year: int, month: int, day: int, clock: list[str | None]) -> str | None:
    try:
        when = date(year, month, day)
    except ValueError:
        return None
    hour, minute, second, zone = clock
    if hour is None or minute is None:
        return _checked(when, when.isoformat())
    text = f"{when.isoformat()}T{int(hour):02}:{minute}:{second or '00'}"
    if zone:
        zone = zone.lower()
        text += "+00:00" if zone in ("z", "utc", "gmt") else f"{zone[:3]}:{zone[-2:]}"
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return _checked(when, when.isoformat())
    return _checked(when, text)


def _checked(when: date, text: str) -> str | None:
    return text if when.year in _YEARS and when != _EPOCH else None
