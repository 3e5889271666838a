"""Piles of files become articles; what cannot be used is refused by name."""

import gzip
import itertools
import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from tawatur.errors import InputError
from tawatur.reading import Limits, read_paths, read_text
from tawatur.records import encode_line

TITLE = "نقابة الصيادين في الميناء القديم تعلن إضرابا"
TEXT = (
    "أعلنت نقابة الصيادين في الميناء القديم، مساء الاثنين، إضرابا مفتوحا احتجاجا على رسوم "
    "الرسو الجديدة.\nوقال نقيب الصيادين سامر البحري إن الإضراب يشمل أربعين مركبا."
)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_text_file_is_kept_as_it_is(tmp_path: Path) -> None:
    data = ("\ufeff" + TITLE + "\r\n\r\n" + TEXT + "\n\n ").encode()
    path = write(tmp_path, "port.txt", data)
    (article,) = read_paths([path]).articles
    assert article.id == "port"
    assert article.text == data.decode("utf-8-sig")
    assert article.sha256 == sha256(data).hexdigest()
    assert (article.title, article.outlet, article.language) == (TITLE, None, "ar")
    assert article.published is None
    assert article.published_why


def test_formats_and_folders(tmp_path: Path) -> None:
    record = {"title": TITLE, "content": TEXT, "source": "بريد السواحل", "url": "https://e.org/1"}
    line = json.dumps(record | {"date": "2024-03-05"}, ensure_ascii=False)
    write(tmp_path, "a/one.txt", TEXT)
    write(tmp_path, "a/two.txt.gz", gzip.compress(TEXT.encode()))
    write(tmp_path, "b/lines.jsonl", line + "\n\n" + line + "\n")
    write(tmp_path, "b/list.json", f"[{line}]")
    write(tmp_path, "b/items.json.gz", gzip.compress(f'{{"articles": [{line}, {line}]}}'.encode()))
    write(tmp_path, "b/rows.csv", f'id,text,outlet\nrow,"{TEXT}",الميناء\n')
    write(tmp_path, "b/.hidden.txt", TEXT)
    write(tmp_path, "b/.git/config.txt", TEXT)
    write(tmp_path, "b/picture.png", b"\x89PNG")
    found = read_paths([tmp_path])
    assert [article.id for article in found.articles] == [
        "items-1", "items-2", "lines-1", "lines-3", "list", "one", "row", "two",
    ]  # fmt: skip
    assert found.refusals == ()
    article = next(article for article in found.articles if article.id == "lines-1")
    assert (article.title, article.outlet, article.url) == (
        TITLE,
        "بريد السواحل",
        "https://e.org/1",
    )
    assert (article.published, article.published_from) == ("2024-03-05", "metadata")
    assert set(found.furniture) == {article.id for article in found.articles}


def test_our_own_records_are_read_back(tmp_path: Path) -> None:
    article, _ = read_text(TEXT, "own", outlet="الميناء", published="2024-03-05", byline="وكالات")
    path = write(tmp_path, "records.jsonl", encode_line(article) + b'{"kind":"time","id":"x"}\n')
    found = read_paths([path])
    assert found.articles == (article,)
    assert found.refusals == ()


def test_ids_are_unique_and_the_same_in_any_order(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, "a/same.txt", TEXT),
        write(tmp_path, "b/same.txt", TEXT + " نهاية."),
        write(tmp_path, "c/same.txt", TEXT),
        write(tmp_path, "d/other.txt", TEXT),
    ]
    results = set()
    for order in itertools.permutations(paths):
        found = read_paths(order)
        results.add((found.articles, found.refusals))
    assert len(results) == 1
    ids = [article.id for article in next(iter(results))[0]]
    assert len(set(ids)) == 4
    assert ids == sorted(ids)
    assert ids[0] == "other"
    assert ids[1].startswith("same-")


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path, "a/one.txt", TEXT)
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "again.txt").symlink_to(path)
    found = read_paths([tmp_path, path, str(path), tmp_path / "a"])
    assert [article.id for article in found.articles] == ["one"]


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    write(tmp_path, "good.txt", TEXT)
    write(tmp_path, "empty.txt", b"")
    write(tmp_path, "blank.txt", " \n\t")
    write(tmp_path, "binary.txt", b"%PDF-1.4 \x00\x01")
    write(tmp_path, "broken.txt", TEXT.encode()[:41] + b"\xfe" + TEXT.encode()[41:])
    write(tmp_path, "short.txt.gz", gzip.compress(TEXT.encode())[:-12])
    write(tmp_path, "scan.pdf", b"%PDF")
    write(tmp_path, "odd.json", '{"articles": [')
    write(tmp_path, "mixed.jsonl", f'{{"text": "{TITLE}"}}\n{{"text": \n{{"text": ""}}\n[1]\n')
    found = read_paths([tmp_path, tmp_path / "missing.txt"])
    assert [article.id for article in found.articles] == ["good", "mixed-1"]
    reasons = {Path(refusal.path).name: refusal.reason for refusal in found.refusals}
    assert set(reasons) == {
        "empty.txt", "blank.txt", "binary.txt", "broken.txt", "short.txt.gz", "scan.pdf",
        "odd.json", "mixed.jsonl:2", "mixed.jsonl:3", "mixed.jsonl:4", "missing.txt",
    }  # fmt: skip
    assert "byte 4" in reasons["broken.txt"]
    assert "UTF-8" in reasons["broken.txt"]
    assert "save its text" in reasons["scan.pdf"]
    assert "line 1" in reasons["odd.json"]


