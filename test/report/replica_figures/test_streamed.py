from __future__ import annotations

from pathlib import Path

from conftest import LEVEL, event, minute
from delta_tables import write_table
from replica_figures.streamed import read_streamed

STREAMED = "site=east/feeder=sender/view=reactor/stream/shardId-000000000000/1-2.parquet"


def test_streamed_rows_of_silver_are_counted_apart_from_those_of_files(tmp_path: Path) -> None:
    rows = [event(LEVEL, 1, 1.0, source_object=STREAMED), event(LEVEL, 2, 1.0, source_object="site=east/x.parquet")]
    write_table(tmp_path / "delta/pi_event", "pi_event", rows)
    write_table(tmp_path / "delta/quarantine", "quarantine", [])

    assert read_streamed(str(tmp_path)) == {"east": {"silver": 1, "quarantined": []}}


def test_a_quarantined_record_is_named_with_its_bytes(tmp_path: Path) -> None:
    lost = {
        "site": "east",
        "source_object": STREAMED,
        "reason": "ROW_MALFORMED",
        "raw": "{",
        "quarantined_at": minute(1),
    }
    write_table(tmp_path / "delta/pi_event", "pi_event", [])
    write_table(tmp_path / "delta/quarantine", "quarantine", [lost])

    assert read_streamed(str(tmp_path)) == {
        "east": {"silver": 0, "quarantined": [{"reason": "ROW_MALFORMED", "raw": "{", "object": STREAMED}]}
    }
