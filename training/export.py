"""Write the shipped files: ``python -m training.export --names DIR --sense DIR --out DIR``.

Each model becomes an ONNX graph from looked-up rows to logits: names in whole numbers throughout
(:mod:`training.graph`), sense as the base's own four bits with adapters of eight.
``training.check`` scores them beside the floats. Temperatures are set on what was held out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
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

from tawatur.language.encoder.grams import GramWeights
from training import names
from training.encoder import load_encoder
from training.graph import name_graph, watch
from training.names_data import FEATURES, add_features, training_sets
from training.sense_model import HEADS, WORDS, SenseModel
from training.vocabulary import build_tokenizer, kept_pieces
from training.wheel import Base, read_model

__all__ = ["main", "write_sense", "write_table"]

_OPSET = 17
# The base comes in blocks of as many values, a scale each.
_BASE_BLOCK = 32
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
# What e5 was taught to see before a text that is compared with its like.
_PREFIX = "query:"
# Sentences of the training part on which the ranges of activations are taken.
_WATCHED, _SEED = 240, 1


def _data(names: bool) -> list[dict[str, str]]:
    every = [{"set": name, "licence": licence} for name, licence in _LICENCES.items()]
    return every[:_NAME_SETS] if names else every[_NAME_SETS:]


class _SenseGraph(nn.Module):
    """The adapted encoder with heads on pieces and on pooled states, and the mean state."""

    def __init__(self, model: SenseModel, words: list[str], classes: list[str]) -> None:
        super().__init__()
        self.model = model
        self.words, self.classes = words, classes

    def forward(self, rows: Tensor, mask: Tensor, adapted: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        self.model.switch.value = adapted
        states, pooled = self.model.read(rows, mask)
        width = rows.shape[-1]
        mean = pooled[:, width : 2 * width]
        return (
            torch.cat([self.model.heads[name](states) for name in self.words], -1),
            torch.cat([self.model.classes(name, pooled) for name in self.classes], -1),
            mean / torch.sqrt((mean * mean).sum(-1, keepdim=True)),
        )


def write_sense(model: SenseModel, words: list[str], classes: list[str], path: Path) -> None:
    """Write the quantised graph of a trunk with adapters.

    The base goes back into the very four bits that it came in, which loses nothing; adapters and
    heads take eight.
    """
    many = {0: "batch", 1: "length"}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            _SenseGraph(model, words, classes).eval(),
            (
                torch.randn(2, 16, model.marks.embedding_dim),
                torch.ones(2, 16, dtype=torch.int64),
                torch.ones(()),
            ),
            str(plain),
            input_names=["rows", "mask", "adapted"],
            output_names=["words", "pooled", "vector"],
            dynamic_axes=dict.fromkeys(("rows", "mask", "words"), many)
            | {name: {0: "batch"} for name in ("pooled", "vector")},
            opset_version=_OPSET,
            dynamo=False,
        )
        graph = onnx.load(str(plain))
    names = [node.name for node in graph.graph.node if node.op_type == "MatMul"]
    others = [name for name in names if "/linear/" not in name]
    graph = _in_bits(graph, 4, _BASE_BLOCK, others)
    graph = _in_bits(graph, 8, _BASE_BLOCK, [])
    onnx.save(graph, str(path))


def _in_bits(graph: onnx.ModelProto, bits: int, block: int, left: list[str]) -> onnx.ModelProto:
    """Return the graph with its constant matrices in ``bits``, but those of the nodes ``left``."""
    config = DefaultWeightOnlyQuantConfig(
        block_size=block, is_symmetric=True, accuracy_level=4, bits=bits
    )
    quantizer = MatMulNBitsQuantizer(
        graph,
        bits=bits,
        block_size=block,
        is_symmetric=True,
        accuracy_level=4,
        nodes_to_exclude=left,
        algo_config=config,
    )
    quantizer.process()
    made: onnx.ModelProto = quantizer.model.model
    return made


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


def _names(base: Base, folder: Path, data: Path, out: Path) -> dict[str, object]:
    """Write the name head and return its part of the card."""
    saved = torch.load(folder / "names.pt")
    labels: dict[str, list[str]] = saved["labels"]
    table, encoder = load_encoder(base, saved["kept"])
    model = names.NameModel(encoder, base.hidden, labels)
    model.load_state_dict(saved["model"])
    shipped = {name: own for name, own in labels.items() if name != "aqmar"}
    known = training_sets(data)
    held = [one for one in names.held_out(known) if {"aner", "clean"} <= one.labels.keys()]
    apart = {id(one) for one in held}
    seen = random.Random(_SEED).sample([one for one in known if id(one) not in apart], _WATCHED)
    add_features(held + seen)
    tokenizer = build_tokenizer(base, saved["kept"])
    items = names.encode(tokenizer, held, labels)
    watched = names.inputs(model, table, names.encode(tokenizer, seen, labels))
    ranges = watch(model.encoder, ((rows, mask) for _, rows, mask in watched))
    heads = [model.heads[name] for name in shipped]
    onnx.save(name_graph(model.encoder, heads, ranges), str(out / "names.onnx"))
    marks = model.marks.weight.detach().numpy().astype(np.float16)
    np.savez_compressed(out / "names_marks.npz", rows=marks)
    temperature = {
        name: names.fit_temperature(names.predict(model, table, items, name), items, name)
        for name in ("aner", "clean")
    }
    return {
        "version": _version(out / "names.onnx", out / "names_marks.npz"),
        "data": _data(names=True),
        "labels": shipped,
        "marks": list(FEATURES),
        "temperature": dict.fromkeys(shipped, 1.0) | temperature,
    }


def _pieces_of(base: Base, text: str) -> list[int]:
    """Return the numbers of the base's own pieces of a text, its whole vocabulary used."""
    whole = build_tokenizer(base, list(range(len(base.pieces))))
    return list(whole.encode(text, add_special_tokens=False).ids)


