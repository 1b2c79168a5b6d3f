"""One run at a time in a folder: a lock that the system lets go of whenever its holder ends, however it ends."""

from __future__ import annotations

import fcntl
import sys
from pathlib import Path

from own.guess.finding import UnreadableError

LOCK = ".lock"


def hold(out: Path) -> None:
    """Hold the folder, say so in a line, and let go when standard input closes. Raises UnreadableError where another holds it."""
    with (out / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UnreadableError(
                f"--out: another run is at work in {out}; wait for its end, or name another folder"
            ) from error
        print("held", flush=True)
        sys.stdin.read()
