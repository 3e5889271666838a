"""Places that no list knows, told by what the article says of them.

An article about an unlisted country gives it away: it bears a dateline, it has an adjective of its
own (القرمانية beside قرمان), or it stands again and again behind prepositions of place.
"""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.annotating.mentions.context import Context
from tawatur.annotating.mentions.gazetteer import index, place_words
from tawatur.annotating.mentions.ordinary import ARTICLE
from tawatur.annotating.mentions.parts import is_strange
from tawatur.annotating.mentions.proposals import Proposal

__all__ = ["Datelines", "UnlistedPlaces"]

# Below every chain of names and every list; a place that stands behind prepositions only is also
# below an unknown word behind a verb of saying (0.6).
_SHOWN, _LIKELY = 0.65, 0.55
# A word that stands behind a preposition this often, with others of its kind, is no misprint.
_TIMES = 2
_ENDINGS = ("ي", "يه", "يين", "يون", "يتين", "يان")
_MARKS = frozenset("-–—:/")


class UnlistedPlaces:
    """Proposes all occurrences of an unknown word that the article shows to be a place."""

    name = "unlisted/1"

    def __call__(self, context: Context) -> Iterator[Proposal]:
        """Yield the occurrences, in the order of the text."""
        seen: dict[str, list[tuple[int, int]]] = {}
        behind: dict[str, int] = {}
        texts = context.vocabulary
        for at in range(len(context)):
            for skip, form in _forms(context, at):
                seen.setdefault(form, []).append((at, skip))
                if _behind_place(context, at, skip):
                    behind[form] = behind.get(form, 0) + 1
        lines = _datelines(context)
        for form in sorted(seen):
            places = seen[form]
            # بفلان: the letters are a clitic only where the rest stands by itself too.
            if form not in texts:
                continue
            often = (
                behind.get(form, 0) >= _TIMES
                and len(places) > _TIMES
                and is_strange(form)
                and not context.words[places[0][0]].derived
            )
            own = _has_adjective(form, texts) and any(_acts(context, *one) for one in places)
            if not (form in lines or often or own):
                continue
            weight = _SHOWN if own or form in lines else _LIKELY
            for at, skip in places:
                yield Proposal(at, at + 1, skip, "LOC", weight, self.name)


def _forms(context: Context, at: int) -> Iterator[tuple[int, str]]:
    """Yield the clitics and the rest of an unknown word; the rest is unknown without them."""
    word = context.words[at]
    if not word.unknown or word.definite or word.verb or not word.text.isalpha():
        return
    for skip, form in word.readings:
        if len(form) > 3 and not form.startswith(ARTICLE):
            yield skip, form


def _behind_place(context: Context, at: int, skip: int) -> bool:
    if skip:
        return context.text[at][skip - 1] == "ب"
    return at > 0 and not context.breaks[at] and context.text[at - 1] in place_words()


def _acts(context: Context, at: int, skip: int) -> bool:
    """Tell whether a word stands where a place does: behind its preposition, or as a subject."""
    if _behind_place(context, at, skip):
        return True
    if skip:
        return False
    after = context.word(at + 1)
    if after is not None and after.verb and after.text.endswith("ت"):
        return True
    before = context.words[at - 1] if at and not context.breaks[at] else None
    if before is not None and before.role is not None and before.role[1].kind == "office":
        return True
    return before is not None and before.verb and "ت" in (before.text[0], before.text[-1])


def _has_adjective(form: str, texts: frozenset[str]) -> bool:
    """Tell whether the article has the definite adjective of a place: قرمان, القرمانية."""
    base = form[:-1] if form[-1] in "اه" else form
    return any(
        clitic + base + ending in texts
        for ending in _ENDINGS
        for clitic in (ARTICLE, "لل", "وال", "بال")
    )


def _datelines(context: Context) -> frozenset[str]:
    """Return the unknown words that stand alone before the dash or colon of a dateline."""
    found: set[str] = set()
    for at in range(len(context)):
        if not context.breaks[at] or at + 1 >= len(context):
            continue
        word = context.words[at]
        mark = context.text[at + 1]
        if mark not in _MARKS or not word.unknown or word.definite:
            continue
        if at + 2 < len(context) and not context.breaks[at + 2]:
            found.add(word.text)
    return frozenset(found)


class Datelines:
    """Proposes the medium behind the place of a dateline: «قرمانة: «الأفق»»."""

    name = "datelines/1"

    def __call__(self, context: Context) -> Iterator[Proposal]:
        """Yield at most one proposal a line."""
        for at in range(len(context) - 2):
            if not context.breaks[at]:
                continue
            place = index().thing(context, at)
            last = place[0] if place is not None and place[2].type == "LOC" else at + 1
            word = context.words[at]
            if place is None and (not word.unknown or word.definite):
                continue
            if last + 1 >= len(context) or context.text[last] not in _MARKS:
                continue
            found = _medium(context, last + 1)
            if found is not None:
                yield Proposal(*found, 0, "ORG", 0.6, self.name)


def _medium(context: Context, at: int) -> tuple[int, int] | None:
    """Return the quoted name at ``at``, or definite words that fill the place of one."""
    last = at + context.opens(at)
    first = last
    while last < len(context) and last < first + 3 and not context.breaks[last]:
        word = context.words[last]
        if context.tokens.kind[last] != "word" or word.particle:
            break
        if first == at and not (word.definite and word.text.startswith(ARTICLE)):
            break
        last += 1
    if last == first or (first > at and not context.closes(last)):
        return None
    if first == at and not (
        last >= len(context) or context.breaks[last] or context.text[last] in _MARKS
    ):
        return None
    if context.words[first].role is not None or (first == at and context.words[first].adjective):
        return None
    return first, last
