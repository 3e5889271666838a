"""What two texts share: passages of news copy, set formulas, and reworded sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur.tracing.alignment import Aligned, Op, SeedIndex, align
from tawatur.tracing.settings import TraceSettings
from tawatur.tracing.texts import TracedText, Vocabulary

__all__ = ["Comparison", "Coverage", "Rewording", "SharedPassage", "compare"]

# A word of this weight is a specific one: a name, an exact figure, a rare word.
_SPECIFIC = 0.5
# A passage is a formula about two things when what is exchanged in it weighs more than this share
# of what is equal, or when a lesser part is exchanged and the sentences around it agree on less
# than that share of their content.
_EXCHANGED, _SOME, _PARTED = 0.5, 0.25, 0.45
# Share of a sentence's content that makes it a rewording of what the other text has.
_REWORDED = 0.6
# Share of it that one sentence of the other text must hold to be its counterpart.
_MAINLY = 0.4
# A long run of common words is no chance either: each adds so much.
_RUNNING = 0.2
# Names alone carry little: a rare word makes up for so much of a common one.
_NAMED = 0.25
# Equal words that weigh less than this each are thin, and so much more is asked for where more
# than that share of them are words of set phrases. Thin passages are formulas unless the sentences
# around them agree on what they are about.
_THIN, _PHRASE, _FREE, _AGREED = 0.05, 0.4, 0.3, 0.85
# Sentences with less content than this cannot tell.
_TELLING = 1.5


class SharedPassage(NamedTuple):
    """An aligned pair of passages with the weight of what is equal and of what is exchanged."""

    aligned: Aligned
    weight: float
    evidence: float
    """The weight, as far as running text carries it: a bare name or title is no evidence."""
    exchanged: float
    formula: bool


class Rewording(NamedTuple):
    """A sentence of one text and the sentence of the other that holds most of it, reworded."""

    sentence: int
    other: int


class Coverage(NamedTuple):
    """How much of one text's news is found in the other."""

    share: float
    """Share of its words that stand in shared passages or in sentences that are reworded."""
    content: float
    """Share of the weight of its news text that is found in the other, reworded or not."""
    missing: float
    """Weight of its heaviest sentence that is not found."""
    weight: float
    """Weight of its news text."""
    reworded: tuple[Rewording, ...] = ()
    """Its sentences that no passage holds but one sentence of the other text does."""


_NOTHING = Coverage(0.0, 0.0, 0.0, 0.0)


class Comparison(NamedTuple):
    """Everything that a judgement on two texts rests on."""

    a: TracedText
    b: TracedText
    passages: tuple[SharedPassage, ...]
    formulas: tuple[SharedPassage, ...]
    coverage_a: Coverage
    coverage_b: Coverage

    @property
    def evidence(self) -> float:
        """Evidence of all shared passages that are no formula."""
        return sum(passage.evidence for passage in self.passages)

    @property
    def strongest(self) -> float:
        """Evidence of the strongest of them."""
        return max((passage.evidence for passage in self.passages), default=0.0)

    def turned(self) -> Comparison:
        """Return the same comparison with the two texts exchanged."""
        return Comparison(
            self.b,
            self.a,
            tuple(_turned(passage) for passage in self.passages),
            tuple(_turned(passage) for passage in self.formulas),
            self.coverage_b,
            self.coverage_a,
        )


def compare(
    a: TracedText, index: SeedIndex, b: TracedText, vocabulary: Vocabulary, settings: TraceSettings
) -> Comparison:
    """Return what ``a`` (indexed in ``index``) and ``b`` share."""
    weight = vocabulary.weight
    stems_a, stems_b = _stem_set(a), _stem_set(b)
    passages: list[SharedPassage] = []
    formulas: list[SharedPassage] = []
    for aligned in align(index, b.words):
        shared = _weigh(aligned, a, b, stems_a, stems_b, vocabulary)
        if shared.formula:
            formulas.append(shared)
        elif aligned.equal >= settings.passage_words and aligned.score >= settings.passage_score:
            passages.append(shared)
    best = max((passage.evidence for passage in passages), default=0.0)
    if best < settings.passage_weight and not (a.names(b) or b.names(a)):
        # No passage can carry a derivation, so how much is covered does not matter.
        return Comparison(a, b, tuple(passages), tuple(formulas), _NOTHING, _NOTHING)
    return Comparison(
        a,
        b,
        tuple(passages),
        tuple(formulas),
        _coverage(a, b, [(p.aligned, p.aligned.a0, p.aligned.a1) for p in passages], "a", weight),
        _coverage(b, a, [(p.aligned, p.aligned.b0, p.aligned.b1) for p in passages], "b", weight),
    )


def _stem_set(text: TracedText) -> frozenset[int]:
    if text.stem_set is None:
        text.stem_set = frozenset(text.stems)
    return text.stem_set


_TURNED = {"insert": "delete", "delete": "insert"}


def _turned(passage: SharedPassage) -> SharedPassage:
    aligned = passage.aligned
    ops = tuple(Op(_TURNED.get(op.tag, op.tag), op.b0, op.b1, op.a0, op.a1) for op in aligned.ops)
    return passage._replace(aligned=Aligned(aligned.b0, aligned.b1, aligned.a0, aligned.a1, ops))


