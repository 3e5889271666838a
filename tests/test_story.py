"""The Python interface over the bundled example."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

import tawatur
from tawatur.errors import InputError
from tawatur.language.encoder import missing
from tawatur.records import Article, Record, Span
from tawatur.story import Story

EXAMPLE = Path(__file__).parents[1] / "examples" / "dam-dispute"


@pytest.fixture(scope="module")
def story() -> Story:
    return tawatur.read(EXAMPLE, workers=1)


def _spans(record: object) -> list[Span]:
    """Return all spans inside a record, at any depth."""
    found: list[Span] = []
    for field in getattr(record, "__struct_fields__", ()):
        value = getattr(record, field)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Span):
                found.append(part)
            found.extend(_spans(part))
    return found


def test_every_text_is_the_articles_own(story: Story) -> None:
    texts = {article.id: article.text for article in story.articles}
    checked = 0
    for article, records in story.annotations.items():
        for record in records:
            assert record.article == article
            for span in (record, *_spans(record)):
                assert texts[article][span.start : span.end] == span.text, record
                checked += 1
    for claim in story.claims:
        for statement in claim.statements:
            assert texts[statement.article][statement.start : statement.end] == statement.text
            checked += 1
    assert checked > 500


def test_ids_are_unique(story: Story) -> None:
    ids = [record.id for records in story.annotations.values() for record in records]
    assert len(ids) == len(set(ids))
    claims = [claim.id for claim in story.claims]
    assert len(claims) == len(set(claims))


def test_references_lead_somewhere(story: Story) -> None:
    records = story.situation.records
    claims = {claim.id: claim for claim in story.claims}
    for claim in story.claims:
        origins = {origin.id for origin in claim.origins}
        assert claim.n_origins == sum(origin.kind != "unknown" for origin in claim.origins)
        assert claim.n_outlets == len(claim.outlets)
        for statement in claim.statements:
            assert statement.record in records
            assert statement.origin in origins
    for dispute in story.disputes:
        assert {value.claim for value in dispute.values} == set(dispute.claims) <= set(claims)
    for pair in story.reuse:
        assert {pair.a.article, pair.b.article} <= set(story.situation.by_id)


def test_relative_times_of_an_undated_article_stay_unresolved(story: Story) -> None:
    undated = {article.id for article in story.articles if article.published is None}
    assert undated
    for article in undated:
        for record in story.annotations[article]:
            assert getattr(record, "anchor", None) != "published", record


_WRITE_ALL = """
import sys, tawatur
from tawatur.records import encode_line
story = tawatur.read(*sys.argv[1:], workers=1)
for record in story.records():
    sys.stdout.buffer.write(encode_line(record))
sys.stdout.buffer.write(story.brief().encode())
sys.stdout.buffer.write(story.brief(format="json").encode())
"""


def test_any_order_of_files_gives_the_same_bytes(tmp_path: Path) -> None:
    paths = [str(path) for path in sorted(EXAMPLE.iterdir())]
    outputs = set()
    for seed in (1, 2):
        random.Random(seed).shuffle(paths)
        done = subprocess.run(
            [sys.executable, "-c", _WRITE_ALL, *paths],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert len(outputs.pop()) > 100_000


def test_several_processes_find_what_one_finds() -> None:
    def found(workers: int) -> list[Record]:
        return list(tawatur.read(EXAMPLE, workers=workers).records("annotate"))

    assert found(2) == found(1)


def test_two_articles_of_one_id_are_refused() -> None:
    with pytest.raises(InputError, match="'a'"):
        Story([Article(id="a", text="خبر"), Article(id="a", text="خبر آخر")])


def test_nothing_to_read_is_said() -> None:
    with pytest.raises(InputError, match="nothing to read"):
        tawatur.read()


# Stores


def test_a_kept_story_says_what_a_read_one_says(story: Story, tmp_path: Path) -> None:
    added = tawatur.add(tmp_path / "story.sqlite", EXAMPLE)
    assert added.new == len(story.articles)
    kept = tawatur.read(tmp_path / "story.sqlite")
    assert list(kept.records()) == list(story.records())


def test_adding_works_only_what_is_new_or_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pile, store = tmp_path / "pile", tmp_path / "story.sqlite"
    shutil.copytree(EXAMPLE, pile)
    tawatur.add(store, pile)
    worked: list[str] = []
    work = tawatur.annotating.Pipeline.work

    def noted(self, article, given=(), kept=None):  # type: ignore[no-untyped-def]
        worked.append(article.id)
        return work(self, article, given, kept)

    monkeypatch.setattr(tawatur.annotating.Pipeline, "work", noted)
    again = tawatur.add(store, pile)
    assert (again.new, again.changed, worked) == (0, 0, [])
    target = pile / "samt-attack.txt"
    target.write_text(target.read_text("utf-8") + "\nوأُغلقت الطريق الساحلية.\n", "utf-8")
    (pile / "late.txt").write_text("وصل وفد الوساطة إلى العاصمة مساء الأحد.\n", "utf-8")
    third = tawatur.add(store, pile)
    assert (third.new, third.changed) == (1, 1)
    assert sorted(worked) == ["late", "samt-attack"]


_ADD = "import sys, tawatur; tawatur.add(sys.argv[1], *sys.argv[2:], workers=1)"


def _worked(store: Path) -> int:
    """Return how many articles have been annotated, 0 where there is no store yet."""
    query = "SELECT count(DISTINCT article) FROM work WHERE stage != 'reading'"
    try:
        with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
            return int(connection.execute(query).fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_a_killed_process_leaves_a_store_that_goes_on(tmp_path: Path) -> None:
    store = tmp_path / "story.sqlite"
    left = []
    for enough in (1, 5, 9):
        process = subprocess.Popen([sys.executable, "-c", _ADD, str(store), str(EXAMPLE)])
        while process.poll() is None and _worked(store) < enough:
            time.sleep(0.005)
        process.kill()
        process.wait()
        left.append(_worked(store))
    # It was killed in the middle of its work, and went on from there the next time.
    assert 0 < left[0] < len(list(EXAMPLE.glob("*.txt")))
    assert left == sorted(left)
    interrupted = tawatur.add(store, EXAMPLE)
    whole = tawatur.add(tmp_path / "whole.sqlite", EXAMPLE)
    assert list(interrupted.story.records()) == list(whole.story.records())


def test_a_brief_made_by_rules_alone_says_so() -> None:
    by_rules = tawatur.read(EXAMPLE, encoder=None, workers=1)
    assert by_rules.situation.by_rules
    for form in ("html", "md"):
        assert "بالقواعد وحدها" in by_rules.brief(format=form)


def test_a_brief_made_with_an_encoder_says_nothing_of_rules(story: Story) -> None:
    assert story.situation.by_rules is (missing() is not None)
    assert ("بالقواعد وحدها" in story.brief()) is story.situation.by_rules
