"""Families: one text living in several articles.

Families grow from sentences, not from articles: two articles that quote one statement each
beside other copy do not join what else they hold. Sentences that align are one; runs of such
sentences that most of their articles hold side by side are one family.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from tawatur.records import Family, Passage
from tawatur.tracing.comparison import Comparison
from tawatur.tracing.credits import is_agency
from tawatur.tracing.texts import TracedText

__all__ = ["Member", "SentencePair", "families", "sentence_pairs", "sentence_spans"]

# (article, sentence) of the one and of the other.
SentencePair = tuple[tuple[int, int], tuple[int, int]]
# A sentence is another's when this share of the shorter one's words is aligned with it.
_ALIGNED = 0.5
_LEAST_WORDS = 4
# A sentence of the collection is one number: its article's, and so many bits for its own.
_BITS = 24
# Numbers that describe a pair of sentences: each one's number, start and end.
_FIELDS = 6


class Member(NamedTuple):
    """What is asked of an article that may be in a family."""

    id: str
    outlet: str | None
    names: tuple[str, ...]
    """Sources that it names in the text and in its author line."""


def sentence_pairs(comparison: Comparison) -> list[SentencePair]:
    """Return the sentences of the two texts that are one, by article number and sentence."""
    a, b = comparison.a, comparison.b
    equal: Counter[tuple[int, int]] = Counter()
    for passage in comparison.passages:
        for op in passage.aligned.ops:
            if op.tag == "equal":
                for offset in range(op.a1 - op.a0):
                    pair = a.sentence_of(op.a0 + offset), b.sentence_of(op.b0 + offset)
                    equal[pair] += 1
    found: list[SentencePair] = []
    for (i, j), words in sorted(equal.items()):
        one, other = a.sentences[i], b.sentences[j]
        if one.role != "body" or other.role != "body":
            continue
        shorter = min(one.last - one.first, other.last - other.first)
        if words >= max(_LEAST_WORDS, _ALIGNED * shorter):
            found.append(((a.index, i), (b.index, j)))
    return found


def sentence_spans(pairs: Sequence[SentencePair], a: TracedText, b: TracedText) -> bytes:
    """Return pairs of sentences of ``a`` and ``b`` as bytes, with their characters."""
    found = array("i")
    for pair in pairs:
        place = dict(pair)
        for text in (a, b):
            number = place[text.index]
            part = text.sentences[number]
            found.extend((number, text.start[part.first], text.end[part.last - 1]))
    return found.tobytes()


class _Sets:
    """Disjoint sets of numbers."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def find(self, node: int) -> int:
        parent = self._parent
        root = node
        while (up := parent.setdefault(root, root)) != root:
            root = up
        while parent[node] != root:
            parent[node], node = root, parent[node]
        return root

    def join(self, one: int, other: int) -> None:
        first, second = self.find(one), self.find(other)
        if first > second:
            first, second = second, first
        self._parent[second] = first

    def groups(self) -> dict[int, list[int]]:
        groups: dict[int, list[int]] = {}
        for node in sorted(self._parent):
            groups.setdefault(self.find(node), []).append(node)
        return groups


def families(
    pairs: Iterable[tuple[int, int, bytes]], members: Mapping[int, Member]
) -> list[Family]:
    """Return the families that the aligned sentences make, ordered by their first member.

    Args:
        pairs: the numbers of two articles, and what :func:`sentence_spans` says of them.
        members: the articles by number; numbers are in the order of publication.
    """
    sets = _Sets()
    spans: dict[int, tuple[int, int]] = {}
    for a, b, content in pairs:
        numbers = array("i")
        numbers.frombytes(content)
        for at in range(0, len(numbers), _FIELDS):
            i, a_start, a_end, j, b_start, b_end = numbers[at : at + _FIELDS]
            one, other = a << _BITS | i, b << _BITS | j
            spans[one] = a_start, a_end
            spans[other] = b_start, b_end
            sets.join(one, other)
    groups = sets.groups()
    of = {node: root for root, nodes in groups.items() for node in nodes}
    articles = {root: {node >> _BITS for node in nodes} for root, nodes in groups.items()}
    # Sentence groups that follow each other in most of their articles are one family.
    follows: Counter[tuple[int, int]] = Counter()
    for node, root in of.items():
        after = of.get(node + 1) or of.get(node + 2)
        if after is not None and after != root:
            follows[root, after] += 1
    runs = _Sets()
    for root in groups:
        runs.find(root)
    for (one, other), times in sorted(follows.items()):
        if 2 * times > len(articles[one] | articles[other]):
            runs.join(one, other)
    made = (
        _family([node for root in roots for node in groups[root]], spans, members)
        for roots in runs.groups().values()
    )
    return sorted(
        (family for family in made if family is not None),
        key=lambda family: [(m.article, m.start, m.end) for m in family.members],
    )


def _family(
    nodes: list[int], spans: Mapping[int, tuple[int, int]], members: Mapping[int, Member]
) -> Family | None:
    wide: dict[int, tuple[int, int]] = {}
    for node in nodes:
        start, end = spans[node]
        old = wide.get(node >> _BITS, (start, end))
        wide[node >> _BITS] = min(start, old[0]), max(end, old[1])
    if len(wide) < 2:
        return None
    holders = [members[number] for number in sorted(wide)]
    passages = tuple(
        Passage(article=members[number].id, start=start, end=end)
        for number, (start, end) in sorted(wide.items())
    )
    origin = _origin(holders, passages)
    credited, uncredited = _credited(holders, origin)
    key = "|".join(f"{m.article}:{m.start}:{m.end}" for m in passages)
    return Family(
        id=f"family-{sha256(key.encode()).hexdigest()[:12]}",
        members=passages,
        origin=origin,
        credited=credited,
        uncredited=uncredited,
    )


def _origin(holders: Sequence[Member], passages: Sequence[Passage]) -> Passage | str | None:
    """Return an agency's copy or the member that others name, else the source that most name."""
    for member, passage in zip(holders, passages, strict=True):
        if is_agency(member.outlet):
            return passage
    named = Counter(name for member in holders for name in member.names)
    if not named:
        return None
    name = min(named, key=lambda name: (-named[name], name))
    for member, passage in zip(holders, passages, strict=True):
        if member.outlet == name:
            return passage
    return name


def _credited(
    holders: Sequence[Member], origin: Passage | str | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if origin is None:
        return (), ()
    name: str | None
    if isinstance(origin, str):
        name, source = origin, None
    else:
        source = origin.article
        name = next(member.outlet for member in holders if member.id == source)
    others = [member for member in holders if member.id != source]
    return (
        tuple(member.id for member in others if name in member.names),
        tuple(member.id for member in others if name not in member.names),
    )
