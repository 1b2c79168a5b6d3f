"""Writes Delta tables as the jobs do, and puts a deletion vector on one as Spark does."""

from __future__ import annotations

import base64
import json
import struct
import uuid
import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

TYPES: dict[str, Any] = {
    "string": pl.String(),
    "bigint": pl.Int64(),
    "int": pl.Int32(),
    "double": pl.Float64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "timestamp": pl.Datetime("us", "UTC"),
    "array<string>": pl.List(pl.String()),
    "map<string,bigint>": pl.Map(pl.String(), pl.Int64()),
}
MAGIC = 1681511377
DV_FEATURE = "deletionVectors"
Z85 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"


def schema_of(ddl: str) -> dict[str, Any]:
    fields = ddl.replace("map<string,bigint>", "map").split(",")
    types = TYPES | {"map": TYPES["map<string,bigint>"]}
    return {name: types[kind] for name, kind in (field.split() for field in fields)}


def write_table(
    path: Path, ddl: str, rows: Sequence[Mapping[str, object]], partition_by: list[str] | None = None
) -> None:
    """A new table of Spark's schema text `ddl`; columns that a row does not name are null."""
    frame = pl.DataFrame(rows, schema=schema_of(ddl))
    frame.write_delta(path, delta_write_options={"partition_by": partition_by})


def gold_frame(asset: str, times: list[datetime], columns: Mapping[str, list[float | None]]) -> pl.DataFrame:
    """A wide gold table: a column an attribute, and its share of good time, 0 where there is no value."""
    shares = {
        f"{name}__pct_good": [0.0 if value is None else 100.0 for value in column] for name, column in columns.items()
    }
    frame = pl.DataFrame({"asset": [asset] * len(times), "time": times, **columns, **shares})
    return frame.with_columns(pl.col("time").cast(pl.Datetime("us", "UTC")))


def delete_rows(table: Path, rows: Sequence[int]) -> None:
    """Commit a deletion vector over rows of the table's only file (Delta protocol, "Deletion Vector Format")."""
    log = table / "_delta_log"
    actions = [json.loads(line) for line in (log / f"{0:020}.json").read_text(encoding="utf-8").splitlines()]
    add = next(action["add"] for action in actions if "add" in action)
    features = {"readerFeatures": [DV_FEATURE], "writerFeatures": [DV_FEATURE]}
    commit = [
        {"protocol": {"minReaderVersion": 3, "minWriterVersion": 7, **features}},
        {"remove": {"path": add["path"], "deletionTimestamp": 1, "dataChange": True}},
        {"add": {**add, "deletionVector": _stored_vector(table, rows)}},
    ]
    (log / f"{1:020}.json").write_text("\n".join(json.dumps(action) for action in commit), encoding="utf-8")


def _stored_vector(table: Path, rows: Sequence[int]) -> dict[str, object]:
    name = uuid.uuid4()
    vector = _roaring(rows)
    checksum = struct.pack(">I", zlib.crc32(vector))
    file = b"\x01" + struct.pack(">I", len(vector)) + vector + checksum
    (table / f"deletion_vector_{name}.bin").write_bytes(file)
    stored = {"storageType": "u", "pathOrInlineDv": _z85(name.bytes), "offset": 1}
    return {**stored, "sizeInBytes": len(vector), "cardinality": len(rows)}


def _roaring(rows: Sequence[int]) -> bytes:
    """Bitmaps of one 32-bit range with one array container, in the portable format."""
    array = struct.pack(f"<{len(rows)}H", *sorted(rows))
    bitmap = struct.pack("<IIHHI", 12346, 1, 0, len(rows) - 1, 16) + array
    return struct.pack("<IQI", MAGIC, 1, 0) + bitmap


def _z85(data: bytes) -> str:
    """Base85 in the alphabet of ZeroMQ, which Delta names its files in."""
    standard = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
    return base64.b85encode(data).translate(bytes.maketrans(standard, Z85.encode())).decode()
