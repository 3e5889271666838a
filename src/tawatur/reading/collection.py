"""Reading piles: from paths to articles, furniture and refusals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeAlias

from tawatur.errors import InputError
from tawatur.reading.archives import read_warc
from tawatur.reading.drafts import Draft, Found, Limits, Refusal, capped, published_as_iso
from tawatur.reading.encodings import decode
from tawatur.reading.feeds import read_feed
from tawatur.reading.files import File, bounded, find_files, kind_of
from tawatur.reading.finishing import finished, unique_ids
from tawatur.reading.manifests import Manifest, known_about, read_manifest, with_manifests
from tawatur.reading.pages import draft_of_page
from tawatur.reading.tables import draft_of_fields, read_json, read_jsonl, rows_of, stem
from tawatur.records import Article, Furniture

__all__ = ["Collection", "Progress", "read_html", "read_paths", "read_text"]

Progress: TypeAlias = Callable[[str, int, int], None]


class Collection(NamedTuple):
    """What was read: articles by id, their furniture, and what could not be used."""

    articles: tuple[Article, ...]
    furniture: dict[str, tuple[Furniture, ...]]
    refusals: tuple[Refusal, ...]


def read_paths(
    paths: Iterable[Path | str],
    *,
    published: str | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> Collection:
    """Return the articles in files and folders; bad content is refused, the rest goes on.

    Args:
        paths: files and folders; folders are read with all that is below them.
        published: ISO date for articles whose date neither metadata nor text give.
        progress: called with ``"read"``, files done and files in all.
        limits: greatest sizes of inputs, in bytes.

    Raises:
        InputError: when ``published`` is no ISO date. Never for what is in the files.
    """
    given = _checked(published)
    bounds = limits or Limits()
    files: list[File] = []
    refusals: list[Refusal] = []
    for found in find_files(paths):
        if isinstance(found, Refusal):
            refusals.append(found)
        else:
            files.append(found)
    manifests, tables, broken = _manifests(files, bounds)
    refusals.extend(broken)
    refusals.extend(_missing(files, manifests))
    readable = [file for file in files if kind_of(file.path) != "table"] + tables
    drafts: list[Draft] = []
    for done, file in enumerate(readable):
        if progress is not None:
            progress("read", done, len(readable))
        known = known_about(file.path, manifests) if manifests else []
        for item in capped(_read(file, bounds), file.shown):
            if isinstance(item, Refusal):
                refusals.append(item)
            elif known:
                draft, contradictions = with_manifests(item, known)
                drafts.append(draft)
                refusals.extend(contradictions)
            else:
                drafts.append(item)
    if progress is not None:
        progress("read", len(readable), len(readable))
    return _collected(drafts, refusals, given)


def _collected(
    drafts: Iterable[Draft], refusals: Iterable[Refusal], published: str | None
) -> Collection:
    articles: list[Article] = []
    furniture: dict[str, tuple[Furniture, ...]] = {}
    for name, draft in unique_ids(drafts):
        article, marks = finished(name, draft, published)
        articles.append(article)
        furniture[name] = marks
    return Collection(tuple(articles), furniture, tuple(sorted(set(refusals))))


def _checked(published: str | None) -> str | None:
    if published is None:
        return None
    iso = published_as_iso(published)
    if iso is None:
        raise InputError(f"{published!r} is no date; write YYYY-MM-DD")
    return iso


def _manifests(
    files: Iterable[File], limits: Limits
) -> tuple[list[Manifest], list[File], list[Refusal]]:
    """Return the manifests among ``files`` and beside them, tables of articles, refusals.

    Beside means in the folder of a file, or one above it.
    """
    named = {file.path.resolve(): file for file in files if kind_of(file.path) == "table"}
    folders = {file.path.resolve().parent for file in files if kind_of(file.path) in _ALONE}
    beside = {
        path.resolve()
        for folder in folders | {folder.parent for folder in folders}
        for path in _tables_in(folder)
    }
    manifests: list[Manifest] = []
    tables: list[File] = []
    refusals: list[Refusal] = []
    for path in sorted(named.keys() | beside):
        shown = named[path].shown if path in named else str(path)
        found = read_manifest(path, shown, limits)
        if isinstance(found, Manifest):
            manifests.append(found)
        elif isinstance(found, list):
            refusals.extend(found if path in named else [])
        elif path in named:
            tables.append(named[path])
    return manifests, tables, refusals


def _missing(files: Iterable[File], manifests: Iterable[Manifest]) -> Iterator[Refusal]:
    """Yield the files that manifests among the inputs name and that are nowhere."""
    read = {file.path.name for file in files}
    given = {file.shown for file in files}
    for manifest in manifests:
        if manifest.path not in given:
            continue
        for name in sorted(manifest.rows):
            if Path(name).name not in read and not (manifest.folder / name).exists():
                yield Refusal(manifest.path, f"it names {name!r}, which is not there")


# Kinds of files that are one article each, which a manifest can describe.
_ALONE = frozenset({"text", "page"})


def _tables_in(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        if kind_of(entry) == "table" and not entry.name.startswith(".") and entry.is_file():
            yield entry


def _read(file: File, limits: Limits) -> Iterator[Found]:
    readers: dict[str, Callable[[Path, str, Limits], Iterator[Found]]] = {
        "text": _text_file,
        "page": _page_file,
        "json": read_json,
        "jsonl": read_jsonl,
        "feed": read_feed,
        "warc": read_warc,
        "table": _table_file,
    }
    try:
        yield from readers[kind_of(file.path) or "text"](file.path, file.shown, limits)
    except (InputError, OSError) as error:
        yield Refusal(file.shown, str(error))
    # A reader must not end the reading of all others, whatever a hostile file makes it do.
    except (ValueError, RecursionError, MemoryError, KeyError, TypeError) as error:
        yield Refusal(file.shown, f"it cannot be read ({type(error).__name__}: {error})")


def _text_file(path: Path, shown: str, limits: Limits) -> Iterator[Found]:
    data = bounded(path, limits.text)
    text = decode(data).text
    if not text.strip():
        yield Refusal(shown, "it is empty")
        return
    yield Draft(id=stem(path), text=text, sha256=sha256(data).hexdigest(), path=shown, plain=True)


def _page_file(path: Path, shown: str, limits: Limits) -> Iterator[Found]:
    yield draft_of_page(bounded(path, limits.page), id=stem(path), path=shown)


def _table_file(path: Path, shown: str, limits: Limits) -> Iterator[Found]:
    """Yield the articles of a table that has a column of texts."""
    rows = rows_of(path, limits)
    columns = set(rows[0]) if rows else set()
    if not columns & {"text", "content", "body", "html"}:
        # Beside a pile of articles lie tables of all sorts; only one that is named is refused.
        yield Refusal(shown, "the table has neither a column 'file' nor one 'text'")
        return
    for number, row in enumerate(rows, 1):
        yield draft_of_fields(
            row,
            path=f"{shown}[{number}]",
            place=number,
            fallback=f"{stem(path)}-{number}",
            digest=sha256(repr(sorted(row.items())).encode()).hexdigest(),
        )


def read_text(
    text: str,
    id: str = "text",  # noqa: A002 - the record's own word
    *,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: str | None = None,
    byline: str | None = None,
) -> tuple[Article, tuple[Furniture, ...]]:
    """Return the article that ``text`` is, and its furniture.

    Args:
        text: the text, kept as it is.
        id: id of the article.
        title: headline; looked for in the text where it is ``None``.
        outlet: who published it.
        url: where.
        published: when, as ISO date or date-time.
        byline: author line given beside the text.

    Raises:
        InputError: when the text is empty or ``published`` is no ISO date.
    """
    if not text.strip():
        raise InputError("the text is empty")
    when = _checked(published)
    draft = Draft(
        id=id,
        text=text,
        sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        path=id,
        title=title,
        outlet=outlet,
        url=url,
        published=when,
        published_from="metadata" if when else None,
        byline=byline,
        plain=True,
    )
    return finished(id, draft)


def read_html(
    data: bytes,
    id: str = "page",  # noqa: A002 - the record's own word
    *,
    url: str | None = None,
    encoding: str | None = None,
) -> tuple[Article, tuple[Furniture, ...]]:
    """Return the article on a page, and the furniture left in its text.

    Args:
        data: the page's bytes.
        id: id of the article.
        url: address of the page, where known.
        encoding: encoding that the server named; checked before it is believed.

    Raises:
        InputError: when the bytes are no text, or no article is found.
    """
    draft = draft_of_page(data, id=id, path=id, declared=encoding, url=url)
    return finished(id, draft)
