"""A little silver to build gold from: tags and readings as rows, committed as the cleaning job commits them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from landing import asked
from replica.engine.limits import Limits
from replica.gold.run import Build
from replica.rules.references import load
from replica.store.places import objects_at
from replica.tables.data_file import DataFile, write_file
from replica.tables.schema import delta_schema, duckdb_columns
from replica.tables.table import Table

SITE, VIEW = "north", "fast"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_TICKS = 621_355_968_000_000_000
S = 10_000_000


@dataclass(frozen=True)
class Dataset:
    name: str
    site: str
    view: str
    grid_s: int
    feeder: str = "sender"
    air_kpa: float | None = None
    silent_after_s: int | None = None
    rate_percent_per_s: float | None = None
    flat_after_s: int | None = None
    statistics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    datasets: tuple[Dataset, ...]
    single_object_gib: float = 5.0
    spark_from_gib: float = 20.0


def tag(asset: str, attribute: str, **more: Any) -> dict[str, Any]:
    """A version of a tag: Float64, drawn, without a unit, stale after 120 s, from the year 2000 on."""
    common = {
        "tag_id": f"{SITE}:{asset}|{attribute}", "site": SITE, "feeder": "sender", "view": "_tags",
        "asset": asset, "attribute": attribute, "type": "Float64",
        "step": False, "unit": None, "stale_after_s": 120.0, "valid_from": datetime(2000, 1, 1, tzinfo=UTC), "valid_to": None,
        "is_current": True,
    }  # fmt: skip
    return {**common, **more}


def reading(asset: str, attribute: str, time: datetime, value: float | str | None, **more: Any) -> dict[str, Any]:
    """A current reading, bad where it has no value."""
    us = (time - EPOCH) // timedelta(microseconds=1)
    common = {
        "tag_id": f"{SITE}:{asset}|{attribute}", "feeder": "sender", "view": VIEW,
        "event_time": time, "event_ticks": EPOCH_TICKS + us * 10, "seq": 0,
        "value": None if isinstance(value, str) else value, "value_string": value if isinstance(value, str) else None,
        "quality": "bad" if value is None else "good", "unit": None, "revision": 0, "is_current": True,
        "source_object": f"site={SITE}/feeder=sender/view={VIEW}/a.parquet",
    }  # fmt: skip
    return {**common, **more}


def day_of(row: dict[str, Any]) -> str:
    return str((EPOCH + timedelta(seconds=(row["event_ticks"] - EPOCH_TICKS) // S)).date())


@dataclass
class Plant:
    """Silver and gold below `root`. A reading replaces the one of its tag, moment and seq."""

    root: Path
    rows: dict[tuple[str, int, int], dict[str, Any]] = field(default_factory=dict)
    runs: int = 0

    @property
    def silver(self) -> str:
        return f"file://{self.root}/silver"

    @property
    def gold(self) -> str:
        return f"file://{self.root}/gold"

    @property
    def events(self) -> Table:
        return Table(self.silver, "pi_event", delta_schema("pi_event"), ("site", "event_date"))

    def run(self, *datasets: Dataset, **more: Any) -> Build:
        self.runs += 1
        settings = Settings(datasets, more.pop("single_object_gib", 5.0))
        limits = Limits(1_000_000_000, 2, self.root / "scratch")
        return Build(settings, self.silver, self.gold, f"run{self.runs}", more.pop("rule_version", "1"), limits, **more)

    def tags(self, *rows: dict[str, Any]) -> None:
        """Silver's table tag, all of it."""
        table = Table(self.silver, "tag", delta_schema("tag"))
        file = self._write("tag", list(rows), table, {})
        opened = table.open()
        if opened is None:
            table.create([file], "clean")
        else:
            opened.commit([file], "clean", removes=opened.files())

    def read(self, *rows: dict[str, Any], add: bool = False, without: list[tuple[str, int, int]] | None = None) -> None:
        """Readings come, and those of `without` go: their days' files are written anew, or with `add` one is added to them."""
        keys = [(row["tag_id"], row["event_ticks"], row["seq"]) for row in rows]
        days = {day_of(row) for row in rows} | {day_of(self.rows[key]) for key in without or []}
        for key in without or []:
            del self.rows[key]
        self.rows.update(zip(keys, rows, strict=True))
        here = rows if add else tuple(self.rows.values())
        opened = self.events.open()
        old = [] if opened is None or add else [f for f in opened.files() if f.partition["event_date"] in days]
        files = [self._day(day, [row for row in here if day_of(row) == day]) for day in sorted(days)]
        made = [file for file in files if file is not None]
        if opened is None:
            self.events.create(made, "clean")
        else:
            opened.commit(made, "clean", removes=old)

    def gold_rows(self, dataset: str) -> str:
        """The dataset's Delta table as a relation."""
        table = Table(self.gold, dataset, delta_schema("column_name")).open()
        assert table is not None
        paths = [f"{self.root}/gold/delta/{dataset}/{file.path}" for file in table.files()]
        return f"read_parquet({paths!r}, hive_partitioning = false)"

    def _day(self, day: str, rows: list[dict[str, Any]]) -> DataFile | None:
        partition = {"site": SITE, "event_date": day}
        return self._write("pi_event", rows, self.events, partition) if rows else None

    def _write(self, name: str, rows: list[dict[str, Any]], table: Table, partition: dict[str, str]) -> DataFile:
        kinds = {column: kind for column, kind in duckdb_columns(name).items() if column not in partition}
        told = [[row.get(column) for column in kinds] for row in rows]
        load(asked(), "given", ", ".join(f'"{column}" {kind}' for column, kind in kinds.items()), told)
        self.root.mkdir(parents=True, exist_ok=True)
        bounds = {"tag_id": "string", "event_ticks": "bigint"} if name == "pi_event" else {}
        file = write_file(
            asked(), "FROM given ORDER BY tag_id", objects_at(self.silver), table.folder, self.root, run_id="clean",
            partition=partition, bounds=bounds,
        )  # fmt: skip
        assert file is not None
        return file
