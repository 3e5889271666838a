"""Python work over processes: the rows in order, the errors, nothing left running."""

from __future__ import annotations

import io
import os
import pickle
import signal
import time
from collections.abc import Iterator
from typing import Any

import pytest

from evaluation.simulator import simulate
from tawatur.errors import EngineError
from tawatur.tracing import DuckDBEngine, TraceSettings, trace
from tawatur.tracing.processes import Processes, Row, cores, serve

WORLD = simulate(48, 12)
SETTINGS = TraceSettings(common_gram=6, rare_gram=3, rare_stem=8, collection=30, processes=2)


class Doubling:
    """Doubles numbers, and tells at the end how many there were and who counted them."""

    def __call__(self, rows: Iterator[Row]) -> Iterator[Row]:
        seen = 0
        for (number,) in rows:
            seen += 1
            if number < 0:
                raise ValueError(f"no number of ours: {number}")
            yield 2 * number, os.getpid()
        yield -seen, os.getpid()


class Enough:
    """Takes the first row only."""

    def __call__(self, rows: Iterator[Row]) -> Iterator[Row]:
        yield next(rows)


def _batches(numbers: range, size: int = 3) -> Iterator[list[Row]]:
    for at in range(0, len(numbers), size):
        yield [(number,) for number in numbers[at : at + size]]


@pytest.fixture
def processes() -> Iterator[Processes]:
    started = Processes(2)
    yield started
    started.close()


def _gone(process: int) -> bool:
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_rows_come_in_the_order_of_their_batches_from_other_processes(
    processes: Processes,
) -> None:
    found = list(processes.over(Doubling(), _batches(range(100))))
    assert [number for number, _ in found[:100]] == [2 * number for number in range(100)]
    # What the work of each process keeps back comes last.
    (one, who), (other, else_) = found[100:]
    assert (one + other, who != else_) == (-100, True)
    workers = {process for _, process in found}
    assert os.getpid() not in workers
    again = list(processes.over(Doubling(), _batches(range(7))))
    assert {process for _, process in again} <= workers
    processes.close()
    assert all(map(_gone, workers))


def test_errors_of_the_work_are_raised_here_and_end_the_processes(processes: Processes) -> None:
    found = processes.over(Doubling(), _batches(range(12)))
    _, worker = next(found)
    found.close()
    assert _gone(worker)
    with pytest.raises(ValueError, match="no number of ours: -3") as raised:
        list(processes.over(Doubling(), _batches(range(-3, 90))))
    assert "Doubling" not in str(raised.value)
    assert "In a worker process" in raised.value.__notes__[0]
    # Others are started for the work that follows.
    assert len(list(processes.over(Doubling(), _batches(range(4))))) == 6


def test_a_process_that_is_killed_is_said(processes: Processes) -> None:
    found = processes.over(Doubling(), _batches(range(10_000)))
    _, worker = next(found)
    os.kill(worker, signal.SIGKILL)
    with pytest.raises(EngineError, match="memory"):
        list(found)


def _served(*sent: object) -> list[Any]:
    sink = io.BytesIO()
    serve(io.BytesIO(b"".join(map(pickle.dumps, sent))), sink)
    answers, end = [], sink.tell()
    sink.seek(0)
    while sink.tell() < end:
        answers.append(pickle.load(sink))
    return answers


def test_each_batch_is_answered_and_so_is_the_end() -> None:
    me = os.getpid()
    assert _served(Doubling(), [(1,), (2,)], [(3,)], None, Doubling(), None) == [
        (None, [(2, me), (4, me)]),
        (None, [(6, me)]),
        (None, [(-3, me)]),
        (None, [(0, me)]),
    ]
    assert _served(Enough(), [(1,), (2,)], [(3,)], None) == [
        (None, [(1,)]),
        (None, []),
        (None, []),
    ]
    # Broken off by the other side.
    assert _served(Doubling(), [(1,)]) == [(None, [(2, me)])]
    ((error, rows),) = _served(Doubling(), [(-1,)])
    assert (type(error), rows) == (ValueError, [])


def test_one_lineage_whatever_the_processes() -> None:
    alone = trace(
        WORLD.articles, engine=DuckDBEngine(SETTINGS), settings=SETTINGS
    )  # too few to be shared out
    shared_out = trace(WORLD.articles, engine=DuckDBEngine(SETTINGS, worth=1), settings=SETTINGS)
    assert alone.derivations
    assert shared_out == alone


def test_there_is_a_process_for_each_core(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 1 <= cores() <= 8
    # Where Tawatur is a part of a program of another kind.
    monkeypatch.setattr("sys.executable", "")
    assert cores() == 1
