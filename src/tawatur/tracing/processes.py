"""Worker processes of one machine, which do the Python work of tracing on all its cores.

They are plain interpreters that speak over pipes. A fresh one of ``multiprocessing`` would run the
script of the caller again, and a forked one is not safe beside the threads of a database.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, BinaryIO, TypeAlias

from tawatur.errors import EngineError

__all__ = ["Processes", "cores", "main", "serve"]

Row: TypeAlias = tuple[Any, ...]
_Work: TypeAlias = Callable[[Iterator[Row]], Iterator[Row]]

_COMMAND = "from tawatur.tracing.processes import main; main()"
# Batches that wait beside those being worked on, so that no worker waits for the database.
_AHEAD = 2
# Beyond as many, the process that fills the tables does not keep up with the workers.
_MOST = 8


def cores() -> int:
    """Return how many worker processes this machine has use for: one for each core of ours."""
    if not sys.executable or getattr(sys, "frozen", False):
        # There is no interpreter to start.
        return 1
    try:
        available = len(os.sched_getaffinity(0))
    except AttributeError:
        # Not on every system.
        available = os.cpu_count() or 1
    return min(available, _MOST)


class _Worker:
    """One process, and the pipes to it and from it."""

    def __init__(self) -> None:
        # Whatever this process can import, the worker can; nothing lying about can get between.
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            # Each is to use one core: the encoder asks.
            "TAWATUR_WORKER": "1",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )

    def begin(self, work: bytes) -> None:
        """Say what is to be done with the rows to come."""
        self._send(work)

    def ask(self, rows: Sequence[Row] | None) -> list[Row]:
        """Return what the work gives for some rows; ``None`` ends it and asks for the rest."""
        self._send(pickle.dumps(rows, pickle.HIGHEST_PROTOCOL))
        assert self._process.stdout is not None
        try:
            error, found = pickle.load(self._process.stdout)
        except (EOFError, pickle.UnpicklingError):
            raise _broken() from None
        if error is not None:
            raise error
        return list(found)

    def _send(self, content: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(content)
            self._process.stdin.flush()
        except OSError:
            raise _broken() from None

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.wait()


def _broken() -> EngineError:
    return EngineError("a worker process of the trace has come to an end: was memory short?")


class Processes:
    """Worker processes, started when there is work for them first and kept for more."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._workers: list[_Worker] = []

    def over(self, work: _Work, batches: Iterator[list[Row]]) -> Generator[Row, None, None]:
        """Yield what ``work`` gives for batches of rows, in the order of the batches.

        Every process works on some of the batches in one go, and what its work keeps back to the
        end comes last. Errors of the work are raised here.

        Raises:
            EngineError: a process has come to an end.
        """
        if not self._workers:
            self._workers = [_Worker() for _ in range(self._number)]
        workers, sent = self._workers, pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
        idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in workers:
            worker.begin(sent)
            idle.put(worker)

        def worked(batch: list[Row]) -> list[Row]:
            worker = idle.get()
            try:
                return worker.ask(batch)
            finally:
                idle.put(worker)

        waiting: deque[Future[list[Row]]] = deque()
        with ThreadPoolExecutor(len(workers)) as threads:
            try:
                for batch in batches:
                    waiting.append(threads.submit(worked, batch))
                    if len(waiting) >= len(workers) + _AHEAD:
                        yield from waiting.popleft().result()
                while waiting:
                    yield from waiting.popleft().result()
                for end in [threads.submit(worker.ask, None) for worker in workers]:
                    yield from end.result()
            except BaseException:
                # Some are in the middle of something that nobody will ask for.
                threads.shutdown(wait=False, cancel_futures=True)
                self.close()
                raise

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.close()
        self._workers = []


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Do the work that ``source`` brings, until it ends, and answer to ``sink``.

    What comes is a piece of work, then batches of rows for it, then ``None``, then more work. Each
    batch is answered by an error or ``None``, and the rows that the work gave for it.
    """
    while True:
        try:
            work = pickle.load(source)
        except EOFError:
            return
        answer: list[Row] = []
        given = _given(source, sink, answer)
        try:
            for row in work(given):
                answer.append(row)
            # Work may have enough before the rows end.
            for _ in given:
                pass
        except EOFError:
            return
        except Exception as error:
            _answer(sink, _portable(error), [])
            return
        _answer(sink, None, answer)


def _given(source: BinaryIO, sink: BinaryIO, answer: list[Row]) -> Iterator[Row]:
    """Yield the rows of each batch; who asks for more has given all that is to be answered."""
    while (batch := pickle.load(source)) is not None:
        yield from batch
        _answer(sink, None, answer)
        answer.clear()


def _portable(error: Exception) -> Exception:
    """Return the error as it can be sent, with a note of where it was raised."""
    error.add_note("In a worker process:\n" + traceback.format_exc())
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError("".join(traceback.format_exception(error)))
    return error


def _answer(sink: BinaryIO, error: Exception | None, rows: list[Row]) -> None:
    sink.write(pickle.dumps((error, rows), pickle.HIGHEST_PROTOCOL))
    sink.flush()


def main() -> None:
    """Serve the process that started this one."""
    # Who interrupts a trace interrupts its first process, which ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sink = os.fdopen(os.dup(1), "wb")
    # Nothing that prints gets between the answers.
    os.dup2(2, 1)
    with sink, suppress(BrokenPipeError):
        serve(sys.stdin.buffer, sink)
