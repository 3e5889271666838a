"""The encoder in torch: the layers of MiniLM as multilingual-e5-small has them.

The table of word pieces is frozen and stays outside: fine-tuned trunks share it, and the shipped
graphs take looked-up rows as input.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.wheel import Base

__all__ = ["Encoder", "load_encoder", "mean_pool"]


class _Layer(nn.Module):
    def __init__(self, hidden: int, heads: int, inner: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.attended = nn.Linear(hidden, hidden)
        self.attended_norm = nn.LayerNorm(hidden, epsilon)
        self.widen = nn.Linear(hidden, inner)
        self.narrow = nn.Linear(inner, hidden)
        self.narrow_norm = nn.LayerNorm(hidden, epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, hidden = x.shape
        q, k, v = (
            part.reshape(batch, length, self.heads, hidden // self.heads).transpose(1, 2)
            for part in self.qkv(x).split(hidden, dim=-1)
        )
        scores = q @ k.transpose(-1, -2) * (hidden // self.heads) ** -0.5 + bias
        context = torch.softmax(scores, -1) @ v
        context = context.transpose(1, 2).reshape(batch, length, hidden)
        x = self.attended_norm(x + self.dropout(self.attended(context)))
        inner = functional.gelu(self.widen(x))
        out: Tensor = self.narrow_norm(x + self.dropout(self.narrow(inner)))
        return out


class Encoder(nn.Module):
    """Twelve layers over looked-up rows of the table of pieces.

    ``forward(rows, mask)`` takes float ``rows`` (batch, length, hidden) and ``mask`` (batch,
    length), 1 for a piece and 0 for padding, and returns (batch, length, hidden).
    """

    def __init__(
        self,
        hidden: int = 384,
        layers: int = 12,
        heads: int = 12,
        inner: int = 1536,
        epsilon: float = 1e-12,
        positions: int = 512,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.position = nn.Embedding(positions, hidden)
        self.norm = nn.LayerNorm(hidden, epsilon)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            _Layer(hidden, heads, inner, epsilon, dropout) for _ in range(layers)
        )

    def embed(self, rows: Tensor) -> Tensor:
        """Return the input of the first layer."""
        places = torch.arange(rows.shape[1], device=rows.device)
        x: Tensor = self.dropout(self.norm(rows + self.position(places)))
        return x

    def run(self, x: Tensor, mask: Tensor, first: int = 0, last: int | None = None) -> Tensor:
        """Run the layers ``first`` to ``last`` on hidden states."""
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers[first:last]:
            x = layer(x, bias)
        return x

    def forward(self, rows: Tensor, mask: Tensor) -> Tensor:
        """Return the hidden state of each piece."""
        return self.run(self.embed(rows), mask)


def mean_pool(hidden: Tensor, mask: Tensor) -> Tensor:
    """Return the mean hidden state of each row's pieces, of length 1."""
    weights = mask.to(hidden.dtype)[:, :, None]
    mean = (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)
    return functional.normalize(mean, dim=-1)


def load_encoder(base: Base, kept: list[int], dropout: float = 0.1) -> tuple[Tensor, Encoder]:
    """Return the table of the kept pieces (its type row added) and the encoder of the base."""
    tensors = {name: torch.from_numpy(value) for name, value in base.tensors.items()}
    positions = tensors["emb.pos"].reshape(-1, base.hidden)
    encoder = Encoder(
        base.hidden, base.layers, base.heads, base.inner, base.epsilon, len(positions), dropout
    )
    state = {
        "position.weight": positions,
        "norm.weight": tensors["emb.ln.w"],
        "norm.bias": tensors["emb.ln.b"],
    }
    for number in range(base.layers):
        for ours, theirs in (
            ("attended", "ao"),
            ("attended_norm", "aln"),
            ("widen", "fi"),
            ("narrow", "fo"),
            ("narrow_norm", "oln"),
        ):
            state[f"layers.{number}.{ours}.weight"] = tensors[f"l{number}.{theirs}.w"]
            state[f"layers.{number}.{ours}.bias"] = tensors[f"l{number}.{theirs}.b"]
        for part in ("weight", "bias"):
            state[f"layers.{number}.qkv.{part}"] = torch.cat(
                [tensors[f"l{number}.{letter}.{part[0]}"] for letter in "qkv"]
            )
    encoder.load_state_dict(state)
    rows = tensors["emb.word"][torch.tensor(kept)] + tensors["emb.type"].reshape(-1, base.hidden)[0]
    return rows, encoder
