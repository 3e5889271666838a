"""What a trace keeps in a store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from evaluation.simulator import simulate
from tawatur.records import Article
from tawatur.storing import Store
from tawatur.tracing import State, trace

STATE = State("base", "counted", {"ميناء": 3}, [["الأفق"]])


def test_signatures_and_pairs_come_back_and_go_with_their_article(tmp_path: Path) -> None:
    with Store(tmp_path / "story.sqlite") as store:
        for name in "abc":
            store.put(Article(id=name, text=f"وصل الوفد {name}"))
        memory = store.memory()
        assert memory.state() is None
        memory.restart(STATE)
        memory.put([("a", "k", b"one"), ("b", "k", b"two")], [("a", "b", b"m", b"")])
        memory.put([("a", "k2", b"new")], [("a", "b", b"n", b"found"), ("b", "c", b"n", b"")])
        assert memory.state() == STATE
        assert sorted(memory.signatures()) == [("a", "k2", b"new"), ("b", "k", b"two")]
        assert sorted(memory.pairs()) == [("a", "b", b"n", b"found"), ("b", "c", b"n", b"")]
        memory.forget([("b", "c")])
        assert [pair[:2] for pair in memory.pairs()] == [("a", "b")]
        store.put(Article(id="b", text="عاد الوفد"))
        assert [row[0] for row in memory.signatures()] == ["a"]
        assert list(memory.pairs()) == []
        memory.restart(STATE)
        assert list(memory.signatures()) == []


def test_a_trace_of_a_store_takes_what_the_last_one_kept(tmp_path: Path) -> None:
    articles = simulate(40, 3).articles
    path = tmp_path / "story.sqlite"
    with Store(path) as store:
        for article in articles[:30]:
            store.put(article)
        trace(articles[:30], memory=store.memory())
    with Store(path) as store:
        for article in articles[30:]:
            store.put(article)
        assert trace(articles, memory=store.memory()) == trace(articles)
    with closing(sqlite3.connect(path)) as connection:
        (kept,) = connection.execute("SELECT count(*) FROM trace_texts").fetchone()
    assert kept == 40
