"""Whether a figure counts the dead, or the dead and wounded together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tawatur.language import Tokens, fold_text, lexicon, tokenize
from tawatur.weighing.context import Context

__all__ = ["is_together", "names_dead"]

# Words to either side of a figure among which the two words for dead and wounded stand.
_REACH = 5
_CHARACTERS = 60


@cache
def _casualties() -> Mapping[str, str]:
    rows = lexicon.load("governing_words").rows
    # «A toll» counts the dead where nothing else is said; it does not say so.
    tolls = {row["form"] for row in rows if row["role"] == "toll"}
    verbs = {
        fold_text(row["form"]): row["class"]
        for row in rows
        if row["class"] in ("killed", "injured") and row["form"] not in tolls
    }
    nouns = {
        fold_text(form): "injured" if row["class"].startswith("injur") else "killed"
        for row in lexicon.load("counted_nouns").rows
        if row["class"] in ("killed", "injured", "injury")
        for form in f"{row['singular']} {row['plural']}".split()
    }
    return verbs | nouns


def is_together(context: Context, text: str) -> bool:
    """Tell whether a figure counts the dead and wounded together (قتل وجرح 50)."""
    quantity = context.quantity
    if quantity.what == "arrested":
        return False
    before = tokenize(
        text[max(0, quantity.start - _CHARACTERS) : quantity.start].rpartition("\n")[2]
    )
    behind = tokenize(text[quantity.end : quantity.end + _CHARACTERS].partition("\n")[0])
    # Before a figure, «they died and wounded were 20» has the same two words: there the stage that
    # typed the figure knows whether the second word alone governs it.
    open_ = quantity.what in ("other", "count")
    near = range(max(0, len(before) - _REACH), len(before) - 1) if open_ else ()
    # A number behind or between them is that of one of the two (لقوا مصرعهم وأصيب 20).
    return any(_both(before, at) and "number" not in before.kind[at:] for at in near) or any(
        _both(behind, at) and "number" not in behind.kind[: at + 3]
        for at in range(min(_REACH, len(behind)) - 1)
    )


def names_dead(context: Context, text: str) -> bool:
    """Tell whether the words around a figure say that those it counts died."""
    quantity = context.quantity
    before = text[max(0, quantity.start - _CHARACTERS) : quantity.start].rpartition("\n")[2]
    behind = text[quantity.end : quantity.end + _CHARACTERS].partition("\n")[0]
    words = (*tokenize(before).text, *tokenize(behind).text[:_REACH])
    return any(_kind(word) == "killed" for word in words)


def _both(tokens: Tokens, at: int) -> bool:
    """Tell whether a word for the dead and one for the wounded stand side by side, joined."""
    one, other = tokens.text[at], tokens.text[at + 1]
    return other[:1] == "و" and {_kind(one), _kind(other[1:])} == {"killed", "injured"}


def _kind(word: str) -> str | None:
    known = _casualties()
    bare = word.removeprefix("و").removeprefix("ال")
    # The accusative of a noun ends in an alef (قتيلا وجريحا).
    return known.get(word) or known.get(bare) or known.get(bare.removesuffix("ا"))
