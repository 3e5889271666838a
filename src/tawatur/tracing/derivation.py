"""Judgements on a pair of texts: does one derive, how much of it, and which way."""

from __future__ import annotations

from typing import Literal

from tawatur.records import Derivation, Direction
from tawatur.tracing.comparison import Comparison, Coverage
from tawatur.tracing.credits import Credits, is_agency
from tawatur.tracing.precedence import days_between, is_later
from tawatur.tracing.settings import TraceSettings
from tawatur.tracing.texts import TracedText

__all__ = [
    "derivation_between",
    "derivation_record",
    "direction_between",
    "direction_by_credit",
    "is_derived",
    "oriented",
]

Class = Literal["wholly", "partially"]

# Days apart up to which two outlets that name no source most likely drew on a third text.
_SAME_TIME = 2


def is_derived(comparison: Comparison, settings: TraceSettings) -> bool:
    """Tell whether the two texts share news copy, not only an event or a formula."""
    if (
        comparison.evidence >= settings.pair_weight
        and comparison.strongest >= settings.passage_weight
    ):
        return True
    if _named(comparison) or _named(comparison.turned()):
        best = max(comparison.coverage_a.content, comparison.coverage_b.content)
        return best >= settings.wholly_named
    return any(
        coverage.content >= settings.wholly and comparison.strongest >= settings.passage_weight
        for coverage in (comparison.coverage_a, comparison.coverage_b)
        if coverage.weight
    )


def derivation_between(comparison: Comparison, settings: TraceSettings) -> Class | None:
    """Return METER's class of ``comparison.b`` given ``comparison.a``, ``None`` for none."""
    if not is_derived(comparison, settings):
        return None
    coverage = comparison.coverage_b
    if _named(comparison):
        return "wholly" if coverage.content >= settings.wholly_named else "partially"
    return "wholly" if _is_wholly(coverage, settings) else "partially"


def _is_wholly(coverage: Coverage, settings: TraceSettings) -> bool:
    return (
        coverage.content >= settings.wholly
        and coverage.missing <= settings.missing_sentence * coverage.weight
    )


def _named(comparison: Comparison) -> bool:
    """Tell whether ``b`` names the outlet of ``a`` in its text."""
    return comparison.b.names(comparison.a)


def oriented(comparison: Comparison) -> Comparison:
    """Return the comparison with the text that holds more of the other as ``a``.

    Where both hold as much, the earlier published comes first, then the one with the lesser id.
    """
    into_b, into_a = comparison.coverage_b.content, comparison.coverage_a.content
    if abs(into_b - into_a) >= 0.02:
        return comparison if into_b > into_a else comparison.turned()
    first, second = comparison.a.article, comparison.b.article
    key = ((first.published or "~"), first.id), ((second.published or "~"), second.id)
    return comparison if key[0] <= key[1] else comparison.turned()


def direction_between(comparison: Comparison) -> tuple[Direction | None, str]:
    """Return which text is the source of the other, or that both have a third, and why.

    An explicit credit beats a likelihood; between outlets that name no source within a few days
    of each other a third text is the likeliest. No text is the source of one that was published
    before it.
    """
    named = direction_by_credit(comparison)
    if named is not None:
        return named
    a, b = comparison.a, comparison.b
    wire = _from_agency(a, b)
    if wire is not None:
        return wire
    third = _third(a.credits, b.credits)
    if third is not None:
        return "common", third
    return _by_time(comparison)


def direction_by_credit(comparison: Comparison) -> tuple[Direction, str] | None:
    """Return the direction where one text names the outlet of the other, and why.

    Who names the outlet of a later text took an earlier one of that outlet, which is a third to
    both.
    """
    a, b = comparison.a, comparison.b
    earlier: str | None = None
    for source, taker, way in ((a, b, "a>b"), (b, a, "b>a")):
        outlet = source.outlet
        if outlet is None or outlet == taker.outlet:
            continue
        if outlet in taker.credits.names:
            says = taker.article.id
        elif outlet in taker.credits.byline:
            says = f"the byline of {taker.article.id}"
        else:
            continue
        if not is_later(source.article, taker.article):
            return _way(way), f"{says} names {outlet}, the outlet of {source.article.id}"
        earlier = (
            f"{says} names {outlet}, whose {source.article.id} was published later: "
            "both from an earlier text"
        )
    return None if earlier is None else ("common", earlier)


def _from_agency(a: TracedText, b: TracedText) -> tuple[Direction, str] | None:
    """Return the direction when one of the two is an agency's own copy and the other is not."""
    if a.is_agency == b.is_agency:
        return None
    agency, taker, way = (a, b, "a>b") if a.is_agency else (b, a, "b>a")
    if any(map(is_agency, (*taker.credits.names, *taker.credits.byline))):
        return None
    if is_later(agency.article, taker.article):
        return None
    return (
        _way(way),
        f"{agency.article.id} is the copy of an agency, {agency.outlet}; {taker.article.id} "
        "names no other",
    )


def _way(way: str) -> Direction:
    return "a>b" if way == "a>b" else "b>a"


def _third(a: Credits, b: Credits) -> str | None:
    in_a, in_b = {*a.names, *a.byline}, {*b.names, *b.byline}
    both = sorted(in_a & in_b)
    if both:
        return f"both name {both[0]}"
    if in_a or in_b:
        names = ";".join(sorted(in_a | in_b))
        return f"a source outside the two is named ({names})"
    return None


def _by_time(comparison: Comparison) -> tuple[Direction | None, str]:
    a, b = comparison.a.article, comparison.b.article
    apart = days_between(a, b)
    outlets = comparison.a.outlet, comparison.b.outlet
    known = None not in outlets
    same = known and outlets[0] == outlets[1]
    if apart and (abs(apart) > _SAME_TIME or same):
        earlier, later = (a, b) if apart > 0 else (b, a)
        way: Direction = "a>b" if apart > 0 else "b>a"
        return way, f"{earlier.id} was published {_count(apart)} before {later.id}"
    if same or (apart is None and not known):
        return None, "no source is named and nothing else decides"
    # Containment does not decide: on the labelled set no text that holds more of the other is its
    # source unless it is named (docs/lineage.md).
    when = "" if apart is None else f" and they were published {_count(apart)} apart"
    return "common", f"neither names the other{when}: most likely both from a third text"


def _count(apart: int) -> str:
    return "1 day" if abs(apart) == 1 else f"{abs(apart)} days"


def derivation_record(comparison: Comparison, settings: TraceSettings) -> Derivation | None:
    """Return the record of a pair, ``None`` when there is no derivation."""
    derivation = derivation_between(comparison, settings)
    if derivation is None:
        return None
    direction, why = direction_between(comparison)
    a, b = comparison.a, comparison.b
    reverse = derivation_between(comparison.turned(), settings)
    found = round(comparison.coverage_b.content * 100)
    return Derivation(
        a=a.article.id,
        b=b.article.id,
        derivation=derivation,
        direction=direction,
        share_a=round(comparison.coverage_a.share, 4),
        share_b=round(comparison.coverage_b.share, 4),
        credit_a=";".join(a.credits.names) or None,
        credit_b=";".join(b.credits.names) or None,
        boilerplate=False,
        why=f"{found} % of the content of {b.article.id} is in {a.article.id}; the other way "
        f"round: {reverse}. Direction: {why}",
    )
