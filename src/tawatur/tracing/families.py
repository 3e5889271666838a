"""Families: one text living in several articles.

Families grow from sentences, not from articles: two articles that quote one statement each
beside other copy do not join what else they hold. Sentences that align are one; runs of such
sentences that most of their articles hold side by side are one family.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from tawatur.records import Family, Passage
from tawatur.tracing.comparison import Comparison
from tawatur.tracing.texts import TracedText

__all__ = ["SentencePair", "families", "sentence_pairs"]

# (article, sentence) of the one and of the other.
SentencePair = tuple[tuple[int, int], tuple[int, int]]
# A sentence is another's when this share of the shorter one's words is aligned with it.
_ALIGNED = 0.5
_LEAST_WORDS = 4


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


class _Sets:
    """Disjoint sets of sentences."""

    def __init__(self) -> None:
        self._parent: dict[tuple[int, int], tuple[int, int]] = {}

    def find(self, node: tuple[int, int]) -> tuple[int, int]:
        parent = self._parent
        root = node
        while (up := parent.setdefault(root, root)) != root:
            root = up
        while parent[node] != root:
            parent[node], node = root, parent[node]
        return root

    def join(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first

    def groups(self) -> dict[tuple[int, int], list[tuple[int, int]]]:
        groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for node in sorted(self._parent):
            groups.setdefault(self.find(node), []).append(node)
        return groups


def families(pairs: Iterable[SentencePair], texts: Sequence[TracedText]) -> list[Family]:
    """Return the families that the aligned sentences make, ordered by their first member."""
    sets = _Sets()
    for one, other in pairs:
        sets.join(one, other)
    groups = sets.groups()
    of = {node: root for root, nodes in groups.items() for node in nodes}
    articles = {root: {article for article, _ in nodes} for root, nodes in groups.items()}
    # Sentence groups that follow each other in most of their articles are one family.
    follows: Counter[tuple[tuple[int, int], tuple[int, int]]] = Counter()
    for (article, sentence), root in of.items():
        after = of.get((article, sentence + 1)) or of.get((article, sentence + 2))
        if after is not None and after != root:
            follows[root, after] += 1
    runs = _Sets()
    for root in groups:
        runs.find(root)
    for (one, other), times in sorted(follows.items()):
        if 2 * times > len(articles[one] | articles[other]):
            runs.join(one, other)
    made = (
        _family([node for root in roots for node in groups[root]], texts)
        for roots in runs.groups().values()
    )
    return sorted(
        (family for family in made if family is not None),
        key=lambda family: [(m.article, m.start, m.end) for m in family.members],
    )


def _family(nodes: list[tuple[int, int]], texts: Sequence[TracedText]) -> Family | None:
    spans: dict[int, tuple[int, int]] = {}
    for article, sentence in nodes:
        text = texts[article]
        part = text.sentences[sentence]
        start, end = text.start[part.first], text.end[part.last - 1]
        old = spans.get(article, (start, end))
        spans[article] = min(start, old[0]), max(end, old[1])
    if len(spans) < 2:
        return None
    members = tuple(
        Passage(article=texts[number].article.id, start=start, end=end)
        for number, (start, end) in sorted(spans.items())
    )
    origin = _origin([texts[number] for number in sorted(spans)], members)
    credited, uncredited = _credited([texts[number] for number in sorted(spans)], origin)
    key = "|".join(f"{m.article}:{m.start}:{m.end}" for m in members)
    return Family(
        id=f"family-{sha256(key.encode()).hexdigest()[:12]}",
        members=members,
        origin=origin,
        credited=credited,
        uncredited=uncredited,
    )


def _names(text: TracedText) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*text.credits.names, *text.credits.byline)))


def _origin(texts: Sequence[TracedText], members: Sequence[Passage]) -> Passage | str | None:
    """Return an agency's copy or the member that others name, else the source that most name."""
    for text, member in zip(texts, members, strict=True):
        if text.is_agency:
            return member
    named = Counter(name for text in texts for name in _names(text))
    if not named:
        return None
    name = min(named, key=lambda name: (-named[name], name))
    for text, member in zip(texts, members, strict=True):
        if text.outlet == name:
            return member
    return name


def _credited(
    texts: Sequence[TracedText], origin: Passage | str | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if origin is None:
        return (), ()
    name: str | None
    if isinstance(origin, str):
        name, source = origin, None
    else:
        source = origin.article
        name = next(t.outlet for t in texts if t.article.id == source)
    others = [text for text in texts if text.article.id != source]
    return (
        tuple(text.article.id for text in others if name in _names(text)),
        tuple(text.article.id for text in others if name not in _names(text)),
    )
