"""The graph of the name head in whole numbers, node by node.

Every product is one of 8-bit integers with activation ranges fixed beforehand on sentences of the
training part, so that a sentence's answer does not hang on the others of its batch, and attention,
bias and activation are the runtime's fused kernels. What would suffer from one range for a whole
tensor is evened out first:

* channels of the context are scaled as values and unscaled in the matrix after them (Xiao et al.,
  2023, SmoothQuant), and so are those that enter the widening matrix, where one stands at 40 and
  the rest below 2;
* a few channels that enter the narrowing matrix reach 67 on single pieces: they are multiplied
  apart, as floats.

Measured on 240 sentences of the test, Kullback-Leibler divergence of labels from the floats: one
range a tensor taken from each batch 0.0107; this 0.0009; scales a row (half as quick) 0.0002.
Weights take seven of the eight bits: processors without VNNI add pairs of products in 16 bits.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from training.encoder import Encoder

__all__ = ["Seen", "name_graph", "watch"]

_OPSET = 17
_FUSED = "com.microsoft"
_WEIGHT_STEPS, _STEPS = 63, 255
# Channels of the narrowing matrix that are multiplied apart; 1, 2, 4 and 8 measure the same.
_APART = 2

_Floats = NDArray[np.float32]


class Seen(NamedTuple):
    """Least and greatest value of each channel that entered a matrix."""

    least: _Floats
    greatest: _Floats

    def divided(self, by: _Floats) -> Seen:
        """Return what is seen when each channel is divided by a positive number."""
        return Seen(self.least / by, self.greatest / by)


Ranges = dict[str, Seen]
"""Matrix (``qkv``, ``attended``, ``widen``, ``narrow``) -> what enters it."""


def watch(encoder: Encoder, batches: Iterable[tuple[Tensor, Tensor]]) -> list[Ranges]:
    """Return what enters the matrices of each layer on batches of rows and masks."""
    found: list[Ranges] = [{} for _ in encoder.layers]
    mask = torch.ones(())

    def look(own: Ranges, name: str, x: Tensor) -> None:
        kept = x[mask.bool()].detach().numpy()
        least, greatest = kept.min(0), kept.max(0)
        if name in own:
            least = np.minimum(least, own[name].least)
            greatest = np.maximum(greatest, own[name].greatest)
        own[name] = Seen(least, greatest)

    hooks = [
        getattr(layer, name).register_forward_pre_hook(
            lambda _, inputs, own=own, name=name: look(own, name, inputs[0])
        )
        for layer, own in zip(encoder.layers, found, strict=True)
        for name in ("qkv", "attended", "widen", "narrow")
    ]
    encoder.eval()
    with torch.no_grad():
        for rows, mask in batches:
            encoder(rows, mask)
    for hook in hooks:
        hook.remove()
    return found


def name_graph(
    encoder: Encoder, heads: Iterable[nn.Linear], ranges: list[Ranges]
) -> onnx.ModelProto:
    """Return the graph from ``rows`` and ``mask`` to ``words``, the logits of all heads."""
    made = _Nodes()
    x = made.embedded(encoder)
    mask = made.add("Cast", "mask", to=TensorProto.INT32)
    for layer, own in zip(encoder.layers, ranges, strict=True):
        x = made.layer(layer, own, x, mask)
    heads = list(heads)
    weight = np.concatenate([_array(head.weight).T for head in heads], 1)
    bias = np.concatenate([_array(head.bias) for head in heads])
    made.add("Add", made.add("MatMul", x, weight), bias, out="words")
    shapes = {"rows": encoder.position.embedding_dim, "mask": None, "words": len(bias)}
    values = {
        name: helper.make_tensor_value_info(
            name,
            TensorProto.INT64 if width is None else TensorProto.FLOAT,
            ["batch", "length", *([] if width is None else [width])],
        )
        for name, width in shapes.items()
    }
    graph = helper.make_graph(
        made.nodes, "names", [values["rows"], values["mask"]], [values["words"]], made.constants
    )
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def _array(tensor: Tensor) -> _Floats:
    found: _Floats = tensor.detach().numpy().astype(np.float32)
    return found


def _evening(seen: Seen, weight: _Floats) -> _Floats:
    """Return by what each channel is divided, so that it and its row of weights differ alike."""
    reach = np.maximum(np.abs(seen.least), np.abs(seen.greatest)) + 1e-6
    by = np.sqrt(reach / (np.abs(weight).max(1) + 1e-6))
    found: _Floats = (by / np.exp(np.log(by).mean())).astype(np.float32)
    return found


class _Nodes:
    """Nodes and constants of a graph as they are made; a value goes by its name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def add(
        self, kind: str, *inputs: str | _Floats | NDArray[np.generic], out: str = "", **how: object
    ) -> str:
        """Add a node, arrays among its inputs as constants, and return the name of its output."""
        fused = how.pop("fused", False)
        out = out or f"value{len(self.nodes)}"
        names = [one if isinstance(one, str) else self._constant(one) for one in inputs]
        domain = _FUSED if fused else ""
        self.nodes.append(helper.make_node(kind, names, [out], out, domain=domain, **how))
        return out

    def _constant(self, value: NDArray[np.generic]) -> str:
        name = f"constant{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def embedded(self, encoder: Encoder) -> str:
        """Add the positions to the rows and norm them."""
        first, axis = np.array([0]), np.array([0])
        length = self.add("Slice", self.add("Shape", "rows"), np.array([1]), np.array([2]))
        places = self.add("Slice", _array(encoder.position.weight), first, length, axis)
        norm = encoder.norm
        return self.add(
            "LayerNormalization",
            self.add("Add", "rows", places),
            _array(norm.weight),
            _array(norm.bias),
            epsilon=norm.eps,
        )

    def layer(self, layer: Any, seen: Ranges, x: str, mask: str) -> str:
        """Add one layer of the encoder and return its states."""
        qkv, bias = _array(layer.qkv.weight).T, _array(layer.qkv.bias).copy()
        out = _array(layer.attended.weight).T
        even = _evening(seen["attended"], out)
        q, k, v = np.split(qkv, 3, axis=1)
        bias[2 * len(even) :] /= even
        whole, step, zero = self._whole(x, seen["qkv"])
        parts = [self._times(whole, step, zero, part) for part in (q, k, v / even)]
        context = self.add(
            "MultiHeadAttention", *parts, bias, mask, fused=True, num_heads=layer.heads
        )
        attended = self._product(context, out * even[:, None], seen["attended"].divided(even))
        x = self._norm(x, attended, layer.attended_norm, layer.attended)
        weight = _array(layer.widen.weight).T
        even = _evening(seen["widen"], weight)
        evened = self.add("Mul", x, 1 / even)
        wide = self._product(evened, weight * even[:, None], seen["widen"].divided(even))
        wide = self.add("BiasGelu", wide, _array(layer.widen.bias), fused=True)
        return self._norm(x, self._narrow(wide, layer, seen), layer.narrow_norm, layer.narrow)

    def _narrow(self, wide: str, layer: Any, seen: Ranges) -> str:
        weight, own = _array(layer.narrow.weight).T.copy(), seen["narrow"]
        reach = np.maximum(np.abs(own.least), np.abs(own.greatest))
        apart = np.sort(np.argsort(-reach, kind="stable")[:_APART])
        rows = weight[apart].copy()
        # They may overflow their range in the whole numbers: they are multiplied by nothing there.
        weight[apart] = 0
        rest = Seen(np.delete(own.least, apart), np.delete(own.greatest, apart))
        extra = self.add("MatMul", self.add("Gather", wide, apart, axis=2), rows)
        return self.add("Add", self._product(wide, weight, rest), extra)

    def _norm(self, x: str, added: str, norm: nn.LayerNorm, linear: nn.Linear) -> str:
        return self.add(
            "SkipLayerNormalization",
            x,
            added,
            _array(norm.weight),
            _array(norm.bias),
            _array(linear.bias),
            fused=True,
            epsilon=norm.eps,
        )

    def _product(self, x: str, weight: _Floats, seen: Seen) -> str:
        return self._times(*self._whole(x, seen), weight)

    def _whole(self, x: str, seen: Seen) -> tuple[str, _Floats, NDArray[np.uint8]]:
        """Quantise ``x``; return it, the size of a step, and where zero lies."""
        least, greatest = min(0.0, float(seen.least.min())), max(0.0, float(seen.greatest.max()))
        step = np.array((greatest - least) / _STEPS, np.float32)
        zero = np.array(round(-least / float(step)), np.uint8)
        return self.add("QuantizeLinear", x, step, zero), step, zero

    def _times(self, x: str, step: _Floats, zero: NDArray[np.uint8], weight: _Floats) -> str:
        steps = np.abs(weight).max(0) / _WEIGHT_STEPS
        steps[steps == 0] = 1
        whole = np.rint(weight / steps).astype(np.int8)
        nothing = np.zeros(weight.shape[1], np.int8)
        return self.add(
            "MatMulIntegerToFloat",
            x,
            whole,
            step,
            steps.astype(np.float32),
            zero,
            nothing,
            fused=True,
        )
