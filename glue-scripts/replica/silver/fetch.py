"""Objects of a task on its scratch disk, each under a name of our own: its own might be a pattern to the reader."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from contract import REASON
from replica.readers.reader import Fault, Fetched
from replica.silver.work import Source
from replica.store.objects import BrokenObjectError, Objects

_AT_ONCE = 16


def fetch(objects: Objects, sources: Iterable[Source], scratch: Path) -> list[Fetched | Fault]:
    """Fetch each source; one that is not there, or not what was put, is a fault. Other errors are the store's, and raised."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(lambda source: _fetch(objects, source, scratch), sources))


def _fetch(objects: Objects, source: Source, scratch: Path) -> Fetched | Fault:
    try:
        file = objects.get(source.name, scratch / f"{source.arrival}.object", source.etag)
    except (FileNotFoundError, BrokenObjectError) as error:
        return Fault(source.arrival, REASON.F_UNREADABLE, str(error))
    return Fetched(source.arrival, file, source.key)
