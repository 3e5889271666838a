"""What recognisers propose, and how one set of mentions is made of it.

A recogniser is anything that reads a :class:`~tawatur.annotating.mentions.context.Context` and
yields proposals. Rules, gazetteers and a trained tagger all plug in here; :func:`resolve` alone
decides between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from tawatur.annotating.mentions.context import Context
from tawatur.records import MentionType

# Two weak witnesses lift a proposal over the bar, but not over a sure one that overlaps it: the
# recognisers share lists, so that their doubts are not independent.
_LIFTED = 0.6
# What is less sure than this is no witness.
_WITNESS = 0.35

__all__ = ["Proposal", "Recogniser", "resolve"]


class Proposal(NamedTuple):
    """Tokens ``first`` up to, not including, ``last``; ``skip`` folded letters of clitics off.

    ``weight`` (0 to 1) is how sure the recogniser is: a trained one gives its probability.
    ``entity`` is the id of a gazetteer entry, ``role`` the tokens of the title.
    """

    first: int
    last: int
    skip: int
    type: MentionType
    weight: float
    source: str
    entity: str | None = None
    name: str | None = None
    country: str | None = None
    role: tuple[int, int] | None = None


class Recogniser(Protocol):
    """Something that proposes mentions."""

    @property
    def name(self) -> str:
        """Name and version, part of the stage's version."""
        ...

    def __call__(self, context: Context) -> Iterable[Proposal]:
        """Yield proposals, in any order; they may overlap."""
        ...


def resolve(
    proposals: Iterable[Proposal], taken: Sequence[Proposal] = (), least: float = 0.5
) -> list[Proposal]:
    """Return the proposals that stand, in the order of the text and without overlap.

    Of proposals that overlap the surer one stands, of equally sure ones the longer, then the
    earlier. Proposals below ``least`` fall, unless a second recogniser proposes the same span
    and type: then their doubts multiply, which may lift the proposal over the bar. ``taken``
    are mentions that stand already.
    """
    merged = _merge(proposals)
    occupied = {index for one in taken for index in range(one.first, one.last)}
    standing: list[Proposal] = []
    for one in sorted(merged, key=_rank):
        if one.weight < least:
            break
        span = range(one.first, one.last)
        if any(index in occupied for index in span):
            continue
        occupied.update(span)
        standing.append(one)
    return sorted(standing)


def _rank(one: Proposal) -> tuple[float, int, int, str, str]:
    return -one.weight, one.first - one.last, one.first, one.type, one.source


def _merge(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    groups: dict[tuple[int, int, int, MentionType], list[Proposal]] = {}
    for one in proposals:
        groups.setdefault((one.first, one.last, one.skip, one.type), []).append(one)
    for group in groups.values():
        if len(group) == 1:
            yield group[0]
            continue
        group.sort(key=_rank)
        doubt = 1.0
        for source in sorted({one.source for one in group}):
            weight = max(one.weight for one in group if one.source == source)
            doubt *= 1 - weight if weight >= _WITNESS else 1
        best = group[0]
        for other in group[1:]:
            best = best._replace(
                entity=best.entity or other.entity,
                name=best.name or other.name,
                country=best.country or other.country,
                role=best.role or other.role,
            )
        yield best._replace(weight=max(best.weight, min(1 - doubt, _LIFTED)))
