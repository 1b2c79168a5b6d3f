"""An object that kills whoever reads it: the run after the one that it ended finds it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from landing import SETTINGS, Landing, reading, tag

ROOT = Path(__file__).parents[3]
DEADLY = ROOT / "test" / "replica" / "deadly"


def run(landing: Landing, run_id: str) -> int:
    settings = landing._root / "settings.json"
    settings.write_text(json.dumps(SETTINGS))
    path = os.pathsep.join([str(DEADLY), *filter(None, sys.path)])
    where = ["--settings", settings.as_uri(), "--bronze", landing.bronze, "--silver", landing.silver]
    command = [sys.executable, str(ROOT / "glue-scripts" / "bronze_to_silver.py"), *where, "--JOB_RUN_ID", run_id]
    return subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, check=False).returncode


def test_objects_that_end_their_reader_cost_one_run_and_themselves(landing: Landing) -> None:
    landing.put_tags("tags", [tag("Pressure")])
    landing.put_tags("deadly", [tag("Temperature")])
    for name in ("a", "deadly", "b", "c"):
        landing.put_readings(name, [reading("Pressure", f"2026-01-01T00:0{ord(name[0]) % 10}:00Z", "10")])
    assert run(landing, "r1") == -9
    assert landing.versions() == {}
    assert run(landing, "r2") == 0
    name = "regexp_extract(object_key, '[a-z]+.parquet')"
    assert landing.rows("ledger", f"{name}, outcome, silver_good, map_keys(reasons)", "1") == [
        ("a.parquet", "read", 1, []),
        ("b.parquet", "read", 1, []),
        ("c.parquet", "read", 1, []),
        ("deadly.parquet", "unreadable", 0, ["F_POISONED"]),
        ("deadly.parquet", "unreadable", 0, ["F_POISONED"]),
        ("tags.parquet", "read", 1, []),
    ]
    assert landing.rows("quarantine", "reason, parse_filename(source_object), detail") == [
        ("F_POISONED", "deadly.parquet", "its process ended, SIGKILL"),
        ("F_POISONED", "deadly.parquet", "its process ended, SIGKILL"),
    ]
    # and the next one is as any other
    landing.put_readings("d", [reading("Pressure", "2026-01-01T00:10:00Z", "10")])
    assert run(landing, "r3") == 0
    assert len(landing.rows("pi_event")) == 4
