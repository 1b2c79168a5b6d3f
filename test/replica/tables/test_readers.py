"""Everybody reads the tables alike, with whatever they have, and finds what they ask for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from deltalake import DeltaTable
from outside_reader import READERS
from questions import FILTER_NAMES, FILTERS, FLOW, Answers, assert_exact
from replica.tables.silver import LEDGER, PI_EVENT

from contract import column_notes

HERE = READERS.keys() - {"polars"}


def test_the_tables_are_there_and_hold_something(tables: dict[str, str], answers: Answers) -> None:
    assert tables.keys() == {
        "pi_event", "pi_event_frame", "tag", "tag_quality", "quarantine", "ledger", "process_data", "reactor_data", "column_name",
    }  # fmt: skip
    assert all(answers("duckdb")[0].values())


@pytest.mark.parametrize("reader", HERE - {"duckdb"})
def test_every_reader_has_the_same_rows_of_every_table(answers: Answers, reader: str) -> None:
    assert answers(reader)[0] == answers("duckdb")[0]


@pytest.mark.parametrize("reader", HERE)
@pytest.mark.parametrize("number", range(len(FILTERS)), ids=FILTER_NAMES)
def test_a_filter_finds_exactly_the_rows_that_it_is_true_of(answers: Answers, reader: str, number: int) -> None:
    assert_exact(answers, reader, number)


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
