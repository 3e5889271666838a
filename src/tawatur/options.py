"""What the commands of the command line take: choices, arguments, options."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

__all__ = [
    "BriefFormat",
    "Coded",
    "Convention",
    "EncoderName",
    "Engine",
    "ExportFormat",
    "Files",
    "Json",
    "Labels",
    "LineFormat",
    "Lines",
    "NoEncoder",
    "Paths",
    "Published",
    "Quiet",
    "Reference",
    "SchemaFormat",
    "Texts",
    "Workers",
]


class LineFormat(StrEnum):
    """How records are written."""

    jsonl = "jsonl"


class BriefFormat(StrEnum):
    """How a brief is written."""

    html = "html"
    md = "md"
    json = "json"


class ExportFormat(StrEnum):
    """What other tools read."""

    jsonl = "jsonl"
    csv = "csv"
    graphml = "graphml"


class Labels(StrEnum):
    """Language of headings and labels."""

    ar = "ar"
    en = "en"


class Convention(StrEnum):
    """Codebooks by which open and vague figures are given a number."""

    acled = "acled"
    ucdp = "ucdp"


class Engine(StrEnum):
    """What runs the joins of tracing."""

    duckdb = "duckdb"
    spark = "spark"


class SchemaFormat(StrEnum):
    """How the schema of the records is written."""

    json = "json"
    md = "md"


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files or folders of articles (.txt .html .json .jsonl .csv .tsv .rss .warc), or one "
        "store.",
        show_default=False,
    ),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Date (ISO) for articles that carry none."),
]
Workers = Annotated[
    int | None, typer.Option(min=1, help="Processes; chosen by the amount of work if not given.")
]
Lines = Annotated[LineFormat, typer.Option("--format", help="One JSON object a line.")]
Coded = Annotated[
    Convention | None,
    typer.Option("--convention", help="Codebook that gives open and vague figures a number."),
]
Texts = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[TEXT]...",
        help="A text; standard input if neither it nor a file is given.",
        show_default=False,
    ),
]
Files = Annotated[
    list[str] | None,
    typer.Option("--file", "-f", metavar="PATH", help="A file or folder; may be given again."),
]
Reference = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day (ISO) from which relative times are told."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
EncoderName = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        metavar="NAME",
        help="Another model that finds names, by its name on the hub or its folder.",
    ),
]
NoEncoder = Annotated[bool, typer.Option("--no-encoder", help="Work by rules alone.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]
