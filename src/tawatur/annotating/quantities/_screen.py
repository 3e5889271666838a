"""Which numbers are no quantities: labels, scores, codes, years, durations; and which are ages."""

from __future__ import annotations

from tawatur.annotating.quantities._bounds import Bounds
from tawatur.annotating.quantities._candidates import Candidate
from tawatur.annotating.quantities._lexicons import governors, labels, nouns
from tawatur.annotating.quantities._phrases import Phrase
from tawatur.annotating.quantities._sense import Governed
from tawatur.language import Tokens

__all__ = ["accepted", "barred", "is_age"]

_AGE_REACH = 4
_OLDEST = 130
_ADJACENT = frozenset("/:+-–\\_@#=*×x")


def is_age(
    tokens: Tokens, candidate: Candidate, phrase: Phrase, first: int, lowest: int, highest: int
) -> bool:
    """Tell whether a number of years or months is somebody's age."""
    if phrase.how == "partitive" and phrase.unit is not None and candidate.low <= _OLDEST:
        # لا يتجاوز العشرين من عمره
        return tokens.text[phrase.unit[0]] in governors("age")
    if phrase.group != "year" or phrase.how != "behind" or candidate.low > _OLDEST:
        return False
    texts, cues = tokens.text, governors("age")
    if any(text in cues for text in texts[max(lowest, first - _AGE_REACH) : first]):
        return True
    if any(cues.get(text) == "far" for text in texts[max(lowest, first - 2 * _AGE_REACH) : first]):
        return True
    after = phrase.after
    of = after + 1 < highest and governors("frame").get(texts[after]) == "of"
    if of and texts[after + 1] in cues:
        return True
    under = first < candidate.core and candidate.kind == "cardinal"
    if under and governors("frame").get(texts[first]) == "below":
        return True
    bracketed = (
        first - 1 >= lowest
        and texts[first - 1] == "("
        and after < len(tokens)
        and texts[after] == ")"
    )
    if not bracketed:
        return False
    prison = governors("prison")
    return not any(text in prison for text in texts[max(lowest, first - 6) : first - 1])


def barred(
    tokens: Tokens,
    candidate: Candidate,
    phrase: Phrase,
    lowest: int,
    highest: int,
    inside: frozenset[int],
    *,
    bounded: bool,
) -> bool:
    """Tell whether the surroundings rule a quantity out.

    ``bounded`` tells that modifiers stand before it.
    """
    texts = tokens.text
    first, last = candidate.first, candidate.last
    if phrase.group in ("time", "year"):
        return True
    frame = governors("frame")
    # The unit stands behind the second number: من 145 مليون إلى 65 مليون عام.
    leads = phrase.how == "none" and last + 1 < highest and last + 1 in inside
    if leads and frame.get(texts[last]) in ("to", "or"):
        return True
    # Thousands (آلاف) is spelt as the letters of F-16 with the article.
    if candidate.kind == "vague" and _glued(tokens, first, last):
        return True
    digits = tokens.kind[candidate.core] == "number"
    if digits and candidate.kind == "cardinal":
        raw = texts[candidate.core]
        if raw[0] == "0" and len(raw) > 1 and raw.isdigit() and last == candidate.core + 1:
            return True
        if _glued(tokens, first, last):
            return True
    # The 2 of م2 (square metres).
    power = texts[candidate.core] in ("2", "3") and first > lowest
    if power and tokens.end[first - 1] == tokens.start[first]:
        noun = texts[first - 1] in nouns()
        if noun or frame.get(texts[first - 1]) == "metre":
            return True
    known = phrase.unit is not None and texts[phrase.unit[0]] in nouns()
    if not known and frame.get(texts[candidate.core]) == "homograph":
        return True
    sure = known or phrase.group in ("percent", "money", "distance", "measure", "kilo")
    plain = candidate.kind == "cardinal" and digits and last == candidate.core + 1
    if not sure and plain and phrase.how == "behind" and not bounded and _year(tokens, candidate):
        return True
    # Codes: 738303 and the name of a company.
    number = texts[candidate.core]
    code = plain and number.isdigit() and len(number) > 4 and candidate.low % 100
    if not sure and code and phrase.how == "behind" and not bounded:
        return True
    if not sure and digits and first > lowest:
        named = texts[first - 1]
        if named.isascii() and named.isalpha():
            return True
    if not sure and first > lowest and texts[first - 1] in labels():
        return True
    if (
        not sure
        and first - 2 >= lowest
        and tokens.kind[first - 1] == "mark"
        and texts[first - 2] in labels()
    ):
        return True
    if candidate.kind == "fraction" and last < highest and frame.get(texts[last]) == "match":
        return True
    return candidate.kind == "dual" and first > lowest and frame.get(texts[first - 1]) == "both"


