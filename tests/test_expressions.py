"""The commands times and numbers: what they find, how they print it, what they refuse."""

from __future__ import annotations

import io
import json
import re
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from tawatur.cli import app
from tawatur.expressions import NUMBERS, TIMES, Source, numbers_of, times_of, write_table
from tawatur.records import Time, decode_line

ROOT = Path(__file__).parents[1]
TEXT = "وصل الوفد فجر أمس ومعه عشرات الخبراء و12 مهندسًا"
runner = CliRunner()


def run(*arguments: str | Path, given: bytes | None = None) -> tuple[int, str, str]:
    done = runner.invoke(app, [str(argument) for argument in arguments], input=given)
    return done.exit_code, done.stdout, done.stderr


def lines(*arguments: str | Path, given: bytes | None = None) -> list[dict[str, Any]]:
    code, out, said = run(*arguments, "--json", given=given)
    assert (code, said) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


def test_times_are_the_records_that_annotate_writes() -> None:
    code, out, _ = run("times", TEXT, "--reference", "2021-07-26", "--json")
    assert code == 0
    record = decode_line(out)
    assert isinstance(record, Time)
    assert TEXT[record.start : record.end] == record.text == "فجر أمس"
    assert (record.value, record.earliest, record.latest) == (
        "2021-07-25TMO",
        "2021-07-25",
        "2021-07-25",
    )


def test_a_time_without_a_day_to_tell_it_from_says_why() -> None:
    (found,) = lines("times", TEXT)
    assert found["value"] is None
    assert "publication" in found["why"]


def test_numbers_are_least_exact_and_greatest() -> None:
    found = lines("numbers", TEXT)
    assert [(n["type"], n["low"], n["best"], n["high"]) for n in found] == [
        ("vague", 20, None, 99),
        ("cardinal", 12, 12, 12),
    ]
    assert [TEXT[n["start"] : n["end"]] for n in found] == [n["text"] for n in found]


def test_words_without_quotation_marks_are_one_text() -> None:
    assert lines("numbers", *TEXT.split()) == lines("numbers", TEXT)


