"""What the steps of marking furniture hand from one to the next."""

from __future__ import annotations

from tawatur.reading.lines import Layout

__all__ = ["Marks", "zone_of"]


class Marks:
    """The roles given so far, by line, and spans inside lines, which have no other mark."""

    def __init__(self, page: Layout) -> None:
        self.page = page
        self.role: dict[int, str] = {}
        self.inside: list[tuple[int, int, str]] = []

    def set(self, index: int, role: str) -> None:
        """Give line ``index`` a role if it has none."""
        self.role.setdefault(index, role)


def zone_of(page: Layout, index: int) -> str:
    """Return whether a line is before the first paragraph (head), after the last, or between."""
    if index < page.first:
        return "head"
    return "foot" if index > page.last else "body"