def test_a_folder_without_anything_to_read_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "notes.md", "x")
    (refusal,) = read_paths([tmp_path]).refusals
    assert "no file to read" in refusal.reason


def test_many_refusals_of_one_file_are_counted(tmp_path: Path) -> None:
    path = write(tmp_path, "many.jsonl", '{"title": "x"}\n' * 500)
    refusals = read_paths([path]).refusals
    assert len(refusals) == 4
    assert any(refusal.reason.startswith("497 more") for refusal in refusals)


def test_sizes_are_bounded(tmp_path: Path) -> None:
    write(tmp_path, "large.txt", TEXT * 10)
    write(tmp_path, "bomb.txt.gz", gzip.compress(b"\n" * (1 << 20)))
    found = read_paths([tmp_path], limits=Limits(text=1000))
    assert found.articles == ()
    assert [("larger than" in refusal.reason) for refusal in found.refusals] == [True, True]


def test_a_date_for_articles_that_carry_none(tmp_path: Path) -> None:
    write(tmp_path, "bare.txt", TEXT)
    write(tmp_path, "dated.json", json.dumps({"text": TEXT, "published": "2024-03-05T08:30:00Z"}))
    found = {
        article.id: article for article in read_paths([tmp_path], published="2024-03-06").articles
    }
    assert (found["bare"].published, found["bare"].published_from) == ("2024-03-06", "option")
    assert found["dated"].published == "2024-03-05T08:30:00+00:00"
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        read_paths([tmp_path], published="tomorrow")


def test_the_render_date_of_a_page_is_never_the_date(tmp_path: Path) -> None:
    body = f"{TITLE}\n\n{TITLE}\n\n{TEXT}"
    write(tmp_path, "dump.txt", f"الأربعاء 9 أبريل / نيسان 2031\n\n{body}")
    write(tmp_path, "stamp.txt", f"{TITLE}\n\nنشر في 5 آذار/مارس 2024\n\n{TEXT}")
    write(tmp_path, "bare.txt", f"2031-04-09\n\n{body}")
    write(tmp_path, "below.txt", f"{TITLE}\n\n5 آذار/مارس 2024\n\n{TEXT}")
    write(tmp_path, "update.txt", f"{TITLE}\n\nآخر تحديث: 5 آذار/مارس 2024\n\n{TEXT}")
    found = {article.id: article for article in read_paths([tmp_path]).articles}
    assert found["dump"].published is None
    assert (found["stamp"].published, found["stamp"].published_from) == ("2024-03-05", "dateline")
    assert found["update"].published is None
    assert found["bare"].published is None
    assert found["below"].published == "2024-03-05"


def test_manifests_beside_the_files(tmp_path: Path) -> None:
    write(tmp_path, "articles/one.txt", TEXT)
    write(tmp_path, "articles/two.txt", TEXT)
    write(
        tmp_path,
        "meta.tsv",
        "file\toutlet\turl\ttitle\tpublished\tbyline\n"
        'one.txt\tبريد السواحل\thttps://e.org/1\tقال: "لا"\t2024-03-05\tسامر\n',
    )
    for paths in ([tmp_path], [tmp_path / "articles"], [tmp_path / "articles" / "one.txt"]):
        found = read_paths(paths)
        one = next(article for article in found.articles if article.id == "one")
        assert (one.outlet, one.url, one.byline) == ("بريد السواحل", "https://e.org/1", "سامر")
        assert (one.title, one.published, one.published_from) == (
            'قال: "لا"', "2024-03-05", "metadata",
        )  # fmt: skip
        assert found.refusals == ()


