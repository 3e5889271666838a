"""Where reported words end, and in which mode they are reported."""

from __future__ import annotations

from tawatur.annotating.quotes.drafts import Draft
from tawatur.annotating.quotes.page import Page
from tawatur.annotating.quotes.words import words_for
from tawatur.records import QuoteMode

__all__ = ["mode_of", "settle"]

# The longest of the development set has five links.
_LONGEST_CHAIN = 8


def settle(page: Page, drafts: list[Draft], last: int) -> None:
    """Give every draft of a unit its spans, and those inside another's its outer links."""
    for index, draft in enumerate(drafts):
        if draft.backward:
            draft.spans = _spans(page, draft, draft.last)
            if draft.extra is not None:
                first, end = draft.extra
                for later in drafts[index + 1 :]:
                    if later.closes and first < later.opens < end:
                        end = later.opens
                piece = _trim(page, first, end, 0)
                if piece is not None:
                    draft.spans.append(piece)
            continue
        end = min(draft.last, last)
        close = page.closing.get(draft.first)
        guarded = close if draft.how == "speech" and close is not None else draft.first
        for later in drafts[index + 1 :]:
            if later.closes and guarded < later.opens < end:
                end = later.opens
                break
        draft.spans = _spans(page, draft, end)
    _nest(page, drafts)


def _spans(page: Page, draft: Draft, end: int) -> list[tuple[int, int]]:
    first = draft.first
    close = page.closing.get(first)
    if close is not None and close < max(end, close):
        after = close + 1
        if draft.backward:
            whole = all(page.is_mark(at) for at in range(after, end))
        else:
            whole = after >= end or page.is_mark(after) or _ends_noun(page, after)
        if whole and close <= max(end, close):
            bare = page.word[first + 1]
            skipped = 2 if bare.complementizer == "ان" and not bare.pronoun else 1
            inner = _trim(page, first + skipped, close, 0)
            return [inner] if inner else []
    end = _occasion(page, first, _sentence_end(page, first, end))
    if draft.how == "noun":
        end = _noun_end(page, first, end)
    piece = _trim(page, first, end, draft.skip)
    return [piece] if piece else []


def _sentence_end(page: Page, first: int, end: int) -> int:
    """Return the first full stop that ends a sentence inside a longer quotation, or ``end``."""
    at = first
    while at < end - 1:
        close = page.closing.get(at)
        if close is not None:
            at = close + 1
            continue
        if page.text[at] == "." and at > first and len(page.text[at - 1]) > 1:
            tokens = page.tokens
            if tokens.start[at] == tokens.end[at - 1] and tokens.start[at + 1] > tokens.end[at]:
                return at
            if page.text[at + 1] == "." and page.word[min(at + 2, end - 1)].joined:
                # Two dots before a clause that goes on with و are an end of sentence.
                return at
        at += 1
    return end


def _occasion(page: Page, first: int, end: int) -> int:
    """Return where ``، وذلك في ختام زيارة`` begins, which tells of the speaking, or ``end``."""
    for at in range(max(first + 1, end - 20), end - 3):
        if page.text[at] in ("،", ",") and page.text[at + 1] == "وذلك":
            after = page.word[at + 3]
            spoken = after.text in words_for("occasion") or after.heads & {"speech", "document"}
            if page.word[at + 2].kind == "preposition" and spoken:
                return at
    return end


def _ends_noun(page: Page, at: int) -> bool:
    word = page.word[at]
    if word.text in words_for("ending"):
        return not page.concerning(at)
    return (
        word.verbal and word.joined != "" and word.finite[0].form.tense in ("perfect", "imperfect")
    )


def _paired(page: Page, at: int) -> bool:
    """Tell whether a word goes on with nouns of one owner: ``سيادته واستقراره وأمنه``."""
    text, before = page.text[at], page.text[at - 1]
    joined = before.startswith("و") or page.word[at - 1].masdar
    return (
        any(text.endswith(own) and before.endswith(own) and joined for own in ("ها", "هم", "ه"))
        and not page.word[at - 1].verbal
    )


