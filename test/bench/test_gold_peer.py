"""Gold by the peer, against cells worked out by hand: a grid of 10 s, a tag that is stale after 20 s."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from bench.peers import gold_duckdb

_READINGS = """
values (0, 0, 0.0, 'good'), (20, 0, 99.0, 'good'), (20, 1, 20.0, 'good'), (30, 0, null, 'bad'), (40, 0, 5.0, 'good'), (75, 0, 7.0, 'good')
"""


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    file = tmp_path / "settings.json"
    dataset = {"name": "d", "site": "east", "view": "reactor", "gridSeconds": 10}
    file.write_text(json.dumps({"datasets": [dataset]}))
    return file


def _build(folder: Path, settings: Path, step: bool) -> list[tuple[object, ...]]:
    """(second, value, share) of each row of gold."""
    for table in ("pi_event", "tag"):
        (folder / "delta" / table).mkdir(parents=True)
    event = f"""
select
  'east:u|Flow' as tag_id, 621355968000000000 + second * 10000000 as event_ticks, seq, value, quality, true as is_current,
  'site=east/feeder=sender/view=reactor/a' as source_object
from ({_READINGS}) r(second, seq, value, quality)
"""
    tag = f"""
select 'east:u|Flow' as tag_id, 'u' as asset, 'Flow' as attribute, {step} as step, 20.0::double as stale_after_s, true as is_current
"""
    for table, rows in {"pi_event": event, "tag": tag}.items():
        duckdb.execute(f"copy ({rows}) to '{folder}/delta/{table}/a.parquet' (format parquet)")
    out = folder / "gold.parquet"
    gold_duckdb.main(folder, settings, out)
    return duckdb.sql(f"select epoch(time)::bigint, flow, flow__pct_good from '{out}' order by 1").fetchall()


def test_a_line_is_drawn_between_good_readings_and_never_across_a_bad_one(tmp_path: Path, settings: Path) -> None:
    assert _build(tmp_path, settings, step=False) == [
        (0, 0.0, 100),
        (10, 10.0, 100),
        (20, 20.0, 100),
        (30, None, 0),
        (40, 5.0, 100),
        (50, 5.0, 100),
        (60, 5.0, 0),
        (70, None, 50),
    ]


def test_a_held_tag_keeps_its_value(tmp_path: Path, settings: Path) -> None:
    assert [row[1] for row in _build(tmp_path, settings, step=True)][:3] == [0.0, 0.0, 20.0]
