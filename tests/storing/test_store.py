"""The store keeps a story, whatever happens to the process that writes it."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert, inspect

from tawatur.errors import StoreError
from tawatur.records import Article, Furniture, Sentence
from tawatur.storing import READING, Store, is_store, schema, source_key

ARTICLE = Article(id="a", text="شارك\nوصل الوفد.", outlet="الأفق", published="2023-03-05")
SHARE = Furniture(id="a#f1", article="a", start=0, end=4, text="شارك", role="share")
SENTENCE = Sentence(id="a#s1", article="a", start=5, end=16, text="وصل الوفد.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "story.sqlite"


def test_what_is_put_comes_back(path: Path) -> None:
    with Store(path) as store:
        assert store.put(ARTICLE, [SHARE]) == "new"
        store.put_work("a", {"sentences": [SENTENCE]}, {"sentences": "k1"})
    with Store(path) as store:
        assert store.articles() == (ARTICLE,)
        assert store.annotations() == {"a": {READING: [SHARE], "sentences": [SENTENCE]}}
        assert store.work_keys()["a"]["sentences"] == "k1"


def test_putting_again_changes_nothing_and_a_new_text_drops_old_work(path: Path) -> None:
    changed = Article(id="a", text="نص آخر")
    with Store(path) as store:
        store.put(ARTICLE, [SHARE])
        store.put_work("a", {"sentences": [SENTENCE]}, {"sentences": "k1"})
        assert store.put(ARTICLE, [SHARE]) == "same"
        assert "sentences" in store.work_keys()["a"]
        assert store.put(changed) == "changed"
        assert list(store.work_keys()["a"]) == [READING]
        assert store.annotations() == {}


def test_results_are_kept_under_their_key(path: Path) -> None:
    with Store(path) as store:
        store.put_result("trace", "k1", {"families": 2})
        assert store.result("trace", "k1", dict) == {"families": 2}
        assert store.result("trace", "k2", dict) is None
        store.put_result("trace", "k2", {"families": 3})
        assert store.result("trace", "k1", dict) is None


def test_stages_that_are_gone_are_dropped(path: Path) -> None:
    with Store(path) as store:
        store.put(ARTICLE, [SHARE])
        store.put_work("a", {"old": [SENTENCE], "new": []}, {"old": "1", "new": "1"})
        store.drop_stages(["new"])
        assert sorted(store.work_keys()["a"]) == ["new", READING]


def test_source_changes_with_article_and_furniture() -> None:
    keys = {
        source_key(ARTICLE, []),
        source_key(ARTICLE, [SHARE]),
        source_key(Article(id="a", text=ARTICLE.text), [SHARE]),
    }
    assert len(keys) == 3


def test_a_transaction_that_breaks_leaves_what_was_there(path: Path) -> None:
    with Store(path) as store:
        store.put(ARTICLE, [SHARE])
        store.put_work("a", {"sentences": [SENTENCE]}, {"sentences": "k1"})
        with pytest.raises(KeyError):
            # The second stage has no key, so the whole call comes to nothing.
            store.put_work("a", {"sentences": [], "times": []}, {"sentences": "k2"})
        assert store.work_keys()["a"]["sentences"] == "k1"
        assert store.annotations(["sentences"]) == {"a": {"sentences": [SENTENCE]}}


def test_an_older_store_is_brought_up_to_date_with_its_content(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        schema.migrate(connection, str(path), steps=1)
        connection.execute(
            insert(schema.articles_table).values(
                id="a", source="s", record='{"kind":"article","id":"a","text":""}'
            )
        )
        assert "results" not in inspect(connection).get_table_names()
    engine.dispose()
    with Store(path) as store:
        assert [article.id for article in store.articles()] == ["a"]
        store.put_result("trace", "k", [1])
    with sqlite3.connect(path) as connection_:
        (version,) = connection_.execute("SELECT version FROM tawatur_store").fetchone()
    connection_.close()
    assert version == schema.VERSION


def test_a_newer_store_is_refused(path: Path) -> None:
    Store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE tawatur_store SET version = 99")
    connection.close()
    with pytest.raises(StoreError, match="newer Tawatur"):
        Store(path)


def test_another_database_is_refused_and_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE accounts (id)")
    connection.close()
    with pytest.raises(StoreError, match="something else"):
        Store(path)


def test_a_file_that_is_no_database_is_refused(path: Path) -> None:
    path.write_text("خبر عاجل " * 200, "utf-8")
    assert not is_store(path)
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(path)


def test_stores_are_known_by_their_first_bytes(path: Path) -> None:
    assert not is_store(path)
    Store(path).close()
    assert is_store(path)
    assert is_store("postgresql://host/name")


def test_the_log_is_written_ahead(path: Path) -> None:
    with Store(path) as store:
        store.put(ARTICLE)
        connection = sqlite3.connect(path)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        connection.close()
