"""Places that no list knows, told by what the article says of them.

An article about an unlisted country gives it away: it bears a dateline, it has an adjective of its
own (القرمانية beside قرمان), or it stands again and again behind prepositions of place.
"""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.annotating.mentions.context import Context
from tawatur.annotating.mentions.gazetteer import place_words
from tawatur.annotating.mentions.ordinary import ARTICLE
from tawatur.annotating.mentions.people import is_strange
from tawatur.annotating.mentions.proposals import Proposal

__all__ = ["UnlistedPlaces"]

# Below every chain of names and every list; over the bar.
_WEIGHT = 0.55
# A word that stands behind a preposition this often, with others of its kind, is no misprint.
_TIMES = 2
_ENDINGS = ("ي", "يه", "يين", "يون", "يتين", "يان")
# Tokens between the beginning of a line and the mark that ends its dateline.
_DATELINE = 2


class UnlistedPlaces:
    """Proposes all occurrences of an unknown word that the article shows to be a place."""

    name = "unlisted/1"

    def __call__(self, context: Context) -> Iterator[Proposal]:
        """Yield the occurrences, in the order of the text."""
        seen: dict[str, list[tuple[int, int]]] = {}
        behind: dict[str, int] = {}
        texts = set(context.text)
        for at in range(len(context)):
            for skip, form in _forms(context, at):
                seen.setdefault(form, []).append((at, skip))
                if _behind_place(context, at, skip):
                    behind[form] = behind.get(form, 0) + 1
        lines = _datelines(context)
        for form in sorted(seen):
            places = seen[form]
            adjective = _has_adjective(form, texts) and any(not skip for _, skip in places)
            often = behind.get(form, 0) >= _TIMES and len(places) > _TIMES
            if not (form in lines or adjective or often):
                continue
            for at, skip in places:
                yield Proposal(at, at + 1, skip, "LOC", _WEIGHT, self.name)


def _forms(context: Context, at: int) -> Iterator[tuple[int, str]]:
    """Yield the clitics and the rest of an unknown word; the rest is unknown without them."""
    word = context.words[at]
    if not word.unknown or word.definite or word.verb or not word.text.isalpha():
        return
    if _strange(word.text):
        yield 0, word.text
    for skip, form in word.readings:
        if skip and len(form) > 3 and _strange(form) and not form.startswith(ARTICLE):
            yield skip, form


def _strange(text: str) -> bool:
    return len(text) > 3 and (is_strange(text) or text[0] in "ستم")


def _behind_place(context: Context, at: int, skip: int) -> bool:
    if skip:
        return context.text[at][skip - 1] == "ب"
    return at > 0 and not context.breaks[at] and context.text[at - 1] in place_words()


def _has_adjective(form: str, texts: set[str]) -> bool:
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
        # A dateline goes on with a source, a date or the text, and its word comes again or is
        # followed by a quoted name.
        if mark not in ("-", "–", "—", ":", "/") or not word.unknown or word.definite:
            continue
        if at + 2 < len(context) and not context.breaks[at + 2]:
            found.add(word.text)
    return frozenset(found)
