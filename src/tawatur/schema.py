"""The JSON Schema of the records, and their reference page, both made from the types."""

from __future__ import annotations

from typing import Any

import msgspec

from tawatur.records import AnyRecord

__all__ = ["json_schema", "reference"]

_ID = "https://json-schema.org/draft/2020-12/schema"
_HEAD = """\
# Records

Every stage reads and writes these records, and every command that gives JSON Lines writes one of
them a line. Made from the types by `tawatur schema --format md`; do not edit.

Offsets are Unicode code points, half open, into the `text` of the article; `text[start:end]` is
exactly the `text` of the record. What is not known is `null`.
"""


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one record."""
    (schema,), components = msgspec.json.schema_components(
        [AnyRecord], ref_template="#/$defs/{name}"
    )
    return {"$schema": _ID, "title": "Tawatur record", **schema, "$defs": components}


def reference() -> str:
    """Return the reference page of all records in Markdown."""
    definitions: dict[str, dict[str, Any]] = json_schema()["$defs"]
    kinds = {
        name: definition["properties"]["kind"]["enum"][0]
        for name, definition in definitions.items()
        if "kind" in definition["properties"] and name != "ClaimOrigin"
    }
    parts = [_HEAD]
    for name, kind in kinds.items():
        parts.append(_section(f"`{kind}`", definitions[name]))
    parts.append("# Parts of records\n")
    for name, definition in definitions.items():
        if name not in kinds:
            parts.append(_section(name, definition))
    return "\n".join(parts)


def _section(heading: str, definition: dict[str, Any]) -> str:
    lines = [f"## {heading}", "", definition.get("description", ""), ""]
    lines += ["| field | type | meaning |", "|---|---|---|"]
    for field, about in definition["properties"].items():
        if field == "kind" and "enum" in about and len(about["enum"]) == 1:
            continue
        meaning = about.get("description", "")
        lines.append(f"| `{field}` | {_type(about)} | {meaning} |")
    return "\n".join(lines) + "\n"


def _type(about: dict[str, Any]) -> str:
    if "$ref" in about:
        return str(about["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in about:
        return " or ".join(dict.fromkeys(_type(option) for option in about["anyOf"]))
    if "enum" in about:
        return ", ".join("null" if value is None else f"`{value}`" for value in about["enum"])
    if about.get("type") == "array":
        items = about.get("items")
        return f"list of {_type(items)}" if isinstance(items, dict) else "list"
    return str(about.get("type", "any"))
