"""What commits have done to a table since one of its versions, by its log alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from replica.store.objects import objects_at
from replica.tables.data_file import DataFile
from replica.tables.table import Table


@dataclass(frozen=True)
class Changes:
    """Files that came and files that went. Those that only hold the same rows in another order are not among them."""

    added: list[DataFile]
    removed: list[DataFile]


def changes_between(table: Table, since: int, now: int) -> Changes | None:
    """What the commits after version `since` did, up to version `now`; null where a part of the log is gone."""
    if since > now:
        return None
    added: dict[str, DataFile] = {}
    removed: dict[str, DataFile] = {}
    try:
        for kind, file in _actions(table, since, now):
            mine, other = (added, removed) if kind == "add" else (removed, added)
            if other.pop(file.path, None) is None:
                mine[file.path] = file
    except FileNotFoundError:
        return None
    return Changes(list(added.values()), list(removed.values()))


def _actions(table: Table, since: int, now: int) -> Iterator[tuple[str, DataFile]]:
    log = objects_at(table.layer)
    for version in range(since + 1, now + 1):
        for line in log.read(f"{table.folder}/_delta_log/{version:020}.json").splitlines():
            for kind, told in json.loads(line).items():
                if kind in ("add", "remove") and told["dataChange"]:
                    yield kind, _file(told)


def _file(told: dict[str, Any]) -> DataFile:
    bounds = json.loads(told.get("stats") or "{}")
    partition = {name: value for name, value in (told.get("partitionValues") or {}).items() if value is not None}
    low, high = bounds.get("minValues", {}), bounds.get("maxValues", {})
    return DataFile(unquote(told["path"]), told.get("size") or 0, bounds.get("numRecords", 0), partition, low, high)
