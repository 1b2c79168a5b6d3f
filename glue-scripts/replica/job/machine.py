"""What a job finds where it runs: the first line of its log."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.metadata import version
from typing import Any

from replica.engine.limits import Limits

PINNED = {"deltalake": "1.6.6", "duckdb": "2.0.1"}
"""The rules are tested with these alone: another version may cast, round or read otherwise."""


class OtherVersionError(RuntimeError):
    """A package is installed in another version than the rules are tested with."""


def machine(limits: Limits) -> dict[str, Any]:
    """Versions, cores, bytes of memory and disk, and what of them a task may take.

    Raises OtherVersionError where a pinned package is another.
    """
    packages = {name: version(name) for name in (*PINNED, "boto3")}
    others = [
        f"{name} {packages[name]}, wanted {wanted}" for name, wanted in PINNED.items() if packages[name] != wanted
    ]
    if others:
        raise OtherVersionError(f"got {'; '.join(others)}")
    return {
        "python": sys.version.split()[0],
        **packages,
        "cores": os.cpu_count(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "duckdb_memory_bytes": limits.memory,
        "duckdb_threads": limits.threads,
        "scratch_free_bytes": shutil.disk_usage(limits.scratch).free,
    }
