"""Lineage: grams, candidate pairs, alignment, direction, families."""

from tawatur.tracing.settings import TraceSettings
from tawatur.tracing.trace import VERSION, Trace, trace

__all__ = ["VERSION", "Trace", "TraceSettings", "trace"]
