from __future__ import annotations

import re
from time import perf_counter
from typing import NamedTuple

import msgspec
import pytest
from lxml import html
from lxml.html import HtmlElement

from tawatur.presenting import render_html, render_markdown
from tawatur.presenting.display import clean, clip, link, short_number, value_label
from tawatur.records import Figure
from tawatur.weighing import Situation
from tests.presenting import sample


class Refused(NamedTuple):
    path: str
    reason: str


@pytest.fixture(scope="module")
def page(situation: Situation) -> HtmlElement:
    return html.document_fromstring(render_html(situation, refusals=[Refused("x.bin", "binary")]))


def words(node: HtmlElement) -> str:
    return " ".join(node.text_content().split())


def test_same_input_same_bytes(situation: Situation) -> None:
    again = msgspec.structs.replace(situation, articles=situation.articles[::-1])
    assert render_html(situation) == render_html(again)
    assert render_html(sample.story()) == render_html(situation)


def test_parts_stand_in_order(page: HtmlElement) -> None:
    assert [s.get("id") for s in page.iter("section")] == [
        "pile",
        "disputes",
        "claims",
        "timeline",
        "lineage",
        "quotes",
        "names",
        "figures",
        "articles",
    ]


def test_every_id_is_unique_and_every_anchor_leads_somewhere(page: HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    anchors = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert anchors
    assert anchors <= set(ids)


def test_links_go_both_ways(page: HtmlElement) -> None:
    """From a line to the sentence, and from the words in it back to the line."""
    lines = {node.get("id"): node for node in page.find_class("line")}
    checked = 0
    for line_id, line in lines.items():
        for go in line.xpath(".//a[@data-line]"):
            (sentence,) = page.xpath("//*[@id=$id]", id=go.get("href")[1:])
            back = {u for mark in sentence.find_class("m") for u in mark.get("data-u").split()}
            assert line_id in back, line_id
            checked += 1
        assert line.xpath(".//details[contains(@class, 'ev')]") or line_id.startswith("g")
    assert checked >= 10
    for mark in page.find_class("m"):
        target = mark.get("href")[1:]
        wanted = mark.get("data-u").split()
        if len(wanted) == 1:
            assert target == wanted[0]
        else:
            (margin,) = page.xpath("//*[@id=$id]", id=target)
            assert {f"#{u}" for u in wanted} <= set(margin.xpath(".//a/@href"))


def test_articles_are_printed_whole(page: HtmlElement, situation: Situation) -> None:
    printed = [
        " ".join("".join(p.itertext()).split())
        for p in page.xpath("//article[contains(@class,'art')]//div[contains(@class,'par')]/p")
    ]
    for article in situation.articles:
        for line in article.text.split("\n"):
            assert " ".join(line.split()) in printed


def test_outlets_and_origins_are_counted_apart(page: HtmlElement) -> None:
    answer = page.xpath("//*[@id='c1']")[0]
    assert len(answer.xpath(".//i[@class='o']")) == 2
    assert len(answer.xpath(".//i[@class='r']")) == 1
    unknown = page.xpath("//*[@id='c2']")[0]
    assert not unknown.xpath(".//i[@class='r']")
    assert "no known origin" in words(unknown)


def test_disputes_say_what_settled_them(page: HtmlElement) -> None:
    first, second = page.find_class("dispute")
    assert "Settled by time" in words(first)
    assert "الحصيلة تزداد من خبر إلى خبر" in words(first)
    assert "Still open" in words(second)


def test_chain_goes_from_the_holder_outwards(page: HtmlElement) -> None:
    chains = [words(node) for node in page.find_class("chain")]
    assert "مصدر في المرفأ ← الإذاعة ← إذاعة الساحل" in [
        c.replace("←", " ← ").replace("  ", " ") for c in chains
    ]


def test_lineage_tells_credit_from_none(page: HtmlElement) -> None:
    ways = page.xpath(
        "//*[local-name()='svg'][contains(@class,'wide')]//*[local-name()='path']/@class"
    )
    assert sorted(w for w in ways if w.startswith("way")) == [
        "way credited",
        "way trunk",
        "way uncredited",
    ]


def test_differences_are_whole_words(page: HtmlElement) -> None:
    marked = {node.text: node.get("class") for node in page.find_class("x")}
    assert marked["وأعلنت"] == "x x-substituted"
    assert marked["وأكدت"] == "x x-substituted"
    assert marked["4"] == "x x-number_changed"
    assert marked["6"] == "x x-number_changed"


def test_furniture_is_greyed_and_undated_named(page: HtmlElement) -> None:
    assert [node.text for node in page.find_class("k-furniture")] == ["الرئيسية | محليات"]
    assert "nothing in the input gives a date" in words(page.find_class("art")[-1])
    assert "x.bin binary" in words(page.find_class("refusals")[0])


def test_both_languages_are_on_the_page(situation: Situation, page: HtmlElement) -> None:
    english = html.document_fromstring(render_html(situation, labels="en"))
    assert page.get("data-labels") == "ar"
    assert english.get("data-labels") == "en"
    assert {p.get("dir") for p in (page, english)} == {"rtl"}
    for heading in page.xpath("//h2"):
        assert heading.xpath(".//*[@lang='ar']")
        assert heading.xpath(".//*[@lang='en']")


def test_nothing_is_fetched(situation: Situation, page: HtmlElement) -> None:
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert not page.xpath("//@src | //link | //@style | //@onclick | //iframe | //object")
    text = render_html(situation)
    assert set(re.findall(r"url\((\w+:)", text)) == {"data:"}
    for a in page.xpath("//a[not(starts-with(@href, '#'))]"):
        assert a.get("href").startswith("https://")
        assert a.get("rel") == "noopener noreferrer"
    assert "javascript:" not in text


HOSTILE = (
    "عنوان <script>alert(1)</script> \"'><img src=x onerror=alert(1)>\n"
    "نص \u202eمقلوب\u202c و\u2066معزول \x00\x07 {{ 7*7 }} {% raw %} &lt;b&gt; </style></script>\n"
    "]]> --> <!-- \ud800\n"
)


def hostile(situation: Situation, text: str, key: str) -> Situation:
    first = situation.articles[0]
    bad = msgspec.structs.replace(
        first, id=key, text=text, title=text[:90], outlet=text[:60], url="https://a.example/\"'><b>"
    )
    return Situation(articles=(bad,), annotations={})


def test_hostile_text_stays_text(situation: Situation) -> None:
    rendered = render_html(hostile(situation, HOSTILE, '"><script>x</script> #\u202e'))
    rendered.encode()
    tree = html.document_fromstring(rendered)
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img | //b[not(ancestor::p)]")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", rendered)
    assert "⟦U+202E⟧" in rendered
    assert "{{ 7*7 }}" in tree.text_content()
    assert all(re.fullmatch(r"[\w-]+", found) for found in tree.xpath("//@id"))
    markdown = render_markdown(hostile(situation, HOSTILE, "x"))
    assert "<script" not in markdown.replace("\\<", "")


@pytest.mark.parametrize("text", ["ا" * 1_000_000, "9" * 1_000_000, "كلمة " * 200_000])
def test_a_line_of_a_million_letters(situation: Situation, text: str) -> None:
    before = perf_counter()
    rendered = render_html(hostile(situation, text, "long"))
    assert perf_counter() - before < 10
    assert len(rendered) < 4_000_000


def test_an_empty_pile_says_so() -> None:
    tree = html.document_fromstring(render_html(Situation(articles=(), annotations={})))
    assert len(tree.find_class("none")) == 7


def test_a_big_pile_says_what_it_leaves_out() -> None:
    pile = sample.pile(450, paragraphs=1)
    before = perf_counter()
    tree = html.document_fromstring(render_html(pile))
    assert perf_counter() - before < 10
    assert len(tree.find_class("art")) == 400
    left = [words(node) for node in tree.find_class("left")]
    assert any("50 articles are not printed here" in text for text in left)
    assert any("50 more are not shown here" in text for text in left)
    anchors = {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")}
    assert anchors <= set(tree.xpath("//@id"))


def test_addresses() -> None:
    assert link("https://a.example/x?y=1") == "https://a.example/x?y=1"
    for bad in (
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//a.example",
        "http://[",
        "ftp://a",
    ):
        assert link(bad) is None


def test_values_in_words() -> None:
    assert value_label(Figure(low=9)).ar == "9 على الأقل"
    assert value_label(Figure(low=45, high=55, best=50, approx=True)).en == "about 50"
    assert value_label(Figure(low=1000, high=2500)).en == "1,000–2,500"
    assert value_label(Figure(low=1000, high=2500)).ar == "1,000 إلى 2,500"
    assert value_label(Figure(best=3.5)).en == "3.5"
    assert short_number(2_000_000).en == "2M"


def test_clipping_keeps_words_whole() -> None:
    assert clip("كلمة أولى وثانية وثالثة", 16) == "كلمة أولى…"
    assert clip("  سطر\nآخر ", 80) == "سطر آخر"
    assert clean("a\r\nb\u202ec") == "a\nb⟦U+202E⟧c"
