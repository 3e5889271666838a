"""Addresses of articles that name the day of publication."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.reading import read_paths
from tawatur.reading.addresses import day_in_address

TEXT = "قال رئيس بلدية المنارة إن الجسر الجديد سيفتح أمام الناس قريبًا، وإن العمل فيه اكتمل.\n"


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://example.org/2021/07/26/article_97.html", "2021-07-26"),
        ("https://example.org/news/2021/7/6/جسر-المنارة", "2021-07-06"),
        ("https://example.org/world/2021/jul/26/bridge", None),
        ("https://example.org/issues/20210726/con77.htm", "2021-07-26"),
        ("https://example.org/a/2021-07-26-bridge", "2021-07-26"),
        ("https://example.org/a/%D8%AC%D8%B3%D8%B1/2021_07_26", "2021-07-26"),
        ("https://example.org/Con20210726787154.htm", None),
        ("https://example.org/2021/07/bridge", None),
        ("https://example.org/2021/02/31/bridge", None),
        ("https://example.org/article?date=2021-07-26", None),
        ("http://[broken/2021/07/26/", None),
        ("", None),
    ],
)
def test_whole_dates_in_the_path(address: str, day: str | None) -> None:
    assert day_in_address(address) == day


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_address_is_read_without_an_error(address: str) -> None:
    day_in_address(address)
    day_in_address("http://example.org/" + address)


def test_a_hostile_address_is_read_soon() -> None:
    assert day_in_address("http://example.org/" + "2021/a/" * 500_000) is None


def read(folder: Path, **fields: str) -> tuple[str | None, str | None]:
    path = folder / "one.jsonl"
    path.write_text(json.dumps({"id": "one", "text": TEXT, **fields}, ensure_ascii=False), "utf-8")
    (article,) = read_paths([path]).articles
    return article.published, article.published_from


def test_the_address_gives_the_day_where_no_field_does(tmp_path: Path) -> None:
    url = "https://example.org/2021/07/26/bridge"
    assert read(tmp_path, url=url) == ("2021-07-26", "metadata")
    assert read(tmp_path, url=url, published="2021-07-27") == ("2021-07-27", "metadata")
    assert read(tmp_path, url="https://example.org/bridge") == (None, None)


def test_a_manifest_with_an_address_alone_dates_its_file(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "meta.tsv").write_text(
        "file\turl\none.txt\thttps://example.org/2021/07/26/bridge\n", "utf-8"
    )
    (article,) = read_paths([tmp_path]).articles
    assert (article.published, article.published_why) == (
        "2021-07-26",
        "whole date in the address",
    )
