"""The engines by name."""

from __future__ import annotations

from typing import Literal

from tawatur.tracing.engine import DuckDBEngine, Engine
from tawatur.tracing.settings import TraceSettings

__all__ = ["EngineName", "open_engine"]

EngineName = Literal["duckdb", "spark"]


def open_engine(name: EngineName, settings: TraceSettings | None = None) -> Engine:
    """Return a new engine: ``duckdb`` in this process, or ``spark`` on a cluster.

    Raises :class:`tawatur.errors.EngineError` when it cannot be started.
    """
    if name == "duckdb":
        return DuckDBEngine(settings)
    # Importing Spark takes a second and a package that is not always there.
    from tawatur.tracing.spark import SparkEngine

    return SparkEngine()
