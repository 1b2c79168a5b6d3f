"""What one run of the job is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from replica.engine.limits import Limits
from replica.gold.dataset import Dataset
from replica.tables.schema import delta_schema
from replica.tables.table import OpenTable, Table


class Settings(Protocol):
    """What gold asks of the settings: windows of more than `spark_from_gib` GiB of silver are carried by Spark; a dataset of more than
    `single_object_gib` GiB is no longer one object."""

    @property
    def datasets(self) -> Sequence[Dataset]: ...
    @property
    def spark_from_gib(self) -> float: ...
    @property
    def single_object_gib(self) -> float: ...


@dataclass(frozen=True)
class Exported:
    """An export: its rows, its cells, which are rows x attributes, and how many of these hold no value."""

    rows: int
    cells: int
    empty: int


class Meter(Protocol):
    """What is told of each dataset; without an export nothing was built."""

    def dataset(self, name: str, exported: Exported | None) -> None: ...


@dataclass(frozen=True)
class Build:
    """One run of the job. `silver` and `gold` are URIs without a closing slash; without `meter` nothing is measured."""

    settings: Settings
    silver: str
    gold: str
    run_id: str
    rule_version: str
    limits: Limits
    meter: Meter | None = None
    carrier: str | None = None


@dataclass(frozen=True)
class Silver:
    """The version of silver that a run builds from."""

    events: OpenTable
    tags: OpenTable

    @classmethod
    def open(cls, layer: str) -> Silver | None:
        """Silver as it is now, null where nothing was cleaned yet."""
        events, tags = event_table(layer).open(), Table(layer, "tag", delta_schema("tag")).open()
        return None if events is None or tags is None else cls(events, tags)


def event_table(layer: str) -> Table:
    return Table(layer, "pi_event", delta_schema("pi_event"), ("site", "event_date"))
