"""Pages as a flat row of text blocks, without a tree: safe at any depth of nesting.

Text density and link density over neighbouring blocks tell the article from its surroundings
(Kohlschütter, Fankhauser, Nejdl: Boilerplate Detection using Shallow Text Features, 2010). It
is the way out where a tree is too deep to build, and where the table layouts of old sites mislead
the readers made for semantic pages.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

__all__ = ["Block", "article_blocks", "blocks", "nesting", "text_of_fragment"]

# Tags that end a block of text; all others are inline.
_BREAKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "main",
        "nav",
        "noscript",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "textarea",
        "select",
        "button",
        "iframe",
    ]
)
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})|<!--|<[!?]")
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.!?؟…:][\"'»”)\]]{0,3}$")


class Block(NamedTuple):
    """A run of text between two tags that break it: its words, those in links, its tag."""

    text: str
    words: int
    linked: int
    tag: str
    area: str

    @property
    def link_density(self) -> float:
        """Share of the words that stand in links."""
        return self.linked / self.words if self.words else 0.0


class _Finder:
    """Looks for signs ahead, and remembers which are not there: linear whatever the input."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.next: dict[str, int] = {}

    def find(self, sign: str, at: int) -> int:
        """Return the first place of ``sign`` from ``at`` on, or -1."""
        known = self.next.get(sign)
        if known is None or 0 <= known < at:
            known = self.next[sign] = self.page.find(sign, at)
        return known

    def close(self, name: str, at: int) -> int:
        """Return where the element ``name`` is closed, or -1."""
        forms = (f"</{name}", f"</{name.upper()}", f"</{name.capitalize()}")
        places = [place for form in forms if (place := self.find(form, at)) >= 0]
        return min(places, default=-1)


def _tags(page: str) -> list[tuple[int, int, str, bool]]:
    """Return the tags of ``page``: start, end, name, whether it closes."""
    found: list[tuple[int, int, str, bool]] = []
    finder = _Finder(page)
    at = 0
    while match := _TAG.search(page, at):
        start = match.start()
        if match.group(2) is None:
            mark = "-->" if match.group() == "<!--" else ">"
            end = finder.find(mark, start + 2)
            at = end + len(mark) if end >= 0 else start + 2
            found.append((start, at, "!", False))
            continue
        name = match.group(2).lower()
        end = finder.find(">", match.end())
        at = end + 1 if end >= 0 else match.end()
        closes = bool(match.group(1))
        if name in _DROPPED and not closes:
            close = finder.close(name, at)
            if close < 0:
                found.append((start, at, "!", False))
                continue
            found.append((start, at, name, False))
            at = close
            continue
        found.append((start, at, name, closes))
    return found


def nesting(page: str) -> int:
    """Return how deep the elements of ``page`` are nested at most, unclosed ones included."""
    depth = deepest = 0
    for _, _, name, closes in _tags(page):
        if name in _VOID or name == "!":
            continue
        # Unclosed paragraphs, items and cells are common and close themselves.
        if name in ("p", "li", "td", "tr", "option", "dt", "dd"):
            continue
        depth = max(0, depth - 1) if closes else depth + 1
        deepest = max(deepest, depth)
    return deepest


def blocks(page: str) -> list[Block]:
    """Return the text blocks of ``page`` in order, entities resolved and white space folded."""
    found: list[Block] = []
    pieces: list[str] = []
    state = {"linked": 0, "link": 0}
    tag, areas = "", ["body"]
    hidden = 0
    at = 0

    def close() -> None:
        text = _SPACE.sub(" ", html.unescape("".join(pieces))).strip()
        if text:
            words = len(_WORD.findall(text))
            found.append(Block(text, words, min(words, state["linked"]), tag, areas[-1]))
        pieces.clear()
        state["linked"] = 0

    def take(text: str) -> None:
        if hidden or not text:
            return
        pieces.append(text)
        if state["link"]:
            state["linked"] += len(_WORD.findall(html.unescape(text)))

    for start, end, name, closes in _tags(page):
        take(page[at:start])
        at = end
        if name in _DROPPED:
            hidden = 0 if closes else 1
        elif name == "a":
            state["link"] = 0 if closes else 1
        elif name in _BREAKS:
            close()
            if name == "body" or (areas[-1] == "head" and name not in ("head", "title")):
                # Pages that never close their head begin here all the same.
                areas = ["body"]
            tag = "" if closes else name
            if name in ("nav", "footer", "header", "aside", "head", "form"):
                if not closes:
                    areas.append(name)
                elif len(areas) > 1:
                    areas.pop()
    take(page[at:])
    close()
    return found


def _content(one: Block, before: Block | None, after: Block | None) -> bool:
    """Classify one block: the decision tree on words and link density of three neighbours."""
    if one.link_density > 0.333 or one.area in ("nav", "footer", "head"):
        return False
    near = before.words if before and before.link_density <= 0.556 else 0
    if before and before.link_density > 0.556:
        return one.words > 40 or (one.words > 17 and bool(after) and _dense(after))
    if one.words > 16:
        return True
    return (after is not None and after.words > 15 and _dense(after)) or near > 12


def _dense(block: Block | None) -> bool:
    return block is not None and block.link_density <= 0.333


def article_blocks(found: list[Block], title: str | None = None) -> list[Block]:
    """Return the blocks of ``found`` that make up the article.

    Runs of content blocks parted by at most two others are one. Taken is the run with most
    unlinked words; the first one behind the headline counts fourfold, so that terms of use and
    comments, however long, do not win over a short report.
    """
    kept: list[int] = []
    for index, block in enumerate(found):
        before = found[index - 1] if index else None
        after = found[index + 1] if index + 1 < len(found) else None
        if _content(block, before, after):
            kept.append(index)
    runs: list[list[int]] = []
    for index in kept:
        if runs and index - runs[-1][-1] <= 3:
            runs[-1].append(index)
        else:
            runs.append([index])
    if not runs:
        return []
    weights = {run[0]: sum(_weight(found[i]) for i in run) for run in runs}
    heads = [i for i, b in enumerate(found) if b.tag in _HEADINGS and title and b.text == title]
    if heads:
        behind = (run for run in runs if run[-1] > heads[-1] and weights[run[0]] >= _SHORTEST)
        first = next(behind, None)
        if first is not None:
            weights[first[0]] *= 4
    best = max(runs, key=lambda run: (weights[run[0]], -run[0]))
    while best and not _paragraph(found[best[0]]) and len(best) > 1:
        best = best[1:]
    while best and not _paragraph(found[best[-1]]) and len(best) > 1:
        best = best[:-1]
    return [found[index] for index in range(best[0], best[-1] + 1) if _dense(found[index])]


_HEADINGS = frozenset(("h1", "h2", "h3"))
# A report of fewer words is not told from a teaser.
_SHORTEST = 30


def _weight(block: Block) -> int:
    return block.words - block.linked if _paragraph(block) else 0


def _paragraph(block: Block) -> bool:
    return block.words >= 8 and (bool(_STOP.search(block.text)) or block.words >= 20)


def text_of_fragment(fragment: str) -> str:
    """Return all text of a piece of HTML (an entry of a feed), one block a line."""
    return "\n".join(block.text for block in blocks(fragment))
