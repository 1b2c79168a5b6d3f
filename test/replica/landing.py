"""Builds a small bronze as the intake leaves it, and runs the jobs on it."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable
from replica.engine.limits import Limits
from replica.settings import Settings, parse_settings
from replica.silver.clean import clean
from replica.silver.replay import Request
from replica.silver.run import Run
from replica.telemetry.metrics import Meter

ROOT = Path(__file__).parents[2]
START = datetime(2026, 11, 1, tzinfo=UTC)
WIDE, FRAMES, LONG, TAGS = (
    "site=north/feeder=pi-integrator/view=process",
    "site=north/feeder=pi-integrator/view=batches",
    "site=east/feeder=sender/view=reactor",
    "site=east/feeder=sender/view=_tags",
)
FRAME_HEADER = "Event ID;Event;Template;Asset;Start Time;End Time;Duration;Peak;Operator"
SHARD = "shardId-000000000000"
UNIT = "\\\\TEP\\Plant\\Unit 1"
SETTINGS: dict[str, Any] = {
    "sites": [
        {
            "id": "north",
            "feeders": [
                {
                    "profile": "pi-integrator",
                    "views": [
                        {
                            "name": "process",
                            "kind": "wide-csv",
                            "delimiter": "\t",
                            "encoding": "UTF-8",
                            "zone": "America/Sao_Paulo",
                            "timeFormat": "MM/dd/yyyy hh:mm:ss a",
                            "decimal": ".",
                            "assetColumn": "Name",
                            "timeColumn": "TimeStamp",
                            "staleAfterSeconds": 900,
                            "columns": [
                                {
                                    "name": "Flow",
                                    "unit": "m3/h",
                                    "type": "Float64",
                                    "step": False,
                                    "zero": None,
                                    "span": None,
                                },
                                {
                                    "name": "Valve",
                                    "unit": None,
                                    "type": "Float64",
                                    "step": True,
                                    "zero": None,
                                    "span": None,
                                },
                            ],
                        },
                        {
                            "name": "batches",
                            "kind": "event-csv",
                            "delimiter": ";",
                            "encoding": "UTF-8",
                            "zone": "America/Sao_Paulo",
                            "timeFormat": "yyyy-MM-dd HH:mm:ss",
                            "decimal": ".",
                            "idColumn": "Event ID",
                            "nameColumn": "Event",
                            "templateColumn": "Template",
                            "assetColumn": "Asset",
                            "startColumn": "Start Time",
                            "endColumn": "End Time",
                            "durationColumn": "Duration",
                            "columns": [
                                {
                                    "name": "Peak",
                                    "unit": "degC",
                                    "sentUnit": "degF",
                                    "type": "Float64",
                                    "step": False,
                                    "zero": None,
                                    "span": None,
                                },
                                {
                                    "name": "Operator",
                                    "unit": None,
                                    "type": "String",
                                    "step": True,
                                    "zero": None,
                                    "span": None,
                                },
                            ],
                        },
                    ],
                }
            ],
        },
        {
            "id": "east",
            "feeders": [
                {
                    "profile": "sender",
                    "views": [{"name": "reactor", "kind": "long-parquet"}, {"name": "_tags", "kind": "tag-snapshot"}],
                    "stream": {"name": "airlock-test-east", "view": "reactor"},
                }
            ],
        },
    ],
    "datasets": [
        {"name": "reactor_data", "site": "east", "view": "reactor", "gridSeconds": 60},
        {"name": "process_data", "site": "north", "view": "process", "gridSeconds": 300},
    ],
    "timeTravelDays": 30,
    "spark": {"fromGiB": 20},
    "gold": {"singleObjectUpToGiB": 4},
}
_READING = pa.schema(
    [(name, pa.string()) for name in ("asset", "attribute", "point", "timestamp", "value")]
    + [("state_code", pa.int32())]
    + [(name, pa.bool_()) for name in ("is_system", "good", "questionable", "substituted", "annotated")]
    + [("unit", pa.string())]
)
_STREAMED = pa.schema([*_READING, *((name, pa.string()) for name in ("shard", "sequence", "raw"))])
_TAG = pa.schema(
    [(name, pa.string()) for name in ("asset", "attribute", "point", "server", "type")]
    + [("step", pa.bool_()), ("unit", pa.string())]
    + [(name, pa.float64()) for name in ("zero", "span", "exc_dev", "exc_max_s", "comp_dev", "comp_max_s")]
    + [("snapshot_time", pa.string())]
)


def reading(attribute: str, timestamp: str | None, value: str | None, **more: Any) -> dict[str, Any]:
    """A row of the sender's long Parquet, good unless said otherwise."""
    flags = {"is_system": False, "good": True, "questionable": False, "substituted": False, "annotated": False}
    row = {
        "asset": UNIT,
        "attribute": attribute,
        "point": "P",
        "timestamp": timestamp,
        "value": value,
        "state_code": None,
    }
    return {**row, **flags, "unit": None, **more}


