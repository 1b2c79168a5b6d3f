"""Log lines: JSON objects, one a line, with no secret in any of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TextIO

Log = Callable[..., None]
"""`log("spool-full", level="warning", bytes=1)`."""


def log_to(stream: TextIO | None = None) -> Log:
    """A log on `stream`, or on standard error."""

    def log(event: str, *, level: str = "info", **about: object) -> None:
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "level": level, "event": event, **about}
        print(json.dumps(line, ensure_ascii=False, default=str), file=stream or sys.stderr, flush=True)

    return log
