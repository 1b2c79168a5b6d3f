"""What commits have done to a table since one of its versions, by its log alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from replica.store.places import objects_at
from replica.tables.data_file import DataFile
from replica.tables.table import Table


@dataclass(frozen=True)
class Changes:
    """Files that came and files that went. Those that only hold the same rows in another order are not among them."""

    added: list[DataFile]
    removed: list[DataFile]


@dataclass
class _Step:
    """What one commit did to one partition. Where it `keeps_rows`, the files that came hold the rows of those that went."""

    keeps_rows: bool
    came: dict[str, DataFile] = field(default_factory=dict)
    went: dict[str, DataFile] = field(default_factory=dict)


def changes_between(table: Table, since: int, now: int) -> Changes | None:
    """What the commits after version `since` did, up to version `now`; null where a part of the log is gone."""
    if since > now:
        return None
    added: dict[str, DataFile] = {}
    removed: dict[str, DataFile] = {}
    try:
        steps = list(_steps(table, since, now))
    except FileNotFoundError:
        return None
    for step in steps:
        _apply(added, removed, step.came, step.went)
    # Undone from the last one on: a file that a later commit has touched must stay, for it holds new rows and old ones.
    for step in reversed(steps):
        if step.keeps_rows and step.came and step.went and step.came.keys() <= added.keys():
            _apply(added, removed, step.went, step.came)
    return Changes(list(added.values()), list(removed.values()))


def _apply(
    added: dict[str, DataFile], removed: dict[str, DataFile], came: dict[str, DataFile], went: dict[str, DataFile]
) -> None:
    for files, mine, other in ((went, removed, added), (came, added, removed)):
        for path, file in files.items():
            if other.pop(path, None) is None:
                mine[path] = file


def _steps(table: Table, since: int, now: int) -> Iterator[_Step]:
    log = objects_at(table.layer)
    for version in range(since + 1, now + 1):
        partitions: dict[tuple[bool, str], _Step] = {}
        for line in log.read(f"{table.folder}/_delta_log/{version:020}.json").splitlines():
            for kind, told in json.loads(line).items():
                if kind in ("add", "remove"):
                    file, keeps_rows = _file(told), not told["dataChange"]
                    step = partitions.setdefault(
                        (keeps_rows, json.dumps(file.partition, sort_keys=True)), _Step(keeps_rows)
                    )
                    (step.came if kind == "add" else step.went)[file.path] = file
        yield from partitions.values()


def _file(told: dict[str, Any]) -> DataFile:
    bounds = json.loads(told.get("stats") or "{}")
    partition = {name: value for name, value in (told.get("partitionValues") or {}).items() if value is not None}
    low, high = bounds.get("minValues", {}), bounds.get("maxValues", {})
    return DataFile(unquote(told["path"]), told.get("size") or 0, bounds.get("numRecords", 0), partition, low, high)
