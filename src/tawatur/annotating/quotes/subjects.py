"""Subjects that stand elsewhere: before the verb, before a relative clause, in the clause above."""

from __future__ import annotations

from tawatur.annotating.quotes.drafts import agreement, link_of
from tawatur.annotating.quotes.holders import Phrase, noun_phrase
from tawatur.annotating.quotes.page import Page
from tawatur.annotating.quotes.words import describe, words_for

__all__ = ["antecedent", "clause_subject", "dual_before", "subject_before"]

# Words between a subject and its verb (قد، كان، adverbs): few.
_BACK = 22
# Words back to the verb whose subject a participle goes on with.
_CLAUSE = 120
# Words of apposition and relative clauses between a subject and its verb.
_PARTED = 30
_SPEAKING = frozenset({"named", "role", "anonymous", "organisation", "media", "document"})


def subject_before(page: Page, at: int, first: int) -> Phrase | None:
    """Return the noun phrase that stands as subject right before the verb at ``at``."""
    if page.word[at].joined:
        return _topic(page, at, first) if page.word[at].joined == "ف" else None
    end = at
    while end > first and page.word[end - 1].kind in ("auxiliary", "adverb", "time"):
        end -= 1
    if end == first:
        return None
    if end == at and page.text[at - 1] in ("،", ","):
        return _parted(page, at, first)
    start = end
    low = max(first, at - _BACK)
    while start > low:
        before = page.word[start - 1]
        if page.is_mark(start - 1):
            opened = page.opening.get(start - 1)
            if opened is None or opened < low or not page.quoted_name(opened):
                break
            start = opened
            continue
        if (
            before.complementizer
            or before.kind in (*("clause", "relative", "auxiliary", "negation"),)
            or before.verbal
        ):
            break
        start -= 1
    for begin in range(start, end):
        word = page.word[begin]
        if page.is_mark(begin) and begin not in page.closing:
            continue
        if word.kind in ("time", "adverb"):
            continue
        if word.kind and word.kind != "demonstrative":
            break
        skip = (
            1 if word.text[:1] in ("و", "ف") and begin == start and _conjoined(page, begin) else 0
        )
        phrase = noun_phrase(page, begin, end, skip)
        if phrase is not None and phrase.last == end:
            # Between أن and a verb stands its subject, known or not.
            bound = begin == start and (start == first or bool(page.word[start - 1].complementizer))
            return phrase if phrase.firm or bound else None
        if begin == start and phrase is not None and phrase.firm:
            # فلان الفلاني في القاهرة قال: something stands between the subject and its verb.
            between = range(phrase.last, end)
            near = len(between) <= 4 and not any(page.is_mark(k) for k in between)
            if near and page.word[phrase.last].kind == "preposition":
                return phrase
        # Later than the clause's beginning there is no subject, save after a setting.
        if not (page.is_mark(begin) or word.kind in ("time", "adverb", "preposition")):
            break
    return None


def _topic(page: Page, at: int, first: int) -> Phrase | None:
    """Return the phrase between ``أما`` and the verb with ``ف`` at ``at``."""
    for begin in range(at - 1, max(first, at - _BACK) - 1, -1):
        if page.text[begin] in words_for("topic"):
            phrase = noun_phrase(page, begin + 1, at)
            return phrase if phrase is not None and phrase.firm else None
    return None


def _parted(page: Page, at: int, first: int) -> Phrase | None:
    """Return the phrase that opens the clause of the verb at ``at`` and is parted by a comma.

    What stands between is in apposition or a relative clause: ``الوزير، الذي وصل أمس، أكد``.
    """
    begin = at - 1
    low = max(first, at - _PARTED)
    while begin > low and not (
        page.word[begin - 1].complementizer or page.word[begin - 1].text in words_for("perfective")
    ):
        begin -= 1
    if begin != first and begin == low:
        return None
    while begin < at and page.word[begin].text in words_for("perfective"):
        begin += 1
    word = page.word[begin]
    if not (word.heads or word.role or word.given or begin in page.name):
        return None
    phrase = noun_phrase(page, begin, at)
    if phrase is None or not phrase.firm or phrase.last >= at - 1:
        return None
    relative = False
    for between in range(phrase.last, at - 1):
        word = page.word[between]
        relative = word.kind == "relative" or (relative and not page.is_mark(between))
        if (word.verbal and not relative) or word.complementizer:
            return None
    return phrase


