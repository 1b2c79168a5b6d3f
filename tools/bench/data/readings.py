"""Writes readings as Parquet files of the sender."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import duckdb

from bench.data.plant import START, STATES, assets, attributes
from bench.data.shape import ASSETS, ATTRIBUTES, GAP, Shape

_MACROS = """
create macro unit_draw(drawn) as drawn % 1_000_003 / 1_000_003;
create macro point_of(asset_no, attribute_no) as printf('TEP_%02d_%02d', asset_no, attribute_no);
"""


@dataclass(frozen=True)
class Writer:
    """Writes objects of one shape, and late readings for its gaps."""

    shape: Shape
    database: duckdb.DuckDBPyConnection

    @staticmethod
    def of(shape: Shape) -> Writer:
        database = duckdb.connect()
        database.execute("set timezone = 'UTC'")
        database.execute(_MACROS)
        _table(database, "asset", ["asset"], [(each,) for each in assets()])
        _table(database, "attribute", ["attribute", "tag_unit", "given_unit"], attributes())
        _table(database, "state", ["state", "code"], STATES)
        database.execute("alter table state alter code type integer")
        return Writer(shape, database)

    def write_object(self, number: int, file: Path) -> None:
        """Object `number`, from 0."""
        shape, size = self.shape, self.shape.readings_per_object
        first = number * size
        last = min(first + size, shape.readings)
        given = {
            "first": first,
            "last": last,
            "first_repeated": max(0, first - size),
            "is_last": number == shape.objects - 1,
            "seed": shape.seed,
            "stride": shape.stride,
            "readings": shape.readings,
            "duplicates": shape.duplicates,
            "gap": GAP,
        }
        self._write("slots_of_object.sql", given, file)

    def write_late(self, count: int, file: Path) -> None:
        """`count` readings, spread over all gaps.

        :raises ValueError: where there are fewer gaps.
        """
        if not 0 < count <= self.shape.gaps:
            raise ValueError(f"late readings: got {count}, wanted 1 to {self.shape.gaps}, the gaps of the set")
        self._write("late_slots.sql", {"count": count, "gaps": self.shape.gaps, "gap": GAP}, file)

    def counts(self, file: Path) -> dict[str, int]:
        """Rows of a written file by `<asset>|<attribute>`."""
        count = "select asset || '|' || attribute, count(*) from read_parquet($file) group by all order by all"
        return dict(self.database.execute(count, {"file": str(file)}).fetchall())

    def _write(self, slots: str, given: Mapping[str, object], file: Path) -> None:
        self.database.execute(f"create or replace temp table slot as {_sql(slots)}", given)
        shape = self.shape
        drawn = {
            "seed": shape.seed,
            "assets": ASSETS,
            "attributes": ATTRIBUTES,
            "step_s": shape.step_s,
            "stride": shape.stride,
            "readings": shape.readings,
            "states": shape.states,
            "state_offset": shape.states - shape.repeated_states,
            "state_count": len(STATES),
            "start_us": int(START.timestamp()) * 1_000_000,
        }
        copy = f"copy ({_sql('readings.sql')}) to '{file}' (format parquet, compression zstd)"
        self.database.execute(copy, drawn)


def _sql(name: str) -> str:
    return files("bench.data").joinpath(name).read_text(encoding="utf-8")


def _table(
    database: duckdb.DuckDBPyConnection, name: str, columns: list[str], rows: Sequence[tuple[object, ...]]
) -> None:
    """A table of constants, numbered from 0 as `<name>_no`."""
    numbered = [(number, *row) for number, row in enumerate(rows)]
    declared = ", ".join(f"{column} varchar" for column in columns)
    database.execute(f"create table {name} ({name}_no bigint, {declared})")
    marks = ", ".join("?" * (len(columns) + 1))
    database.executemany(f"insert into {name} values ({marks})", numbered)
