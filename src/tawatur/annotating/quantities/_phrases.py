"""The noun that a number counts: its unit, its class, and the phrase of the thing counted."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.annotating.quantities._candidates import Candidate
from tawatur.annotating.quantities._lexicons import (
    beginnings,
    governors,
    labels,
    nouns,
    particles,
    stops,
)
from tawatur.language import Tokens
from tawatur.language.numbers import is_number_word

__all__ = ["Phrase", "counted", "without_clitics"]

_CLOSING = frozenset(")\"»']")
_OPENING = frozenset('"«“(')
_CURRENCY = frozenset("$€£")
# Words of one noun phrase behind its head; the bound keeps hostile chains short.
_LONGEST_RUN = 6
_POSSESSIVES = ("هما", "ها", "هم", "هن", "نا", "ه")
_MEASURES = frozenset({"money", "distance", "measure", "kilo", "year", "time", "percent"})


class Phrase(NamedTuple):
    """What a number counts.

    ``group`` is the noun's class (empty for an unknown noun), ``unit`` and ``of`` are token
    spans, half open, or ``None``; ``after`` is the token behind the phrase; ``how`` says where
    the noun stands: behind, partitive (behind من), before, inside (a dual) or none.
    """

    group: str
    unit: tuple[int, int] | None
    of: tuple[int, int] | None
    after: int
    how: str


def counted(
    tokens: Tokens,
    candidate: Candidate,
    last: int,
    lowest: int,
    highest: int,
    inside: frozenset[int] = frozenset(),
) -> Phrase:
    """Read the noun of ``candidate``, whose extent ends before token ``last``.

    Tokens ``inside`` times are no nouns.
    """
    texts = tokens.text
    if candidate.kind in ("dual", "singular"):
        of = _phrase_end(tokens, candidate.core, highest)
        of = max(of, candidate.last)
        return Phrase(
            candidate.group, (candidate.core, candidate.last), (candidate.core, of), of, "inside"
        )
    at = last
    if at + 1 < highest and texts[at] in _OPENING and texts[at + 1] in nouns():
        at += 1
    while at < highest and texts[at] in _CLOSING:
        at += 1
    if (
        at > last
        and texts[at - 1] in _CLOSING
        and not (candidate.first > lowest and _opened(texts, candidate.first))
    ):
        at = last
    sign = _signed(tokens, candidate, at, lowest, highest)
    if sign is not None:
        return sign
    in_time = at in inside and candidate.core not in inside
    if in_time and at < highest:
        unit = nouns().get(texts[at])
        if unit is not None and unit.group in ("time", "year"):
            return Phrase("time", (at, at + 1), None, at + 1, "behind")
    if at >= highest or tokens.kind[at] != "word" or in_time:
        return _before(tokens, candidate, last, lowest, weak=True)
    frame = governors("frame")
    role = frame.get(texts[at])
    if role == "metre" and tokens.end[last - 1] == tokens.start[at]:
        return _measure(tokens, "distance", at, at + 1, highest)
    if role == "in" and at + 1 < highest and frame.get(texts[at + 1]) == "hundred":
        return _measure(tokens, "percent", at, at + 2, highest)
    if role == "percent":
        return _measure(tokens, "percent", at, at + 1, highest)
    if role == "who":
        return Phrase("person", None, None, at + 1, "partitive")
    if role == "of":
        return _partitive(tokens, candidate, at, last, lowest, highest, inside)
    before = _before(tokens, candidate, last, lowest)
    if candidate.definite and before.how == "before":
        return before
    noun = nouns().get(texts[at]) if texts[at] not in stops() else None
    if noun is None and not _may_be_noun(tokens, candidate, at):
        return (
            before
            if before.how == "before"
            else _before(tokens, candidate, last, lowest, weak=True)
        )
    if noun is not None and noun.definite and not _takes_definite(candidate):
        return before
    if candidate.definite and candidate.kind == "vague" and not texts[at].startswith("ال"):
        return before
    if before.how == "before" and noun is None:
        return before
    several = candidate.kind == "vague" and candidate.low == 3
    if several and noun is None and texts[at][0] in particles():
        # عصافير عدة بحجر
        weak = _before(tokens, candidate, last, lowest, weak=True)
        if weak.how == "before":
            return weak
    group = noun.group if noun is not None else ""
    if group in _MEASURES:
        # كيلو متر, كيلو جرام: the second word is the measure.
        second = nouns().get(texts[at + 1]) if at + 1 < highest else None
        if second is not None and group == "kilo" and second.group in ("distance", "measure"):
            return _measure(tokens, second.group, at, at + 2, highest)
        return _measure(tokens, group, at, at + 1, highest)
    end = at + 2 if at + 1 < highest and frame.get(texts[at + 1]) == "tail" else at + 1
    of_end = end if end > at + 1 else _phrase_end(tokens, at, highest)
    return Phrase(group, (at, end), (at, of_end), of_end, "behind")


def _opened(texts: list[str], first: int) -> bool:
    return texts[first - 1] in "(\"«'["


def _signed(
    tokens: Tokens, candidate: Candidate, at: int, lowest: int, highest: int
) -> Phrase | None:
    """Read a percent or currency sign on either side of the number."""
    texts = tokens.text
    for index in (at, candidate.first - 1):
        if lowest <= index < highest and tokens.kind[index] == "mark":
            if texts[index] == "%":
                after = max(at, index + 1)
                return _measure(tokens, "percent", index, index + 1, highest, after=after)
            if texts[index] in _CURRENCY:
                return Phrase("money", (index, index + 1), None, max(at, index + 1), "behind")
    return None


def _measure(
    tokens: Tokens, group: str, at: int, end: int, highest: int, *, after: int = 0
) -> Phrase:
    """Take a measure with its rate (برميل يوميا); of a percentage the thing behind من."""
    texts, frame = tokens.text, governors("frame")
    after = after or end
    if group == "percent":
        at_of = after
        while at_of < highest and texts[at_of] in _CLOSING:
            at_of += 1
        if at_of + 1 < highest and frame.get(texts[at_of]) == "of":
            head = at_of + 1
            if tokens.kind[head] == "word" and frame.get(texts[head]) != "one_of":
                stop = _phrase_end(tokens, head, highest)
                return Phrase(group, (at, end), (head, stop), stop, "behind")
        return Phrase(group, (at, end), None, after, "behind")
    power = end < highest and texts[end] in ("2", "3") and tokens.end[end - 1] == tokens.start[end]
    if group == "distance" and power:
        return Phrase("measure", (at, end + 1), None, end + 1, "behind")
    if end < highest and frame.get(texts[end]) == "rate":
        end += 1
        if group == "distance" and texts[end - 1][0] in "مب":
            group = "measure"
    elif (
        end + 1 < highest
        and frame.get(texts[end]) in ("in", "per")
        and nouns().get(texts[end + 1], None) is not None
        and nouns()[texts[end + 1]].group in ("time", "year")
        and nouns()[texts[end + 1]].definite
        and group in ("distance", "measure", "kilo")
        and not nouns()[texts[end + 1]].plural
        and not (end + 2 < highest and texts[end + 2].startswith("ال"))
    ):
        end, group = end + 2, "measure"
    return Phrase(group, (at, end), None, end, "behind")


def _takes_definite(candidate: Candidate) -> bool:
    """Tell whether a definite noun may follow: tens of, the five, thousands, half."""
    if candidate.kind == "vague":
        return candidate.low != 3
    return candidate.definite or candidate.kind == "fraction"


def _may_be_noun(tokens: Tokens, candidate: Candidate, at: int) -> bool:
    text = tokens.text[at]
    if (
        is_number_word(text)
        or len(text) < 3
        or text in stops()
        or text in labels()
        or text.isascii()
    ):
        return False
    if text.startswith(("ال", "لل")):
        tanwin = text.endswith("ا") and not candidate.definite
        return text.startswith("ال") and (_takes_definite(candidate) or tanwin)
    if text.startswith(beginnings()) or (text[0] in particles() and text[1:] in nouns()):
        return False
    if text.endswith("وا"):
        return False
    return text not in governors("trigger") and text not in governors("change")


def _partitive(
    tokens: Tokens,
    candidate: Candidate,
    at: int,
    last: int,
    lowest: int,
    highest: int,
    inside: frozenset[int],
) -> Phrase:
    texts, frame = tokens.text, governors("frame")
    head = at + 1
    if head >= highest or tokens.kind[head] != "word":
        return _before(tokens, candidate, last, lowest)
    role = frame.get(texts[head])
    if role == "amid":
        return _before(tokens, candidate, last, lowest)
    if role == "these":
        return Phrase("person", (head, head + 1), (head, head + 1), head + 1, "partitive")
    noun = nouns().get(texts[head])
    if noun is None and (texts[head] in stops() or texts[head] in labels()):
        return _before(tokens, candidate, last, lowest)
    if noun is None and (head in inside or len(texts[head]) < 4 or candidate.low == 1):
        return _before(tokens, candidate, last, lowest)
    if noun is not None and noun.group in ("time", "year"):
        return Phrase("time", (head, head + 1), None, head + 1, "partitive")
    if noun is not None and not (noun.plural or noun.definite):
        return _before(tokens, candidate, last, lowest)
    end = _phrase_end(tokens, head, highest)
    group = noun.group if noun is not None else ""
    return Phrase(group, (head, head + 1), (head, end), end, "partitive")


def _before(
    tokens: Tokens, candidate: Candidate, last: int, lowest: int, *, weak: bool = False
) -> Phrase:
    """Take the noun before the number: محافظات عدة, الأشخاص الخمسة, شخص واحد.

    With ``weak``, no noun follows, and a word that no lexicon has is taken before *several*.
    """
    nothing = Phrase("", None, None, last, "none")
    at = candidate.first - 1
    digits = tokens.kind[candidate.core] == "number"
    if digits and candidate.definite:
        at -= 1
    if at < lowest or tokens.kind[at] != "word" or candidate.start != tokens.start[candidate.first]:
        return nothing
    text = without_clitics(tokens.text[at])
    noun = nouns().get(text)
    several = candidate.kind == "vague" and candidate.low == 3
    word = not digits
    if several or (candidate.definite and candidate.kind == "cardinal"):
        plural = noun.plural if noun is not None else text.endswith(("ات", "ين", "ون"))
        definite = text.startswith("ال")
        if noun is None and not definite and not several:
            stem = next((text[: -len(s)] for s in _POSSESSIVES if text.endswith(s)), "")
            noun = nouns().get(stem)
            plural = definite = noun is not None and noun.plural
        if weak and several and not plural and noun is None:
            # A broken plural that no lexicon has: أحداث عدة كانت.
            plural = text not in stops() and len(text) > 3 and text not in governors("trigger")
        if plural and definite == (not several):
            group = noun.group if noun is not None else ""
            return Phrase(group, (at, at + 1), (at, at + 1), last, "before")
    if word and candidate.low == 1 and noun is not None and not noun.definite:
        return Phrase(noun.group, (at, at + 1), (at, at + 1), last, "before")
    return nothing


def without_clitics(text: str) -> str:
    """Return a noun without the particles written onto it (بالمحترفين, للدول, ومحافظات)."""
    if text.startswith("لل"):
        return "ا" + text[1:]
    for size in (1, 2):
        if text[size:].startswith("ال") and particles().issuperset(text[:size]):
            return text[size:]
    if text not in nouns() and text[0] in particles() and text[1:] in nouns():
        return text[1:]
    return text


def _phrase_end(tokens: Tokens, head: int, highest: int) -> int:
    """Return the token behind the noun at ``head`` with the adjectives that agree with it."""
    texts = tokens.text
    at = head + 1
    first = texts[head]
    if first.startswith("ال"):
        return _definite_run(tokens, at, highest)
    while at < highest and at < head + 4 and _goes_on(tokens, at) and _agrees(first, texts[at]):
        at += 1
    if at == head + 1 and at < highest and _goes_on(tokens, at) and texts[at].startswith("ال"):
        # A genitive: أفراد الشرطة, أتباع الديانة المسيحية.
        at = _definite_run(tokens, at, highest)
    return at


def _definite_run(tokens: Tokens, at: int, highest: int) -> int:
    limit = min(highest, at + _LONGEST_RUN)
    while at < limit and _goes_on(tokens, at) and tokens.text[at].startswith("ال"):
        at += 1
    return at


def _goes_on(tokens: Tokens, at: int) -> bool:
    text = tokens.text[at]
    return tokens.kind[at] == "word" and text not in stops() and len(text) > 2


def _agrees(noun: str, adjective: str) -> bool:
    """Tell whether an indefinite word looks like an adjective of the noun before it."""
    if adjective in governors("trigger") or adjective in governors("link"):
        return False
    if adjective.endswith("وا") or adjective[0] == "و":
        return False
    if adjective.endswith(("ان", "ون")) and adjective[0] in "يت":
        return False
    if adjective.startswith(("بال", "لل")) or (adjective[0] == "ل" and adjective not in nouns()):
        return False
    for ending in ("ان", "ين", "ون", "ات", "ه", "ا"):
        if noun.endswith(ending):
            return adjective.endswith(ending) or (ending == "ات" and adjective.endswith("ه"))
    return adjective.endswith("ي") and len(adjective) > 3
