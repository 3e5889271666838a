"""HTML pages: the article's text, and what the page says about itself."""

from __future__ import annotations

import logging
import re
from hashlib import sha256

from tawatur.errors import InputError
from tawatur.reading.drafts import Draft
from tawatur.reading.encodings import decode
from tawatur.reading.furniture import mark_furniture
from tawatur.reading.lines import layout
from tawatur.reading.page_blocks import Block, article_blocks, blocks, nesting
from tawatur.reading.page_meta import about_page
from tawatur.reading.phrases import Phrase, phrases
from tawatur.records import Article

__all__ = ["draft_of_page", "page_text"]

_DECLARED = re.compile(
    rb"<\?xml[^<>]{0,200}encoding=[\"']([\w.:-]{2,40})|<meta[^<>]{0,400}charset\s*=\s*[\"']?([\w.:-]{2,40})",
    re.IGNORECASE,
)
# Real pages nest up to some 60 deep; libxml2 gives up at 256, and copying deeper trees recurses.
_DEEPEST = 200
# The heaviest real page met has 4,700 tags; trees cost some 0.1 ms a tag.
_MOST_TAGS = 50_000
# Furniture of a page's foot and head that is left out of extracted text. What names sources or
# pictures is evidence and stays.
_CUT = frozenset(
    [
        "share",
        "read_more",
        "comments_heading",
        "breadcrumb",
        "section",
        "widget",
        "teaser",
        "tags",
        "site_name",
        "repeated_title",
        "render_date",
        "source_link",
    ]
)
# Less text than this is no article; so many links are enough to see whether they leak.
_LEAST = 200
_LINKS = 300
_DISCARDED_QUIETLY = logging.getLogger("trafilatura")


def draft_of_page(
    data: bytes,
    *,
    id: str,  # noqa: A002 - the record's own word
    path: str,
    place: int = 0,
    declared: str | None = None,
    url: str | None = None,
) -> Draft:
    """Return the article on a page.

    Args:
        data: the page's bytes.
        id: id of the article.
        path: the input's name for reports.
        place: position in the input.
        declared: encoding named by the server, or ``None``.
        url: address known from outside, or ``None``.

    Raises:
        InputError: when the bytes are no text or no article is found on the page.
    """
    match = _DECLARED.search(data[:4096])
    named = (match.group(1) or match.group(2)).decode("ascii") if match else declared
    page = decode(data, named, lenient=True).text
    found = blocks(page)
    about = about_page(page, found, url)
    text = page_text(page, found, about.title)
    if not text:
        raise InputError("no article was found on the page; save its text as .txt")
    return Draft(
        id=id,
        text=text,
        sha256=sha256(data).hexdigest(),
        path=path,
        place=place,
        title=about.title,
        outlet=about.outlet,
        url=about.url,
        published=about.published,
        published_from=about.published_from,
        published_why=about.why,
        byline=about.byline,
    )


def page_text(page: str, found: list[Block] | None = None, title: str | None = None) -> str:
    """Return the text of the article on ``page``, or an empty string.

    trafilatura reads the tree; where the tree is too deep, where it finds too little, or where
    what it found is full of links, the blocks are read instead.
    """
    found = blocks(page) if found is None else found
    title = about_page(page, found).title if title is None else title
    own = [block.text for block in article_blocks(found, title)]
    lines = own
    if page.count("<") <= _MOST_TAGS and nesting(page) <= _DEEPEST:
        read = _by_tree(page)
        if not _worse(read, own, found):
            lines = _mended(read, own)
    return "\n".join(_trimmed(lines, title))


def _by_tree(page: str) -> list[str]:
    from trafilatura import extract

    level = _DISCARDED_QUIETLY.level
    _DISCARDED_QUIETLY.setLevel(logging.CRITICAL)
    try:
        text = extract(page, favor_precision=True, include_comments=False, deduplicate=False)
    # A library of many parts meets hostile pages here; whatever it raises, the blocks are left.
    except Exception:
        text = None
    finally:
        _DISCARDED_QUIETLY.setLevel(level)
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _mended(read: list[str], own: list[str]) -> list[str]:
    """Return ``read`` with the paragraphs of ``own`` that stand before or between its lines.

    The strict reading loses leads that the page's description repeats, and some quotations.
    What stands behind its last line may be comments of readers and is not taken.
    """
    places: dict[str, int] = {}
    for at, line in enumerate(read):
        places.setdefault(" ".join(line.split()), at)
    lost: dict[int, list[str]] = {}
    waiting: list[str] = []
    for text in own:
        found = places.get(" ".join(text.split()))
        if found is not None:
            lost.setdefault(found, []).extend(waiting)
            waiting = []
        elif layout(text).solid and text.rstrip().endswith((".", "!", "؟", "»", '"', "”")):
            waiting.append(text)
    return [piece for at, line in enumerate(read) for piece in (*lost.get(at, ()), line)]


def _worse(read: list[str], own: list[str], found: list[Block]) -> bool:
    """Tell whether the tree's reading is worse than that of the blocks."""
    size, mine = len(" ".join(read)), len(" ".join(own))
    if size < _LEAST:
        return mine > size
    if mine < _LEAST:
        return False
    text = "\n".join(read)
    # A table laid out as a page comes as rows of cells, navigation and all.
    rows = sum(len(line) for line in read if line.startswith("|"))
    links = {b.text for b in found if b.link_density > 0.8 and len(b.text) > 7}
    leaked = sum(len(link) for link in sorted(links)[:_LINKS] if link in text)
    # Article pages leak up to 2 of 100 characters; table layouts half of the page.
    return rows * 2 > size or leaked * 10 > size or size * 3 < mine


def _of_foot(phrase: Phrase | None) -> bool:
    """Tell whether a phrase makes the last line of a page furniture, paragraph or not."""
    return phrase is not None and phrase.role in _CUT and phrase.zone != "head"


def _trimmed(lines: list[str], title: str | None) -> list[str]:
    """Return ``lines`` without the page's own before and behind the article."""
    if title and len(lines) > 1 and " ".join(lines[0].split()) == title:
        lines = lines[1:]
    roles = _roles(lines, title)
    comments = [at for at, role in enumerate(roles) if role == "comments_heading" and at]
    if comments:
        # What readers wrote stands below; nothing of the article comes after.
        lines = lines[: comments[0]]
        roles = _roles(lines, title)
    known = phrases()
    while lines and _of_foot(known.of_line(layout(lines[-1]).lines[0])):
        lines = lines[:-1]
    return [line for line, role in zip(lines, roles, strict=False) if role not in _CUT]


def _roles(lines: list[str], title: str | None) -> list[str | None]:
    """Return the role of each line that is furniture as a whole."""
    article = Article(id="page", text="\n".join(lines), title=title)
    marked = {(mark.start, mark.end): mark.role for mark in mark_furniture(article)}
    roles: list[str | None] = []
    at = 0
    for line in lines:
        roles.append(marked.get((at, at + len(line))))
        at += len(line) + 1
    return roles