def tag(attribute: str, **more: Any) -> dict[str, Any]:
    """A row of a tag snapshot: a number in kPag that may be silent for a minute."""
    row = {
        "asset": UNIT,
        "attribute": attribute,
        "point": "P",
        "server": "S",
        "type": "Float64",
        "step": False,
        "unit": "kPag",
    }
    limits = {"zero": 0.0, "span": 100.0, "exc_dev": 0.1, "exc_max_s": 30.0, "comp_dev": 0.2, "comp_max_s": 60.0}
    return {**row, **limits, "snapshot_time": "2026-01-01T00:00:00Z", **more}


@cache
def asked() -> duckdb.DuckDBPyConnection:
    """What tests read tables with: to open a database takes longer than to read a small table."""
    con = duckdb.connect()
    con.execute("SET TimeZone = 'UTC'")
    return con


class Landing:
    """The folders of a small deployment; each put is one object version that landed a minute after the one before."""

    def __init__(self, root: Path) -> None:
        self.bronze, self.silver, self.gold = ((root / name).as_uri() for name in ("bronze", "silver", "gold"))
        (root / "gold").mkdir(parents=True)
        self._root, self._landed = root, 0
        self._settings = copy.deepcopy(SETTINGS)
        self.intake_day = datetime.now(UTC).date()

    def copy_to(self, root: Path) -> Landing:
        """The same deployment in another folder, which may be there and empty."""
        shutil.copytree(self._root, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("scratch"))
        other = copy.deepcopy(self)
        other._root = root
        other.bronze, other.silver, other.gold = ((root / name).as_uri() for name in ("bronze", "silver", "gold"))
        return other

    def put(self, key: str, body: bytes, *, minute: int | None = None, hidden: bool = False) -> str:
        """The version of the object; `minute` when it landed, if not after all others; `hidden` leaves its note out."""
        self._landed += 1
        version = f"v{self._landed}"
        copy = self._root / "bronze" / f"{key}.{version}"
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(body)
        if not hidden:
            self.note(key, version, self._landed if minute is None else minute, len(body))
        return version

    def note(self, key: str, version: str, minute: int, size: int) -> None:
        """The intake's note on an accepted version."""
        self._note("_received", key, version, minute, size, f"{key}.{version}", {"reason": None, "detail": None})

    def refuse(self, key: str, reason: str) -> None:
        """The intake's note on a refused version."""
        self._landed += 1
        self._note(
            "_refused", key, f"v{self._landed}", self._landed, 0, None, {"reason": reason, "detail": "got 0 bytes"}
        )

    def put_readings(self, name: str, rows: list[dict[str, Any]], **how: Any) -> str:
        return self.put(f"{LONG}/{name}.parquet", _parquet(rows, _READING), **how)

    def put_tags(self, name: str, rows: list[dict[str, Any]], **how: Any) -> str:
        return self.put(f"{TAGS}/{name}.parquet", _parquet(rows, _TAG), **how)

    def put_sheet(self, name: str, lines: list[str], *, site: str = "north", **how: Any) -> str:
        key = f"{WIDE.replace('north', site)}/{name}.csv"
        return self.put(key, "".join(line + "\r\n" for line in lines).encode(), **how)

    def put_frames(self, name: str, lines: list[str], *, site: str = "north", **how: Any) -> str:
        """Rows of the event view, below its header."""
        key = f"{FRAMES.replace('north', site)}/{name}.csv"
        return self.put(key, "".join(line + "\r\n" for line in [FRAME_HEADER, *lines]).encode(), **how)

    def copy(self, key: str, version: str) -> bytes:
        """The object in bronze."""
        return (self._root / "bronze" / f"{key}.{version}").read_bytes()

    def add_site(self, name: str, *, like: str) -> None:
        """From now on there is another site of equal settings."""
        known = next(each for each in self._settings["sites"] if each["id"] == like)
        self._settings["sites"].append({**copy.deepcopy(known), "id": name})

    def set_view(self, **options: Any) -> None:
        """From now on the wide view has these settings."""
        self._settings["sites"][0]["feeders"][0]["views"][0].update(options)

    def set_readings(self, **options: Any) -> None:
        """From now on the view of files of readings, and of the stream, has these settings."""
        self._settings["sites"][1]["feeders"][0]["views"][0].update(options)

    def set_frames(self, **options: Any) -> None:
        """From now on the event view has these settings."""
        self._settings["sites"][0]["feeders"][0]["views"][1].update(options)

    def put_stream(self, first: int, records: Sequence[dict[str, Any] | bytes]) -> None:
        """Puts an object as the stream's Lambda makes it of a batch: readings, and bytes that are none. `first` numbers the records."""
        self._landed += 1
        rows = [
            {"shard": SHARD, "sequence": str(number)}
            | ({"raw": base64.b64encode(each).decode()} if isinstance(each, bytes) else each)
            for number, each in enumerate(records, start=first)
        ]
        name = f"{LONG}/stream/{SHARD}/{first}-{first + len(records) - 1}.parquet"
        manifest = json.dumps({"rows": len(rows)}).encode()
        for key, body in ((name, _parquet(rows, _STREAMED)), (f"{name}.manifest.json", manifest)):
            path = self._root / "bronze" / key
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
            etag = hashlib.md5(body).hexdigest()
            self._note("_received", key, "stream", self._landed, len(body), key, {"reason": None, "etag": etag})

    def put_stranded(self, name: str, body: str) -> str:
        """The key of what Lambda leaves in silver of a batch that it gave up on."""
        key = f"aws/lambda/0b5d7f0c-3f1e-4d0f-9d0c-7a1f4c1b2e3d/{SHARD}/2026/11/01/{name}"
        path = self._root / "silver" / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body)
        return key

    def put_manifest(self, name: str, rows: int) -> str:
        return self.put(f"{LONG}/{name}.parquet.manifest.json", json.dumps({"rows": rows}).encode())

    def clean(
        self, run_id: str = "r1", *, meter: Meter | None = None, carrier: str | None = None, replay: dict[str, str] | None = None
    ) -> dict[str, Any]:  # fmt: skip
        scratch = self._root / "scratch" / run_id
        scratch.mkdir(parents=True, exist_ok=True)
        limits = Limits(500_000_000, 2, scratch)
        return clean(
            Run(
                parse_settings(json.dumps(self._settings)),
                self.bronze,
                self.silver,
                run_id,
                datetime.now(UTC),
                limits,
                carrier=carrier,
                meter=meter,
                replay=None if replay is None else Request.parse(json.dumps(replay)),
            )
        )

    def rows(self, name: str, columns: str = "*", order: str = "ALL") -> list[tuple[Any, ...]]:
        """Rows of a table of silver."""
        files = self.files(name)
        kinds = {
            "pi_event": "hive_partitioning = true, hive_types = {'site': VARCHAR, 'event_date': DATE}",
            "tag_quality": "hive_partitioning = true, hive_types = {'is_current': BOOLEAN}",
        }
        source = f"read_parquet({files}, {kinds.get(name, 'hive_partitioning = false')})"
        return asked().execute(f"SELECT {columns} FROM {source} ORDER BY {order}").fetchall() if files else []

    def files(self, name: str) -> list[str]:
        """Files of a table of silver."""
        return list(DeltaTable(f"{self._root}/silver/delta/{name}").file_uris())

    def versions(self) -> dict[str, int]:
        """Commits of each silver table so far."""
        logs = (self._root / "silver" / "delta").glob("*/_delta_log")
        return {log.parent.name: len(list(log.glob("*.json"))) for log in logs}

    def export(self, name: str) -> Path:
        return self._root / "gold" / f"{name}.parquet"

    def _note(
        self, folder: str, key: str, version: str, minute: int, size: int, copy: str | None, more: dict[str, Any]
    ) -> None:
        landed = START + timedelta(minutes=minute)
        told = {"etag": "e", **more}
        note = {
            "key": key,
            "versionId": version,
            "size": size,
            "landedAt": landed.isoformat().replace("+00:00", "Z"),
            "ordinal": 0,
            "bronzeKey": copy,
            "detail": None,
            **told,
        }
        facts = f"{landed:%Y%m%dT%H%M%S.000Z},0,{size},{told['etag']},{quote(version, safe='')}"
        path = self._root / "bronze" / folder / f"{self.intake_day:%Y/%m/%d}" / facts / f"{key}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(note))


def settings() -> Settings:
    return parse_settings(json.dumps(SETTINGS))


def _parquet(rows: list[dict[str, Any]], schema: pa.Schema) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), sink)
    return bytes(sink.getvalue())
