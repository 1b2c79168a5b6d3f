"""What systemd is told, where it wants to be: that the sender runs, and that it is alive."""

from __future__ import annotations

import os
import socket


def notify(state: str) -> None:
    """As sd_notify(3): `READY=1`, `WATCHDOG=1`, `STOPPING=1`. Nothing where nobody listens."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
        out.connect("\0" + address[1:] if address.startswith("@") else address)
        out.sendall(state.encode())


def alive() -> None:
    notify("WATCHDOG=1")
