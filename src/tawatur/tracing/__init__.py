"""Lineage: grams, candidate pairs, alignment, direction, families."""

from tawatur.tracing.settings import TraceSettings
from tawatur.tracing.trace import Trace, trace

__all__ = ["Trace", "TraceSettings", "trace"]
