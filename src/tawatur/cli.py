"""The command line: one command a verb, each a thin layer over the Python interface."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tawatur import __version__
from tawatur.errors import TawaturError
from tawatur.options import (
    BriefFormat,
    Coded,
    Convention,
    EncoderName,
    Engine,
    ExportFormat,
    Files,
    Json,
    Labels,
    LineFormat,
    Lines,
    NoEncoder,
    Paths,
    Published,
    Quiet,
    Reference,
    SchemaFormat,
    Texts,
    Workers,
)

if TYPE_CHECKING:
    from tawatur.expressions import Columns, Finder, Found
    from tawatur.records import Record
    from tawatur.running import Progress
    from tawatur.story import Story

__all__ = ["app", "main"]

app = typer.Typer(
    name="tawatur",
    help="Read Arabic news coverage as evidence: who says so, from how many independent origins.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command()
def annotate(
    paths: Paths,
    format: Lines = LineFormat.jsonl,  # noqa: A002 - the option's name
    published: Published = None,
    encoder: EncoderName = None,
    no_encoder: NoEncoder = False,
    workers: Workers = None,
    quiet: Quiet = False,
) -> None:
    """Write every article and its annotations as JSON Lines on standard output."""
    with _story(paths, published, workers, quiet, _encoder(encoder, no_encoder)) as story:
        _write(story.records("annotate"))


@app.command()
def trace(
    paths: Paths,
    format: Lines = LineFormat.jsonl,  # noqa: A002 - the option's name
    published: Published = None,
    workers: Workers = None,
    quiet: Quiet = False,
    engine: Annotated[
        Engine, typer.Option(help="This machine, or a cluster that Spark is set up for.")
    ] = Engine.duckdb,
    days: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="Compare articles at most so many days apart."),
    ] = None,
) -> None:
    """Write reuse, derivation and family records over all articles as JSON Lines."""
    with (
        _story(paths, published, workers, quiet, None) as story,
        story.tracing(engine.value, days=days) as run,
    ):
        _write(run.records())


@app.command()
def weigh(
    paths: Paths,
    format: Lines = LineFormat.jsonl,  # noqa: A002 - the option's name
    published: Published = None,
    convention: Coded = None,
    encoder: EncoderName = None,
    no_encoder: NoEncoder = False,
    workers: Workers = None,
    quiet: Quiet = False,
) -> None:
    """Write claim and dispute records over all articles as JSON Lines."""
    with _story(
        paths, published, workers, quiet, _encoder(encoder, no_encoder), convention
    ) as story:
        _write(story.records("weigh"))


@app.command()
def brief(
    paths: Paths,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Standard output if not given."),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        BriefFormat, typer.Option("--format", help="One HTML page, Markdown or JSON.")
    ] = BriefFormat.html,
    labels: Annotated[Labels, typer.Option(help="Language of headings and labels.")] = Labels.ar,
    published: Published = None,
    convention: Coded = None,
    encoder: EncoderName = None,
    no_encoder: NoEncoder = False,
    workers: Workers = None,
    quiet: Quiet = False,
) -> None:
    """Write the brief of a story: one page in which every line opens its sentence."""
    with _story(
        paths, published, workers, quiet, _encoder(encoder, no_encoder), convention
    ) as story:
        text = story.brief(output, format=format.value, labels=labels.value)
        if output is None:
            sys.stdout.buffer.write(text.encode())


@app.command()
def times(
    text: Texts = None,
    file: Files = None,
    reference: Reference = None,
    json_lines: Json = False,
) -> None:
    """Find the times in a text, in files or on standard input, and say which days they are."""
    from tawatur.expressions import TIMES, times_of

    _expressions(times_of, TIMES, text or [], file or [], reference, json_lines)


@app.command()
def numbers(text: Texts = None, file: Files = None, json_lines: Json = False) -> None:
    """Find the numbers in a text, in files or on standard input: least, exact, greatest."""
    from tawatur.expressions import NUMBERS, numbers_of

    _expressions(numbers_of, NUMBERS, text or [], file or [], None, json_lines)


@app.command()
def add(
    store: Annotated[str, typer.Argument(metavar="STORE", help="A file, or a database URL.")],
    paths: Paths,
    published: Published = None,
    encoder: EncoderName = None,
    no_encoder: NoEncoder = False,
    workers: Workers = None,
    quiet: Quiet = False,
) -> None:
    """Add articles to a story that is kept; only what is new or changed is worked."""
    from tawatur.story import add as add_to

    with _guard(), _progress(quiet) as progress:
        added = add_to(
            store,
            *paths,
            published=published,
            encoder=_encoder(encoder, no_encoder),
            workers=workers,
            progress=progress,
        )
        _say(f"{store}: {added.new} new, {added.changed} changed, {added.same} as they were")
        _refused(added.story)


@app.command()
def export(
    paths: Paths,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="PATH", help="File, or folder for csv.")
    ],
    format: Annotated[  # noqa: A002 - the option's name
        ExportFormat, typer.Option("--format", help="What other tools read.")
    ] = ExportFormat.jsonl,
    published: Published = None,
    convention: Coded = None,
    encoder: EncoderName = None,
    no_encoder: NoEncoder = False,
    workers: Workers = None,
    quiet: Quiet = False,
) -> None:
    """Write what was found in a form that other tools read."""
    with _story(
        paths, published, workers, quiet, _encoder(encoder, no_encoder), convention
    ) as story:
        for path in story.export(output, format=format.value):
            _say(f"wrote {path}")


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder with the gold sets.")],
    tasks: Annotated[list[str] | None, typer.Option("--task", help="Only these tasks.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every error.")] = False,
    floors: Annotated[bool, typer.Option("--floors", help="Exit 1 below a floor.")] = False,
) -> None:
    """Score the program on gold sets."""
    from evaluation.__main__ import main as run

    arguments = [*(tasks or ()), "--gold", str(gold)]
    arguments += ["--errors"] * errors + ["--floors"] * floors
    raise typer.Exit(run(arguments))


@app.command()
def schema(
    format: Annotated[  # noqa: A002 - the option's name
        SchemaFormat, typer.Option("--format", help="JSON Schema, or a page of documentation.")
    ] = SchemaFormat.json,
) -> None:
    """Write the JSON Schema of the records, or their reference page."""
    from tawatur.schema import json_schema, reference

    if format is SchemaFormat.md:
        text = reference()
    else:
        text = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    sys.stdout.buffer.write(text.encode())


def _expressions(
    find: Finder,
    columns: Columns,
    words: list[str],
    paths: list[str],
    reference: str | None,
    json_lines: bool,
) -> None:
    """Look in the text, the files or standard input; name what is refused, then exit 1."""
    from tawatur.expressions import look_in, write

    with _guard():
        found = look_in(words, paths, reference, sys.stdin.buffer)
        if len(words) == 1 and os.path.exists(words[0]):  # noqa: PTH110 - any text, no error
            _say(f"{words[0]} was taken for the text; to read that file, write --file")
        drawn = not json_lines and sys.stdout.isatty()
        count = write(found, find, None if json_lines else columns, sys.stdout.buffer, drawn=drawn)
        if not count and found.sources:
            _say("nothing found")
        _refused(found)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Read Arabic news coverage as evidence."""


