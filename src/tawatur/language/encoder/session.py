"""Sessions of onnxruntime, and batches for them."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from functools import cache

import onnxruntime

from tawatur.language.encoder.weights_folder import path

__all__ = ["batches", "session"]

# Pieces a batch, padding counted: more gains nothing on two cores and costs memory.
_BUDGET = 2048
# A batch ends at a sentence longer than its shortest by so much: a quarter and four pieces. Twenty
# sentences at once are then read at 4,168 words a second, 2,312 without; 300 at once as before.
_STRETCH, _SLACK = 1.25, 4


@cache
def session(name: str) -> onnxruntime.InferenceSession:
    """Return the session of one shipped model, opened once a process.

    Raises:
        FileNotFoundError: The package was built without this model.
    """
    file = path(name)
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing: the package was built without it")
    options = onnxruntime.SessionOptions()
    # A worker is one of several processes, which share the cores between them.
    worker = multiprocessing.parent_process() is not None or "TAWATUR_WORKER" in os.environ
    options.intra_op_num_threads = 1 if worker else os.cpu_count() or 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def batches(lengths: Sequence[int], budget: int = _BUDGET) -> Iterator[list[int]]:
    """Yield the places of items of like length, the same for the same lengths.

    Little of a batch is padding, whatever the lengths: an article has sentences of all lengths.
    """
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lambda at: (lengths[at], at)):
        if batch and (
            lengths[place] * (len(batch) + 1) > budget
            or lengths[place] > lengths[batch[0]] * _STRETCH + _SLACK
        ):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