def test_contradictions_are_named_and_neither_side_is_taken(tmp_path: Path) -> None:
    page = (
        "<html><head><meta property='article:published_time' content='2024-01-09'></head>"
        f"<body><article><h1>{TITLE}</h1><p>{TEXT * 3}</p></article></body></html>"
    )
    write(tmp_path, "one.txt", TEXT)
    write(tmp_path, "page.html", page)
    write(
        tmp_path,
        "a.csv",
        "file,outlet,published\none.txt,الميناء,2024-03-05\npage.html,,2024-03-05\n",
    )
    write(tmp_path, "b.csv", "file;outlet;published\none.txt;السواحل;2024-03-05\n")
    found = read_paths([tmp_path], published="2030-01-01")
    one, two = found.articles
    assert (one.outlet, one.published) == (None, "2024-03-05")
    assert two.published is None or two.published_from == "option"
    assert "contradiction" in (two.published_why or "")
    reasons = sorted(refusal.reason for refusal in found.refusals)
    assert len(reasons) == 2
    assert any("'الميناء'" in reason and "'السواحل'" in reason for reason in reasons)
    assert any("'2024-03-05'" in reason and "'2024-01-09'" in reason for reason in reasons)


def test_a_file_that_a_manifest_names_is_missed(tmp_path: Path) -> None:
    write(tmp_path, "one.txt", TEXT)
    write(tmp_path, "meta.csv", "file,outlet\none.txt,الميناء\ntwo.txt,الميناء\n")
    found = read_paths([tmp_path])
    assert [article.outlet for article in found.articles] == ["الميناء"]
    assert [refusal.reason for refusal in found.refusals] == [
        "it names 'two.txt', which is not there"
    ]


def test_progress_is_told(tmp_path: Path) -> None:
    for name in "abc":
        write(tmp_path, f"{name}.txt", TEXT)
    told: list[tuple[str, int, int]] = []
    read_paths([tmp_path], progress=lambda *step: told.append(step))
    assert told == [("read", done, 3) for done in range(4)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_opened(tmp_path: Path) -> None:
    path = write(tmp_path, "secret.txt", TEXT)
    path.chmod(0)
    (refusal,) = read_paths([path]).refusals
    assert "cannot be opened" in refusal.reason


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2024-3-5", "2024-03-05"),
        ("2024/03/05 08:30", "2024-03-05T08:30:00"),
        ("2024-03-05T08:30:15.123+0300", "2024-03-05T08:30:15+03:00"),
        ("20240305", "2024-03-05"),
        ("Tue, 05 Mar 2024 08:30:00 +0200", "2024-03-05T08:30:00+02:00"),
        (1709627400, "2024-03-05T08:30:00+00:00"),
        (1709627400000, "2024-03-05T08:30:00+00:00"),
        ("٢٠٢٤-٠٣-٠٥", "2024-03-05"),
        ("0001-01-01", None),
        ("1970-01-01T00:00:00Z", None),
        ("2024-13-45", None),
        ("yesterday", None),
        (True, None),
    ],
)
def test_dates_of_metadata(tmp_path: Path, given: object, expected: str | None) -> None:
    path = write(tmp_path, "one.json", json.dumps({"text": TEXT, "date_published": given}))
    (article,) = read_paths([path]).articles
    assert article.published == expected
    if expected is None:
        assert article.published_why


def test_languages(tmp_path: Path) -> None:
    write(tmp_path, "ar.txt", TEXT)
    write(
        tmp_path,
        "fa.txt",
        "رئیس اتحادیه ماهیگیران در گفت‌وگو با خبرنگاران گفت که این تصمیم برای آن‌ها قابل قبول نیست",
    )
    write(
        tmp_path,
        "ur.txt",
        "ماہی گیروں کی تنظیم کے صدر نے کہا ہے کہ نئی فیس سے کاروبار کو نقصان ہو رہا ہے",
    )
    write(tmp_path, "en.txt", "The head of the union said that the strike was about the new fees.")
    write(tmp_path, "xx.txt", "123 456")
    found = {article.id: article.language for article in read_paths([tmp_path]).articles}
    assert found == {"ar": "ar", "fa": "fa", "ur": "ur", "en": "en", "xx": None}