def _conjoined(page: Page, at: int) -> bool:
    text = page.text[at]
    return text.startswith(("وال", "فال")) or (
        at in page.name and not page.word[at].given and not page.word[at].heads
    )


def antecedent(page: Page, relative: int, first: int) -> Phrase | None:
    """Return the noun phrase that a relative pronoun at token ``relative`` goes back to."""
    end = relative
    if end > first and page.text[end - 1] in ("،", ","):
        end -= 1
    best: Phrase | None = None
    for begin in range(end - 1, max(first, end - 12) - 1, -1):
        word = page.word[begin]
        if page.is_mark(begin) and begin not in page.closing and begin not in page.opening:
            break
        joined = page.text[begin].startswith("و") and _conjoined(page, begin)
        phrase = noun_phrase(page, begin, end, int(joined))
        if phrase is not None and phrase.last == end and phrase.firm:
            best = phrase
            if joined:
                break
        if word.verbal or word.complementizer:
            break
    return best


def clause_subject(page: Page, first: int, last: int, gender: str, number: str) -> Phrase | None:
    """Return the subject of the nearest clause that begins in ``first``..``last``.

    It is the noun phrase after a verb that opens a clause, or the one that opens the unit.
    """
    found: Phrase | None = None
    first = max(first, last - _CLAUSE)
    at = first
    relative = False
    while at < last:
        word = page.word[at]
        if page.is_mark(at):
            relative = False
        elif word.kind == "relative" and word.text != "ما":
            relative = True
        opens = (
            at == first
            or page.is_mark(at - 1)
            or bool(word.joined)
            or (page.word[at - 1].kind in ("clause", "adverb", "time", "auxiliary"))
        )
        if (
            (word.finite or (word.joined and word.reports))
            and not word.given
            and not relative
            and (opens or (word.verbal and found is None))
            and at not in page.name
        ):
            phrase = noun_phrase(page, at + 1, last)
            if word.masdar and not (phrase and phrase.type in ("named", "role")):
                # A masdar spelled alike has a genitive behind it, seldom a person.
                nominative = phrase is not None and page.text[phrase.first].endswith(("ون", "ان"))
                if not (nominative and word.joined):
                    phrase = None
            if _fits(phrase, gender, number):
                found = phrase
        elif opens and not relative and (word.heads or word.role or at in page.name):
            # لكن الحركة تبنت العملية قائلة: the subject stands before its verb.
            phrase = noun_phrase(page, at, last)
            follows = phrase is not None and phrase.last < last and page.word[phrase.last].verbal
            if (follows or at == first) and _fits(phrase, gender, number):
                found = phrase
        elif at == first and (word.heads or word.role or word.given or at in page.name):
            phrase = noun_phrase(page, at, last)
            if _fits(phrase, gender, number):
                found = phrase
        at = page.closing.get(at, at) + 1
    return found


def _fits(phrase: Phrase | None, gender: str, number: str) -> bool:
    if phrase is None or not phrase.firm or phrase.type not in _SPEAKING:
        return False
    if phrase.head == "speech" or (phrase.head in ("media", "document") and not gender):
        return False
    return not number or agreement(link_of(phrase), gender, number) > 0


def dual_before(page: Page, at: int) -> Phrase | None:
    """Return the nearest pair of people or parties before token ``at`` (الرئيسين، الجانبان)."""
    for begin in range(at - 1, max(-1, at - 80), -1):
        text = page.text[begin]
        if not text.endswith(("ان", "ين")) or len(text) < 6:
            continue
        stem = describe(text[:-2])
        if stem.role or stem.heads & {"organisation", "group", "anonymous", "official"}:
            phrase = noun_phrase(page, begin, begin + 1)
            if phrase is not None:
                return phrase._replace(number="d", gender="m", type="role")
    return None
