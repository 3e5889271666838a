"""Figures that add up: the dead and wounded counted together against each counted apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from tawatur.records import Article, Claim, Dispute, QuantityWhat
from tawatur.weighing.claims import Question
from tawatur.weighing.context import Context
from tawatur.weighing.disputes import make_dispute, side_by_side
from tawatur.weighing.likeness import ACCEPT, Likeness, other_side
from tawatur.weighing.succession import ordered
from tawatur.weighing.together import is_together
from tawatur.weighing.values import Interval, interval_of_quantity

__all__ = ["combined_disputes"]

# A sum may be off by this share: «about 50» together, 30 dead and 18 wounded apart.
_SLACK = 0.1
_WHY = "the dead and wounded counted together do not agree with those counted apart"


def combined_disputes(
    contexts: Iterable[Context],
    questions: Sequence[Question],
    articles: Mapping[str, Article],
    likeness: Likeness,
) -> list[Dispute]:
    """Return the disputes between a figure of dead and wounded and the two counted apart.

    The two counted apart are those of one sentence; the figure counted together is compared with
    their sum, when it is of the same side and happening as the dead are.
    """
    by_id = likeness.by_id
    claim_of = {
        statement.record: claim
        for question in questions
        for claim in question.claims
        for statement in claim.statements
    }
    together = [
        by_id[c.quantity.id]
        for c in contexts
        if c.quantity.best is not None
        and c.quantity.what == "other"
        and is_together(c, articles[c.quantity.article].text)
    ]
    if not together:
        return []
    known = {context.quantity.id for context in together}
    apart = _apart([c for key, c in sorted(by_id.items()) if key not in known])
    groups: dict[str, dict[str, Claim]] = defaultdict(dict)
    for one in together:
        whole = claim_of[one.quantity.id]
        for dead, hurt in apart:
            parts = claim_of[dead.quantity.id], claim_of[hurt.quantity.id]
            if (
                whole not in parts
                and _differ(one, dead, hurt)
                and _one_happening(one, dead, likeness)
                and not any(side_by_side(whole, part) for part in parts)
            ):
                groups[whole.id] |= {claim.id: claim for claim in (whole, *parts)}
    found = []
    for key in sorted(groups):
        about = groups[key][key].about
        found.append(
            make_dispute(about, "figure", ordered(list(groups[key].values())), articles, _WHY)
        )
    return found


def _apart(contexts: Iterable[Context]) -> list[tuple[Context, Context]]:
    """Return the dead and wounded of one sentence."""
    by_sentence: dict[str, dict[str, list[Context]]] = defaultdict(lambda: defaultdict(list))
    for context in contexts:
        if not context.part and not context.period:
            by_sentence[context.sentence][context.quantity.what].append(context)
    return [
        (kinds["killed"][0], kinds["injured"][0])
        for _, kinds in sorted(by_sentence.items())
        if len(kinds["killed"]) == 1 == len(kinds["injured"])
    ]


def _differ(one: Context, dead: Context, hurt: Context) -> bool:
    """Tell whether a sum cannot be what is counted together."""
    whole = interval_of_quantity(one.quantity)
    parts = [interval_of_quantity(c.quantity) for c in (dead, hurt)]
    least = sum(part.low for part in parts)
    most = sum(min(part.high, 2 * part.low) for part in parts)
    total = Interval((1 - _SLACK) * least, (1 + _SLACK) * most)
    return not total.meets(whole)


def _one_happening(one: Context, dead: Context, likeness: Likeness) -> bool:
    """Tell whether a figure counted together is of the happening that the dead are of."""
    if one.quantity.article == dead.quantity.article or other_side(one, dead):
        return False
    what: QuantityWhat = "killed"
    as_dead = one._replace(quantity=msgspec.structs.replace(one.quantity, what=what))
    return likeness.between(as_dead, dead) >= ACCEPT