def _glued(tokens: Tokens, first: int, last: int) -> bool:
    """Tell codes, scores, clock times and formulas: F16, 2/1, 12:30, 5+1."""
    texts, kinds = tokens.text, tokens.kind
    if first and tokens.end[first - 1] == tokens.start[first]:
        before = texts[first - 1]
        if (before.isascii() and before.isalpha()) or before == "." or before in "#@_":
            return True
        if (
            before in _ADJACENT
            and first >= 2
            and (kinds[first - 2] == "number" or texts[first - 2].isascii())
            and tokens.end[first - 2] == tokens.start[first - 1]
        ):
            return True
    if last < len(tokens) and tokens.end[last - 1] == tokens.start[last]:
        after = texts[last]
        if after.isascii() and after.isalpha():
            return True
        if (
            after in _ADJACENT
            and last + 1 < len(tokens)
            and (kinds[last + 1] == "number" or texts[last + 1].isascii())
            and tokens.end[last] == tokens.start[last + 1]
        ):
            return True
    return False


def accepted(
    tokens: Tokens,
    candidate: Candidate,
    phrase: Phrase,
    cause: Governed,
    follows: str,
    effects: tuple[str, ...],
    bounds: Bounds,
    lowest: int,
    highest: int,
    *,
    continues: bool,
) -> bool:
    """Tell whether a candidate has enough about it to be a quantity."""
    texts = tokens.text
    frame = governors("frame")
    if candidate.kind == "singular":
        return cause.role in ("trigger", "link") and cause.distance <= 1
    if candidate.kind == "fraction":
        return _fraction(tokens, candidate, phrase, effects, lowest)
    word = tokens.kind[candidate.core] == "word"
    if candidate.low == 1 and candidate.high == 1:
        if word and phrase.how != "before":
            return phrase.group == "percent"
        sure = cause.group in ("killed", "injured", "arrested") and phrase.group == "person"
        return sure or phrase.group in (
            "force",
            "killed",
            "injured",
            "injury",
            "arrested",
            "attack",
            "money",
            "percent",
            "distance",
            "measure",
        )
    if phrase.how == "before":
        return True
    if phrase.how != "none":
        if candidate.definite and phrase.how == "behind" and phrase.group == "":
            return texts[phrase.unit[0]].startswith("ال") if phrase.unit else False
        return True
    if candidate.definite and word and candidate.kind != "vague":
        return False
    first, last = candidate.first, candidate.last
    if candidate.kind == "vague":
        return candidate.low != 3 or candidate.last - candidate.core > 1
    if word and candidate.kind == "cardinal" and texts[last - 1] in governors("construct"):
        # مليوني waits for its noun; alone it is somebody's name.
        return False
    scaled = word or candidate.last - candidate.core > 1
    if not scaled and bounds.first == candidate.first and _year(tokens, candidate):
        return False
    if effects or continues:
        return True
    if cause.group in ("killed", "injured", "arrested", "inherit") and cause.distance <= 1:
        return True
    if follows:
        return True
    if cause.role == "noun" or frame.get(texts[first - 1] if first > lowest else "") == "out_of":
        return True
    if candidate.low >= 1000 and scaled:
        return True
    if last < highest and texts[last] in governors("link"):
        return True
    return _amount(tokens, candidate, lowest)


def _amount(tokens: Tokens, candidate: Candidate, lowest: int) -> bool:
    """Tell a bare number that gives an amount: عدد الزوار 50, وصل الإنتاج إلى 300."""
    texts, amounts = tokens.text, governors("amount")
    first = candidate.first
    near = texts[max(lowest, first - 7) : first]
    far = texts[max(lowest, first - 2 * 7) : first - 1]
    if first > lowest and texts[first - 1] in governors("reach"):
        # إجمالي عدد الذين تعرضوا للإصابة منذ سنتين بلغ 1059
        near = far
    if any(amounts.get(text) == "number" for text in near):
        return True
    if first <= lowest or not any(text in amounts for text in near):
        return False
    last = texts[first - 1]
    led = (
        governors("frame").get(last) == "to"
        or last in governors("change")
        or last in governors("reach")
    )
    return led or last in amounts or candidate.start > tokens.start[first]


def _year(tokens: Tokens, candidate: Candidate) -> bool:
    raw = tokens.text[candidate.core]
    return (
        len(raw) == 4 and raw.isdigit() and (1300 <= int(raw) <= 1500 or 1800 <= int(raw) <= 2100)
    )


def _fraction(
    tokens: Tokens, candidate: Candidate, phrase: Phrase, effects: tuple[str, ...], lowest: int
) -> bool:
    if phrase.group in ("money", "distance", "measure", "kilo"):
        return True
    if phrase.how == "partitive":
        return True
    if phrase.how == "behind" and phrase.unit is not None:
        texts = tokens.text
        after = phrase.unit[1]
        genitive = after < len(tokens) and texts[after].startswith("ال")
        return not candidate.definite and (texts[phrase.unit[0]].startswith("ال") or genitive)
    first = candidate.first
    share = governors("frame").get(tokens.text[first - 1]) if first > lowest else ""
    return bool(effects) or (candidate.definite and share in ("share", "to"))