def _weigh(
    aligned: Aligned,
    a: TracedText,
    b: TracedText,
    stems_a: frozenset[int],
    stems_b: frozenset[int],
    vocabulary: Vocabulary,
) -> SharedPassage:
    weight, prose, set_phrase = vocabulary.weight, vocabulary.prose, vocabulary.phrase
    equal: set[int] = set()
    new: set[int] = set()
    gone: set[int] = set()
    words = running = phrase = specific = 0
    for op in aligned.ops:
        if op.tag == "equal":
            # Two desks head one event in the same words: headlines are no evidence.
            shift = op.b0 - op.a0
            for at in range(op.a0, op.a1):
                if a.in_body[at] and b.in_body[at + shift]:
                    equal.add(a.stems[at])
                    words += 1
                    running += prose[a.stems[at]]
                    phrase += set_phrase[a.stems[at]]
                    specific += weight[a.stems[at]] >= _SPECIFIC
        else:
            new.update(b.stems[op.b0 : op.b1])
            gone.update(a.stems[op.a0 : op.a1])
    same = sum(weight[key] for key in equal)
    new_weight = sum(weight[key] for key in new - stems_a if weight[key] >= _SPECIFIC)
    gone_weight = sum(weight[key] for key in gone - stems_b if weight[key] >= _SPECIFIC)
    # What one text puts in the place of what the other has: names and figures of another event.
    exchanged = min(new_weight, gone_weight)
    thin = same < max(_THIN * words, _PHRASE * (phrase - _FREE * words))
    formula = exchanged > _EXCHANGED * same
    if not formula and (thin or exchanged > _SOME * same):
        agreed = max(
            _agreement(a, aligned.a0, aligned.a1, stems_b, weight),
            _agreement(b, aligned.b0, aligned.b1, stems_a, weight),
        )
        formula = agreed < (_AGREED if thin else _PARTED)
    evidence = min(same + _RUNNING * running, running + _NAMED * specific)
    return SharedPassage(aligned, same, evidence, exchanged, formula)


def _agreement(
    text: TracedText, first: int, last: int, other: frozenset[int], weight: Sequence[float]
) -> float:
    """Return the share of the content of the sentences around a passage that the other has."""
    start = text.sentences[text.sentence_of(first)].first
    end = text.sentences[text.sentence_of(last - 1)].last
    keys = {key for key in text.stems[start:end] if weight[key] >= _SPECIFIC}
    total = sum(weight[key] for key in keys)
    return sum(weight[key] for key in keys & other) / total if total >= _TELLING else 0.0


def _coverage(
    of: TracedText,
    other: TracedText,
    passages: list[tuple[Aligned, int, int]],
    side: str,
    weight: Sequence[float],
) -> Coverage:
    inside = bytearray(len(of))
    found = bytearray(len(of))
    used = bytearray(len(other))
    for aligned, first, last in passages:
        inside[first:last] = b"\1" * (last - first)
        for op in aligned.ops:
            if op.tag == "equal":
                size = op.a1 - op.a0
                start, there = (op.a0, op.b0) if side == "a" else (op.b0, op.a0)
                found[start : start + size] = b"\1" * size
                used[there : there + size] = b"\1" * size
    sentences_with: dict[int, list[int]] = {}
    for number, part in enumerate(other.sentences):
        if part.role in ("body", "headline"):
            # Words that a passage has taken are taken: a set phrase that stands once in the one
            # text and twice in the other is found once.
            free = {other.stems[at] for at in range(part.first, part.last) if not used[at]}
            for key in free:
                sentences_with.setdefault(key, []).append(number)
    total = have = missing = 0.0
    counted = inside_words = 0
    reworded: list[Rewording] = []
    for number in of.body():
        part = of.sentences[number]
        counted += part.last - part.first
        w, h, best = _sentence(of, part.first, part.last, found, sentences_with, weight)
        aligned_words = sum(inside[part.first : part.last])
        # A sentence that is reworded but found is aligned as a whole.
        if w > 0 and h >= _REWORDED * w:
            half = 2 * aligned_words < part.last - part.first
            if half and best is not None and other.sentences[best].role == "body":
                reworded.append(Rewording(number, best))
            aligned_words = part.last - part.first
        inside_words += aligned_words
        total += w
        have += h
        if w and h / w < 0.5:
            missing = max(missing, w)
    return Coverage(
        inside_words / counted if counted else 0.0,
        have / total if total else 0.0,
        missing,
        total,
        tuple(reworded),
    )


def _sentence(
    of: TracedText,
    first: int,
    last: int,
    found: bytearray,
    sentences_with: dict[int, list[int]],
    weight: Sequence[float],
) -> tuple[float, float, int | None]:
    """Return a sentence's weight, how much of it is found, and where most of the rest stands."""
    total = have = 0.0
    most: int | None = None
    left: dict[int, float] = {}
    for at in range(first, last):
        key = of.stems[at]
        total += weight[key]
        if found[at]:
            have += weight[key]
        else:
            left[key] = left.get(key, 0.0) + weight[key]
    # What no passage holds may be reworded: it counts where up to three sentences of the other
    # text hold it between them.
    for _ in range(3):
        gain: dict[int, float] = {}
        for key, value in left.items():
            if value:
                for number in sentences_with.get(key, ()):
                    gain[number] = gain.get(number, 0.0) + value
        if not gain:
            break
        best = min(gain, key=lambda number: (-gain[number], number))
        if gain[best] < 1.0:
            break
        if most is None and gain[best] >= _MAINLY * total:
            most = best
        have += gain[best]
        left = {
            key: value for key, value in left.items() if best not in sentences_with.get(key, ())
        }
    return total, have, most
