"""WARC archives: every page in them is an article; the day of crawling is no day of publication."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from tawatur.errors import InputError
from tawatur.reading.drafts import Draft, Found, Limits, Refusal
from tawatur.reading.encodings import decode
from tawatur.reading.pages import draft_of_page
from tawatur.reading.tables import stem

__all__ = ["read_warc"]

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(path: Path, shown: str, limits: Limits) -> Iterator[Found]:
    """Yield the pages of a WARC file (plain or gzip), record by record."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    number = pages = 0
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, record_types=wanted, parse_http=True):
                number += 1
                found = _record(record, path, f"{shown}[{number}]", number, limits)
                if found is not None:
                    pages += 1
                    yield found
    # The library raises its own and the decompressor's exceptions, of many types.
    except Exception as error:
        yield Refusal(
            shown,
            f"the archive breaks off after record {number} ({error or type(error).__name__}); "
            "what stands before was read, fetch the rest again",
        )
        return
    if number == 0:
        yield Refusal(shown, "it has no WARC records")
    elif pages == 0:
        yield Refusal(shown, f"none of its {number} records is a page or text")


def _record(
    record: Any, path: Path, place: str, number: int, limits: Limits
) -> Draft | Refusal | None:
    headers = record.http_headers
    if headers is not None and headers.status_code not in (200, 203, None):
        return None
    declared = (record.http_content_type or record.headers.get("Content-Type") or "").lower()
    media = declared.partition(";")[0].strip()
    if media not in _PAGES and media != "text/plain":
        return None
    promised = record.content_length
    data = record.reader.read(limits.page + 1)
    if len(data) > limits.page:
        return Refusal(place, f"the page is larger than {limits.page >> 20} MB")
    if len(data) < promised and not (headers and headers.get("Content-Encoding")):
        return Refusal(
            place, f"the archive ends inside this record ({len(data)} of {promised} bytes)"
        )
    url = record.headers.get("WARC-Target-URI")
    charset = record.http_charset if headers is not None else None
    name = f"{stem(Path(stem(path) + '.x'))}-{number}"
    if media == "text/plain":
        try:
            text = decode(data, charset, lenient=True).text
        except InputError as error:
            return Refusal(place, str(error))
        if not text.strip():
            return Refusal(place, "the record is empty")
        return Draft(
            id=name, text=text, sha256=sha256(data).hexdigest(), path=place, place=number, url=url,
            plain=True,
        )  # fmt: skip
    try:
        return draft_of_page(data, id=name, path=place, place=number, declared=charset, url=url)
    except InputError as error:
        return Refusal(place, str(error))
