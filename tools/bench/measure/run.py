"""Runs a command and measures the tree of processes that it becomes.

Who calls this must be small: Linux counts the caller's memory at the fork as the child's greatest.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from typing import IO, Any

from bench.measure.measured import Measured
from bench.measure.process_tree import children_of, resident_bytes

_SAMPLE_S = 0.1
_PR_SET_CHILD_SUBREAPER = 36
_TAIL_LINES = 25


class FailedError(RuntimeError):
    """A command that was to be measured failed; the message has the end of what it printed."""


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Measured:
    """Run `command` to its end, and that of all that it started. What runs already beside it does not count.

    :raises FailedError: where its exit status is not 0.
    """
    _adopt_orphans()
    load, besides = os.getloadavg()[0], children_of(os.getpid())
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors, _sampling(besides) as sampled:
        start = time.monotonic()
        with subprocess.Popen(command, stdout=out, stderr=errors, env={**os.environ, **(environment or {})}) as child:
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            wall = time.monotonic() - start
        usages = [usage, *_orphans(besides)]
        if child.returncode != 0:
            raise FailedError(f"{' '.join(command)}: exit status {child.returncode}\n{_tail(errors)}{_tail(out)}")
        peak = max([sampled[0], *(each.ru_maxrss * 1024 for each in usages)])
        cpu = sum(each.ru_utime + each.ru_stime for each in usages)
        return Measured(cpu, wall, peak, load, _summary(out))


def _adopt_orphans() -> None:
    """A JVM outlives the Python that started it: without this its CPU would be counted nowhere."""
    if ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError("prctl: this process cannot wait for its children's children")


def _orphans(besides: Set[int]) -> Iterator[resource.struct_rusage]:
    while left := children_of(os.getpid()) - besides:
        for process in left:
            yield os.wait4(process, 0)[2]


@contextmanager
def _sampling(besides: Set[int]) -> Iterator[list[int]]:
    """[greatest memory of the tree so far, in bytes]"""
    peak, ended = [0], threading.Event()

    def sample() -> None:
        while not ended.wait(_SAMPLE_S):
            peak[0] = max(peak[0], resident_bytes(os.getpid(), besides))

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        ended.set()
        thread.join()


def _summary(out: IO[str]) -> dict[str, Any]:
    """The JSON object of the last line that is one."""
    for line in reversed(_lines(out)):
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict):
            return found
    return {}


def _tail(text: IO[str]) -> str:
    return "\n".join(_lines(text)[-_TAIL_LINES:])


def _lines(text: IO[str]) -> list[str]:
    text.seek(0)
    return text.read().splitlines()
