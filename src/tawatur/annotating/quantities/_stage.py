"""Quantities of an article: candidates screened, bounded, given their noun and their sense."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from tawatur.annotating.document import Document
from tawatur.annotating.quantities._bounds import Bounds, after_noun, around, interval
from tawatur.annotating.quantities._candidates import Candidate, candidates
from tawatur.annotating.quantities._lexicons import duals, governors
from tawatur.annotating.quantities._neighbours import (
    CASUALTY,
    contrasts,
    joined,
    left_over,
    listed,
    scale_of,
    scaled,
)
from tawatur.annotating.quantities._phrases import Phrase, counted, without_clitics
from tawatur.annotating.quantities._screen import accepted, barred, is_age
from tawatur.annotating.quantities._sense import (
    Governed,
    behind,
    governed,
    predicate,
    what_of,
)
from tawatur.language import Tokens
from tawatur.records import Quantity, QuantityWhat, Time

__all__ = ["QuantityStage"]

# Tokens between two quantities of one list: بالإضافة إلى قتيلين.
_GAP = 6
_NAMED = frozenset({"killed", "injured", "injury", "arrested"})


class _Found(NamedTuple):
    """A quantity that was taken: where its extent and its phrase end, its sense, its sentence.

    ``scale`` is the thousand or million that it is counted in; ``named`` tells that its own noun
    gives the sense (قتيل), which no other number takes over;
    ``toll`` is the last sense of the sentence that is dead, injured or arrested.
    """

    last: int
    after: int
    what: str
    sentence: int
    scale: int
    named: bool
    toll: str


class _Reading(NamedTuple):
    """A candidate that is a quantity, with all that was read around it."""

    candidate: Candidate
    bounds: Bounds
    phrase: Phrase
    what: str
    effects: tuple[str, ...]
    age: bool


class QuantityStage:
    """Provides ``quantity`` records.

    Numbers inside ``time`` records are left to them, except ages. With ``singulars``, a bare
    singular behind a governing word (مقتل جندي) is a quantity of one as well, with ``singular``
    set; by default it is none.
    """

    def __init__(self, *, singulars: bool = False) -> None:
        self._singulars = singulars
        if singulars:
            self.version += "+singulars"

    name = "quantities"
    version = "3"
    requires: tuple[str, ...] = ("article", "sentence", "time")
    provides: tuple[str, ...] = ("quantity",)

    def __call__(self, document: Document) -> Sequence[Quantity]:
        """Return the quantities of the document, in the order of the text."""
        tokens = document.tokens
        found = candidates(tokens, singulars=self._singulars)
        if not found:
            return []
        inside = _inside_times(tokens, document.of(Time))
        starts = [tokens.at(sentence.start) for sentence in document.sentences]
        ends = [tokens.at(sentence.end) for sentence in document.sentences]
        records: list[Quantity] = []
        previous: _Found | None = None
        taken = 0
        for candidate in found:
            number = bisect_right(starts, candidate.first) - 1
            lowest, highest = (starts[number], ends[number]) if number >= 0 else (0, len(tokens))
            if candidate.first >= highest:
                continue
            if previous is not None and previous.sentence != number:
                previous = None
            reading = _read(tokens, candidate, inside, lowest, highest, previous, taken)
            if reading is None:
                continue
            candidate, bounds, phrase, what, effects, age = reading
            taken = bounds.last
            if not age:
                after = max(phrase.after, bounds.last)
                before = previous.toll if previous is not None else ""
                toll = what if what in CASUALTY else before
                previous = _Found(
                    last=bounds.last,
                    after=after,
                    what=what,
                    sentence=number,
                    scale=scale_of(candidate),
                    named=phrase.group in _NAMED,
                    toll=toll,
                )
            low, high, best, approx = interval(candidate, effects, share=what == "percent")
            unit = None
            if phrase.unit is not None:
                unit = document.text[
                    _begin(tokens, phrase.unit[0], phrase.how) : tokens.end[phrase.unit[1] - 1]
                ]
            of = None
            if phrase.of is not None and not age:
                of = document.span(
                    _begin(tokens, phrase.of[0], phrase.how), tokens.end[phrase.of[1] - 1]
                )
            records.append(
                Quantity(
                    id=document.id("n", len(records) + 1),
                    article=document.article.id,
                    start=bounds.start,
                    end=bounds.end,
                    text=document.text[bounds.start : bounds.end],
                    low=low,
                    high=high,
                    best=best,
                    approx=approx,
                    what=_WHATS[what],
                    unit=unit,
                    of=of,
                    age=age,
                    singular=candidate.kind == "singular",
                )
            )
        return records


_WHATS: dict[str, QuantityWhat] = {
    "killed": "killed",
    "injured": "injured",
    "arrested": "arrested",
    "troops": "troops",
    "attacks": "attacks",
    "money": "money",
    "percent": "percent",
    "count": "count",
    "distance": "distance",
    "other": "other",
}


def _begin(tokens: Tokens, index: int, how: str) -> int:
    """Return where a noun begins, without the particles written onto one before its number."""
    start = tokens.start[index]
    if how == "inside":
        skip = duals().get(tokens.text[index], ("", 0))[1]
    elif how == "before":
        text = tokens.text[index]
        skip = len(text) - len(without_clitics(text)) + text.startswith("لل")
    else:
        skip = 0
    return tokens.folded.start(tokens.folded.index(start) + skip) if skip else start


def _inside_times(tokens: Tokens, times: Sequence[Time]) -> frozenset[int]:
    return frozenset(index for time in times for index in tokens.within(time.start, time.end))


def _read(
    tokens: Tokens,
    candidate: Candidate,
    inside: frozenset[int],
    lowest: int,
    highest: int,
    previous: _Found | None,
    taken: int,
) -> _Reading | None:
    # What belongs to the quantity before (خمسة على الأقل) does not bound this one as well.
    bounds = around(tokens, candidate, max(lowest, taken), highest)
    phrase = counted(tokens, candidate, bounds.last, lowest, highest, inside)
    age = is_age(tokens, candidate, phrase, bounds.first, lowest, highest)
    if not age:
        if any(index in inside for index in range(candidate.first, candidate.last)):
            return None
        if barred(
            tokens,
            candidate,
            phrase,
            lowest,
            highest,
            inside,
            bounded=bounds.first < candidate.first,
        ):
            return None
    noun = phrase.how != "none"
    floor = lowest if previous is None else previous.last
    cause = governed(tokens, bounds.first, floor, inside, phrase)
    unit_end = phrase.unit[1] if phrase.unit is not None and noun else 0
    follows = behind(tokens, max(unit_end, bounds.last), highest, inside)
    inherited = _inherited(tokens, bounds.first, previous, noun=noun)
    if previous is not None and previous.toll and left_over(tokens, phrase, bounds.last, highest):
        inherited = previous.toll
    elif previous is not None and not inherited and _hands_on(previous):
        goes_on = listed(tokens, bounds, phrase, previous.after)
        inherited = previous.what if goes_on else ""
    own = predicate(tokens, max(unit_end, phrase.after, bounds.last), highest, inside)
    if own and joined(tokens, bounds):
        # 25 جنديًا قُتلوا و53 آخرين أصيبوا
        cause, inherited, follows = Governed("", "", 99), "", own
    earlier = previous is not None and contrasts(tokens, candidate, bounds.first, floor)
    if earlier and previous is not None and _same_thing(phrase):
        candidate = _times(candidate, scaled(candidate, phrase, previous.scale))
        cause, inherited = Governed("", "", 99), previous.what
    if inherited and cause.role == "trigger" and _before(tokens, bounds.first, previous):
        cause = Governed("", "", 99)
    effects = bounds.effects
    if not effects or effects == ("about",):
        late = after_noun(tokens, max(phrase.after, bounds.last), highest) if noun else ""
        effects = (*effects, late) if late else effects
    if not age and not accepted(
        tokens,
        candidate,
        phrase,
        cause,
        follows,
        effects,
        bounds,
        lowest,
        highest,
        continues=bool(inherited),
    ):
        return None
    handed = previous.what if previous is not None else ""
    if cause.group == "inherit":
        inherited = inherited or handed
    what = (
        "count"
        if age
        else what_of(tokens, candidate, phrase, cause, follows, inherited, lowest, highest, handed)
    )
    return _Reading(candidate, bounds, phrase, what, effects, age)


def _hands_on(previous: _Found) -> bool:
    """Tell whether a quantity has its sense from a verb that the next may share."""
    return previous.what in CASUALTY and not previous.named


def _same_thing(phrase: Phrase) -> bool:
    """Tell whether a figure may count what the one before it counts: bare, or people again."""
    return phrase.how == "none" or phrase.group in ("person", "force")


def _times(candidate: Candidate, scale: int) -> Candidate:
    if scale == 1:
        return candidate
    return replace(candidate, low=candidate.low * scale, high=candidate.high * scale)


def _before(tokens: Tokens, first: int, previous: _Found | None) -> bool:
    """Tell whether no governing word stands between the quantity before and this one."""
    if previous is None:
        return False
    triggers = governors("trigger")
    return not any(text in triggers for text in tokens.text[previous.after : first])


def _inherited(tokens: Tokens, first: int, previous: _Found | None, *, noun: bool) -> str:
    """Return the sense handed on from the quantity before by coordination, or ''."""
    if previous is None or first < previous.after:
        return ""
    frame, texts = governors("frame"), tokens.text
    gap = range(previous.after, first)
    if len(gap) > _GAP:
        return ""
    if all(texts[at] in ("و", "،", ",", '"', "«", "»") for at in gap):
        return previous.what
    if any(frame.get(texts[at]) == "plus" for at in gap):
        return previous.what
    if not noun and frame.get(texts[first - 1]) in ("to", "of"):
        return previous.what
    return ""