def _grams(heads: dict[str, tuple[Tensor, Tensor]], classes: dict[str, int]) -> GramWeights:
    """Return the weights on grams of the outputs that have any."""
    columns: list[int] = []
    weights: list[Tensor] = []
    bias: list[Tensor] = []
    at = 0
    for name, count in classes.items():
        if name in heads:
            own, offset = heads[name]
            # Of a yes and a no the yes alone has weights.
            used = slice(1 if count == 2 else 0, count)
            columns += range(at, at + count)[used]
            weights.append(own[:, used])
            bias.append(offset[used])
        at += count
    return GramWeights.of(columns, torch.cat(weights, 1).numpy(), torch.cat(bias).numpy())


def _sense(base: Base, folder: Path, out: Path) -> dict[str, object]:
    """Write the trunk of sense and return its part of the card."""
    saved = torch.load(folder / "sense.pt")
    _, encoder = load_encoder(base, saved["kept"])
    model = SenseModel(encoder, base.hidden, saved["rank"])
    model.load_state_dict(saved["model"], strict=False)
    classes = {name: count for name, count in HEADS.items() if name not in WORDS}
    write_sense(model, list(WORDS), list(classes), out / "sense.onnx")
    marks = model.marks.weight.detach().numpy().astype(np.float16)
    prefix, _ = load_encoder(base, _pieces_of(base, _PREFIX))
    np.savez_compressed(
        out / "sense_marks.npz", rows=marks, prefix=prefix.numpy().astype(np.float16)
    )
    _grams(saved["grams"], classes).write(out / "sense_grams.npz")
    parts = ("sense.onnx", "sense_marks.npz", "sense_grams.npz")
    return {
        "version": _version(*(out / name for name in parts)),
        "data": _data(names=False),
        "words": {name: HEADS[name] for name in WORDS},
        "pooled": classes,
        "levels": json.loads((folder / "levels.json").read_text("utf-8")),
    }


def main(arguments: list[str] | None = None) -> int:
    """Write everything that is trained; what is not keeps its files and its part of the card."""
    parser = argparse.ArgumentParser(prog="python -m training.export", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--names", type=Path, default=Path("build/names"))
    parser.add_argument("--sense", type=Path, default=Path("build/sense"))
    parser.add_argument("--out", type=Path, default=Path("src/tawatur/language/encoder/weights"))
    options = parser.parse_args(arguments)
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    written = out / "card.json"
    card: dict[str, object] = json.loads(written.read_text("utf-8")) if written.is_file() else {}
    base = read_model()
    if (options.names / "names.pt").is_file():
        card["names"] = _names(base, options.names, options.data, out)
    if (options.sense / "sense.pt").is_file():
        card["sense"] = _sense(base, options.sense, out)
    kept = kept_pieces(base)
    table, _ = load_encoder(base, kept)
    write_table(table, out / "table.npz")
    build_tokenizer(base, kept).save(str(out / "tokenizer.json"), pretty=False)
    card["base"] = {"name": "multilingual-e5-small", "licence": "MIT", "pieces": len(kept)}
    ordered = {name: card[name] for name in ("names", "sense", "base") if name in card}
    written.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for file in sorted(out.iterdir()):
        print(f"{file.stat().st_size / 1e6:6.2f} MB {file.name}")
    print(f"onnx {onnx.__version__}, onnxruntime {onnxruntime.__version__}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
