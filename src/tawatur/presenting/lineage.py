"""Lineage as trees: for every article the one text that explains it best, and the ways it took."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Literal, NamedTuple

from tawatur.language import fold_text
from tawatur.presenting.display import clip
from tawatur.presenting.labels import Label
from tawatur.presenting.places import Place, Places
from tawatur.records import Derivation
from tawatur.weighing import Situation

__all__ = ["Edge", "Node", "Stemma", "stemmata"]

Way = Literal["credited", "uncredited", "unknown"]


class Edge(NamedTuple):
    """Where an article has its text from."""

    way: Way
    wholly: bool
    share: float
    why: str


class Node(NamedTuple):
    """One row of a tree: an article, or a source outside the pile."""

    key: str
    place: Place | None
    name: Label | None
    depth: int
    parent: int | None
    edge: Edge | None


class Stemma(NamedTuple):
    """The articles of one connected group, parents before children, siblings by date."""

    nodes: tuple[Node, ...]

    @property
    def places(self) -> list[Place]:
        """The articles of the group."""
        return [node.place for node in self.nodes if node.place is not None]


class _Candidate(NamedTuple):
    rank: int
    share: float
    parent: str
    edge: Edge


_SOURCE = "source:"
_COMMON = "common:"


def stemmata(situation: Situation, places: Places, common: Label) -> list[Stemma]:
    """Return the trees of a situation, the biggest first.

    An article may share text with many; it hangs on the one that explains it best: a source that
    it names, then an article that it follows, then an agency that its fellows name, then a
    common text outside the pile. Articles whose direction is not known hang on the earliest.
    """
    pairs = [
        pair
        for pair in situation.trace.derivations
        if not pair.boilerplate and pair.a in places.by_id and pair.b in places.by_id
    ]
    groups = _groups(pairs)
    found = [_stemma(group, pairs, places, situation, common) for group in groups]
    return sorted(found, key=lambda s: (-len(s.places), s.places[0].number))


def _groups(pairs: list[Derivation]) -> list[set[str]]:
    group: dict[str, set[str]] = {}
    for pair in pairs:
        one = group.setdefault(pair.a, {pair.a})
        other = group.setdefault(pair.b, {pair.b})
        if one is not other:
            # The smaller is poured into the larger, so that each article moves seldom.
            large, small = (one, other) if len(one) >= len(other) else (other, one)
            large |= small
            for key in small:
                group[key] = large
    unique: dict[int, set[str]] = {id(members): members for members in group.values()}
    return sorted(unique.values(), key=min)


def _stemma(
    group: set[str],
    pairs: list[Derivation],
    places: Places,
    situation: Situation,
    common: Label,
) -> Stemma:
    inside = [pair for pair in pairs if pair.a in group]
    order = {key: places.by_id[key].number for key in group}
    outlets = {fold_text(places.by_id[key].outlet): key for key in sorted(group, key=order.get)}  # type: ignore[arg-type]
    candidates: dict[str, list[_Candidate]] = defaultdict(list)
    named_by = _credits(inside, situation, group)
    for pair in inside:
        for child, other, share in ((pair.b, pair.a, pair.share_b), (pair.a, pair.b, pair.share_a)):
            candidate = _candidate(pair, child, other, share, named_by, outlets, order)
            if candidate is not None:
                candidates[child].append(candidate)
    parents: dict[str, _Candidate] = {}
    for child in sorted(group, key=order.__getitem__):
        for candidate in sorted(
            candidates[child], key=lambda c: (c.rank, -c.share, order.get(c.parent, 0), c.parent)
        ):
            if not _above(candidate.parent, child, parents):
                parents[child] = candidate
                break
    return Stemma(_rows(group, parents, places, order, common))


def _credits(pairs: list[Derivation], situation: Situation, group: set[str]) -> Mapping[str, str]:
    """Return the source that each article names, as far as it names one."""
    named: dict[str, str] = {}
    for pair in pairs:
        for key, credit in ((pair.a, pair.credit_a), (pair.b, pair.credit_b)):
            if credit:
                # Several names are joined by semicolons; the first is the one that comes first.
                named.setdefault(key, credit.split(";")[0].strip())
    for family in situation.trace.families:
        if isinstance(family.origin, str):
            for key in family.credited:
                if key in group:
                    named.setdefault(key, family.origin)
    return named


def _candidate(
    pair: Derivation,
    child: str,
    other: str,
    share: float,
    named_by: Mapping[str, str],
    outlets: Mapping[str, str],
    order: Mapping[str, int],
) -> _Candidate | None:
    wholly = pair.derivation == "wholly" and child == pair.b
    why = pair.why or ""
    own, theirs = named_by.get(child), named_by.get(other)
    forward = pair.direction == ("a>b" if child == pair.b else "b>a")
    if own is not None:
        # The source that the article names may itself be in the pile.
        inside = outlets.get(fold_text(own))
        if inside == other and inside != child:
            return _Candidate(0, share, other, Edge("credited", wholly, share, why))
        if inside is None:
            return _Candidate(1, share, _SOURCE + own, Edge("credited", wholly, share, why))
    if forward:
        return _Candidate(2, share, other, Edge("uncredited", wholly, share, why))
    if pair.direction == "common":
        if own is None and theirs is not None and outlets.get(fold_text(theirs)) is None:
            return _Candidate(3, share, _SOURCE + theirs, Edge("uncredited", wholly, share, why))
        return _Candidate(4, share, _COMMON, Edge("uncredited", wholly, share, why))
    if pair.direction is None and order[other] < order[child]:
        return _Candidate(5, share, other, Edge("unknown", wholly, share, why))
    return None


def _above(parent: str, child: str, parents: Mapping[str, _Candidate]) -> bool:
    """Tell whether ``parent`` hangs on ``child`` already, so that a tree would close a ring."""
    at: str | None = parent
    while at is not None:
        if at == child:
            return True
        at = parents[at].parent if at in parents else None
    return False


def _rows(
    group: set[str],
    parents: Mapping[str, _Candidate],
    places: Places,
    order: Mapping[str, int],
    common: Label,
) -> tuple[Node, ...]:
    children: dict[str, list[str]] = defaultdict(list)
    for child, candidate in parents.items():
        children[candidate.parent].append(child)
    # A common text with one known taker says nothing that a picture could show.
    roots = sorted(
        (key for key in {c.parent for c in parents.values()} | group if key not in parents),
        key=lambda key: (
            min((order[c] for c in children[key]), default=order.get(key, 0)),
            key in group,
            key,
        ),
    )
    rows: list[Node] = []
    stack: list[tuple[str, int, int | None]] = [(key, 0, None) for key in reversed(roots)]
    while stack:
        key, depth, parent = stack.pop()
        index = len(rows)
        place = places.by_id.get(key) if key in group else None
        name = None
        if place is None:
            source = clip(key.removeprefix(_SOURCE), 60)
            name = common if key == _COMMON else Label(source, source)
        edge = parents[key].edge if key in parents else None
        rows.append(Node(key, place, name, depth, parent, edge))
        below = sorted(children[key], key=order.__getitem__, reverse=True)
        stack.extend((child, depth + 1, index) for child in below)
    return tuple(rows)
