"""The words around a number that make it approximate or one-sided."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.annotating.quantities._candidates import Candidate
from tawatur.annotating.quantities._lexicons import governors, modifiers, verbs
from tawatur.language import Tokens
from tawatur.language.numbers import is_number_word

__all__ = ["Bounds", "around", "interval"]

Number = int | float

_OPENING = frozenset("\"«(['")
_CLOSING = {'"': '"', "«": "»", "(": ")", "[": "]", "'": "'"}
# Longest phrase of number_modifiers, in tokens.
_LONGEST = 4
# تجاوز عدد القتلى 300: words that may stand between the verb and its number.
_VERB_REACH = 5
# 12 شخصًا من بلدتين على الأقل: the noun phrase may stand between.
_AFTER_REACH = 4


class Bounds(NamedTuple):
    """The extent with its modifiers and the effects found, those nearest the number first."""

    first: int
    start: int
    last: int
    end: int
    effects: tuple[str, ...]


def around(tokens: Tokens, candidate: Candidate, lowest: int, highest: int) -> Bounds:
    """Read the modifiers before and after ``candidate`` inside tokens ``lowest``..``highest``."""
    first, start = candidate.first, candidate.start
    last, end = candidate.last, candidate.end
    effects: list[str] = []
    texts = tokens.text
    after = _match_after(texts, last, highest)
    if after is not None:
        effects.append(after[0])
        last = after[1]
        end = tokens.end[last - 1]
    # A clitic on the first word (وبعشرة) parts it from what stands before.
    free = start == tokens.start[first]
    if free:
        quoted = (
            first - 1 > lowest
            and texts[first - 1] in _OPENING
            and last < highest
            and texts[last] == _CLOSING[texts[first - 1]]
        )
        at = first - 1 if quoted else first
        before = _match_before(texts, at, lowest)
        while before is not None:
            effect, at, skip = before
            effects.append(effect)
            first, start = at, tokens.start[at]
            if skip:
                start = tokens.folded.start(tokens.folded.index(start) + skip)
            if quoted:
                last, end, quoted = last + 1, tokens.end[last], False
            before = None if skip else _match_before(texts, at, lowest)
        outside = _verb_before(tokens, first, lowest)
        if outside:
            effects.append(outside)
        elif not effects and first - 2 >= lowest and texts[first - 1] in _OPENING:
            # وهذا يعني تقريبًا "85%": the quote parts them, the sense does not.
            distant = _match_before(texts, first - 1, lowest)
            if distant is not None:
                effects.append(distant[0])
    return Bounds(first, start, last, end, tuple(effects))


def after_noun(tokens: Tokens, index: int, highest: int) -> str:
    """Return the effect of *at least* and the like behind the noun phrase, or an empty string."""
    texts = tokens.text
    for at in range(index, min(index + _AFTER_REACH, highest)):
        # What stands behind the next number belongs to that one.
        text = texts[at]
        if tokens.kind[at] != "word" or is_number_word(text) or text in governors("link"):
            return ""
        found = _match_after(texts, at, highest)
        if found is not None:
            return found[0]
    return ""


def _match_before(texts: list[str], index: int, lowest: int) -> tuple[str, int, int] | None:
    table = modifiers("before")
    for size in range(min(_LONGEST, index - lowest), 0, -1):
        found = table.get(tuple(texts[index - size : index]))
        if found is not None:
            return found[0], index - size, found[1]
    return None


def _match_after(texts: list[str], index: int, highest: int) -> tuple[str, int] | None:
    table = modifiers("after")
    for size in range(min(_LONGEST, highest - index), 0, -1):
        found = table.get(tuple(texts[index : index + size]))
        if found is not None:
            after = index + size
            # وأكثر من ستين belongs to the number behind it.
            if found[0] == "over" and after < highest and _of(texts[after]):
                return None
            return found[0], after
    return None


def _of(text: str) -> bool:
    return governors("frame").get(text) == "of"


def _verb_before(tokens: Tokens, index: int, lowest: int) -> str:
    texts, table = tokens.text, verbs()
    amounts, frame = governors("amount"), governors("frame")
    previous = texts[index - 1] if index > lowest else ""
    for at in range(index - 1, max(lowest, index - _VERB_REACH) - 1, -1):
        if tokens.kind[at] == "number":
            return ""
        if tokens.kind[at] == "mark" and texts[at] not in _OPENING:
            return ""
        verb = table.get(texts[at])
        if verb is None:
            continue
        if verb.prepositions:
            if at == index - 1 or previous not in verb.prepositions:
                continue
        elif at < index - 1 and texts[at + 1] not in amounts:
            continue
        negated = at > lowest and frame.get(texts[at - 1]) == "negation"
        return verb.negated if negated else verb.effect
    return ""


def interval(
    candidate: Candidate, effects: tuple[str, ...], *, share: bool
) -> tuple[Number | None, Number | None, Number | None, bool]:
    """Return low, high, best and approx of a candidate under its modifiers.

    With ``share`` a fraction is a share of something and given as a percentage.
    """
    low: Number | None = candidate.low
    high: Number | None = candidate.high
    vague = candidate.kind == "vague"
    best = candidate.low if candidate.low == candidate.high else None
    if candidate.kind == "fraction" and share:
        low = high = best = percent(candidate.low)
    approx = vague
    strong = next((effect for effect in effects if effect != "about"), "")
    if strong == "over":
        return low, None, None, vague
    if strong == "least":
        return low, None, best, vague
    if strong == "under":
        return None, high, None, vague
    if strong == "most":
        return None, high, None, vague
    if strong == "near" and not vague and low is not None and high is not None:
        return _share(low, 9), high, best, True
    if effects and not vague and low is not None and high is not None:
        return _share(low, 9), _share(high, 11), best, True
    return low, high, best, approx


def percent(share: Number) -> Number:
    """Return a fraction as a percentage, to two decimals."""
    return _plain(round(share * 100, 2))


def _share(value: Number, tenths: int) -> Number:
    if isinstance(value, int):
        whole, rest = divmod(value * tenths, 10)
        return whole if not rest else value * tenths / 10
    return _plain(round(value * tenths / 10, 6))


def _plain(value: Number) -> Number:
    return int(value) if value == int(value) else value
