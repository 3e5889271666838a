"""The command line: every command, its exit codes, and what it says of bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tawatur.cli import app
from tawatur.records import decode_lines

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "dam-dispute"
runner = CliRunner()


def run(*arguments: str | Path) -> tuple[int, bytes, str]:
    done = runner.invoke(app, [str(argument) for argument in arguments])
    return done.exit_code, done.stdout_bytes, done.stderr


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """Two short articles that carry one sentence."""
    folder = tmp_path / "pair"
    folder.mkdir()
    shared = (
        "وقال مدير هيئة السدود سامر القدّاح إن العمل في محطة الرافدة توقف بعد انهيار أودى بحياة "
        "12 عاملًا وإصابة 30 آخرين صباح الثلاثاء.\n"
    )
    (folder / "one.txt").write_text("انهيار في محطة الرافدة\n\n" + shared, "utf-8")
    (folder / "two.txt").write_text("حصيلة جديدة\n\n" + shared + "وأُعلن الحداد.\n", "utf-8")
    return folder


def test_annotate_writes_articles_and_their_records(pair: Path) -> None:
    code, out, _ = run("annotate", pair, "--format", "jsonl", "--published", "2023-03-08")
    assert code == 0
    records = list(decode_lines(out.splitlines()))
    kinds = [json.loads(line)["kind"] for line in out.splitlines()]
    assert kinds[0] == "article"
    assert {"sentence", "quantity", "quote", "mention", "time"} <= set(kinds)
    assert {a.published for a in records if a.__class__.__name__ == "Article"} == {"2023-03-08"}


def test_trace_and_weigh_write_their_records(pair: Path) -> None:
    code, out, _ = run("trace", pair)
    assert code == 0
    assert {json.loads(line)["kind"] for line in out.splitlines()} == {
        "reuse",
        "derivation",
        "family",
    }
    code, out, _ = run("weigh", pair)
    assert code == 0
    killed = [c for c in map(json.loads, out.splitlines()) if c.get("what") == "killed"]
    assert [(c["value"]["best"], c["n_outlets"], c["n_origins"]) for c in killed] == [(12, 2, 1)]


@pytest.mark.parametrize(
    ("format_", "sign"), [("html", "<!doctype html"), ("md", "#"), ("json", "{")]
)
def test_brief_in_every_format(pair: Path, tmp_path: Path, format_: str, sign: str) -> None:
    target = tmp_path / "brief"
    code, _, _ = run("brief", pair, "-o", target, "--format", format_)
    assert code == 0
    assert target.read_text("utf-8").lower().startswith(sign)


def test_add_then_brief_from_the_store(pair: Path, tmp_path: Path) -> None:
    store = tmp_path / "story.sqlite"
    code, _, said = run("add", store, pair)
    assert (code, "2 new" in said) == (0, True)
    code, out, _ = run("brief", store, "--format", "json")
    assert code == 0
    assert b"one" in out


@pytest.mark.parametrize("format_", ["jsonl", "csv", "graphml"])
def test_export_in_every_format(pair: Path, tmp_path: Path, format_: str) -> None:
    target = tmp_path / "out"
    code, _, said = run("export", pair, "-o", target, "--format", format_)
    assert code == 0
    assert "wrote" in said
    files = [target] if target.is_file() else sorted(target.iterdir())
    assert files
    assert all(file.stat().st_size for file in files)


def test_schema(tmp_path: Path) -> None:
    code, out, _ = run("schema")
    assert code == 0
    assert "quote" in out.decode()
    assert run("schema", "--format", "md")[1].decode().startswith("# Records")


def test_version() -> None:
    code, out, _ = run("--version")
    assert (code, out.strip()) == (0, b"0.1.0")


def test_wrong_use_is_exit_2(pair: Path) -> None:
    assert run("annotate")[0] == 2
    assert run("nonsense")[0] == 2
    assert run("brief", pair, "--format", "pdf")[0] == 2


def test_what_cannot_be_read_is_named_and_the_rest_is_done(pair: Path) -> None:
    (pair / "empty.txt").write_bytes(b"")
    (pair / "image.txt").write_bytes(bytes(range(256)) * 40)
    code, out, said = run("annotate", pair)
    assert code == 1
    assert "empty.txt" in said
    assert "image.txt" in said
    articles = [r for r in map(json.loads, out.splitlines()) if r["kind"] == "article"]
    assert [article["id"] for article in articles] == ["one", "two"]


def test_nothing_readable_is_exit_1_without_a_trace(tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    code, out, said = run("brief", tmp_path / "void")
    assert (code, out) == (1, b"")
    assert "void" in said
    assert run("annotate", tmp_path / "missing.txt")[0] == 1


def test_a_date_that_is_none_is_refused(pair: Path) -> None:
    code, _, said = run("annotate", pair, "--published", "last week")
    assert code == 1
    assert "last week" in said


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    for command in app.registered_commands:
        assert command.callback is not None
        name = command.name or command.callback.__name__
        assert f"## tawatur {name}" in page, name
        help_text = runner.invoke(app, [name, "--help"]).stdout
        for word in help_text.split():
            if word.startswith("--") and word != "--help":
                assert f"`{word}`" in page, f"{name} {word}"


def test_standard_output_that_closes_early_is_no_error(pair: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m tawatur.cli annotate {pair} | head -n 1",
        shell=True,
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["kind"] == "article"
    assert b"Traceback" not in done.stderr
