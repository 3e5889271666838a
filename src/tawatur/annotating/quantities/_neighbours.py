"""What a figure takes over from the figure before it in the sentence."""

from __future__ import annotations

from functools import cache

from tawatur.annotating.quantities._bounds import Bounds
from tawatur.annotating.quantities._candidates import Candidate
from tawatur.annotating.quantities._lexicons import governors
from tawatur.annotating.quantities._phrases import Phrase
from tawatur.language import Tokens, fold_text
from tawatur.language.lexicon import load
from tawatur.language.verbs import load_verbs

__all__ = ["CASUALTY", "contrasts", "joined", "left_over", "listed", "scale_of", "scaled"]

CASUALTY = ("killed", "injured", "arrested")
_PERSONS = frozenset({"person", "force", ""})
# توفي 22 شخصًا في إقليم ...، و13 شخصًا: the longest such gap of the articles read has 9 words.
_GAP = 14
# 15 رجل أمن و3 عمال: the genitive and the conjunction.
_TAIL = 2
_HARD = frozenset(".؛;:!؟?…")


@cache
def _forms() -> dict[tuple[str, ...], int]:
    """Return the words before a second figure -> letters written onto it."""
    table: dict[tuple[str, ...], int] = {}
    for row in load("earlier_figures").rows:
        if _NUMBER in row["form"]:
            continue
        words = tuple(fold_text(row["form"]).split())
        table[words] = 0
        if len(words[-1]) == 1:
            table.setdefault(words[:-1], 1)
    return table


@cache
def _frames() -> frozenset[tuple[str, tuple[str, ...]]]:
    """Return the word before and the words behind a second figure."""
    forms = [form for form in load("earlier_figures").column("form") if _NUMBER in form]
    parts = [fold_text(form).split(_NUMBER) for form in forms]
    return frozenset((before.strip(), tuple(after.split())) for before, after in parts)


_LONGEST = 5
# Stands for the figure in a form of the lexicon.
_NUMBER = "#"


def contrasts(tokens: Tokens, candidate: Candidate, first: int, lowest: int) -> bool:
    """Tell whether a figure whose extent begins at ``first`` is set against the one before it.

    ``بعدما كانت 24``, ``بدلًا من 30``, ``لا 31``: the earlier figure, or the one denied.
    """
    forms = _forms()
    texts = tokens.text
    skip = first == candidate.first and candidate.start > tokens.start[first]
    for size in range(min(_LONGEST, first - lowest), 0, -1):
        words = tuple(texts[first - size : first])
        for given in (words, _bare(words)):
            attached = forms.get(given)
            if attached is not None and (not attached or skip):
                return True
    last = candidate.last
    return first > lowest and any(
        texts[first - 1] == before and tuple(texts[last : last + len(after)]) == after
        for before, after in _frames()
    )


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    head = words[0]
    return (head[1:], *words[1:]) if head[0] in "وف" and len(head) > 2 else words


def joined(tokens: Tokens, bounds: Bounds) -> bool:
    """Tell whether ``و`` is written onto a quantity (its modifiers too) or stands before it."""
    first = bounds.first
    if bounds.start > tokens.start[first]:
        return tokens.text[first][0] == "و"
    return first > 0 and tokens.text[first - 1] == "و"


def listed(tokens: Tokens, bounds: Bounds, phrase: Phrase, after: int) -> bool:
    """Tell whether a number goes on with the verb of the one whose phrase ends at ``after``.

    ``توفي 22 شخصًا في إقليم الجبال، و13 شخصًا في الساحل``: people both times, the place
    between them, no verb.
    """
    first = bounds.first
    if phrase.group not in _PERSONS or not 0 <= first - after <= _GAP:
        return False
    if not joined(tokens, bounds):
        return False
    if first - after <= _TAIL:
        return True
    verbs = (governors("trigger"), governors("change"), governors("reach"), governors("stop"))
    for at in range(after, first):
        text = tokens.text[at]
        if tokens.kind[at] == "mark":
            if text in _HARD:
                return False
        elif any(text in table for table in verbs) or _is_verb(text):
            return False
    return True


def _is_verb(text: str) -> bool:
    readings = load_verbs("reporting_verbs", "verbs").read(text)
    return bool(readings) and all(reading.finite for reading in readings)


def left_over(tokens: Tokens, phrase: Phrase, last: int, highest: int) -> bool:
    """Tell whether a number is a part of the one before it: ``17 منهم``."""
    return phrase.how == "none" and last < highest and tokens.text[last] in governors("link")


def scaled(candidate: Candidate, phrase: Phrase, scale: int) -> int:
    """Return what an elliptic number is to be multiplied by: ``976 مليونًا بعدما كانت 619``."""
    bare = phrase.how == "none" and candidate.kind == "cardinal" and candidate.high < 1000
    return scale if bare else 1


def scale_of(candidate: Candidate) -> int:
    """Return the thousand or million that a number is counted in, 1 where it is in ones."""
    if candidate.kind != "cardinal" or candidate.last - candidate.core < 2:
        return 1
    scale = 1
    while candidate.low >= scale * 1000:
        scale *= 1000
    return scale
