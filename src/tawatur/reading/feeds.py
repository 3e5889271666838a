"""RSS and Atom files. Nothing is ever fetched: what a feed does not carry is not read."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from tawatur.errors import InputError
from tawatur.reading.drafts import Draft, Found, Limits, Refusal, one_line, published_as_iso
from tawatur.reading.files import bounded
from tawatur.reading.page_blocks import text_of_fragment
from tawatur.reading.tables import stem

__all__ = ["read_feed"]

_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|RDF)[\s>]", re.IGNORECASE)
_TAGS = re.compile(r"<[a-zA-Z/!]")


def read_feed(path: Path, shown: str, limits: Limits) -> Iterator[Found]:
    """Yield the entries of an RSS or Atom file as articles."""
    try:
        data = bounded(path, limits.page)
    except InputError as error:
        yield Refusal(shown, str(error))
        return
    # Entities of its own in a feed are an attack (billion laughs) or a mistake.
    if b"<!ENTITY" in data.upper():
        yield Refusal(shown, "it declares XML entities, which feeds need not; remove them")
        return
    if not _ROOT.search(data[:4096]):
        yield Refusal(shown, "it is no RSS or Atom feed")
        return
    feed = _parsed(data)
    entries = feed.get("entries") or []
    broken = feed.get("bozo") and not _harmless(feed.get("bozo_exception"))
    if not entries:
        reason = "the feed has no entries"
        if broken:
            reason = f"the feed is broken: {feed.get('bozo_exception')}"
        yield Refusal(shown, reason)
        return
    outlet = one_line((feed.get("feed") or {}).get("title"))
    for number, entry in enumerate(entries, 1):
        yield _article(entry, outlet, path, shown, number)
    if broken:
        yield Refusal(
            shown,
            f"the feed is broken after entry {len(entries)} ({feed.get('bozo_exception')}); "
            "the entries before were read",
        )


def _parsed(data: bytes) -> dict[str, Any]:
    import feedparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # A stream, never a string: feedparser would take a string for an address.
        parsed: dict[str, Any] = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    return parsed


def _harmless(error: object) -> bool:
    return type(error).__name__ in ("CharacterEncodingOverride", "NonXMLContentType")


def _article(
    entry: dict[str, Any], outlet: str | None, path: Path, shown: str, number: int
) -> Draft | Refusal:
    place = f"{shown}[{number}]"
    bodies = [one.get("value") or "" for one in entry.get("content") or []]
    body = max([*bodies, entry.get("summary") or ""], key=len)
    text = text_of_fragment(body) if _TAGS.search(body) or "&" in body else body.strip()
    if not text.strip():
        return Refusal(place, "the entry has no text; save the page it links to")
    given = entry.get("published") or entry.get("date") or entry.get("created")
    published = published_as_iso(given)
    why = None
    if published is None:
        why = f"the entry's date {given!r} is not read" if given else "the entry has no date"
    source = entry.get("source") or {}
    return Draft(
        id=f"{stem(path)}-{number}",
        text=text,
        sha256=sha256(repr((entry.get("id"), entry.get("title"), body)).encode()).hexdigest(),
        path=place,
        place=number,
        title=one_line(text_of_fragment(entry.get("title") or "")),
        outlet=one_line(source.get("title")) or outlet,
        url=one_line(entry.get("link")),
        published=published,
        published_from="metadata" if published else None,
        published_why=why,
        byline=one_line(entry.get("author")),
    )
