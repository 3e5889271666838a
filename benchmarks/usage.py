"""What a measured process used, with the worker processes that it started and ended."""

from __future__ import annotations

import resource
import time

from tawatur.tracing.processes import cores

__all__ = ["Clock", "memory"]


class Clock:
    """Counts seconds from when it is made."""

    def __init__(self) -> None:
        self._start, self._used = time.perf_counter(), _processor()

    def seconds(self) -> float:
        """Return seconds by the wall clock."""
        return time.perf_counter() - self._start

    def processor(self) -> float:
        """Return seconds of processor time, those of processes that have ended included."""
        return _processor() - self._used


def _processor() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def memory() -> float:
    """Return the most MiB that this process and its workers can have held together.

    It is the peak of this process and as many times that of its largest worker as there are
    workers; the peaks may lie at different times.
    """
    mine = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (mine + cores() * largest) / 1024
