"""The graph in whole numbers, beside the encoder in floats that it was made from."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")

import onnxruntime  # noqa: E402

from training.encoder import Encoder  # noqa: E402
from training.graph import name_graph, watch  # noqa: E402

LABELS = 5


def small() -> tuple["Encoder", "torch.nn.Linear"]:
    torch.manual_seed(3)
    encoder = Encoder(hidden=64, layers=3, heads=4, inner=128, positions=32).eval()
    for layer in encoder.layers:
        # One channel far beyond the rest, as trained encoders have.
        layer.widen.bias.data[7] = 40.0
    return encoder, torch.nn.Linear(64, LABELS)


def rows(count: int, length: int) -> tuple["torch.Tensor", "torch.Tensor"]:
    mask = torch.ones(count, length, dtype=torch.int64)
    mask[0, length // 2 :] = 0
    return torch.randn(count, length, 64), mask


def run(path: Path, x: "torch.Tensor", mask: "torch.Tensor") -> np.ndarray:
    session = onnxruntime.InferenceSession(str(path))
    (words,) = session.run(None, {"rows": x.numpy(), "mask": mask.numpy()})
    return np.asarray(words)


def test_whole_numbers_say_what_the_floats_say_and_no_answer_hangs_on_its_batch(
    tmp_path: Path,
) -> None:
    encoder, head = small()
    ranges = watch(encoder, [rows(8, 12) for _ in range(4)])
    assert [set(own) for own in ranges] == [{"qkv", "attended", "widen", "narrow"}] * 3
    onnx.save(name_graph(encoder, [head], ranges), str(tmp_path / "names.onnx"))
    x, mask = rows(6, 12)
    with torch.no_grad():
        wanted = head(encoder(x, mask)).numpy()
    found = run(tmp_path / "names.onnx", x, mask)
    assert found.shape == (6, 12, LABELS)
    kept = mask.numpy().astype(bool)
    assert np.abs(found - wanted)[kept].max() < 0.1 * np.abs(wanted[kept]).max()
    alone = run(tmp_path / "names.onnx", x[3:4], mask[3:4])
    assert alone[0] == pytest.approx(found[3], abs=1e-4)


def test_what_is_seen_spans_all_batches_and_no_padding() -> None:
    encoder, _ = small()
    first, second = rows(4, 8), rows(4, 8)
    both = watch(encoder, [first, second])[0]["qkv"]
    one = watch(encoder, [first])[0]["qkv"]
    assert (both.least <= one.least).all()
    assert (both.greatest >= one.greatest).all()
    padded = (torch.cat([first[0], torch.full((4, 3, 64), 99.0)], 1), torch.zeros(4, 11).long())
    padded[1][:, :8] = first[1]
    again = watch(encoder, [padded])[0]["qkv"]
    assert again.greatest == pytest.approx(one.greatest, abs=1e-5)
