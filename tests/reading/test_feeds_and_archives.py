"""Feeds and archives: every entry and page an article, nothing fetched, damage named."""

import gzip
from pathlib import Path

from tawatur.reading import read_paths

TITLE = "جامعة السواحل تفتح باب القبول"
TEXT = (
    "فتحت جامعة السواحل باب القبول للعام الدراسي الجديد، وأعلنت أن عدد المقاعد سيزيد على ألف "
    "مقعد في كليات الهندسة والطب والآداب."
)
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>بريد السواحل</title>
<item><title>{TITLE}</title><link>https://e.org/1</link><description>موجز</description>
<content:encoded><![CDATA[<p>{TEXT}</p><p>وتنتهي المهلة في الخريف.</p>]]></content:encoded>
<pubDate>Tue, 05 Mar 2024 08:30:00 +0300</pubDate></item>
<item><title>بلا نص</title><link>https://e.org/2</link></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>الميناء</title><entry>
<title>{TITLE}</title><link href="https://e.org/3"/><published>2024-03-05T08:30:00Z</published>
<author><name>سامر البحري</name></author><summary>{TEXT}</summary></entry></feed>"""


def test_rss_and_atom(tmp_path: Path) -> None:
    (tmp_path / "feed.rss").write_text(RSS, "utf-8")
    (tmp_path / "atom.xml").write_text(ATOM, "utf-8")
    found = read_paths([tmp_path])
    atom, rss = found.articles
    assert (rss.id, rss.title, rss.outlet, rss.url) == (
        "feed-1", TITLE, "بريد السواحل", "https://e.org/1",
    )  # fmt: skip
    assert rss.text == f"{TEXT}\nوتنتهي المهلة في الخريف."
    assert (rss.published, rss.published_from) == ("2024-03-05T08:30:00+03:00", "metadata")
    assert (atom.outlet, atom.byline, atom.text) == ("الميناء", "سامر البحري", TEXT)
    assert [refusal.reason[:21] for refusal in found.refusals] == ["the entry has no text"]


def test_entities_in_feeds_are_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "a">{entities}]><rss><channel>&a9;</channel></rss>'
    (tmp_path / "bomb.xml").write_text(bomb, "utf-8")
    found = read_paths([tmp_path])
    assert found.articles == ()
    assert "entities" in found.refusals[0].reason


def test_xml_that_is_no_feed_and_feeds_cut_short(tmp_path: Path) -> None:
    (tmp_path / "map.xml").write_text("<urlset><url/></urlset>", "utf-8")
    (tmp_path / "cut.rss").write_text(RSS[: RSS.index("بلا نص")], "utf-8")
    found = read_paths([tmp_path])
    assert [article.id for article in found.articles] == ["cut-1"]
    reasons = {Path(refusal.path).name: refusal.reason for refusal in found.refusals}
    assert "no RSS or Atom" in reasons["map.xml"]
    assert "broken" in reasons["cut.rss"]


def warc_record(url: str, page: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    body = page.encode()
    http = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2031-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


PAGE = f"<html><body><article><h1>{TITLE}</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
RECORDS = [
    warc_record("https://e.org/news/one", PAGE),
    warc_record("https://e.org/missing", PAGE, "404 Not Found"),
    warc_record("https://e.org/x.png", "x", kind="image/png"),
    warc_record("https://e.org/news/two", PAGE),
]


def test_warc_plain_and_packed(tmp_path: Path) -> None:
    (tmp_path / "plain.warc").write_bytes(b"".join(RECORDS))
    (tmp_path / "packed.warc.gz").write_bytes(b"".join(map(gzip.compress, RECORDS)))
    found = read_paths([tmp_path])
    assert found.refusals == ()
    assert [article.id for article in found.articles] == [
        "packed-1", "packed-4", "plain-1", "plain-4",
    ]  # fmt: skip
    first = found.articles[0]
    assert (first.url, first.title) == ("https://e.org/news/one", TITLE)
    # The day of crawling is no day of publication.
    assert first.published is None


def test_warc_cut_short(tmp_path: Path) -> None:
    whole = b"".join(RECORDS)
    (tmp_path / "plain.warc").write_bytes(whole[:-200])
    packed = b"".join(map(gzip.compress, RECORDS))
    (tmp_path / "packed.warc.gz").write_bytes(packed[:-60])
    (tmp_path / "junk.warc").write_bytes(b"no archive at all\n" * 20)
    (tmp_path / "none.warc").write_bytes(b"")
    found = read_paths([tmp_path])
    assert {"plain-1", "packed-1"} <= {article.id for article in found.articles}
    assert {Path(refusal.path).name.partition("[")[0] for refusal in found.refusals} == {
        "plain.warc", "packed.warc.gz", "junk.warc", "none.warc",
    }  # fmt: skip
