"""Stories that grow day by day in a store: the same lineage, and only the new part is worked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import tawatur
from evaluation.simulator import simulate
from tawatur.records import Article, encode_line
from tawatur.story import Story
from tawatur.tracing import work


@pytest.fixture
def days(tmp_path: Path) -> list[Path]:
    """Give three files with a third of a small world each, in the order of publication."""
    ordered = sorted(simulate(45, 2).articles, key=lambda a: (a.published or "", a.id))
    return [_file(tmp_path / f"day{at}.jsonl", ordered[at * 15 : at * 15 + 15]) for at in range(3)]


def _file(path: Path, articles: Sequence[Article]) -> Path:
    path.write_bytes(b"".join(map(encode_line, articles)))
    return path


def test_days_added_in_any_order_have_the_lineage_of_all_at_once(
    days: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Lineage alone is at stake; annotating would take most of the time.
    monkeypatch.setattr(Story, "annotations", {})
    whole = tawatur.read(*days).trace
    assert whole.derivations
    assert whole.families
    for name, order in (("forth", days), ("back", days[::-1])):
        store = tmp_path / f"{name}.sqlite"
        for day in order:
            story = tawatur.add(store, day).story
        assert story.trace == whole
        # Opened again, nothing is read or judged.
        with monkeypatch.context() as patch:
            patch.delattr(work, "read_text")
            patch.delattr(work, "judged")
            assert tawatur.read(store).trace == whole


def test_a_day_that_is_added_is_put_to_the_others_and_they_are_not_to_each_other(
    days: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Story, "annotations", {})
    store = tmp_path / "story.sqlite"
    tawatur.add(store, *days[:2])
    old = {article.id for article in tawatur.read(store).articles}
    judged, pairs = work.judged, []

    def noted(a, index, b, *rest):  # type: ignore[no-untyped-def]
        pairs.append({a.article.id, b.article.id})
        return judged(a, index, b, *rest)

    monkeypatch.setattr(work, "judged", noted)
    tawatur.add(store, days[2])
    assert pairs
    assert not [pair for pair in pairs if pair <= old]
