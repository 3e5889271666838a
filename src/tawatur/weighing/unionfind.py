"""Disjoint sets of strings whose representative does not depend on the order of joining."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

__all__ = ["DisjointSets"]


class DisjointSets:
    """Disjoint sets; the representative of a set is its smallest member."""

    def __init__(self, members: Iterable[str] = ()) -> None:
        self._parent: dict[str, str] = {member: member for member in members}

    def add(self, member: str) -> None:
        """Take a member, as a set of its own if it is new."""
        self._parent.setdefault(member, member)

    def find(self, member: str) -> str:
        """Return the representative of the set of ``member``."""
        root = member
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[member] != root:
            self._parent[member], member = root, self._parent[member]
        return root

    def join(self, a: str, b: str) -> None:
        """Make the sets of ``a`` and ``b`` one."""
        self.add(a)
        self.add(b)
        one, other = sorted((self.find(a), self.find(b)))
        self._parent[other] = one

    def together(self, a: str, b: str) -> bool:
        """Tell whether ``a`` and ``b`` are members, and of one set."""
        known = a in self._parent and b in self._parent
        return known and self.find(a) == self.find(b)

    def sets(self) -> Iterator[list[str]]:
        """Yield the sets, members sorted, in the order of their representatives."""
        groups: dict[str, list[str]] = {}
        for member in sorted(self._parent):
            groups.setdefault(self.find(member), []).append(member)
        yield from (groups[root] for root in sorted(groups))
