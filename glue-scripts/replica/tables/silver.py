"""The tables of silver: their place, columns and partitions."""

from __future__ import annotations

from dataclasses import dataclass

from contract import DELTA_FOLDER, columns_of
from replica.engine.connect import identifier
from replica.settings import Place
from replica.tables.schema import delta_schema, duckdb_columns, duckdb_type
from replica.tables.table import Table


@dataclass(frozen=True)
class SilverTable:
    """A table of the contract, in whatever layer it lies. Columns of `bounds` let files be skipped."""

    name: str
    partitions: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()

    def at(self, layer: str) -> Table:
        return Table(layer, self.name, delta_schema(self.name), self.partitions, self.bounds)

    @property
    def folder(self) -> str:
        """Its path below its layer."""
        return f"{DELTA_FOLDER}{self.name}"

    @property
    def columns(self) -> dict[str, str]:
        """DuckDB's type by column."""
        return duckdb_columns(self.name)

    @property
    def kinds(self) -> dict[str, str]:
        """Types of `bounds`, in the contract's words."""
        kinds = columns_of(self.name)
        return {name: kinds[name] for name in self.bounds}

    def select(self, source: str, where: str = "true", order: str = "") -> str:
        """SQL of a file's columns, exactly as the table has them: a file is read as it is, whatever the log's schema says."""
        columns = ", ".join(
            f"{identifier(name)}::{duckdb_type(kind)} AS {identifier(name)}"
            for name, kind in columns_of(self.name).items()
            if name not in self.partitions
        )
        rows = f"FROM {source} WHERE {where}"
        # in the source's own types: a dictionary's numbers are sorted, not its texts
        return f"SELECT {columns} FROM ({rows} ORDER BY {order})" if order else f"SELECT {columns} {rows}"


PI_EVENT = SilverTable("pi_event", ("site", "event_date"), ("tag_id", "event_ticks", "event_time"))
PI_EVENT_FRAME = SilverTable("pi_event_frame", bounds=("frame_id", "start_ticks", "start_time"))
TAG = SilverTable("tag")
TAG_QUALITY = SilverTable("tag_quality", ("is_current",))
QUARANTINE = SilverTable("quarantine")
LEDGER = SilverTable("ledger", bounds=("landed_at",))


def newest_mark(place: Place) -> str:
    """The ledger's mark of when the newest object of a place landed that brought silver a reading, in microseconds since 1970."""
    return "airlock-newest:" + "/".join(place)
