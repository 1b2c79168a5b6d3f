"""Everybody reads the tables alike, with whatever they have, and finds what they ask for."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import outside_reader
import pytest
from deltalake import DeltaTable
from landing import Landing, reading
from replica.tables.silver import LEDGER, PI_EVENT
from two_days import first_day, run_clean, run_gold, run_maintenance, second_day

from contract import column_notes

Rows = list[dict[str, Any]]
FLOW = "east:\\\\TEP\\Plant\\Unit 1|Flow"
ODD_TIMES = (
    "2026-09-01T00:00:59.9999999Z",
    "2026-09-01T00:01:00Z",
    "2026-09-01T00:00:59.9990001Z",
    "2026-09-01T12:00:00.0000001Z",
)
FILTERS = [
    ("pi_event", "tag_id", "=", FLOW, False),
    ("pi_event", "tag_id", "=", "none such", False),
    ("pi_event", "event_date", "=", "2026-10-02", True),
    ("pi_event", "event_ticks", ">=", 639_263_232_600_000_000, False),
    ("pi_event", "event_time", ">=", "2026-09-01T00:00:59.999999+00:00", True),
    ("pi_event", "event_time", "<", "2026-09-01T00:00:59.999001+00:00", True),
    ("pi_event", "value", ">=", 5.0, False),
    ("tag", "is_current", "=", True, False),
    ("tag_quality", "is_current", "=", True, False),
    ("ledger", "landed_at", ">=", "2026-11-01T00:05:00+00:00", True),
    ("ledger", "landed_at", "<", "2026-11-01T00:05:00+00:00", True),
    ("reactor_data", "time", ">=", "2026-10-01T00:03:00+00:00", True),
    ("reactor_data", "flow", ">=", 0.015, False),
    ("process_data", "asset", "=", "Pump", False),
    ("column_name", "dataset", "=", "reactor_data", False),
]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """URI by name of every table that the jobs make of a small plant, in both layers."""
    root = tmp_path_factory.mktemp("plant")
    landing = Landing(root)
    for number, time in enumerate(ODD_TIMES):
        landing.put_readings(f"odd-{number}", [reading("Level", time, str(number))])
    first_day(landing)
    run_clean(root, "r1")
    run_maintenance(root)
    second_day(landing)
    run_clean(root, "r2")
    run_gold(root)
    logs = sorted(root.glob("*/delta/*/_delta_log"))
    return {log.parent.name: log.parent.as_uri() for log in logs}


@pytest.fixture(scope="module")
def answers(tables: dict[str, str]) -> Any:
    """What a reader says: every table whole, then what each filter finds."""

    @cache
    def ask(reader: str) -> tuple[dict[str, Rows], list[Rows]]:
        whole = [(uri, None, None, None, False) for uri in tables.values()]
        asked = json.dumps([*whole, *((tables[table], *wanted) for table, *wanted in FILTERS)])
        run = subprocess.run([sys.executable, outside_reader.__file__, reader, asked], capture_output=True, check=False)
        assert run.returncode == 0, run.stderr.decode()
        told = json.loads(run.stdout)
        return dict(zip(tables, told, strict=False)), told[len(tables) :]

    return ask


def test_the_tables_are_there_and_hold_something(tables: dict[str, str], answers: Any) -> None:
    assert tables.keys() == {
        "pi_event", "pi_event_frame", "tag", "tag_quality", "quarantine", "ledger", "process_data", "reactor_data", "column_name",
    }  # fmt: skip
    assert all(answers("duckdb")[0].values())


@pytest.mark.parametrize("reader", outside_reader.READERS.keys() - {"duckdb"})
def test_every_reader_has_the_same_rows_of_every_table(answers: Any, reader: str) -> None:
    assert answers(reader)[0] == answers("duckdb")[0]


@pytest.mark.parametrize("reader", outside_reader.READERS)
@pytest.mark.parametrize("number", range(len(FILTERS)), ids=[" ".join(map(str, each[:4])) for each in FILTERS])
def test_a_filter_finds_exactly_the_rows_that_it_is_true_of(answers: Any, reader: str, number: int) -> None:
    table, column, operator, value, _ = FILTERS[number]
    is_moment = column in ("event_time", "landed_at", "time")
    wanted = datetime.fromisoformat(str(value)).isoformat(timespec="microseconds") if is_moment else value
    test = {
        "=": lambda row: row[column] == wanted,
        ">=": lambda row: row[column] is not None and row[column] >= wanted,
        "<": lambda row: row[column] < wanted,
    }
    every, found = answers("duckdb")[0][table], answers(reader)[1][number]
    assert found == [row for row in every if test[operator](row)]
    assert found or value == "none such"


def test_every_table_is_for_readers_of_version_1_and_writers_of_version_2(tables: dict[str, str]) -> None:
    protocols = [DeltaTable(uri).protocol() for uri in tables.values()]
    assert {(each.min_reader_version, each.min_writer_version) for each in protocols} == {(1, 2)}


def test_readers_of_silver_see_what_each_column_means(tables: dict[str, str]) -> None:
    for name in ("pi_event", "pi_event_frame", "tag", "tag_quality", "quarantine", "ledger"):
        fields = DeltaTable(tables[name]).schema().fields
        assert {field.name: field.metadata["comment"] for field in fields} == column_notes(name)


@pytest.mark.parametrize(
    ("layout", "where"),
    [
        (PI_EVENT, f"\"min.tag_id\" <= '{FLOW}' AND \"max.tag_id\" >= '{FLOW}'"),
        (PI_EVENT, "\"max.event_time\" >= TIMESTAMPTZ '2026-10-02 00:00:00+00'"),
        (PI_EVENT, '"max.event_ticks" >= 639263232600000000'),
        (LEDGER, "\"max.landed_at\" < TIMESTAMPTZ '2026-11-01 00:10:00+00'"),
    ],
)
def test_files_without_what_is_asked_for_are_passed_over(tables: dict[str, str], layout: Any, where: str) -> None:
    layer = tables[layout.name].rpartition("/delta/")[0]
    opened = layout.at(layer).open()
    assert 0 < len(opened.files(where)) < len(opened.files())


def test_a_plain_dataset_passes_over_files_by_their_statistics(tables: dict[str, str]) -> None:
    asked = "import sys, os, pyarrow.dataset as ds; from deltalake import DeltaTable; "
    asked += "data = DeltaTable(sys.argv[1]).to_pyarrow_dataset(); test = ds.field('tag_id') == sys.argv[2]; "
    asked += (
        "print(len(list(data.get_fragments())), len(list(data.get_fragments(filter=test))), flush=True); os._exit(0)"
    )
    told = subprocess.run([sys.executable, "-c", asked, tables["pi_event"], FLOW], capture_output=True, check=True)
    every, opened = map(int, told.stdout.split())
    assert 0 < opened < every


def test_folders_hold_more_than_the_tables_do(tables: dict[str, str]) -> None:
    """So that reading a folder instead of the table would be noticed here."""
    folder = Path(tables["pi_event"].removeprefix("file://"))
    assert len(list(folder.rglob("*.parquet"))) > len(DeltaTable(tables["pi_event"]).file_uris())
