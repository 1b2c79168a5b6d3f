"""Columns of the tables: the contract's, with its words, for every reader."""

from __future__ import annotations

import json

import pytest
from deltalake import DeltaTable
from few_rows import FewRows
from replica.tables.schema import delta_schema, duckdb_columns, duckdb_type
from replica.tables.silver import LEDGER, PI_EVENT, PI_EVENT_FRAME, QUARANTINE, TAG, SilverTable

from contract import column_notes, columns_of

TABLES = [PI_EVENT, PI_EVENT_FRAME, TAG, QUARANTINE, LEDGER]
by_name = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


@by_name
def test_every_column_carries_its_meaning_and_unit(few: FewRows, table: SilverTable) -> None:
    table.at(few.layer).create([], "r")
    fields = DeltaTable(table.at(few.layer).uri).schema().fields
    assert {field.name: field.metadata["comment"] for field in fields} == column_notes(table.name)


@by_name
def test_the_log_names_the_types_of_the_contract(table: SilverTable) -> None:
    words = {"bigint": "long", "int": "integer"}
    fields = json.loads(delta_schema(table.name).to_json())["fields"]
    plain = {name: words.get(kind, kind) for name, kind in columns_of(table.name).items() if "<" not in kind}
    assert {field["name"]: field["type"] for field in fields if isinstance(field["type"], str)} == plain
    assert [field["name"] for field in fields] == list(columns_of(table.name))


@by_name
def test_a_file_has_the_columns_of_its_table_in_the_types_of_its_log(few: FewRows, table: SilverTable) -> None:
    partition = dict.fromkeys(table.partitions, "2026-01-01")
    file = few.file(table, [{"run_id": "r"}], partition)
    told = few.con.execute(
        "DESCRIBE FROM read_parquet(?, hive_partitioning = false)",
        [str(few.silver.get(f"{table.folder}/{file.path}", few.scratch / "one"))],
    ).fetchall()
    found = {name: few.con.execute(f"SELECT NULL::{kind}").description[0][1] for name, kind, *_ in told}
    wanted = {
        name: few.con.execute(f"SELECT NULL::{kind}").description[0][1]
        for name, kind in duckdb_columns(table.name).items()
        if name not in table.partitions
    }
    assert found == wanted


def test_a_type_that_the_contract_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        duckdb_type("decimal(38,0)")
