"""The name head: words a second in batches, the first answer from a cold start, memory."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from tawatur.language import tokenize
from tawatur.language.encoder import name_tagger
from tawatur.language.encoder.pieces import pieces

__all__ = ["report"]

_SENTENCES, _SHORTEST, _LONGEST = 600, 5, 60
_LAYERS, _HIDDEN, _INNER = 12, 384, 1536
_COLD = """
import resource
from tawatur.language.encoder import name_tagger
words = "وصل وزير الدفاع إلى المدينة".split()
name_tagger().tag([words], [["O"] * len(words)])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def report(texts: Sequence[str]) -> Iterator[str]:
    """Yield lines of figures over the sentences of some articles."""
    tagger = name_tagger()
    if tagger is None:
        yield "encoder: not in the package"
        return
    lines = [line for text in texts for line in text.replace(".", ".\n").split("\n")]
    split = [[token.text for token in tokenize(line)] for line in lines]
    sentences = [words for words in split if _SHORTEST <= len(words) <= _LONGEST][:_SENTENCES]
    words = sum(map(len, sentences))
    marks = [["O"] * len(one) for one in sentences]
    count = sum(len(pieces().of_words(one).ids) for one in sentences)
    ours = _seconds(lambda: tagger.tag(sentences, marks))
    floats = _seconds(lambda: _products(count))
    yield (
        f"name head: {words / ours:,.0f} words a second (aim 3,000), {ours / floats:.2f} times "
        "the bare matrix products of its trunk as floats"
    )
    before = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _COLD], stdout=subprocess.PIPE, check=True, text=True
    )
    cold = time.perf_counter() - before
    yield f"first answer: {cold:.1f} s from a cold start (aim 1.5), {float(done.stdout):.0f} MiB"


def _products(count: int) -> None:
    """Multiply ``count`` rows by matrices of the trunk's shapes, 2,048 rows at once."""
    shapes = [(_HIDDEN, 3 * _HIDDEN), (_HIDDEN, _HIDDEN), (_HIDDEN, _INNER), (_INNER, _HIDDEN)]
    matrices = [np.ones(shape, np.float32) for shape in shapes]
    for first in range(0, count, 2048):
        for matrix in matrices * _LAYERS:
            _ = np.ones((min(2048, count - first), matrix.shape[0]), np.float32) @ matrix


def _seconds(work: Callable[[], object]) -> float:
    work()
    before = time.perf_counter()
    work()
    return time.perf_counter() - before
