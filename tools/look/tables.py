"""The Delta tables of a layer, and what each holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from deltalake import DeltaTable
from replica.store.places import objects_at

from contract import DELTA_FOLDER

LOG = "/_delta_log/"


class Table(NamedTuple):
    """`layer` is silver or gold; `version` is that of its Delta log, written at `changed`."""

    layer: str
    name: str
    rows: int
    columns: int
    version: int
    changed: datetime


def names_in(uri: str) -> list[str]:
    """Of the tables of a layer, which is `s3://bucket` or `file:///folder`."""
    objects = objects_at(uri).listed(DELTA_FOLDER)
    return sorted(
        {listed.name.removeprefix(DELTA_FOLDER).partition(LOG)[0] for listed in objects if LOG in listed.name}
    )


def open_table(uri: str, name: str) -> DeltaTable:
    return DeltaTable(f"{uri.rstrip('/')}/{DELTA_FOLDER}{name}")


def tables_in(layer: str, uri: str) -> Iterator[Table]:
    for name in names_in(uri):
        table = open_table(uri, name)
        changed = datetime.fromtimestamp(table.history(1)[0]["timestamp"] / 1000, UTC)
        yield Table(layer, name, table.count(), len(table.schema().fields), table.version(), changed)