def _noun_end(page: Page, first: int, end: int) -> int:
    at = first + 1
    relative = False
    while at < end:
        close = page.closing.get(at)
        if close is not None:
            at = close + 1
            continue
        if page.text[at] in ("؛", ";", ":"):
            return at
        word = page.word[at]
        if word.kind == "relative":
            relative = True
        if _ends_noun(page, at) and not (relative and word.joined) and not _paired(page, at):
            return at
        if page.text[at] in ("،", ",") and at + 1 < end:
            after = page.word[at + 1]
            if _ends_noun(page, at + 1) or after.text in words_for("aside"):
                return at
            if after.accusative and not after.masdar and after.text[:1] == "م":
                return at
        at += 1
    return end


def _trim(page: Page, first: int, end: int, skip: int) -> tuple[int, int] | None:
    """Return the offsets of the tokens without punctuation and connectives at their borders."""
    while end > first:
        at = end - 1
        if page.is_mark(at):
            text = page.text[at]
            opened = page.opening.get(at)
            if opened is not None and opened >= first:
                break
            if text in (")", "]", "؟", "!", "%") and any(
                page.text[k] in ("(", "[") for k in range(first, at)
            ):
                break
            if text in ("؟", "!"):
                break
            end -= 1
        elif page.text[at] in words_for("trailing"):
            end -= 1
        else:
            break
    while first < end and page.is_mark(first):
        if page.text[first] in ("(", "[") or page.closing.get(first, end) < end:
            break
        first += 1
        skip = 0
    if first >= end:
        return None
    start = page.cut(first, skip)
    stop = page.tokens.end[end - 1]
    return (start, stop) if start < stop else None


def _nest(page: Page, drafts: list[Draft]) -> None:
    """Add to every draft whose cue stands in another's content the links of that one's chain."""
    # The widest content first, so that an outer chain is whole before an inner one takes it.
    drafts = [draft for draft in drafts if draft.chain and draft.spans]
    order = sorted(range(len(drafts)), key=lambda k: (-_width(drafts[k]), k))
    for place, index in enumerate(order):
        draft = drafts[index]
        anchor = page.tokens.start[draft.at]
        for above in reversed(order[:place]):
            outer = drafts[above]
            if any(start <= anchor < stop for start, stop in outer.spans):
                if _same(page, draft, outer):
                    # Nobody is quoted inside his own words.
                    draft.spans = []
                    break
                known = {(link.start, link.end) for link in draft.chain}
                outward = [link for link in outer.chain if (link.start, link.end) not in known]
                draft.chain = (draft.chain + outward)[:_LONGEST_CHAIN]
                break


def _same(page: Page, draft: Draft, outer: Draft) -> bool:
    a, b = draft.chain[0], outer.chain[0]
    if (a.start, a.end) == (b.start, b.end) or (a.entity is not None and a.entity == b.entity):
        return True
    text = page.document.text
    return text[a.start : a.end] == text[b.start : b.end]


def _width(draft: Draft) -> int:
    return sum(stop - start for start, stop in draft.spans)


def mode_of(page: Page, spans: list[tuple[int, int]]) -> QuoteMode:
    """Return how the words are reported: all in marks, partly, or not."""
    tokens = page.tokens
    fragment = False
    for start, stop in spans:
        inside = tokens.within(start, stop)
        if not len(inside):
            continue
        before, after = inside.start - 1, inside.stop
        while before > 0 and page.word[before].complementizer == "ان":
            before -= 1
        while after < page.size and page.text[after] in (".", "،", ",", "…", "!", "؟", "؛"):
            after += 1
        if len(spans) == 1 and page.closing.get(before) == after:
            return "direct"
        for at in inside:
            close = page.closing.get(at)
            if close is not None and not page.quoted_name(at):
                fragment = True
    return "mixed" if fragment else "indirect"
