"""Statements whose holder their own text does not name, put on the holder that a copy names.

A statement floats when its article makes it in its own words, or puts it down to an agency or
outlet and to nobody behind that. Floating statements that are one text have one origin: the
holder whom some copy names; without one the medium that some copy names; else nobody knows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tawatur.weighing.unionfind import DisjointSets

__all__ = ["settle_floating"]


class _Groups:
    """Floating nodes that are one text, with the holders and media that their copies name."""

    def __init__(self, media: Mapping[str, str | None]) -> None:
        self._sets = DisjointSets(media)
        self._media = {node: {medium} if medium else set() for node, medium in media.items()}
        self._holders: dict[str, set[str]] = defaultdict(set)

    def told_by(self, node: str, holder: str) -> None:
        self._holders[self._sets.find(node)].add(holder)

    def join(self, one: str, other: str) -> None:
        """Make the groups of two nodes one, unless their copies name different holders or media.

        Two texts whose holders differ are not joined through a third that has none.
        """
        a, b = self._sets.find(one), self._sets.find(other)
        if a == b:
            return
        holders, media = self._holders[a] | self._holders[b], self._media[a] | self._media[b]
        if len(holders) > 1 or len(media) > 1:
            return
        self._sets.join(a, b)
        root = self._sets.find(a)
        self._holders[root], self._media[root] = holders, media

    def all(self) -> Iterable[tuple[list[str], set[str], set[str]]]:
        """Yield the groups with their holders and media."""
        for members in self._sets.sets():
            root = self._sets.find(members[0])
            yield members, self._holders[root], self._media[root]


def settle_floating(
    sets: DisjointSets,
    pairs: Iterable[tuple[str, str]],
    floating: Mapping[str, str | None],
) -> None:
    """Join floating nodes with what their copies say of them.

    Args:
        sets: the origins so far, which grow.
        pairs: nodes of statements that stand in the same place of the same text.
        floating: the floating nodes, each with the node of the medium that it is put down to,
            or ``None``.
    """
    groups = _Groups(floating)
    ordered = sorted(pairs)
    for pair in ordered:
        for one, other in (pair, pair[::-1]):
            if one in floating and other not in floating:
                groups.told_by(one, sets.find(other))
    for one, other in ordered:
        if one in floating and other in floating:
            groups.join(one, other)
    for members, holders, media in groups.all():
        origin = holders if len(holders) == 1 else media
        for member in members:
            own = floating[member]
            if len(origin) == 1:
                sets.join(member, next(iter(origin)))
            elif own is not None:
                sets.join(member, own)
            elif not holders:
                sets.join(members[0], member)
