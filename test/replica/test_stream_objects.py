"""Objects of the stream's Lambda are read by DuckDB and pyarrow as they were written: value by value, type by type."""

from __future__ import annotations

import base64
import json
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from landing import ROOT
from replica.tables.schema import duckdb_columns

KINDS = duckdb_columns("reading") | duckdb_columns("stream_row")
COLUMNS = [*KINDS]
SHARD = "shardId-000000000003"
FULL: dict[str, Any] = {
    "asset": "\\\\TEP\\Plant\\Unit 1",
    "attribute": "Température 反応器 🜂",
    "point": "TI-101",
    "timestamp": "2026-11-01T00:00:00.1234567Z",
    "value": "-1.2345678901234567E-30",
    "state_code": -2147483648,
    "is_system": False,
    "good": True,
    "questionable": False,
    "substituted": True,
    "annotated": False,
    "unit": "°C",
}
EMPTY: dict[str, Any] = dict.fromkeys(FULL)
POISON = b'{"asset": \xff\x00 not JSON'

# The Lambda's own functions; only reading the records and writing the file stands here.
WRITE = """
import { readFileSync, writeFileSync } from 'node:fs';
import { decode } from './lambda/stream-to-bronze/decode.ts';
import { writeParquet } from './lambda/stream-to-bronze/write-parquet.ts';
const records = JSON.parse(readFileSync(0, 'utf8'));
writeFileSync(process.argv[1], await writeParquet(records.flatMap(decode)));
"""


def written(file: Path, records: list[bytes]) -> Path:
    events = [
        {
            "eventID": f"{SHARD}:{sequence(index)}",
            "kinesis": {"sequenceNumber": sequence(index), "data": base64.b64encode(data).decode()},
        }
        for index, data in enumerate(records)
    ]
    command = ["node", "--import", "tsx", "--input-type=module", "--eval", WRITE, str(file)]
    subprocess.run(command, input=json.dumps(events), text=True, cwd=ROOT, check=True)
    return file


def sequence(index: int) -> str:
    return f"4959033827149025660855969253836157109592157598913658{index:04d}"


def row(index: int, reading: dict[str, Any], raw: bytes | None = None) -> tuple[Any, ...]:
    text = None if raw is None else base64.b64encode(raw).decode()
    return (*reading.values(), SHARD, sequence(index), text, 0)


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[Any, ...]]]:
    """A file of four records, and the rows that it must hold."""
    partial = {**EMPTY, "asset": "", "value": "I/O Timeout", "state_code": 246, "is_system": True}
    given = [json.dumps(FULL).encode(), b'{"asset": null}', POISON, json.dumps(partial, ensure_ascii=False).encode()]
    file = written(tmp_path_factory.mktemp("stream") / "batch.parquet", given)
    return file, [row(0, FULL), row(1, EMPTY), row(2, EMPTY, POISON), row(3, partial)]


def test_duckdb_reads_a_batch_as_it_was_put(batch: tuple[Path, list[tuple[Any, ...]]]) -> None:
    file, wanted = batch
    with duckdb.connect() as con:
        told = con.execute(
            "SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet(?))", [str(file)]
        ).fetchall()
        assert dict(told) == KINDS
        assert con.execute("FROM read_parquet(?) ORDER BY sequence", [str(file)]).fetchall() == wanted


def test_pyarrow_reads_a_batch_as_it_was_put(batch: tuple[Path, list[tuple[Any, ...]]]) -> None:
    file, wanted = batch
    table = pq.read_table(file)
    assert table.column_names == COLUMNS
    types = {"state_code": pa.int32(), "ignored": pa.int32()} | dict.fromkeys(
        ["is_system", "good", "questionable", "substituted", "annotated"], pa.bool_()
    )
    assert table.schema.types == [types.get(name, pa.string()) for name in COLUMNS]
    assert [tuple(each.values()) for each in table.to_pylist()] == wanted


def test_a_filter_finds_a_text_that_utf_16_orders_otherwise(tmp_path: Path) -> None:
    texts = ["\uffee", "🜂"]  # the second is the smaller one by UTF-16, the greater one by its bytes
    file = written(tmp_path / "order.parquet", [json.dumps({"unit": text}).encode() for text in texts])
    with duckdb.connect() as con:
        for text in texts:
            found = con.execute("SELECT count(*) FROM read_parquet(?) WHERE unit = ?", [str(file), text]).fetchone()
            assert found == (1,)


def test_the_largest_batch_comes_back_in_its_order(tmp_path: Path) -> None:
    count = 10_000
    file = written(tmp_path / "large.parquet", [json.dumps({"value": str(each)}).encode() for each in range(count)])
    values = [str(each) for each in range(count)]
    assert pq.read_table(file, columns=["value"])["value"].to_pylist() == values
    with duckdb.connect() as con:
        found = con.execute(
            "SELECT value FROM read_parquet(?, file_row_number = true) ORDER BY file_row_number", [str(file)]
        )
        assert [value for (value,) in found.fetchall()] == values
