"""Keeps a command running where no systemd does: begins it again when it ends, and keeps its log lines in files."""

from __future__ import annotations

import contextlib
import logging
import subprocess
import threading
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

GRACE_S: Final = 20.0
"""What it gets to end by itself; then it is killed, which loses nothing."""
AGAIN_S: Final = 30.0
CANNOT_BEGIN: Final = 2
LOG_BYTES: Final = 20 * 1024**2
LOG_FILES: Final = 10


class Keeper:
    """Of a command that ends when its standard input is closed. Its standard error goes to `log`."""

    def __init__(self, command: Sequence[str], log: Path, again_s: float = AGAIN_S) -> None:
        self._command = command
        self._again_s = again_s
        self._stopping = threading.Event()
        log.parent.mkdir(parents=True, exist_ok=True)
        self._log = RotatingFileHandler(log, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")

    def keep(self) -> int:
        """Until it is stopped, then 0; or `CANNOT_BEGIN` where the command says so, since the next time it would again."""
        code: int | None = None
        while code != CANNOT_BEGIN and not self._stopping.wait(0 if code is None else self._again_s):
            code = self._once()
        self._log.close()
        return code if code == CANNOT_BEGIN else 0

    def stop(self) -> None:
        """At once; `keep` returns when the command has ended."""
        self._stopping.set()

    def _once(self) -> int:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
        # Windows has it, and shows a window without it; elsewhere it is 0.
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        with subprocess.Popen(
            self._command, **pipes, encoding="utf-8", errors="replace", creationflags=flags
        ) as running:  # type: ignore[call-overload]
            copying = threading.Thread(target=self._copy, args=(running.stderr,), daemon=True)
            copying.start()
            while running.poll() is None and not self._stopping.wait(0.2):
                """It runs."""
            with contextlib.suppress(OSError):
                running.stdin.close()
            try:
                code = running.wait(GRACE_S)
            except subprocess.TimeoutExpired:
                running.kill()
                code = running.wait()
            copying.join()
        return int(code)

    def _copy(self, lines: Sequence[str]) -> None:
        for line in lines:
            self._log.emit(logging.makeLogRecord({"msg": line.rstrip("\n")}))
