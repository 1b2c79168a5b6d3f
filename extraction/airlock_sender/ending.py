"""How a run is told to end: by a signal, or by the end of whoever began it. What is done stays done, wherever it stops."""

from __future__ import annotations

import _thread
import os
import signal
import sys
import threading
import time

from airlock_sender.notify import alive


def end_on_signal() -> None:
    """From now on SIGTERM ends the program as `sys.exit(0)` does."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


def end_with_parent() -> None:
    """As a SIGTERM once standard input is closed: Windows has no signal for it, and a service that is killed closes it too."""

    def watch() -> None:
        # Not by sys.stdin: whoever reads it holds a lock that Python wants when it ends.
        while os.read(0, 1024):
            continue
        _thread.interrupt_main(signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def nap(seconds: float) -> None:
    """Sleeps, and wakes for a signal within a second: on Windows a longer sleep is not interrupted."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        alive()
        time.sleep(min(left, 1.0))
