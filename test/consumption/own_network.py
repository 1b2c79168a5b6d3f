"""A network of this process's own, as `unshare -rn` makes it: loopback alone, and on it the address of a node's Pod Identity agent."""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
import sys
from pathlib import Path

AGENT = "169.254.170.23"

# Of linux/sched.h and linux/sockios.h.
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_SET_FLAGS, _SET_ADDRESS = 0x8914, 0x8916
_UP_AND_RUNNING = 0x1 | 0x40


def enter() -> str | None:
    """Move this process, and all that it starts, into such a network; why not, where it cannot be."""
    if sys.platform != "linux":
        return f"{sys.platform} has none"
    user, group = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_USER | _NEW_NETWORK) != 0:
        return os.strerror(ctypes.get_errno())
    own = Path("/proc/self")
    (own / "setgroups").write_text("deny")
    # Root of the namespace, since the agent's port is below 1024.
    (own / "uid_map").write_text(f"0 {user} 1")
    (own / "gid_map").write_text(f"0 {group} 1")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, _SET_FLAGS, struct.pack("16sH22x", b"lo", _UP_AND_RUNNING))
        address = struct.pack("16sHH4s16x", b"lo:1", socket.AF_INET, 0, socket.inet_aton(AGENT))
        fcntl.ioctl(control, _SET_ADDRESS, address)
    return None
