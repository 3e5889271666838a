"""What a page says about itself: title, outlet, address and day of publication.

Precedence for the day: JSON-LD ``datePublished`` of an article, microdata and RDFa, the metas of
publication, ``time`` elements marked as such, a whole date in the address, a date that the page
labels as that of publication, a date alone beside the headline. Days of rendering, of updating
and of copyright are never taken.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import urlsplit

import msgspec

from tawatur.language import fold_text
from tawatur.reading.addresses import day_in_address
from tawatur.reading.date_lines import date_line, dates_in
from tawatur.reading.drafts import one_line, published_as_iso
from tawatur.reading.page_blocks import Block
from tawatur.records import PublishedFrom

__all__ = ["About", "about_page"]

_META = re.compile(r"<(meta|link|time|span|div|abbr|p)\b([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z:-]{1,40})\s{0,4}=\s{0,4}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_LD = re.compile(r"<script\b[^<>]{0,400}ld\+json[^<>]{0,400}>", re.IGNORECASE)
_LD_END = re.compile(r"</script", re.IGNORECASE)
_ARTICLES = frozenset(
    [
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "opinionnewsarticle",
        "backgroundnewsarticle",
        "blogposting",
        "liveblogposting",
        "report",
        "webpage",
    ]
)
_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "datepublished",
    "date_published", "pubdate", "publishdate", "publish-date", "publish_date", "published_time",
    "publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
    "dc.date.created", "dcterms.created", "dc.date", "dc:date", "dcterms.date", "date.created",
    "article.created", "article_date_original", "cxenseparse:recs:publishtime",
    "analyticsattributes.articledate",
    "rnews:datepublished", "datecreated", "date",
)  # fmt: skip
_SITE = re.compile(r"\s[-|–—]\s([^-|–—]{2,40})$")


_Day: TypeAlias = tuple[str | None, PublishedFrom | None, str | None]


class About(NamedTuple):
    """What a page says about itself.

    ``why`` tells where the date was found that is no plain metadata, or why there is none.
    """

    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    published_from: PublishedFrom | None
    why: str | None
    byline: str | None


def about_page(page: str, found: list[Block], url: str | None = None) -> About:
    """Return what the HTML text ``page`` says about itself.

    Args:
        page: the page as text.
        found: its blocks.
        url: the address it was fetched from, where that is known from outside.
    """
    nodes = list(_json_ld(page))
    metas = _metas(page)
    address = url or _address(metas, nodes)
    title = _title(metas, nodes, found)
    outlet = _outlet(metas, nodes, found, title)
    title = _bare(title, outlet) if title else None
    published, source, why = _published(metas, nodes, address, found, title)
    return About(
        title=title,
        outlet=outlet,
        url=address,
        published=published,
        published_from=source,
        why=why,
        byline=_byline(metas, nodes),
    )


class _Meta(NamedTuple):
    tag: str
    names: tuple[str, ...]
    content: str
    attributes: dict[str, str]


def _metas(page: str) -> list[_Meta]:
    found: list[_Meta] = []
    for match in _META.finditer(page):
        attributes: dict[str, str] = {}
        for one in _ATTRIBUTE.finditer(match.group(2)):
            value = one.group(2) or one.group(3) or one.group(4) or ""
            attributes.setdefault(one.group(1).lower(), html.unescape(value).strip())
        names = tuple(
            part.lower()
            for key in ("property", "name", "itemprop", "rel")
            for part in attributes.get(key, "").split()
        )
        content = attributes.get("content") or attributes.get("datetime") or attributes.get("href")
        tag = match.group(1).lower()
        if (names and content) or tag == "time":
            found.append(_Meta(tag, names, content or "", attributes))
    return found


def _json_ld(page: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of all JSON-LD scripts, those inside ``@graph`` and lists too."""
    at = 0
    # Each script is looked for behind the end of the last, so that no text is read twice.
    while match := _LD.search(page, at):
        close = _LD_END.search(page, match.end())
        at = close.start() if close else len(page)
        text = page[match.end() : at]
        try:
            value = msgspec.json.decode(text.strip().strip(";").encode("utf-8", "replace"))
        except (msgspec.DecodeError, RecursionError):
            value = _mended(text)
        yield from _objects(value, 0)


def _mended(text: str) -> object:
    """Return JSON that has raw line breaks in its strings, as careless templates write it."""
    try:
        return msgspec.json.decode(re.sub(r"[\x00-\x1f]+", " ", text).strip().encode())
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        return None


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)
    elif isinstance(value, list):
        for one in value[:200]:
            yield from _objects(one, depth + 1)


