"""Codebooks put numbers for open and vague figures, beside what the texts say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import tawatur
from tawatur.annotating import default_pipeline
from tawatur.cli import app
from tawatur.errors import InputError
from tawatur.language import lexicon
from tawatur.language.numbers import find_numbers
from tawatur.records import Article, Figure, Quantity
from tawatur.weighing import CONVENTIONS, citation
from tawatur.weighing.conventions import code
from tawatur.weighing.values import figure_of

# What a text says, and the numbers of ACLED and of UCDP (low, best, high).
SAID = [
    ("مقتل 36 شخصًا", 36, (36, 36, 36)),
    ("مقتل نحو 200 شخص", 200, (200, 200, 200)),
    ("مقتل 30 شخصًا على الأقل", 30, (30, 30, None)),
    ("مقتل أكثر من 40 شخصًا", 40, (40, 40, None)),
    ("مقتل أقل من 50 شخصًا", None, (None, None, 50)),
    ("مقتل ما بين 10 و20 شخصًا", 10, (10, 10, 20)),
    ("مقتل عشرات الأشخاص", 10, (20, 20, 99)),
    ("مقتل مئات الأشخاص", 100, (200, 200, 999)),
    ("مقتل آلاف الأشخاص", 1000, (2000, 2000, 9999)),
    ("مقتل عشرات الآلاف من الأشخاص", 10_000, (20_000, 20_000, 99_000)),
    ("مقتل عدة أشخاص", 3, (3, 3, 9)),
    ("مقتل بضع مئات من الأشخاص", 100, (300, 300, 900)),
]


def figure(text: str) -> Figure:
    """Return the answer that a text gives, read by the program itself."""
    records = default_pipeline().run(Article(id="a", text=text))
    (quantity,) = (record for record in records if isinstance(record, Quantity))
    assert quantity.what == "killed"
    return figure_of([quantity])


@pytest.mark.parametrize(("text", "acled", "ucdp"), SAID, ids=[text for text, _, _ in SAID])
def test_each_way_of_telling_has_its_number(
    text: str, acled: int | None, ucdp: tuple[int | None, ...]
) -> None:
    value = figure(text)
    by_acled, by_ucdp = (code(value, "killed", name) for name in ("acled", "ucdp"))
    assert by_acled is not None
    assert by_ucdp is not None
    assert (by_acled.low, by_acled.best, by_acled.high) == (None, acled, None)
    assert (by_ucdp.low, by_ucdp.best, by_ucdp.high) == ucdp
    assert by_acled.rule
    assert by_ucdp.rule


def test_measures_dates_and_words_are_not_coded() -> None:
    assert code(Figure(low=20, high=99, approx=True), "money", "acled") is None
    assert code(Figure(low=20, high=99, approx=True), "percent", "ucdp") is None
    assert code(Figure(text="سنرد"), "quote", "acled") is None
    assert code(Figure(), "killed", "acled") is None


def test_counts_that_are_no_deaths_are_marked_as_analogy() -> None:
    vague = Figure(low=20, high=99, approx=True)
    deaths, wounded = code(vague, "killed", "acled"), code(vague, "injured", "acled")
    assert deaths is not None
    assert wounded is not None
    assert wounded.best == deaths.best == 10
    assert "analogy" in wounded.rule
    assert "analogy" not in deaths.rule


def test_every_vague_word_is_told_from_a_range() -> None:
    for row in lexicon.load("number_words").rows:
        for match in find_numbers(row["form"], vague=True):
            if match.kind != "vague":
                continue
            value = Figure(low=match.low, high=match.high, approx=True)
            coded = code(value, "killed", "acled")
            assert coded is not None, row["form"]
            assert coded.rule != "the most conservative estimate: the least number reported"
            assert coded.best is not None
            assert coded.best <= match.low


_numbers = st.none() | st.integers(0, 10**15) | st.floats(0, 1e15)


@settings(deadline=None)
@given(_numbers, _numbers, _numbers, st.booleans(), st.sampled_from(CONVENTIONS))
def test_no_number_above_the_greatest_reported_is_coded(
    low: float | None, best: float | None, high: float | None, approx: bool, name: str
) -> None:
    known = sorted(value for value in (low, best, high) if value is not None)
    ordered = iter(known)
    low, best, high = (None if value is None else next(ordered) for value in (low, best, high))
    coded = code(Figure(low=low, best=best, high=high, approx=approx), "killed", name)
    assert (coded is None) == (not known)
    if coded is not None and coded.best is not None:
        assert coded.best <= max(known)


def test_the_lexicon_has_every_reading_once_for_each_convention() -> None:
    book = lexicon.load("number_conventions")
    rows = [(row["convention"], row["reading"]) for row in book.rows]
    assert len(set(rows)) == len(rows)
    readings = {name: {r for c, r in rows if c == name} for name in CONVENTIONS}
    assert readings["acled"] == readings["ucdp"]
    for name in CONVENTIONS:
        assert name.upper() in citation(name)
    for row in book.rows:
        for cell in (row["low"], row["best"], row["high"]):
            assert cell in ("", "low", "best", "high", "unit") or cell.isdigit(), row


def test_a_convention_that_is_none_is_refused() -> None:
    for call in (citation, lambda name: code(Figure(best=1), "killed", name)):
        with pytest.raises(InputError, match="acled, ucdp"):
            call("gtd")


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """Two outlets that give one toll, one in a number and one vaguely."""
    said = "وقال مدير مستشفى الرابية سليم العطّار إن انفجار المخزن في بلدة المرج أودى بحياة "
    (tmp_path / "one.txt").write_text(f"انفجار في المرج\n\n{said}عشرات العمال.\n", "utf-8")
    (tmp_path / "two.txt").write_text(f"انفجار مخزن\n\n{said}36 عاملًا.\n", "utf-8")
    return tmp_path


def test_the_reading_stays_and_nothing_else_changes(pile: Path) -> None:
    plain = tawatur.read(pile, workers=1)
    coded = tawatur.read(pile, convention="acled", workers=1)
    assert coded.situation.convention == "acled"
    assert plain.situation.convention is None
    tolls = [claim for claim in coded.claims if claim.what == "killed"]
    assert {c.value.coded.best for c in tolls if c.value.coded is not None} == {10, 36}
    assert all(claim.value.coded is None for claim in plain.claims)
    assert [(c.id, c.value.low, c.value.best, c.value.high) for c in coded.claims] == [
        (c.id, c.value.low, c.value.best, c.value.high) for c in plain.claims
    ]
    assert [d.id for d in coded.disputes] == [d.id for d in plain.disputes]


def test_brief_and_exports_name_the_convention_and_keep_the_reading(
    pile: Path, tmp_path: Path
) -> None:
    story = tawatur.read(pile, convention="acled", workers=1)
    for format_ in ("html", "md"):
        page = story.brief(format=format_, labels="en")  # type: ignore[arg-type]
        assert "ACLED 10" in page
        assert "20–99" in page
        assert "7 May 2024" in page
    whole = json.loads(story.brief(format="json"))
    assert whole["convention"] == "acled"
    (path, *_) = story.export(tmp_path / "tables", format="csv")
    table = path.read_text("utf-8-sig")
    assert table.splitlines()[0].endswith("convention,coded_low,coded_best,coded_high,coded_rule")
    assert ",20,99,," in table
    assert ",acled,,10,," in table


def test_the_commands_take_a_convention(pile: Path) -> None:
    done = CliRunner().invoke(app, ["weigh", str(pile), "--convention", "ucdp", "--quiet"])
    assert done.exit_code == 0
    values = [c["value"] for c in map(json.loads, done.stdout.splitlines()) if "value" in c]
    coded = [(v["low"], v["coded"]["low"], v["coded"]["best"]) for v in values if v["coded"]]
    assert (20, 20, 20) in coded
    assert CliRunner().invoke(app, ["brief", str(pile), "--convention", "gtd"]).exit_code == 2
