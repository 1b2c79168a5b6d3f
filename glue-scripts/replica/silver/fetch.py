"""Objects of a task on its scratch disk, each under a name of our own: its own might be a pattern to the reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from contract import REASON
from replica.readers.reader import Fault, Fetched
from replica.settings import View
from replica.silver.work import Common, Source
from replica.store.objects import BrokenObjectError, Objects

_AT_ONCE = 16


def fetch(objects: Objects, sources: Iterable[Source], scratch: Path) -> list[Fetched | Fault]:
    """Fetch each source; one that is not there, or not what was put, is a fault. Other errors are the store's, and raised."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(lambda source: _fetch(objects, source, scratch), sources))


def by_view(
    common: Common, sources: list[Source], bronze: Objects, scratch: Path, faults: list[Fault]
) -> Iterator[tuple[View, list[Fetched]]]:
    """Fetched objects by the view that they are of; views of one kind and air without settings of their own are read as one."""
    views = common.views_by_place()
    groups: dict[str, tuple[View, list[Source]]] = {}
    for source in sources:
        view = views[source.site, source.feeder, source.view]
        name = f"{source.site}/{source.feeder}/{source.view}" if view.has_attributes else f"{view.kind} {view.air_kpa}"
        groups.setdefault(name, (view, []))[1].append(source)
    for view, members in groups.values():
        fetched = fetch(bronze, members, scratch)
        faults.extend(each for each in fetched if isinstance(each, Fault))
        yield view, [each for each in fetched if isinstance(each, Fetched)]


def _fetch(objects: Objects, source: Source, scratch: Path) -> Fetched | Fault:
    try:
        file = objects.get(source.name, scratch / f"{source.arrival}.object", source.etag)
    except (FileNotFoundError, BrokenObjectError) as error:
        return Fault(source.arrival, REASON.F_UNREADABLE, str(error))
    return Fetched(source.arrival, file, source.key)
