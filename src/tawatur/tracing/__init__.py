"""Lineage: grams, candidate pairs, alignment, direction, families."""

from tawatur.tracing.engine import DuckDBEngine, Engine
from tawatur.tracing.engines import EngineName, open_engine
from tawatur.tracing.memory import KeptPair, KeptSignature, State, TraceMemory
from tawatur.tracing.run import VERSION, TraceRun
from tawatur.tracing.settings import TraceSettings
from tawatur.tracing.trace import Trace, collected, trace

__all__ = [
    "VERSION",
    "DuckDBEngine",
    "Engine",
    "EngineName",
    "KeptPair",
    "KeptSignature",
    "State",
    "Trace",
    "TraceMemory",
    "TraceRun",
    "TraceSettings",
    "collected",
    "open_engine",
    "trace",
]
