"""Where a quantity may be: numbers, vague words, ranges and indefinite duals."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tawatur.annotating.quantities._lexicons import duals, governors, nouns
from tawatur.language import Tokens, fold_text
from tawatur.language.numbers import NumberMatch, find_numbers

__all__ = ["Candidate", "candidates"]

Number = int | float

_ARTICLE = fold_text("ال")

# Adjectives in the dual behind their noun.
_ADJECTIVES = 4

# How far back a verb of change makes "from 5 to 7" two numbers instead of a range.
_CHANGE_REACH = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number before its surroundings are read.

    ``first`` and ``last`` are token indices, half open; ``start`` and ``end`` original offsets.
    ``kind`` is cardinal, fraction, vague, range, or dual (then ``group`` is the noun's class);
    ``core`` is the first token of the (last) number itself, behind the words of a range.
    """

    first: int
    last: int
    core: int
    start: int
    end: int
    kind: str
    low: Number
    high: Number
    definite: bool = False
    group: str = ""


def candidates(tokens: Tokens, *, singulars: bool = False) -> list[Candidate]:
    """Return the candidates of a text from left to right, without overlap.

    With ``singulars``, the bare noun behind a governing word is one too (مقتل جندي).
    """
    numbers = [
        _of_number(tokens, match)
        for match in find_numbers(tokens, vague=True)
        if match.kind != "ordinal"
    ]
    pairs = _duals(tokens)
    if singulars:
        pairs = sorted([*pairs, *_singulars(tokens)], key=lambda candidate: candidate.first)
    if pairs:
        taken = {index for n in numbers for index in range(n.first, n.last)}
        numbers.extend(pair for pair in pairs if pair.first not in taken)
        numbers.sort(key=lambda candidate: candidate.first)
    return _ranges(tokens, _merged_twos(tokens, numbers))


def _of_number(tokens: Tokens, match: NumberMatch) -> Candidate:
    # Before digits the article is a token of its own: القضاة الـ12.
    article = match.first > 0 and tokens.text[match.first - 1].endswith(_ARTICLE)
    definite = match.definite or (
        article
        and tokens.kind[match.first] == "number"
        and len(tokens.text[match.first - 1]) <= 3
        and tokens.start[match.first] - tokens.end[match.first - 1] <= 1
    )
    return Candidate(
        match.first,
        match.last,
        match.first,
        match.start,
        match.end,
        match.kind,
        match.value,
        match.high,
        definite,
    )


def _duals(tokens: Tokens) -> list[Candidate]:
    table, texts = duals(), tokens.text
    frame = governors("frame")
    found: list[Candidate] = []
    for index, text in enumerate(texts):
        entry = table.get(text)
        if entry is None:
            continue
        group, skip = entry
        while found and found[-1].last < index <= found[-1].first + _ADJECTIVES:
            # مصدران أمنيان أميركيان: an adjective that no list knows stands between.
            between = texts[found[-1].last]
            ending = texts[found[-1].first][-2:]
            if not between.endswith(ending) or between[0] == "و" or len(between) < 5:
                break
            found[-1] = replace(found[-1], last=found[-1].last + 1)
        if found and found[-1].last == index and not skip:
            # An adjective in the dual belongs to the noun before it (مسلحان تونسيان).
            found[-1] = replace(found[-1], last=index + 1)
            continue
        if index and frame.get(texts[index - 1]) == "both":
            continue
        start = tokens.start[index]
        if skip:
            folded = tokens.folded
            start = folded.start(folded.index(start) + skip)
        found.append(
            Candidate(index, index + 1, index, start, tokens.end[index], "dual", 2, 2, False, group)
        )
    # The adjective served to keep it from counting twice; the span is the noun alone.
    found = [replace(pair, last=pair.first + 1) for pair in found]
    return sorted([*found, *_suspects(tokens)], key=lambda candidate: candidate.first)


def _singulars(tokens: Tokens) -> list[Candidate]:
    known, triggers = nouns(), governors("trigger")
    found = []
    for index in range(1, len(tokens.text)):
        if triggers.get(tokens.text[index - 1]) not in ("killed", "injured", "arrested"):
            continue
        noun = known.get(tokens.text[index])
        if noun is None or noun.plural or noun.definite or noun.group not in ("person", "force"):
            continue
        start, end = tokens.start[index], tokens.end[index]
        found.append(
            Candidate(index, index + 1, index, start, end, "singular", 1, 1, False, noun.group)
        )
    return found


def _suspects(tokens: Tokens) -> list[Candidate]:
    """Find duals that show only in the pronoun: مشتبه بهما."""
    frame, known = governors("frame"), nouns()
    found = []
    for index in range(1, len(tokens.text)):
        text = tokens.text[index]
        if not text.endswith("هما") or frame.get(text) != "tail":
            continue
        noun = known.get(tokens.text[index - 1])
        if noun is not None and not noun.definite and noun.group in ("person", "arrested"):
            start, end = tokens.start[index - 1], tokens.end[index]
            found.append(
                Candidate(
                    index - 1, index + 1, index - 1, start, end, "dual", 2, 2, False, noun.group
                )
            )
    return found


