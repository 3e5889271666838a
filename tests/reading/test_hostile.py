"""Hostile input costs time in proportion to its length, and never the program."""

import time
from pathlib import Path

import pytest

from tawatur.reading import read_paths

TEXTS = {
    "letters": "ا" * 400_000,
    "digits": "1" * 400_000,
    "lines": "\n" * 50_000 + "ا\n" * 10_000,
    "slashes": "/ 1" * 40_000,
    "dots": "." * 400_000,
    "spaced dots": ". " * 200_000,
    "brackets": "(" * 300_000 + "(رويترز",
    "tags": "سمات " * 60_000,
    "links": "رابط الخبر. " * 30_000,
    "hashes": "#" * 300_000,
    "marks": "\u200f" * 300_000 + "ا",
    "blanks": " " * 400_000 + "ا",
    "returns": "\r" * 100_000 + "ا",
    "dates": "الأربعاء 6 مارس 2024 " * 8_000,
}
PAGES = {
    "open script": "<script>" * 40_000,
    "open comments": "<!--" * 80_000,
    "brackets": "<" * 400_000,
    "anchors": "<a " * 120_000,
    "quotes": "<a " + 'x="' * 120_000,
    "metas": "<meta " * 80_000,
    "contents": '<meta content=" ' * 40_000,
    "json": '<script type="application/ld+json">' + "[" * 100_000,
    "scripts": '<script type="application/ld+json">' * 10_000,
    "scripts closed late": '<script type="application/ld+json"></x' * 10_000 + "</script>",
    "ampersands": "&" * 400_000,
    "spans": "<span>" * 40_000,
}


@pytest.mark.parametrize("name", TEXTS)
def test_texts(name: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXTS[name], "utf-8")
    start = time.process_time()
    found = read_paths([tmp_path])
    assert len(found.articles) == 1
    assert time.process_time() - start < 5


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str, tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(PAGES[name], "utf-8")
    start = time.process_time()
    found = read_paths([tmp_path])
    assert len(found.articles) + len(found.refusals) == 1
    assert time.process_time() - start < 5


@pytest.mark.parametrize("content", ["[" * 100_000, '{"a":' * 100_000, '{"text":' + "[" * 100_000])
@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_nested_json(content: str, suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"x.{suffix}").write_text(content, "utf-8")
    found = read_paths([tmp_path])
    assert len(found.refusals) == 1
    assert found.articles == ()
