"""Groups that grow together where their members are alike on the average and none clash.

Comparing every member of two groups whenever one pair of them comes up takes time with the cube
of their sizes. What was found of two groups is kept and added up as groups grow, so that any two
members are compared once at most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

__all__ = ["Clusters"]

# A desk mistypes a figure in twenty or so: where one of this many members contradicts one of the
# other group it may be a slip, unless it is one of two or three.
_SLIPS = 6
_Block = tuple[list[str], list[str]]


@dataclass(slots=True)
class _Link:
    """What is known of two groups: points so far, and the blocks of members not yet compared."""

    points: float = 0.0
    clash: bool = False
    slips: int = 0
    blocks: list[_Block] = field(default_factory=list)


class Clusters:
    """Groups of keys that only ever grow."""

    def __init__(
        self,
        keys: Iterable[str],
        points: Callable[[str, str], float],
        clash: Callable[[str, str], bool],
        contradict: Callable[[str, str], bool] | None = None,
    ) -> None:
        """Take the keys, each a group of its own, and how two keys are compared.

        Args:
            keys: the keys.
            points: how alike two keys are.
            clash: whether two keys can never be in one group.
            contradict: whether two keys are in one group by a slip alone, which happens to few
                of many.
        """
        self._points, self._clash = points, clash
        self._contradict = contradict or (lambda a, b: False)
        self._group = {key: key for key in keys}
        self._members = {key: [key] for key in self._group}
        self._links: dict[str, dict[str, _Link]] = {key: {} for key in self._group}

    def join(self, a: str, b: str) -> None:
        """Make the groups of two keys one."""
        one, other = self._group[a], self._group[b]
        if one == other:
            return
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        ours, theirs = self._links[one], self._links.pop(other)
        ours.pop(other, None)
        theirs.pop(one, None)
        for third in [*ours, *(key for key in theirs if key not in ours)]:
            link = self._merged(ours.get(third), theirs.get(third), (one, other), third)
            ours[third] = self._links[third][one] = link
            self._links[third].pop(other, None)
        members = self._members.pop(other)
        for key in members:
            self._group[key] = one
        # A new list: blocks that wait to be compared hold the old one.
        self._members[one] = self._members[one] + members

    def _merged(
        self, a: _Link | None, b: _Link | None, groups: tuple[str, str], third: str
    ) -> _Link:
        """Return what is known of a group and two that became one."""
        found = _Link()
        for link, group in zip((a, b), groups, strict=True):
            if link is None:
                found.blocks.append((self._members[group], self._members[third]))
            else:
                found.points += link.points
                found.clash = found.clash or link.clash
                found.slips += link.slips
                found.blocks += link.blocks
        if found.clash:
            found.blocks = []
        return found

    def alike(self, a: str, b: str, least: float, sure: float | None = None) -> bool:
        """Tell whether the groups of two keys may be one.

        They are two, no member clashes with one of the other, and members of the two have
        ``least`` points on the average; ``sure`` points where one contradicts one of the other.
        """
        one, other = self._group[a], self._group[b]
        if one == other:
            return False
        link = self._links[one].get(other)
        if link is None:
            link = _Link(blocks=[(self._members[one], self._members[other])])
            self._links[one][other] = self._links[other][one] = link
        while link.blocks and not link.clash:
            ours, theirs = link.blocks.pop()
            link.clash = any(self._clash(x, y) for x in ours for y in theirs)
            if not link.clash:
                link.points += sum(self._points(x, y) for x in ours for y in theirs)
                link.slips += sum(self._contradict(x, y) for x in ours for y in theirs)
        if link.clash:
            link.blocks = []
            return False
        sizes = len(self._members[one]), len(self._members[other])
        if link.slips:
            if link.slips > min(sizes) // _SLIPS:
                return False
            least = least if sure is None else sure
        return link.points / (sizes[0] * sizes[1]) >= least

    def all(self) -> Iterator[list[str]]:
        """Yield the groups, members sorted, in the order of their first members."""
        yield from sorted(sorted(members) for members in self._members.values())