@contextmanager
def _story(
    paths: list[str],
    published: str | None,
    workers: int | None,
    quiet: bool,
    encoder: str | None,
    convention: Convention | None = None,
) -> Iterator[Story]:
    """Give the story of the paths; afterwards name what was refused and exit 1 if any was."""
    from tawatur.story import read

    with _guard(), _progress(quiet) as progress:
        story = read(
            *paths,
            published=published,
            encoder=encoder,
            convention=None if convention is None else convention.value,
            workers=workers,
            progress=progress,
        )
        if not story.articles:
            _refused(story)
            _say(f"no article in {', '.join(paths)}")
            raise typer.Exit(1)
        yield story
        _refused(story)


def _encoder(name: str | None, without: bool) -> str | None:
    """Return the encoder to work with; say so where the shipped one cannot run."""
    from tawatur.language.encoder import SHIPPED, missing

    if without:
        if name is not None:
            _say("--no-encoder and --encoder exclude each other; leave one out")
            raise typer.Exit(1)
        return None
    if name is None and (reason := missing()) is not None:
        _say(f"no encoder ({reason}): names that no list has are found by patterns alone")
    return name or SHIPPED


def _refused(read: Story | Found) -> None:
    for refusal in read.refusals:
        _say(f"refused {refusal.path}: {refusal.reason}")
    if read.refusals:
        raise typer.Exit(1)


@contextmanager
def _guard() -> Iterator[None]:
    """Turn what the program raises on purpose into a message and exit code 1."""
    try:
        yield
    except TawaturError as error:
        _say(str(error))
        raise typer.Exit(1) from None
    except BrokenPipeError:
        # The reader of standard output has seen enough (head, less).
        sys.stderr.close()
        raise typer.Exit(0) from None


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """Give a progress bar on standard error where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield report


def _write(records: Iterable[Record]) -> None:
    from tawatur.records import encode_line

    write = sys.stdout.buffer.write
    for record in records:
        write(encode_line(record))
    sys.stdout.buffer.flush()


def _say(message: str) -> None:
    print(f"tawatur: {message}", file=sys.stderr, flush=True)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
