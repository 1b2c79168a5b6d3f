"""A Python with this folder on its PYTHONPATH is killed by an object with "deadly" in its name, as by a fault in its reader."""

from __future__ import annotations

import os
import signal
from pathlib import Path

_symlink_to = Path.symlink_to


def symlink_to(self: Path, target: Path, target_is_directory: bool = False) -> None:
    """How an object of a folder comes to a task's scratch disk."""
    if "deadly" in str(target):
        os.kill(os.getpid(), signal.SIGKILL)
    _symlink_to(self, target, target_is_directory)


Path.symlink_to = symlink_to  # type: ignore[method-assign]
