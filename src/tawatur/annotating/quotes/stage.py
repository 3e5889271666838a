"""The stage that finds quotations with their chains of attribution."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.annotating.document import Document
from tawatur.annotating.quotes.contents import mode_of, settle
from tawatur.annotating.quotes.drafts import Draft
from tawatur.annotating.quotes.page import Page
from tawatur.annotating.quotes.scanner import scan
from tawatur.annotating.quotes.state import Memory
from tawatur.records import Holder, Quote

__all__ = ["QuoteStage"]

# A heading has no full stop and at most this many words; longest of the development set: 16.
_HEADING = 25


class QuoteStage:
    """Provides a ``quote`` record for every attribution of speech, writing or belief."""

    name = "quotes"
    version = "3"
    requires: tuple[str, ...] = ("article", "sentence", "mention")
    provides: tuple[str, ...] = ("quote",)

    def __call__(self, document: Document) -> Sequence[Quote]:
        """Return the quotations of the document, in order."""
        page = Page(document)
        memory = Memory()
        found: list[Draft] = []
        for first, last in page.units():
            heading = _is_heading(page, first, last)
            drafts = scan(page, first, last, memory, heading=heading)
            settle(page, drafts, last)
            if drafts and not heading:
                # A text goes on with the speaker, not with the agency that handed his words on.
                tops = [draft for draft in drafts if draft.closes and draft.chain]
                own = [draft for draft in tops if not draft.backward] or tops
                if own:
                    memory.chain = own[-1].chain
            found.extend(draft for draft in drafts if draft.spans and draft.chain)
        found.sort(key=lambda draft: (draft.spans[0], draft.at))
        return [_record(document, page, draft, number) for number, draft in enumerate(found, 1)]


def _is_heading(page: Page, first: int, last: int) -> bool:
    return last - first <= _HEADING and page.text[last - 1] not in (".", "؟")


def _record(document: Document, page: Page, draft: Draft, number: int) -> Quote:
    holders = tuple(
        Holder(
            start=link.start,
            end=link.end,
            text=document.text[link.start : link.end],
            type=link.type,
            entity=link.entity,
            implicit=link.implicit,
        )
        for link in draft.chain
    )
    pieces = [*draft.spans, *([draft.cue] if draft.cue else [])]
    pieces += [(link.start, link.end) for link in draft.chain if not link.implicit]
    start = min(piece[0] for piece in pieces)
    end = max(piece[1] for piece in pieces)
    return Quote(
        id=document.id("q", number),
        article=document.article.id,
        start=start,
        end=end,
        text=document.text[start:end],
        mode=mode_of(page, draft.spans),
        content=tuple(document.span(*span) for span in draft.spans),
        cue=document.span(*draft.cue) if draft.cue else None,
        verb=draft.verb,
        chain=holders,
    )
