"""Lineage: grams, candidate pairs, alignment, direction, families."""

from tawatur.tracing.trace import Trace

__all__ = ["Trace"]
