"""One trace on two engines: the same steps, the same records."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from evaluation.simulator import simulate
from tawatur.errors import EngineError
from tawatur.records import Article, Furniture
from tawatur.tracing import DuckDBEngine, Engine, Trace, TraceRun, TraceSettings, open_engine, trace
from tawatur.tracing import run as tracing_run
from tawatur.tracing.engine import Columns, Order, Row
from tawatur.tracing.trace import collected

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MakeEngine = Callable[[], Engine]

# Small limits, so that a small world has set phrases, weights of its own and rare words.
SETTINGS = TraceSettings(common_gram=6, rare_gram=3, rare_stem=8, collection=30)
WORLD = simulate(64, 11)


@pytest.fixture(scope="module")
def expected() -> Trace:
    return trace(WORLD.articles, settings=SETTINGS)


COLUMNS: Columns = (
    ("number", "int"),
    ("gram", "long"),
    ("word", "text"),
    ("content", "bytes"),
    ("grams", "longs"),
    ("words", "texts"),
)
ROWS: list[Row] = [
    (1, 1 << 62, "ميناء", b"\x00\xff", [3, 1 << 61], ["سفينة", "حبوب"]),
    (2, -5, None, b"", [], []),
    (3, None, "", None, [7], ["«»"]),
]


def test_rows_come_back_as_they_were(make_engine: MakeEngine) -> None:
    engine = make_engine()
    try:
        engine.load("thing", COLUMNS, iter(ROWS))
        assert list(engine.rows("SELECT * FROM thing ORDER BY number")) == ROWS
        engine.load("nothing", COLUMNS, iter(()))
        assert list(engine.rows("SELECT COUNT(*) FROM nothing")) == [(0,)]
        engine.make("item", f"SELECT number, {engine.explode}(grams) AS gram FROM thing")
        assert sorted(engine.rows("SELECT number, gram FROM item")) == [
            (1, 3),
            (1, 1 << 61),
            (3, 7),
        ]
        engine.drop("thing", "nothing", "item")
    finally:
        engine.close()


class _Numbered:
    """Gives each row the number of rows of its group that were seen before it."""

    def __call__(self, rows: Iterator[Row]) -> Iterator[Row]:
        seen: dict[int, int] = {}
        for group, value in rows:
            seen[group] = seen.get(group, -1) + 1
            yield group, value, seen[group]


def test_work_sees_rows_of_a_group_together_and_in_order(make_engine: MakeEngine) -> None:
    engine = make_engine()
    given: Columns = (("team", "int"), ("value", "int"))
    rows = [(at % 5, (at * 7) % 50) for at in range(50)]
    try:
        engine.load("given", given, rows)
        order = Order("team", "team, value")
        columns = (*given, ("place", "int"))
        engine.map("placed", columns, "SELECT team, value FROM given", _Numbered(), order)
        found = sorted(engine.rows("SELECT team, value, place FROM placed"))
    finally:
        engine.close()
    values = {team: sorted(v for t, v in rows if t == team) for team in range(5)}
    assert found == [(t, v, at) for t in range(5) for at, v in enumerate(values[t])]


def test_a_world_has_one_lineage_whatever_the_engine(
    make_engine: MakeEngine, expected: Trace
) -> None:
    assert len(expected.derivations) > 50
    assert expected.families
    assert trace(WORLD.articles, settings=SETTINGS, engine=make_engine()) == expected


def test_known_articles_furniture_and_days_are_minded(make_engine: MakeEngine) -> None:
    foot = "\nتابعونا على صفحاتنا ليصلكم كل جديد من أخبار المرافئ والسفن والبحارة والصيد البحري"
    articles = [
        Article(id=f"{a.id}-{day}", text=a.text + foot, outlet=a.outlet, published=f"2024-03-{day}")
        for a in WORLD.articles[:6]
        for day in ("01", "04", "20")
    ]
    furniture = {
        a.id: [
            Furniture(
                id=f"{a.id}#f1",
                article=a.id,
                start=len(a.text) - len(foot) + 1,
                end=len(a.text),
                text=foot[1:],
                role="share",
            )
        ]
        for a in articles
    }
    known = [a.id for a in articles[:9]]
    settings = TraceSettings(days=5)
    found = trace(articles, furniture, settings=settings, known=known, engine=make_engine())
    day = {a.id: a.published for a in articles}
    assert found.derivations
    for record in found.derivations:
        assert {day[record.a], day[record.b]} <= {"2024-03-01", "2024-03-04"} or (
            day[record.a] == day[record.b]
        )
        assert not {record.a, record.b} <= set(known)
    starts = {a.id: len(a.text) - len(foot) + 1 for a in articles}
    assert all(r.a.end <= starts[r.a.article] for r in found.reuse)
    # Without the limit the days far apart are compared, too.
    assert len(trace(articles, furniture, known=known).derivations) > len(found.derivations)


def test_blocks_are_of_one_size_whatever_articles_have_in_common(
    make_engine: MakeEngine, expected: Trace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracing_run, "_BLOCK", 50)
    with TraceRun(WORLD.articles, settings=SETTINGS, engine=make_engine()) as run:
        tasks = sorted(run._engine.rows("SELECT block, a, b FROM task"))
        assert collected(run) == expected
    assert [block for block, _, _ in tasks] == [at // 50 for at in range(len(tasks))]
    pairs = [(a, b) for _, a, b in tasks]
    assert pairs == sorted(set(pairs))
    assert len(pairs) > 100


def test_a_run_gives_its_records_one_by_one(expected: Trace) -> None:
    with TraceRun(WORLD.articles, settings=SETTINGS, engine=DuckDBEngine()) as run:
        records = list(run.records())
    assert records == [
        *expected.reuse,
        *expected.reversed,
        *expected.derivations,
        *expected.families,
    ]


def test_a_spark_of_this_machine_works_with_this_python(
    spark_session: SparkSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    context: Any = spark_session.sparkContext
    monkeypatch.setattr(context, "pythonExec", "python-of-another")
    monkeypatch.setenv("PYSPARK_PYTHON", "python-that-was-asked-for")
    open_engine("spark", TraceSettings()).close()
    assert context.pythonExec == "python-of-another"
    monkeypatch.delenv("PYSPARK_PYTHON")
    open_engine("spark", TraceSettings()).close()
    assert context.pythonExec == sys.executable


def test_spark_without_pyspark_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    really = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pyspark"):
            raise ImportError(name)
        return really(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(EngineError, match=r"tawatur\[spark\]"):
        open_engine("spark")
