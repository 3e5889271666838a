"""The reader of the base model, on a file of the wheel's format written here."""

import struct
from pathlib import Path

import numpy as np
import pytest

from training.wheel import read_model

HIDDEN, INNER = 32, 64
PIECES = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁نهر", -4.5)]


def _quantised(values: np.ndarray) -> tuple[bytes, np.ndarray]:
    """Return blocks of 32 nibbles under a scale, and the values that they stand for."""
    raw, back = b"", []
    for block in values.reshape(-1, 32):
        scale = np.float16(abs(block).max() / 7)
        nibbles = np.clip(np.rint(block / np.float32(scale)) + 8, 0, 15).astype(np.uint8)
        raw += scale.tobytes() + (nibbles[:16] | nibbles[16:] << 4).tobytes()
        back.append((nibbles.astype(np.float32) - 8) * np.float32(scale))
    return raw, np.concatenate(back).reshape(values.shape)


def _write(path: Path, tensors: dict[str, tuple[bytes, int]]) -> None:
    blob = b"".join(piece.encode() for piece, _ in PIECES)
    offsets = np.cumsum([0, *(len(piece.encode()) for piece, _ in PIECES)]).astype(np.uint32)
    head = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, 1, 1, INNER, len(PIECES), 8, 1, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob)) + offsets.tobytes()
    head += np.array([score for _, score in PIECES], np.float32).tobytes() + blob
    head += struct.pack("<iI", 0, 0) + struct.pack("<i", len(tensors))
    size = len(head) + sum(2 + len(name) + 1 + 4 + 8 + 8 for name in tensors)
    directory, body = b"", b""
    for name, (raw, count) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", 0, count, size + len(body), len(raw))
        body += raw
    path.write_bytes(head + directory + body)


def test_pieces_and_tensors_come_back(tmp_path: Path) -> None:
    random = np.random.default_rng(5)
    word, word_back = _quantised(random.normal(size=(5, HIDDEN)).astype(np.float32))
    narrow, narrow_back = _quantised(random.normal(size=(HIDDEN, INNER)).astype(np.float32))
    bias = random.normal(size=HIDDEN).astype(np.float32)
    _write(
        tmp_path / "model.bin",
        {
            "emb.word": (word, 5 * HIDDEN),
            "l0.fo.w": (narrow, HIDDEN * INNER),
            "l0.fo.b": (bias.tobytes(), HIDDEN),
        },
    )
    base = read_model(tmp_path / "model.bin")
    assert (base.hidden, base.layers, base.inner) == (HIDDEN, 1, INNER)
    assert base.pieces == PIECES
    assert (base.begin, base.pad, base.end, base.unknown) == (0, 1, 2, 3)
    np.testing.assert_allclose(base.tensors["emb.word"], word_back, rtol=1e-6)
    np.testing.assert_allclose(base.tensors["l0.fo.w"], narrow_back, rtol=1e-6)
    np.testing.assert_array_equal(base.tensors["l0.fo.b"], bias)


def test_another_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(ValueError, match=r"other\.bin"):
        read_model(tmp_path / "other.bin")
