"""A clean run that is killed at one of its points: before every file and every commit that it makes, and at its end."""

from __future__ import annotations

import functools
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from replica.store.folder import FolderObjects
from replica.tables.table import OpenTable, Table
from two_days import run_clean

_POINTS = [
    (FolderObjects, "put"), (FolderObjects, "write"), (FolderObjects, "delete"), (Table, "create"), (OpenTable, "commit"),
]  # fmt: skip


class _Doom:
    """Counts points, names them to a file, and ends the process at one of them as kill -9 does."""

    def __init__(self, names: Path, last: int | None) -> None:
        self._names, self._last, self._passed = names, last, 0

    def point(self, name: str) -> None:
        with self._names.open("a") as file:
            file.write(f"{name}\n")
        if self._passed == self._last:
            os.kill(os.getpid(), signal.SIGKILL)
        self._passed += 1

    def before(self, owner: type, name: str) -> None:
        real: Callable[..., Any] = getattr(owner, name)

        @functools.wraps(real)
        def doomed(*args: Any, **more: Any) -> Any:
            # What a run does in its own scratch folder goes with it.
            if "scratch" not in str(getattr(args[0], "_folder", "")):
                self.point(f"{owner.__name__}.{name}")
            return real(*args, **more)

        setattr(owner, name, doomed)


def run_doomed(root: Path, names: Path, last: int | None) -> None:
    """Clean the folders below `root` in this process up to the point `last`, all where it is null."""
    doom = _Doom(names, last)
    for owner, name in _POINTS:
        doom.before(owner, name)
    run_clean(root, "doomed")
    doom.point("end")
