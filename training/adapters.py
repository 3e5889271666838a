"""Low-rank adapters beside the frozen matrices of the base (Hu et al., 2021, LoRA).

A trunk with adapters stays the base where they are switched off: its sentence vectors are the
base's own, and its matrices can be shipped in the base's own four bits without any loss.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.encoder import Encoder

__all__ = ["Switch", "adapt"]


class Switch:
    """Whether the adapters of a trunk speak: 1.0, or 0.0 for the base alone."""

    def __init__(self) -> None:
        self.value: Tensor = torch.ones(())


class _Adapted(nn.Module):
    """A frozen linear layer with what a product of two thin matrices adds to it."""

    def __init__(self, linear: nn.Linear, rank: int, switch: Switch) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        self.down = nn.Linear(linear.in_features, rank, bias=False)
        self.up = nn.Linear(rank, linear.out_features)
        nn.init.zeros_(self.up.weight)
        nn.init.zeros_(self.up.bias)
        self.switch = switch

    def forward(self, x: Tensor) -> Tensor:
        added = self.up(self.down(x)) * self.switch.value
        out: Tensor = self.linear(x) + added.to(x.dtype)
        return out


def adapt(encoder: Encoder, rank: int) -> Switch:
    """Freeze ``encoder``, put adapters of ``rank`` beside its matrices, return their switch."""
    encoder.requires_grad_(False)
    switch = Switch()
    for layer in encoder.layers:
        for name in ("qkv", "attended", "widen", "narrow"):
            setattr(layer, name, _Adapted(getattr(layer, name), rank, switch))
    return switch
