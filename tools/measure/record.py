"""Runs a program to its end and writes what it took: `python3 record.py RECORD FOLDER program argument...`.

Linux alone tells memory, and the time of what a program has left behind.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

EVERY_S = 0.5
LEFT_BEHIND_S = 10
PR_SET_CHILD_SUBREAPER = 36
PROC = Path("/proc")


def main(record: str, folder: str, command: list[str]) -> int:
    start = time.monotonic()
    lines: list[tuple[float, str]] = []
    _adopt()
    program = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    memory = Memory(program.pid)
    memory.start()
    for line in program.stdout or ():
        lines.append((round(time.monotonic() - start, 2), line.rstrip("\n")))
        print(line, end="", flush=True)
    status = program.wait()
    seconds = time.monotonic() - start
    memory.over.set()
    _wait_for_orphans()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = {
        "status": status,
        "seconds": round(seconds, 1),
        "cpuSeconds": round(usage.ru_utime + usage.ru_stime, 1),
        "peakMegabytes": round(memory.peak / 1e6) or None,
        "lines": lines,
    }
    Path(record).write_text(json.dumps(told))
    return 0


def _adopt() -> None:
    """Programs whose parent has ended come to this one, so that their time is counted: the local cloud is one."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _wait_for_orphans() -> None:
    deadline = time.monotonic() + LEFT_BEHIND_S
    try:
        while time.monotonic() < deadline:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.1)
    except ChildProcessError:
        return


class Memory(threading.Thread):
    """Looks again and again at what a program and all below it hold at one time, shared pages shared out."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.over = threading.Event()
        self.peak = 0
        self._root = root

    def run(self) -> None:
        while not self.over.wait(EVERY_S):
            self.peak = max(self.peak, sum(_held(pid) for pid in _family(self._root)))


def _family(root: int) -> set[int]:
    parents = dict(_parents())
    family = {root}
    grown = 0
    while grown != len(family):
        grown = len(family)
        family |= {pid for pid, parent in parents.items() if parent in family}
    return family


def _parents() -> Iterator[tuple[int, int]]:
    for folder in PROC.glob("[0-9]*"):
        try:
            # the name stands in brackets and may hold any sign
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        yield int(folder.name), int(fields[1])


def _held(pid: int) -> int:
    try:
        rollup = (PROC / str(pid) / "smaps_rollup").read_text()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
