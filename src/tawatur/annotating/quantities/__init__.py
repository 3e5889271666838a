"""The stage that finds quantities: how many, of what, how surely."""

from tawatur.annotating.quantities._stage import QuantityStage

__all__ = ["QuantityStage"]
