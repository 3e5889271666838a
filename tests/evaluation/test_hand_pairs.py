"""Estimates from pairs drawn by stratum, and the two sets that ship with the scorers."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.edit_types import KINDS, copies, written
from evaluation.hand_pairs import FINDERS, HandPair, Sample, estimate, load_sample, score


def pair(stratum: str, label: str, boilerplate: str = "") -> HandPair:
    return HandPair(
        *("a", "b", stratum, label, boilerplate),
        tawatur=stratum in ("both", "tawatur"),
        passim=stratum in ("both", "passim"),
        reason="",
    )


def test_a_pair_stands_for_as_many_as_its_stratum_has_to_each_read() -> None:
    pairs = [
        *(pair("both", "copied") for _ in range(4)),
        pair("passim", "partly"),
        *(pair("passim", "none", "titles") for _ in range(3)),
        pair("neither", "partly"),
        pair("neither", "none"),
    ]
    sizes = {"both": 40, "passim": 400, "tawatur": 10, "neither": 20}
    sample = Sample(tuple(pairs), sizes, {})
    recall, precision = estimate(sample, FINDERS["passim"])
    assert recall == pytest.approx((40 + 100) / (40 + 100 + 10))
    assert precision == pytest.approx(140 / 440)
    assert estimate(sample, FINDERS["passim"], strict=False)[1] == 1.0
    assert estimate(sample, FINDERS["tawatur"]) == (pytest.approx(40 / 150), 1.0)


def test_the_labelled_pairs_are_whole() -> None:
    sample = load_sample()
    assert len({(p.a, p.b) for p in sample.pairs}) == len(sample.pairs) == 120
    assert all(p.a < p.b and p.reason for p in sample.pairs)
    assert not any(p.boilerplate and p.shares for p in sample.pairs)
    figures = score(Path()).figures
    assert 0 < figures["tawatur_recall"] < figures["passim_recall"] < 1
    assert figures["passim_precision"] < figures["tawatur_precision"]


def test_an_unknown_label_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    head = "# title: t\n# source: s\n# licence: l\na\tb\tstratum\tlabel\tboilerplate\treason\n"
    file.write_text(f"{head}1\t2\tboth\tperhaps\t\tr\n", encoding="utf-8")
    with pytest.raises(ValueError, match="perhaps"):
        load_sample(file)


def test_every_written_pair_differs_and_every_habit_is_scored() -> None:
    pairs = list(written())
    assert len(pairs) > 60
    assert all(p.a != p.b for p in pairs)
    assert {copy.did for copy in copies(events=1)} == set(KINDS)
