"""Write the shipped files: ``python -m training.export --names DIR --sense DIR --out DIR``.

Each model becomes an ONNX graph from looked-up rows to logits, its matrices as 8-bit integers,
activations quantised as they come; ``training.check`` scores it beside the floats. Temperatures
are set on what was held out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization.matmul_nbits_quantizer import (
    DefaultWeightOnlyQuantConfig,
    MatMulNBitsQuantizer,
)
from torch import Tensor, nn

from training.encoder import load_encoder
from training.vocabulary import build_tokenizer
from training.wheel import read_model

__all__ = ["main", "quantised", "write_graph", "write_table"]

_OPSET = 17
# Set -> licence as its makers state it. The weights carry none of the texts.
_LICENCES = {
    "ANERcorp (CAMeL splits, train)": "CC BY-SA 4.0",
    "CLEANANERCorp (train)": "GPL-3.0 (text in its repository)",
    "NewsFANE Gold (sentences of the same training part)": "CC BY-SA 3.0",
    "CAraNER": "none stated",
    "AQMAR": "CC BY-SA 3.0",
    "Arabic UN sentences with quad classes": "MIT",
    "arabic_event_gsr": "MIT",
    "ArEntail (train)": "none stated",
    "ANS (stance, train)": "Apache-2.0",
    "CheckThat! subjectivity, Arabic (train)": "CC BY-NC-SA 4.0",
}
_NAME_SETS = 5


def _data(names: bool) -> list[dict[str, str]]:
    every = [{"set": name, "licence": licence} for name, licence in _LICENCES.items()]
    return every[:_NAME_SETS] if names else every[_NAME_SETS:]


class _Graph(nn.Module):
    """The encoder with some heads on its states, and, of a pooled model, on the pooled ones."""

    def __init__(self, encoder: nn.Module, words: list[nn.Linear], pooled: list[nn.Linear]) -> None:
        super().__init__()
        self.encoder = encoder
        self.words = nn.ModuleList(words)
        self.pooled = nn.ModuleList(pooled)

    def forward(self, rows: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        states = self.encoder(rows, mask)
        out = [torch.cat([head(states) for head in self.words], -1)]
        if len(self.pooled):
            weights = mask.to(states.dtype)[:, :, None]
            mean = (states * weights).sum(1) / weights.sum(1)
            both = torch.cat([states[:, 0], mean], -1)
            out += [torch.cat([head(both) for head in self.pooled], -1)]
            out += [mean / torch.sqrt((mean * mean).sum(-1, keepdim=True))]
        return tuple(out)


def write_graph(
    encoder: nn.Module, words: list[nn.Linear], pooled: list[nn.Linear], path: Path
) -> None:
    """Write the float graph of an encoder and its heads."""
    graph = _Graph(encoder, words, pooled).eval()
    outputs = ["words"] + (["pooled", "vector"] if pooled else [])
    torch.onnx.export(
        graph,
        (torch.randn(2, 16, 384), torch.ones(2, 16, dtype=torch.int64)),
        str(path),
        input_names=["rows", "mask"],
        output_names=outputs,
        dynamic_axes={"rows": {0: "batch", 1: "length"}, "mask": {0: "batch", 1: "length"}}
        | {"words": {0: "batch", 1: "length"}}
        | {name: {0: "batch"} for name in outputs[1:]},
        opset_version=_OPSET,
        dynamo=False,
    )


def quantised(source: Path, target: Path) -> None:
    """Write ``source`` with its weight matrices in 8 bits, a scale for every 128 values.

    Activations are quantised row by row as they come, so that a sentence's answer does not hang on
    the others of its batch. Quantising whole tensors instead is a third faster and costs four
    points of entailment and half a point of names.
    """
    config = DefaultWeightOnlyQuantConfig(
        block_size=128, is_symmetric=True, accuracy_level=4, bits=8
    )
    quantizer = MatMulNBitsQuantizer(
        onnx.load(str(source)),
        bits=8,
        block_size=128,
        is_symmetric=True,
        accuracy_level=4,
        algo_config=config,
    )
    quantizer.process()
    quantizer.model.save_model_to_file(str(target))


def write_table(rows: Tensor, path: Path) -> None:
    """Write the table of pieces as 8-bit integers with a scale a row."""
    values = rows.numpy()
    scales = (np.abs(values).max(1) / 127).astype(np.float16)
    scales[scales == 0] = 1
    whole = np.rint(values / scales.astype(np.float32)[:, None]).clip(-127, 127).astype(np.int8)
    np.savez_compressed(path, rows=whole, scales=scales)


def _version(*paths: Path) -> str:
    digest = hashlib.blake2b(digest_size=4)
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def main(arguments: list[str] | None = None) -> int:
    """Write everything that is trained; what is not is left out of the card."""
    parser = argparse.ArgumentParser(prog="python -m training.export", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--names", type=Path, default=Path("build/names"))
    parser.add_argument("--sense", type=Path, default=Path("build/sense"))
    parser.add_argument("--out", type=Path, default=Path("src/tawatur/language/encoder/weights"))
    options = parser.parse_args(arguments)
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    base = read_model()
    card: dict[str, object] = {}
    kept: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        if (options.names / "names.pt").is_file():
            from training.names import NameModel, encode, fit_temperature, held_out, predict
            from training.names_data import FEATURES, add_features, training_sets

            saved = torch.load(options.names / "names.pt")
            kept = saved["kept"]
            _, encoder = load_encoder(base, kept)
            model = NameModel(encoder, base.hidden, saved["labels"])
            model.load_state_dict(saved["model"])
            model.eval()
            shipped = {name: own for name, own in saved["labels"].items() if name != "aqmar"}
            write_graph(model.encoder, [model.heads[name] for name in shipped], [], plain)
            quantised(plain, out / "names.onnx")
            np.savez_compressed(
                out / "names_marks.npz",
                rows=model.marks.weight.detach().numpy().astype(np.float16),
            )
            known = training_sets(options.data)
            add_features(known)
            held = encode(
                build_tokenizer(base, kept),
                [one for one in held_out(known) if {"aner", "clean"} <= one.labels.keys()],
                saved["labels"],
            )
            rows, _ = load_encoder(base, kept)
            temperature = {
                name: fit_temperature(predict(model, rows, held, name), held, name)
                for name in ("aner", "clean")
            }
            card["names"] = {
                "version": _version(out / "names.onnx", out / "names_marks.npz"),
                "data": _data(names=True),
                "labels": shipped,
                "marks": list(FEATURES),
                "temperature": dict.fromkeys(shipped, 1.0) | temperature,
            }
        if (options.sense / "sense.pt").is_file():
            from training.sense import _WORDS, HEADS, SenseModel

            saved = torch.load(options.sense / "sense.pt")
            kept = saved["kept"]
            _, encoder = load_encoder(base, kept)
            sense = SenseModel(encoder, base.hidden)
            sense.load_state_dict(saved["model"])
            sense.eval()
            classes = {name: count for name, count in HEADS.items() if name not in _WORDS}
            write_graph(
                sense.encoder,
                [sense.heads[name] for name in _WORDS],
                [sense.heads[name] for name in classes],
                plain,
            )
            quantised(plain, out / "sense.onnx")
            np.savez_compressed(
                out / "sense_marks.npz",
                rows=sense.marks.weight.detach().numpy().astype(np.float16),
            )
            card["sense"] = {
                "version": _version(out / "sense.onnx", out / "sense_marks.npz"),
                "data": _data(names=False),
                "words": {name: HEADS[name] for name in _WORDS},
                "pooled": classes,
            }
    table, _ = load_encoder(base, kept)
    write_table(table, out / "table.npz")
    build_tokenizer(base, kept).save(str(out / "tokenizer.json"), pretty=False)
    card["base"] = {"name": "multilingual-e5-small", "licence": "MIT", "pieces": len(kept)}
    (out / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for file in sorted(out.iterdir()):
        print(f"{file.stat().st_size / 1e6:6.2f} MB {file.name}")
    print(f"onnx {onnx.__version__}, onnxruntime {onnxruntime.__version__}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
