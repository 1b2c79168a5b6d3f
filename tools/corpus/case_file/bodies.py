"""Bytes of a given object, from what a case says of it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from contract import columns_of
from corpus.instant import ticks_of
from corpus.table import Row, rows_of

_TAG: Row = {"asset": "P-1", "server": "S1", "type": "Float64", "step": "false", "exc_max_s": 60, "comp_max_s": 600}
_SNAPSHOT_TIME = "2000-01-01T00:00:00Z"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def text_body(given: dict[str, Any]) -> bytes:
    """Text as a file: `line_end` between its lines and, unless `closed` is false, behind the last."""
    text = str(given["text"]).removesuffix("\n").replace("\n", given.get("line_end", "\r\n"))
    closing = given.get("line_end", "\r\n") if given.get("closed", True) else ""
    return (text + closing).encode(given.get("encoding", "utf-8"))


def readings_body(given: dict[str, Any]) -> bytes:
    """Long Parquet; a column that no row names is null, or left out where `without` names it."""
    rows = [{"asset": "P-1", **row} for row in rows_of(given["rows"])]
    return _parquet(rows, columns_of("reading"), given)


def tags_body(given: dict[str, Any]) -> bytes:
    """A tag snapshot; a row names at least the attribute."""
    rows = [
        {**_TAG, "point": row.get("attribute"), "snapshot_time": _SNAPSHOT_TIME, **_said(row)}
        for row in rows_of(given["tags"])
    ]
    return _parquet(rows, columns_of("tag_snapshot"), given)


def wide_body(given: dict[str, Any]) -> bytes:
    """Wide Parquet: the table's own columns, text unless `types` says otherwise."""
    rows = rows_of(given["wide"])
    return _parquet(rows, dict.fromkeys(rows[0], "string"), given)


def manifest_body(given: dict[str, Any]) -> bytes:
    return json.dumps({"rows": given["manifest"]}).encode()


def damaged(body: bytes, given: dict[str, Any]) -> bytes:
    """The body cut to `cut` of its length, or with the bits of the byte at `flip` of it turned over."""
    if "cut" in given:
        return body[: int(len(body) * given["cut"])]
    if "flip" in given:
        place = int(len(body) * given["flip"])
        return body[:place] + bytes([body[place] ^ 0xFF]) + body[place + 1 :]
    return body


def _said(row: Row) -> Row:
    return {name: value for name, value in row.items() if value is not None}


def _parquet(rows: list[Row], columns: dict[str, str], given: dict[str, Any]) -> bytes:
    types = {**columns, **given.get("types", {})}
    left = {name: kind for name, kind in types.items() if name not in given.get("without", [])}
    data = {
        name: pa.array([_cast(kind, row.get(name)) for row in rows], _TYPES[kind][0]) for name, kind in left.items()
    }
    sink = io.BytesIO()
    pq.write_table(pa.table(data), sink)
    return sink.getvalue()


def _cast(kind: str, value: object) -> object:
    return None if value is None else _TYPES[kind][1](value)


def _instant(text: str) -> int:
    return (ticks_of(text) - ticks_of("1970-01-01T00:00:00Z")) * 100


def _micros(text: str) -> datetime:
    return _EPOCH + timedelta(microseconds=_instant(text) // 1000)


_TYPES: dict[str, tuple[Any, Callable[[Any], Any]]] = {
    "string": (pa.string(), str),
    "int": (pa.int32(), int),
    "bigint": (pa.int64(), int),
    "float": (pa.float32(), float),
    "double": (pa.float64(), float),
    "boolean": (pa.bool_(), lambda value: value in (True, "true")),
    "timestamp": (pa.timestamp("us", "UTC"), _micros),
    "timestamp_ns": (pa.timestamp("ns", "UTC"), _instant),
    "timestamp_berlin": (pa.timestamp("us", "Europe/Berlin"), _micros),
    "wall": (pa.timestamp("us"), lambda text: _micros(text).replace(tzinfo=None)),
    "wall_ns": (pa.timestamp("ns"), _instant),
    "date": (pa.date32(), date.fromisoformat),
    "short": (pa.int16(), int),
    "decimal": (pa.decimal128(18, 3), Decimal),
    "category": (pa.dictionary(pa.int32(), pa.string()), str),
    "list": (pa.list_(pa.string()), lambda text: [text]),
    "binary": (pa.binary(), str.encode),
    "null": (pa.null(), lambda _: None),
}
