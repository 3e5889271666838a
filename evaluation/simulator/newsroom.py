"""What a newsroom does to lines that it did not write."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from functools import cache

from evaluation.simulator.data_files import rows
from evaluation.simulator.habits import Habits, Outlet
from evaluation.simulator.phrases import Count, Piece, Tag
from evaluation.simulator.writing import Fact, Line

__all__ = ["rework"]

# Headlines are written anew more often than sentences.
_HEADLINE = 3.0
Remake = Callable[[Fact], Line]


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of all words that have a synonym, and what may stand for each."""
    other: dict[str, str] = {}
    for row in rows("synonyms"):
        other.setdefault(row["a"], row["b"])
        other.setdefault(row["b"], row["a"])
    words = "|".join(map(re.escape, sorted(other, key=lambda word: (-len(word), word))))
    return re.compile(rf"(?<!\w)(و?)({words})(?!\w)"), other


def rework(
    lines: Sequence[Line],
    outlet: Outlet,
    habits: Habits,
    rng: random.Random,
    nouns: dict[str, tuple[str, ...]],
    remake: Remake,
) -> list[Line]:
    """Return the lines as an outlet prints them.

    Args:
        lines: headline and body of what it took.
        outlet: who prints.
        habits: rates at the world's noise.
        rng: where choices come from.
        nouns: the nouns under which each question's things may be counted.
        remake: writes a sentence of the same fact anew.
    """
    headline, lead, *body = lines
    kept = [
        line
        for at, line in enumerate(body)
        if rng.random() >= outlet.rate(habits.cut) * (0.5 + at / max(1, len(body)))
    ]
    if len(kept) > 2 and rng.random() < outlet.rate(habits.reorder):
        rng.shuffle(kept)
    found = [_reworded(headline, rng, outlet.rate(_HEADLINE * habits.reword), remake)]
    for line in (lead, *kept):
        copy = _reworded(line, rng, outlet.rate(habits.reword), remake)
        pieces = copy.pieces
        attributed = copy.attributed
        tags = [piece for piece in pieces if isinstance(piece, Tag)]
        if tags and rng.random() < outlet.rate(habits.drop_attribution):
            pieces = tuple(piece for piece in pieces if not isinstance(piece, Tag))
            # A sentence that loses its credit alone still says whose figure it gives.
            attributed = attributed and all(tag.credit for tag in tags)
        pieces = tuple(_edited(piece, outlet, habits, rng, nouns) for piece in pieces)
        found.append(copy._replace(pieces=pieces, attributed=attributed))
    return found


def _reworded(line: Line, rng: random.Random, rate: float, remake: Remake) -> Line:
    if line.fact is None or rng.random() >= rate or _garbled(line):
        return line
    if not line.attributed and line.role != "headline":
        # Who reads a sentence whose attribution was cut cannot put it back.
        return line
    fresh = remake(line.fact)
    return line._replace(pieces=fresh.pieces, attributed=fresh.attributed, reworded=True)


def _garbled(line: Line) -> bool:
    """Tell whether a figure went wrong on the way; the facts do not hold what the text says."""
    return any(isinstance(piece, Count) and piece.garbled for piece in line.pieces)


def _edited(
    piece: Piece,
    outlet: Outlet,
    habits: Habits,
    rng: random.Random,
    nouns: dict[str, tuple[str, ...]],
) -> Piece:
    if isinstance(piece, Count):
        return _recounted(piece, habits, rng, nouns)
    if isinstance(piece, str):
        return _substituted(piece, outlet.rate(habits.substitute), rng)
    return piece


def _recounted(
    count: Count, habits: Habits, rng: random.Random, nouns: dict[str, tuple[str, ...]]
) -> Count:
    known = nouns.get(count.question, ())
    if count.noun in known and rng.random() < habits.renoun:
        count = count._replace(noun=rng.choice(known))
    if not count.bare and rng.random() < habits.mistake:
        wrong = _wrong(count.value, rng)
        if wrong != count.value:
            meant = count.value if count.meant is None else count.meant
            count = count._replace(value=wrong, meant=meant)
    return count


def _wrong(value: int, rng: random.Random) -> int:
    """Return a number as a tired desk types it: digits swapped, or one of them off."""
    digits = list(str(value))
    if len(digits) > 1 and digits[0] != digits[1] and "0" not in digits[:2]:
        digits[0], digits[1] = digits[1], digits[0]
        return max(3, int("".join(digits)))
    return max(3, value + rng.choice((-1, 1, 10)))


def _substituted(text: str, rate: float, rng: random.Random) -> str:
    if rate <= 0:
        return text
    pattern, other = _synonyms()

    def replaced(match: re.Match[str]) -> str:
        if rng.random() >= rate:
            return match.group()
        return match.group(1) + other[match.group(2)]

    return pattern.sub(replaced, text)
