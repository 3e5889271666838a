"""Articles from JSON, JSON Lines and tables: one object or row an article."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias, cast

import msgspec

from tawatur.errors import InputError
from tawatur.reading.drafts import Draft, Found, Limits, Refusal, one_line, published_as_iso
from tawatur.reading.encodings import decode
from tawatur.reading.files import bounded
from tawatur.reading.page_blocks import text_of_fragment
from tawatur.records import PublishedFrom

__all__ = ["draft_of_fields", "read_json", "read_jsonl", "rows_of", "stem"]

Fields: TypeAlias = Mapping[str, Any]

# Names of fields in the exports of crawlers and archives, the surest first.
TEXT = ("text", "content", "body", "articlebody", "maintext", "full_text", "fulltext",
        "article_text", "plain_text", "content_text", "cleaned_text")  # fmt: skip
_HTML = ("html", "content_html", "raw_html")
_TITLE = ("title", "headline", "heading")
_OUTLET = ("outlet", "source", "publisher", "site_name", "sitename", "newspaper", "source_name",
           "media_name", "source_domain", "domain", "site")  # fmt: skip
_URL = ("url", "link", "canonical", "canonical_url", "source_url", "permalink")
_DATE = ("published", "date_published", "datepublished", "published_at", "publishedat",
         "publish_date", "publishdate", "published_time", "pub_date", "pubdate", "date_publish",
         "publication_date", "publishing_date", "date")  # fmt: skip
_COLLECTED = ("date_extracted", "date_collected", "collected", "crawled")
_BYLINE = ("byline", "author", "authors", "creator", "writer")
_ID = ("id", "_id", "uid", "guid", "uuid", "article_id", "doc_id")
_LISTS = ("articles", "items", "data", "results", "docs", "documents", "entries", "response")
_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|li|span|strong)\b[^<>]{0,200}>", re.IGNORECASE)
_FROM: tuple[PublishedFrom, ...] = ("metadata", "dateline", "text", "option")


def stem(path: Path) -> str:
    """Return a file's name without its suffix, and without ``.gz`` before it."""
    name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
    return Path(name).stem


def draft_of_fields(
    fields: Fields, *, path: str, place: int, fallback: str, digest: str
) -> Draft | Refusal:
    """Return the article that an object or row describes.

    Args:
        fields: the object, with any of the field names that crawlers use.
        path: the input's name for reports, with its line or number.
        place: position in the input.
        fallback: id for an article that brings none.
        digest: SHA-256 of the bytes it was written in.
    """
    low = {str(key).strip().lower(): value for key, value in fields.items()}
    text = next((low[name] for name in TEXT if isinstance(low.get(name), str)), None)
    html = next((low[name] for name in _HTML if isinstance(low.get(name), str)), None)
    if (text is None or not text.strip()) and html:
        text = text_of_fragment(html)
    elif text is not None and len(_MARKUP.findall(text[:20_000])) > 1:
        text = text_of_fragment(text)
    if text is None:
        return Refusal(path, "the article has no text; name the field 'text'")
    if not text.strip():
        return Refusal(path, "the article's text is empty")
    published, why, source = _published(low)
    return Draft(
        id=_first(low, _ID) or fallback,
        text=text,
        sha256=_digest(low) or digest,
        path=path,
        place=place,
        title=_first(low, _TITLE),
        plain=_first(low, _TITLE) is None,
        outlet=_first(low, _OUTLET),
        url=_first(low, _URL),
        published=published,
        published_from=source,
        published_why=why,
        byline=_first(low, _BYLINE),
        language=_first(low, ("language", "lang")) if low.get("kind") == "article" else None,
    )


def _published(low: Fields) -> tuple[str | None, str | None, PublishedFrom | None]:
    for name in (*_DATE, *_COLLECTED):
        value = low.get(name)
        if value is None or value == "":
            continue
        found = published_as_iso(value)
        if found is None:
            return None, f"the field {name!r} says {str(value)[:40]!r}, which is no date", None
        why = f"day of collection (field {name!r})" if name in _COLLECTED else None
        given = low.get("published_from")
        # What this program wrote itself it reads back as it was.
        if low.get("kind") == "article" and given in _FROM:
            return found, one_line(low.get("published_why")), cast(PublishedFrom, given)
        return found, why, "metadata"
    if low.get("kind") == "article":
        return None, one_line(low.get("published_why")), None
    return None, None, None


def _digest(low: Fields) -> str | None:
    given = low.get("sha256")
    if low.get("kind") == "article" and isinstance(given, str) and len(given) == 64:
        return given
    return None


def _first(low: Fields, names: tuple[str, ...]) -> str | None:
    for name in names:
        value = low.get(name)
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("title") or value.get("id")
        if isinstance(value, list):
            value = "، ".join(str(one) for one in value if isinstance(one, str) and one.strip())
        found = one_line(value)
        if found:
            return found
    return None