def test_standard_input_in_any_encoding(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16", "cp1256"):
        # Statistics of letters need more than a line.
        data = ((TEXT + "\n") * 20).encode(encoding)
        assert len(lines("numbers", given=data)) == 40, encoding
    assert lines("times", "-", given=TEXT.encode()) == lines("times", given=TEXT.encode())


def test_files_are_told_from_their_own_day_unless_one_is_given(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    row = json.dumps({"id": "two", "text": TEXT, "published": "2020-02-02"}, ensure_ascii=False)
    (tmp_path / "two.jsonl").write_text(row, "utf-8")
    found = lines("times", "--file", tmp_path)
    assert [(r["article"], r["value"]) for r in found] == [("one", None), ("two", "2020-02-01TMO")]
    found = lines("times", "-f", tmp_path, "--reference", "2021-07-26T13:00:00+03:00")
    assert {r["value"] for r in found} == {"2021-07-25TMO"}


def test_page_furniture_dates_nothing_of_the_article(tmp_path: Path) -> None:
    page = "الأحد 4 فبراير 2024\n\nوقّع الطرفان الاتفاق في اليوم نفسه"
    source = Source("page", page, None, ((0, 19),))
    assert [t.value for t in times_of(source) if isinstance(t, Time)] == ["2024-02-04", None]


def test_a_table_for_other_programs_and_one_to_look_at() -> None:
    source = Source("<text>", TEXT, date(2021, 7, 26))
    out = io.BytesIO()
    assert write_table(times_of(source), TIMES, out, named=False, drawn=False) == 1
    head, row = (line.split("\t") for line in out.getvalue().decode().splitlines())
    assert dict(zip(head, row, strict=True))["value"] == "2021-07-25TMO"
    out = io.BytesIO()
    assert write_table(numbers_of(source), NUMBERS, out, named=True, drawn=True) == 2
    drawn = out.getvalue().decode()
    assert "<text>" in drawn
    assert "عشرات" in drawn
    assert "\t" not in drawn


def test_no_text_reaches_the_terminal_as_a_command() -> None:
    text = "استمر ثلاثة \u202e أيام [bold] \x1b[2J أمس"
    for drawn in (False, True):
        out = io.BytesIO()
        count = write_table(
            [*times_of(Source("a\x1b]0;b", text)), *times_of(Source("b", text))],
            TIMES,
            out,
            named=True,
            drawn=drawn,
        )
        assert count == 4
        assert "\x1b" not in out.getvalue().decode()
        assert "\u202e" not in out.getvalue().decode()


def test_bad_input_is_named_with_its_remedy_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, "utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG" + bytes(200))
    code, out, said = run("numbers", "-f", tmp_path, "-f", tmp_path / "none.txt", "--json")
    assert code == 1
    assert len(out.splitlines()) == 2
    for name, remedy in (
        ("empty.txt", "empty"),
        ("picture.txt", "convert it"),
        ("none.txt", "no such file"),
    ):
        assert re.search(f"refused .*{name}: .*{remedy}", said), name


@pytest.mark.parametrize(
    ("arguments", "given", "message"),
    [
        (["times", ""], b"", "the text is empty"),
        (["times"], b"", "standard input: it is empty"),
        (["numbers"], b"\x89PNG" + bytes(64), "standard input: it is a binary file"),
        (["numbers"], b" " * ((8 << 20) + 1), "standard input: it is larger than 8 MB; split it"),
        (["times", TEXT, "--reference", "غدًا"], b"", "write YYYY-MM-DD"),
        (["times", TEXT, "--reference", "0001-01-01"], b"", "between 1000 and 2999"),
        (["times", "\udcff"], b"", "use --file"),
    ],
)
def test_input_that_cannot_be_read(arguments: list[str], given: bytes, message: str) -> None:
    code, out, said = run(*arguments, given=given)
    assert (code, out) == (1, "")
    assert message in said


def test_a_file_given_as_the_text_is_pointed_out(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    code, _, said = run("times", tmp_path / "one.txt")
    assert code == 0
    assert "--file" in said


def test_nothing_found_is_no_failure() -> None:
    code, out, said = run("times", "مدينة")
    assert (code, out) == (0, "")
    assert "nothing found" in said


@pytest.mark.parametrize("piece", ["9", "ا", "خمسة", "أمس ", "مليون و", "3/", "٣،", "\x00 "])
def test_a_hostile_text_is_read_to_its_end(piece: str) -> None:
    source = Source("a", piece * (20_000 // len(piece)), date(2021, 7, 26))
    for expression in (*times_of(source), *numbers_of(source)):
        assert source.text[expression.start : expression.end] == expression.text
    assert all(abs(n.high) < 10**60 for n in numbers_of(source) if not isinstance(n, Time))


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*TEXT.split(), "قبل", "100", "عام", "مطلع", "القرن", "آب", " و", "\u200f"])
    ),
    st.dates(date(1000, 1, 1), date(2999, 12, 31)),
)
def test_spans_hold_whatever_the_day(words: list[str], day: date) -> None:
    source = Source("a", " ".join(words), day)
    for expression in (*times_of(source), *numbers_of(source)):
        assert source.text[expression.start : expression.end] == expression.text


def words(text: str) -> list[list[str]]:
    """Return the words of each line, whatever stands between them."""
    return [line.split() for line in text.splitlines() if line.strip()]


def examples(page: Path) -> list[tuple[str, str]]:
    """Return the commands of a page that stand behind ``$``, each with what it prints."""
    found = []
    for block in re.findall(r"(?:^    .*\n|^\n)+", page.read_text("utf-8"), re.MULTILINE):
        for part in re.split(r"^    \$ ", block, flags=re.MULTILINE)[1:]:
            command, _, rest = part.partition("\n")
            found.append((command, re.sub("^    ", "", rest, flags=re.MULTILINE).strip()))
    return found


@pytest.mark.parametrize(("command", "expected"), examples(ROOT / "docs" / "cli.md"))
def test_the_examples_of_the_page_print_what_it_says(
    command: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    given = None
    if " | " in command:
        echo, _, command = command.partition(" | ")
        given = shlex.split(echo)[1].encode()
    name, *arguments = shlex.split(command)
    assert name == "tawatur"
    code, out, said = run(*arguments, given=given)
    assert code == 0
    assert words(out + said) == words(expected)


def test_the_page_has_examples_of_both_commands() -> None:
    commands = [command for command, _ in examples(ROOT / "docs" / "cli.md")]
    assert {"times", "numbers"} <= {word for command in commands for word in command.split()}
