"""Names of landing objects, from what they hold alone: what is told again after a crash has the name that it had."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from airlock_sender.ticks import name_of
from airlock_sender.windows import Window

TOLD_AGAIN = "_told-again-"


def folder_of(site: str, view: str) -> str:
    return f"site={site}/feeder=sender/view={view}/"


def readings_name(assets: Iterable[str], window: Window, telling: int = 0) -> str:
    """`telling` counts from 1 the times that a window was told again, whole; 0 is the first time."""
    again = f"{TOLD_AGAIN}{telling}" if telling else ""
    return f"{name_of(window.begin)}_{name_of(window.end)}_{digest_of(assets)}{again}.parquet"


def tag_list_name(at: int) -> str:
    return f"{name_of(at)}.parquet"


def renamed(key: str, number: int) -> str:
    """The key where something else lies under the first one."""
    stem, dot, ending = key.rpartition(".")
    return f"{stem}-{number}{dot}{ending}"


def digest_of(assets: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for asset in sorted(assets):
        digest.update(asset.encode() + b"\0")
    return digest.hexdigest()[:12]