def read_jsonl(path: Path, shown: str, limits: Limits) -> Iterator[Found]:
    """Yield the articles of JSON Lines; a broken line is refused, the rest is read."""
    number = 0
    try:
        with _opened(path) as file:
            while line := file.readline(limits.page + 1):
                number += 1
                if len(line) > limits.page:
                    yield Refusal(f"{shown}:{number}", "the line is too long for one article")
                    return
                if line.strip(b"\0 \t\r\n\xef\xbb\xbf"):
                    yield from _line(line, path, f"{shown}:{number}", number)
    except (OSError, EOFError, zlib.error) as error:
        yield Refusal(shown, f"reading stopped after line {number}: {error}; fetch it again")
    if number == 0:
        yield Refusal(shown, "it is empty")


def _opened(path: Path) -> io.BufferedIOBase:
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")


def _line(line: bytes, path: Path, shown: str, number: int) -> Iterator[Found]:
    line = line.removeprefix(b"\xef\xbb\xbf").strip()
    try:
        value = msgspec.json.decode(line)
    except msgspec.DecodeError as error:
        yield Refusal(shown, _json_error(line, error))
        return
    except RecursionError:
        yield Refusal(shown, "the JSON is nested too deeply")
        return
    if not isinstance(value, dict):
        yield Refusal(shown, "the line is no JSON object; write one article a line")
    elif value.get("kind", "article") == "article":
        yield draft_of_fields(
            value,
            path=shown,
            place=number,
            fallback=f"{stem(path)}-{number}",
            digest=sha256(line).hexdigest(),
        )


def _json_error(data: bytes, error: Exception) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as broken:
        return f"byte {broken.start} breaks UTF-8, in which JSON is written; save it as UTF-8"
    return f"it is broken JSON: {error}"


def read_json(path: Path, shown: str, limits: Limits) -> Iterator[Found]:
    """Yield the articles of a JSON file: a list, an object with a list, or one article."""
    try:
        data = bounded(path, limits.table)
    except InputError as error:
        yield Refusal(shown, str(error))
        return
    data = data.removeprefix(b"\xef\xbb\xbf").strip()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            data = decode(data).text.encode()
        except InputError as error:
            yield Refusal(shown, str(error))
            return
    try:
        yield from _json_items(data, path, shown)
    except (msgspec.DecodeError, RecursionError) as error:
        lines = [line for line in data.splitlines() if line.strip()]
        if len(lines) > 1 and _is_object(lines[0]) and _is_object(lines[1]):
            for number, line in enumerate(data.splitlines(), 1):
                if line.strip():
                    yield from _line(line, path, f"{shown}:{number}", number)
            return
        yield Refusal(shown, _json_error(data, error) + _where(data, error))


def _where(data: bytes, error: Exception) -> str:
    match = re.search(r"byte (\d+)", str(error))
    # Without a place the data ends too early.
    line = data.count(b"\n", 0, int(match.group(1)) if match else len(data)) + 1
    return f" (line {line})"


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, RecursionError):
        return False


def _json_items(data: bytes, path: Path, shown: str) -> Iterator[Found]:
    name = stem(path)
    if data.startswith(b"["):
        items = msgspec.json.decode(data, type=list[msgspec.Raw])
    else:
        whole = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        key = next((k for k in _LISTS if bytes(whole.get(k, b"")).lstrip().startswith(b"[")), None)
        items = (
            msgspec.json.decode(whole[key], type=list[msgspec.Raw])
            if key and not any(field in whole for field in TEXT)
            else [msgspec.Raw(data)]
        )
    if not items:
        yield Refusal(shown, "the list is empty")
    for number, item in enumerate(items, 1):
        value = msgspec.json.decode(item)
        place = shown if len(items) == 1 else f"{shown}[{number}]"
        if not isinstance(value, dict):
            yield Refusal(place, "the item is no JSON object")
        elif value.get("kind", "article") == "article":
            yield draft_of_fields(
                value,
                path=place,
                place=number,
                fallback=name if len(items) == 1 else f"{name}-{number}",
                digest=sha256(bytes(item)).hexdigest(),
            )


def rows_of(path: Path, limits: Limits) -> list[dict[str, str]]:
    """Return the rows of a table in CSV or TSV, keyed by its first line in lower case.

    Raises:
        InputError: when the table cannot be read; with the line.
    """
    text = decode(bounded(path, limits.table)).text
    head = text.split("\n", 1)[0]
    if "\t" in head:
        # Tab-separated files of researchers do not quote; those of spreadsheets do.
        rows = [
            [_unquoted(cell) for cell in line.rstrip("\r").split("\t")]
            for line in text.split("\n")
            if line.strip()
        ]
    else:
        delimiter = ";" if head.count(";") > head.count(",") else ","
        csv.field_size_limit(limits.page)
        try:
            rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if row]
        except csv.Error as error:
            raise InputError(f"the table is broken: {error}") from None
    if not rows:
        raise InputError("it is empty")
    names = [name.strip().lower() for name in rows[0]]
    return [dict(zip(names, row, strict=False)) for row in rows[1:]]


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1].replace('""', ""):
        return cell[1:-1].replace('""', '"')
    return cell
