"""The size of a place, given as a surface or by its two sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple

from tawatur.language import fold_text, lexicon, tokenize
from tawatur.records import Article, Claim, Dispute, Figure
from tawatur.weighing.claims import Question, make_claim
from tawatur.weighing.context import Context
from tawatur.weighing.disputes import make_dispute, side_by_side
from tawatur.weighing.origins import Origins, Said

__all__ = ["area_claims"]

_BEFORE = 60
_BEHIND = 30
_WORDS = 7
# Sizes given in round numbers differ by as much.
_SLACK = 0.25
_WHY = "the sizes given for one place differ"


class _Area(NamedTuple):
    context: Context
    low: float
    high: float


@cache
def _words(kind: str) -> frozenset[str]:
    rows = lexicon.load("area_words").rows
    return frozenset(fold_text(row["form"]) for row in rows if row["kind"] == kind)


def area_claims(
    contexts: Sequence[Context],
    questions: Sequence[Question],
    articles: Mapping[str, Article],
    origins: Origins,
    said: Mapping[str, Said],
) -> tuple[list[Claim], list[Dispute]]:
    """Return claims of sizes given by two sides, and the disputes between sizes of one place."""
    claim_of = {
        statement.record: claim
        for question in questions
        for claim in question.claims
        for statement in claim.statements
    }
    lengths = [c for c in contexts if c.quantity.best is not None and c.quantity.what in _KINDS]
    made: list[Claim] = []
    sizes: list[tuple[_Area, Claim]] = []
    for area in _surfaces(lengths, articles):
        sizes.append((area, claim_of[area.context.quantity.id]))
    for one, other in pairwise(lengths):
        if one.sentence != other.sentence or not _are_sides(one, other, articles):
            continue
        a, b = one.quantity, other.quantity
        value = float(a.best or 0) * float(b.best or 0)
        text = articles[a.article].text[a.start : b.end]
        first = said[a.id]._replace(end=b.end)
        figure = Figure(low=value, best=value, high=value, approx=a.approx or b.approx, text=text)
        claim = make_claim(claim_of[a.id].about, "other", figure, [first], articles, origins)
        made.append(claim)
        sizes.append((_Area(one, value, value), claim))
    disputes = []
    for (a_size, a_claim), (b_size, b_claim) in combinations(sizes, 2):
        if (
            a_claim.id != b_claim.id
            and _one_place(a_size.context, b_size.context)
            and (a_size.low > b_size.high * (1 + _SLACK) or b_size.low > a_size.high * (1 + _SLACK))
            and not side_by_side(a_claim, b_claim)
        ):
            pair = sorted((a_claim, b_claim), key=lambda claim: (claim.first or "9", claim.id))
            disputes.append(make_dispute(pair[0].about, "figure", pair, articles, _WHY))
    unique = {dispute.id: dispute for dispute in disputes}
    return made, [unique[key] for key in sorted(unique)]


_KINDS = frozenset({"distance", "other", "count"})


def _surfaces(contexts: Sequence[Context], articles: Mapping[str, Article]) -> list[_Area]:
    found = []
    for context in contexts:
        quantity = context.quantity
        text = articles[quantity.article].text
        before = tokenize(text[max(0, quantity.start - _BEFORE) : quantity.start]).text[-_WORDS:]
        behind = tokenize(text[quantity.end : quantity.end + _BEHIND]).text[:2]
        inside = tokenize(quantity.text).text
        square = any(word in _words("square") for word in (*inside, *behind))
        named = any(word in _words("area") for word in before)
        if square or (named and quantity.what == "distance"):
            value = float(quantity.best or 0)
            # «More than 15»: by how much is not said, but seldom by as much again.
            high = value if quantity.high is not None else 2 * value
            found.append(_Area(context, float(quantity.low or value), high))
    return found


def _are_sides(one: Context, other: Context, articles: Mapping[str, Article]) -> bool:
    """Tell whether two figures of a sentence are length and width."""
    text = articles[one.quantity.article].text
    before = tokenize(text[max(0, one.quantity.start - _BEFORE) : one.quantity.start]).text[-3:]
    between = tokenize(text[one.quantity.end : other.quantity.start][:_BEFORE]).text
    first = {kind for kind in ("length", "width") if set(before) & _words(kind)}
    second = {kind for kind in ("length", "width") if set(between) & _words(kind)}
    return len(first) == 1 == len(second) and first != second


def _one_place(a: Context, b: Context) -> bool:
    return bool(a.places & b.places) or bool(a.loci & b.loci)
