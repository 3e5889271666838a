"""Manifests: tables beside the files that say what the files themselves do not.

A row names a file and any of outlet, url, title, published and byline. What two manifests say
differently about one file is taken from neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tawatur.errors import InputError
from tawatur.reading.drafts import Draft, Limits, Refusal, one_line, published_as_iso
from tawatur.reading.tables import rows_of

__all__ = ["FIELDS", "Manifest", "is_manifest", "known_about", "read_manifest", "with_manifests"]

FIELDS = ("outlet", "url", "title", "published", "byline")
_FILE = ("file", "filename", "file_name", "path")
_ALIASES = {
    "source": "outlet",
    "publisher": "outlet",
    "link": "url",
    "headline": "title",
    "date": "published",
    "author": "byline",
}


class Manifest(NamedTuple):
    """A table of what is known about files; keys of ``rows`` are paths below its folder."""

    path: str
    folder: Path
    rows: Mapping[str, Mapping[str, str]]


def is_manifest(columns: Iterable[str]) -> bool:
    """Tell whether a table with these columns describes files."""
    return any(name in _FILE for name in columns)


def read_manifest(path: Path, shown: str, limits: Limits) -> Manifest | list[Refusal] | None:
    """Return the manifest in ``path``, refusals when it is broken, ``None`` when it is none."""
    try:
        rows = rows_of(path, limits)
    except InputError as error:
        return [Refusal(shown, str(error))]
    if not rows or not is_manifest(rows[0]):
        return None
    name = next(name for name in _FILE if name in rows[0])
    table: dict[str, dict[str, str]] = {}
    for row in rows:
        file = (row.get(name) or "").strip().replace("\\", "/")
        if file:
            found = {_ALIASES.get(key, key): value for key, value in reversed(row.items())}
            cells = {key: found.get(key, "") for key in FIELDS}
            table[str(PurePosixPath(file))] = {
                key: line for key, value in cells.items() if (line := one_line(value))
            }
    return Manifest(shown, path.parent, table)


def known_about(file: Path, manifests: Iterable[Manifest]) -> list[tuple[str, Mapping[str, str]]]:
    """Return what the manifests say about ``file``, each with the manifest's name.

    A row fits by the path below the manifest's folder, or by the file's bare name.
    """
    found = []
    for manifest in manifests:
        try:
            below = file.resolve().relative_to(manifest.folder.resolve()).as_posix()
        except ValueError:
            below = file.name
        row = manifest.rows.get(below) or manifest.rows.get(file.name)
        if row is not None:
            found.append((manifest.path, row))
    return found


def with_manifests(
    draft: Draft, known: list[tuple[str, Mapping[str, str]]]
) -> tuple[Draft, list[Refusal]]:
    """Return ``draft`` with what manifests know about it, and the contradictions met.

    A manifest goes before the page, since somebody made it on purpose. Two things are never
    settled by precedence: manifests that contradict each other, and days of publication that
    are more than one apart; then neither is taken.
    """
    changes: dict[str, str | None] = {}
    contradictions: list[Refusal] = []
    for field in FIELDS:
        says = {row[field]: path for path, row in known if field in row}
        if not says:
            continue
        if field == "published":
            says = _dates(says, draft, contradictions)
            if not says:
                continue
        if len(says) > 1:
            text = " but ".join(f"{path} says {value!r}" for value, path in says.items())
            contradictions.append(
                Refusal(draft.path, f"{text} about its {field}; neither was taken, correct one")
            )
            changes[field] = None
            if field == "published":
                changes |= {"published_from": None, "published_why": f"contradiction: {text}"}
            continue
        (value, path), *_ = says.items()
        changes[field] = value
        if field == "published":
            apart = _apart(value, draft.published)
            if apart:
                text = f"{path} says {value!r} but the file itself says {draft.published!r}"
                contradictions.append(
                    Refusal(draft.path, f"{text}; neither date was taken, correct one")
                )
                changes[field] = None
                changes |= {"published_from": None, "published_why": f"contradiction: {text}"}
            else:
                changes |= {"published_from": "metadata", "published_why": None}
    if not changes:
        return draft, contradictions
    fields = {name: getattr(draft, name) for name in draft.__struct_fields__}
    return Draft(**(fields | changes)), contradictions


def _dates(says: dict[str, str], draft: Draft, refused: list[Refusal]) -> dict[str, str]:
    found: dict[str, str] = {}
    for value, path in says.items():
        iso = published_as_iso(value)
        if iso is None:
            refused.append(
                Refusal(draft.path, f"{path} gives {value!r} as its date, write YYYY-MM-DD")
            )
        elif iso[:10] not in {known[:10] for known in found}:
            found[iso] = path
    return found


def _apart(one: str, other: str | None) -> bool:
    """Tell whether two dates are more than a day apart, more than time zones explain."""
    from datetime import date

    if other is None:
        return False
    days = date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])
    return abs(days.days) > 1
