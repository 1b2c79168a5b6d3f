"""That the tables of silver and gold can be listed and asked, where they lie in folders."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import write_deltalake
from look.__main__ import main


@pytest.fixture
def replica(tmp_path: Path) -> list[str]:
    """Words that name its layers: one table in silver, written twice, and one in gold."""
    readings = pa.table({"tag": ["TI-1", "TI-1", "FI-2"], "value": [1.5, 2.5, None]})
    for rows in (readings, readings.slice(0, 1)):
        write_deltalake(tmp_path / "silver/delta/pi_event", rows, mode="append")
    write_deltalake(tmp_path / "gold/delta/reactor_data", pa.table({"temperature": [300.0]}))
    (tmp_path / "gold/reactor_data.parquet").write_bytes(b"beside the tables")
    return [word for layer in ("silver", "gold") for word in (f"--{layer}", (tmp_path / layer).as_uri())]


def test_tables_tells_rows_columns_and_version_of_each(replica: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*replica, "tables"]) == 0
    lines = [line.split()[:4] for line in capsys.readouterr().out.splitlines()[1:]]
    assert lines == [["silver.pi_event", "4", "2", "1"], ["gold.reactor_data", "1", "1", "0"]]


def test_tables_tells_what_to_do_where_there_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = (tmp_path / "empty").as_uri()
    (tmp_path / "empty").mkdir()
    assert main(["--silver", empty, "--gold", empty, "tables"]) == 0
    assert "airlock -- local run" in capsys.readouterr().out


def test_query_joins_layers_and_prints_every_row_as_csv(replica: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT tag, value, temperature FROM silver.pi_event, gold.reactor_data ORDER BY tag, value"
    assert main([*replica, "query", sql, "--csv"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "tag,value,temperature",
        "FI-2,,300.0",
        *["TI-1,1.5,300.0"] * 2,
        "TI-1,2.5,300.0",
    ]


def test_query_names_the_table_that_may_have_been_meant(replica: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*replica, "query", "SELECT * FROM silver.pi_events"]) == 2
    assert "pi_event" in capsys.readouterr().err