def _merged_twos(tokens: Tokens, numbers: list[Candidate]) -> list[Candidate]:
    """Join the dual and the word two that repeats it: شخصين اثنين."""
    merged: list[Candidate] = []
    for candidate in numbers:
        before = merged[-1] if merged else None
        if before is not None and candidate.first < before.last:
            continue
        at = candidate.first - 1
        if (
            candidate.kind == "cardinal"
            and candidate.low == 2
            and not candidate.definite
            and at >= 0
            and tokens.kind[candidate.first] == tokens.kind[at] == "word"
            and candidate.start == tokens.start[candidate.first]
            and tokens.text[at].endswith(("ين", "ان"))
            and (len(tokens.text[at]) > 5 or tokens.text[at] in nouns())
            and not tokens.text[at].startswith("ال")
        ):
            if before is not None and before.first == at and before.kind == "dual":
                merged[-1] = replace(before, last=candidate.last, end=candidate.end)
                continue
            noun = nouns().get(tokens.text[at])
            group = noun.group if noun is not None else ""
            merged.append(
                replace(
                    candidate,
                    first=at,
                    core=at,
                    start=tokens.start[at],
                    kind="dual",
                    group=group,
                )
            )
            continue
        merged.append(candidate)
    return merged


def _ranges(tokens: Tokens, numbers: list[Candidate]) -> list[Candidate]:
    joined: list[Candidate] = []
    for candidate in numbers:
        before = joined[-1] if joined else None
        union = None if before is None else _range(tokens, before, candidate)
        if union is None and before is not None:
            union = _repeated(tokens, before, candidate) or _bracketed(tokens, before, candidate)
        if union is None:
            joined.append(candidate)
        else:
            joined[-1] = union
    return joined


def _repeated(tokens: Tokens, a: Candidate, b: Candidate) -> Candidate | None:
    """Join the digits in brackets and the words that repeat them: (15) خمسة عشر."""
    texts = tokens.text
    if (
        a.kind == b.kind == "cardinal"
        and a.low == b.low
        and a.first > 0
        and texts[a.first - 1] == "("
        and b.first == a.last + 1
        and texts[a.last] == ")"
    ):
        start = tokens.start[a.first - 1]
        return replace(b, first=a.first - 1, start=start, definite=False)
    return None


def _bracketed(tokens: Tokens, a: Candidate, b: Candidate) -> Candidate | None:
    """Join a number in brackets and its scale: (751) ألف."""
    texts = tokens.text
    if (
        a.kind != "cardinal"
        or a.first == 0
        or texts[a.first - 1] != "("
        or b.first != a.last + 1
        or texts[a.last] != ")"
        or b.last != b.core + 1
        or b.start != tokens.start[b.first]
        or a.low >= 1000
    ):
        return None
    # آلاف alone reads as 2,000 to 9,999 and ألفا as 2,000; after a number both are a thousand.
    scale = b.low if str(b.low).startswith("1") else b.low // 2
    if scale < 1000 or str(scale).strip("0") != "1":
        return None
    value = a.low * scale
    value = int(value) if value == int(value) else value
    start = tokens.start[a.first - 1]
    return replace(a, first=a.first - 1, last=b.last, start=start, end=b.end, low=value, high=value)


def _range(tokens: Tokens, a: Candidate, b: Candidate) -> Candidate | None:
    """Join two numbers into an interval: between 5 and 7, from 5 to 7, 5 or 6, 5-6."""
    if a.kind != "cardinal" or b.kind != "cardinal" or b.first - a.last > 1:
        return None
    texts, frame = tokens.text, governors("frame")
    low = _scaled_like(tokens, a, b)
    if low >= b.low or b.low > low * 100:
        return None
    link = frame.get(texts[a.last]) if b.first > a.last else ""
    head = a.first
    before = frame.get(texts[head - 1]) if head else ""
    opened = before in ("between", "of")
    if before == "between":
        head -= 1
        if head and frame.get(texts[head - 1]) == "what":
            head -= 1
    joined_by_and = b.first == a.last and tokens.start[b.first] < b.start
    if before == "between":
        good = link in ("to",) or joined_by_and or texts[a.last] == "و"
    elif link == "to" and texts[a.last] != "و":
        good = not _changes(tokens, a.first)
        if opened and good:
            head -= 1
    else:
        good = link == "or" and b.low <= low * 2
    if not good and b.first > a.last and texts[a.last] == "-":
        good = _digits(tokens, a) and _digits(tokens, b) and _noun_follows(tokens, b)
    if not good:
        return None
    start = a.start if head == a.first else _bare_start(tokens, head)
    return Candidate(head, b.last, b.core, start, b.end, "range", low, b.low, False)


def _bare_start(tokens: Tokens, index: int) -> int:
    """Return where the word at ``index`` begins without a conjunction (وبين, ومن)."""
    start = tokens.start[index]
    text = tokens.text[index]
    if text[0] in "وف" and governors("frame").get(text[1:]) is not None:
        return tokens.folded.start(tokens.folded.index(start) + 1)
    return start


def _scaled_like(tokens: Tokens, a: Candidate, b: Candidate) -> Number:
    """Lend the scale of the second number to the first: بين 3 و5 ملايين."""
    if a.low >= 1000 or b.low < 1000 or b.last - b.core < 2:
        return a.low
    scale = 1000
    while scale * 1000 <= b.low:
        scale *= 1000
    low = a.low * scale
    return int(low) if low == int(low) else low


def _changes(tokens: Tokens, index: int) -> bool:
    change = governors("change")
    return any(text in change for text in tokens.text[max(0, index - _CHANGE_REACH) : index])


def _digits(tokens: Tokens, candidate: Candidate) -> bool:
    return candidate.last == candidate.core + 1 and tokens.kind[candidate.core] == "number"


def _noun_follows(tokens: Tokens, candidate: Candidate) -> bool:
    return candidate.last < len(tokens) and tokens.text[candidate.last] in nouns()
