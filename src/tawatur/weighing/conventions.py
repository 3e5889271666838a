"""Numbers for open and vague figures by the conventions of ACLED and UCDP GED.

Event data sets need a number where a report says *dozens*, *at least 30* or *between 10 and 20*.
Their codebooks say which (:file:`number_conventions.tsv`). The reading of the text stays as it
is; what the codebook makes of it stands beside it, with its rule, in ``Figure.coded``. Nothing is
coded unless a convention is asked for.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

import msgspec

from tawatur.errors import InputError, LexiconError
from tawatur.language import lexicon
from tawatur.records import Claim, Coded, Dispute, Figure, Number
from tawatur.weighing.situation import Situation

__all__ = ["CONVENTIONS", "apply_convention", "citation", "code"]

CONVENTIONS = ("acled", "ucdp")
Reading = Literal[
    "exact",
    "about",
    "at_least",
    "more_than",
    "at_most",
    "range",
    "plural",
    "several",
    "several_of",
]
_LEXICON = "number_conventions"
# The codebooks count deaths; other counts can be read in the same way, measures cannot.
_DEATHS = "killed"
_COUNTS = frozenset({_DEATHS, "injured", "arrested", "troops", "attacks", "count"})
_BY_ANALOGY = "; a rule for deaths, by analogy"


class _Rule(NamedTuple):
    low: str
    best: str
    high: str
    rule: str


def citation(convention: str) -> str:
    """Return the codebook that a convention is taken from, with its edition.

    Raises :class:`InputError` when there is no such convention.
    """
    _check(convention)
    return lexicon.load(_LEXICON).head[convention]


def apply_convention(situation: Situation, convention: str) -> Situation:
    """Return the situation with every counted figure coded by ``convention``.

    Claims, disputes and their order stay as they are: what contradicts what is judged on what
    the texts say, not on what a codebook makes of it. Raises :class:`InputError` when there is no
    such convention.
    """
    _check(convention)
    claims = tuple(_coded_claim(claim, convention) for claim in situation.claims)
    figures = {claim.id: claim.value for claim in claims}
    disputes = tuple(_coded_dispute(dispute, figures) for dispute in situation.disputes)
    return msgspec.structs.replace(
        situation, claims=claims, disputes=disputes, convention=convention
    )


def code(figure: Figure, what: str | None, convention: str) -> Coded | None:
    """Return what a codebook makes of a figure, or ``None`` where it is no count.

    Args:
        figure: The answer of a claim.
        what: The kind of quantity.
        convention: ``acled`` or ``ucdp``.

    Raises :class:`InputError` when there is no such convention.
    """
    _check(convention)
    reading = _reading(figure) if what in _COUNTS else None
    if reading is None:
        return None
    rule = _rules()[convention, reading]
    return Coded(
        convention=convention,
        low=_number(rule.low, figure, reading),
        best=_number(rule.best, figure, reading),
        high=_number(rule.high, figure, reading),
        rule=rule.rule if what == _DEATHS else rule.rule + _BY_ANALOGY,
    )


def _check(convention: str) -> None:
    if convention not in CONVENTIONS:
        known = ", ".join(CONVENTIONS)
        raise InputError(f"there is no convention {convention!r}; there are {known}")


@cache
def _rules() -> dict[tuple[str, str], _Rule]:
    return {
        (row["convention"], row["reading"]): _Rule(
            row["low"], row["best"], row["high"], row["rule"]
        )
        for row in lexicon.load(_LEXICON).rows
    }


def _coded_claim(claim: Claim, convention: str) -> Claim:
    coded = code(claim.value, claim.what, convention)
    if coded is None:
        return claim
    return msgspec.structs.replace(claim, value=msgspec.structs.replace(claim.value, coded=coded))


def _coded_dispute(dispute: Dispute, figures: dict[str, Figure]) -> Dispute:
    """Return a dispute whose values are coded as the claims are that they repeat."""
    values = tuple(
        msgspec.structs.replace(
            value, value=msgspec.structs.replace(value.value, coded=figures[value.claim].coded)
        )
        if value.claim in figures
        else value
        for value in dispute.values
    )
    return msgspec.structs.replace(dispute, values=values)


def _reading(figure: Figure) -> Reading | None:
    """Return how the report gives a figure, or ``None`` where it is no number."""
    low, best, high = figure.low, figure.best, figure.high
    if best is not None:
        if figure.approx:
            return "about"
        return "exact" if high is not None else "at_least"
    if low is None or high is None:
        return "more_than" if low is not None else "at_most" if high is not None else None
    if not figure.approx:
        return "range"
    # Vague words are intervals of a shape of their own: several are 3 to 9 of a unit, the plural
    # of a unit is 2 to just under 10 of it (20 to 99; 20,000 to 99,000).
    if high == 3 * low:
        return "several" if low == 3 else "several_of"
    return "plural" if 4.5 * low <= high < 5 * low else "range"


def _unit(reading: Reading, low: Number) -> Number:
    """Return what a vague word counts in: of hundreds (200 to 999) that is 100."""
    unit = low / (2 if reading == "plural" else 3)
    return int(unit) if unit == int(unit) else unit


def _number(cell: str, figure: Figure, reading: Reading) -> Number | None:
    if cell == "unit":
        return None if figure.low is None else _unit(reading, figure.low)
    own = {"": None, "low": figure.low, "best": figure.best, "high": figure.high}
    if cell in own:
        return own[cell]
    if not cell.isdigit():
        raise LexiconError(f"lexicon {_LEXICON!r}: {cell!r} is neither a number nor a bound")
    return int(cell)
