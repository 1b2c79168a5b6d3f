"""What a sender stands between: a PI Web API server full of readings, and a bucket that takes what is put."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

POINTS = 100
ELEMENT = r"\\LOADAF\Load\Load"
START, FIRST, END = "2025-12-31T00:00:00Z", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"
"""Readings lie between the first and the last of them, and begin at the second."""


@contextmanager
def pi_web_api(product: Path, events: int) -> Iterator[str]:
    """The address of a server of `events` readings of 100 points, one a second each."""
    python = product / ".venv" / "plant" / "bin" / "python"
    words = ["--source", "load", "--events", str(events), "--points", str(POINTS), "--now", END]
    with _serving([str(python), "-m", "plant", "webapi", *words]) as told:
        yield told["url"]


@contextmanager
def bucket(folder: Path) -> Iterator[str]:
    """The address of an S3 that writes what is put below `folder`."""
    with _serving([sys.executable, "-m", "bench.bucket", str(folder)]) as told:
        yield told["url"]


@contextmanager
def _serving(command: Sequence[str]) -> Iterator[dict[str, Any]]:
    """What the server says of itself in its first line."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield json.loads(server.stdout.readline())
        finally:
            server.kill()