def _kinds(node: dict[str, Any]) -> set[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {str(one).lower().rpartition("/")[2] for one in kinds if one}


def _of_articles(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    articles = [node for node in nodes if _kinds(node) & _ARTICLES]
    # A page as such comes after the article on it.
    return sorted(articles, key=lambda node: "webpage" in _kinds(node))


def _meta(metas: list[_Meta], *names: str, tag: str = "meta") -> str | None:
    for name in names:
        for meta in metas:
            if meta.tag == tag and name in meta.names and meta.content:
                return one_line(meta.content)
    return None


def _address(metas: list[_Meta], nodes: list[dict[str, Any]]) -> str | None:
    found = [
        _meta(metas, "canonical", tag="link"),
        _meta(metas, "og:url", "twitter:url"),
        *(one_line(node.get("url")) for node in _of_articles(nodes)),
    ]
    whole = [one for one in found if one and one.lower().startswith(("http://", "https://"))]
    # Some sites give the address of their front page as canonical for every page.
    return next((one for one in whole if len(urlsplit(one).path) > 1), whole[0] if whole else None)


# What is longer is no headline; what a page has more of is no headline either.
_LONGEST, _MOST_HEADS = 400, 20


def _title(metas: list[_Meta], nodes: list[dict[str, Any]], found: list[Block]) -> str | None:
    heads = [b.text for b in found if b.tag == "h1" and b.words > 1 and len(b.text) < _LONGEST]
    heads = heads[:_MOST_HEADS]
    window = next((block.text for block in found if block.tag == "title"), None)
    given = [one_line(node.get("headline")) for node in _of_articles(nodes)[:_MOST_HEADS]]
    social = _meta(metas, "og:title", "twitter:title")
    given, window, social = (
        [one for one in given if one and len(one) < _LONGEST],
        window if window and len(window) < _LONGEST else None,
        social if social and len(social) < _LONGEST else None,
    )
    for head in heads:
        # The heading is surest where the page's other titles hold it.
        if any(other and _same(head, other) for other in (*given, social, window)):
            return one_line(head)
    best = next((one for one in (*given, social, *heads, window) if one), None)
    return _bare(html.unescape(best), _meta(metas, "og:site_name")) if best else None


def _same(head: str, other: str) -> bool:
    one, two = (" ".join(fold_text(html.unescape(t)).split()) for t in (head, other))
    return one in two or two in one


def _bare(title: str, site: str | None) -> str | None:
    """Return ``title`` without the name of the site at its end."""
    for mark in (" | ", " - ", " – ", " — ", " :: "):
        head, found, tail = title.rpartition(mark)
        if (
            found
            and len(head.split()) >= 3
            and ((site and _same(site, tail)) or (mark == " | " and len(tail.split()) <= 5))
        ):
            return one_line(head)
    return one_line(title)


def _outlet(
    metas: list[_Meta], nodes: list[dict[str, Any]], found: list[Block], title: str | None
) -> str | None:
    names: list[str | None] = [
        one.content for one in metas if one.tag == "meta" and "og:site_name" in one.names
    ]
    for node in _of_articles(nodes):
        publisher = node.get("publisher")
        for one in publisher if isinstance(publisher, list) else [publisher]:
            names.append(one_line(one.get("name")) if isinstance(one, dict) else None)
    names += [one_line(n.get("name")) for n in nodes if _kinds(n) & {"newsmediaorganization"}]
    # The window's title is mostly the headline and the name of the site.
    window = next((block.text for block in found if block.tag == "title"), "")
    site = _SITE.search(window)
    if title and site and _same(title, window[: site.start()] or window):
        names.append(site.group(1))
    names.append(_meta(metas, "publisher", "dc.publisher", "application-name"))
    given = [name for name in map(one_line, names) if name and "://" not in name]
    # Of several names the Arabic one is what readers and credits call the outlet.
    arabic = (name for name in given if re.search("[\u0621-\u064a]", name))
    return next(arabic, given[0] if given else None)


def _byline(metas: list[_Meta], nodes: list[dict[str, Any]]) -> str | None:
    for node in _of_articles(nodes):
        author = node.get("author")
        for one in author if isinstance(author, list) else [author]:
            name = one_line(one.get("name") if isinstance(one, dict) else one)
            if name and "://" not in name:
                return name
    name = _meta(metas, "author", "article:author", "dc.creator")
    return name if name and "://" not in name else None


def _published(
    metas: list[_Meta],
    nodes: list[dict[str, Any]],
    address: str | None,
    found: list[Block],
    title: str | None,
) -> _Day:
    for node in _of_articles(nodes):
        for key in ("datePublished", "dateCreated"):
            iso = _iso(node.get(key))
            if iso:
                return iso, "metadata", None
    for wanted in _PUBLISHED:
        for meta in metas:
            if wanted in meta.names:
                iso = _iso(meta.content)
                if iso:
                    return iso, "metadata", None
    for meta in metas:
        marked = " ".join((meta.attributes.get("class", ""), *meta.names)).lower()
        if meta.tag == "time" and ("pubdate" in meta.attributes or "publish" in marked):
            iso = _iso(meta.attributes.get("datetime"))
            if iso:
                return iso, "metadata", None
    if address:
        iso = day_in_address(address)
        if iso:
            return iso, "metadata", "whole date in the address"
    return _visible(found, title)


def _iso(value: object) -> str | None:
    """Return a date of the metadata; some sites write it in Arabic words."""
    iso = published_as_iso(value)
    if iso is None and isinstance(value, str) and len(value) < 80:
        dates = dates_in(value)
        return dates[0][2].isoformat() if len(dates) == 1 else None
    return iso


def _visible(found: list[Block], title: str | None) -> _Day:
    """Return a date that the page shows as that of publication, near its headline."""
    at = [
        index
        for index, block in enumerate(found)
        if title
        and block.tag != "title"
        and block.area != "head"
        and abs(len(block.text) - len(title)) < 20
        and _same(title, block.text)
    ][:_MOST_HEADS]
    # From two blocks before the headline to eight after it, tried nearest first.
    near = sorted(
        {i for h in at for i in range(h - 2, h + 9) if 0 <= i < len(found)},
        key=lambda i: (min(abs(i - h) for h in at), i),
    )
    for labelled in (True, False):
        for index in near:
            # Above the headline a bare date may be the day on which the page was shown.
            if not labelled and index < min(at):
                continue
            line = date_line(fold_text(found[index].text))
            if line and line.date and line.labelled == labelled and not line.updated:
                why = "labelled as published" if labelled else "beside the headline"
                return line.date.isoformat(), "dateline", f"date {why}: {found[index].text[:60]!r}"
    return None, None, "the page gives no date of publication"
