"""Takes what a sender put through the jobs themselves, in their own environment, and reads what silver holds."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow.parquet as pq
from landed.bronze import Version, iso, note

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv/jobs/bin/python"
JOB = ROOT / "glue-scripts/bronze_to_silver.py"


def cleaned(objects: Mapping[str, bytes], view: Mapping[str, object], folder: Path) -> list[dict[str, Any]]:
    """Rows of the readings that stand after the clean job; `view` is the view's configuration in the cloud."""
    bronze = folder / "bronze"
    begun = datetime.now(UTC) - timedelta(hours=1)
    for number, (key, body) in enumerate(objects.items()):
        copy = f"{key}.v0"
        (bronze / copy).parent.mkdir(parents=True, exist_ok=True)
        (bronze / copy).write_bytes(body)
        etag = hashlib.md5(body, usedforsecurity=False).hexdigest()
        note(bronze, Version(key, "v0", iso(begun + timedelta(seconds=number)), len(body), etag, copy))
    feeder = {"profile": "sender", "views": [view, {"name": "_tags", "kind": "tag-snapshot"}]}
    settings = {"sites": [{"id": "mine", "feeders": [feeder]}], "datasets": [], "timeTravelDays": 30}
    told = {**settings, "spark": {"fromGiB": 1000}, "gold": {"singleObjectUpToGiB": 4}}
    (folder / "settings.json").write_text(json.dumps(told), encoding="utf-8")
    words = [f"--settings={(folder / 'settings.json').as_uri()}", f"--bronze={bronze.as_uri()}"]
    words += [f"--silver={(folder / 'silver').as_uri()}", "--JOB_RUN_ID=run"]
    subprocess.run([PYTHON, JOB, *words], check=True, capture_output=True, text=True, env={"TZ": "UTC"})
    return [row for row in _rows(folder / "silver/delta/pi_event") if row["is_current"] and row["withdrawn"] is None]


def _rows(table: Path) -> Iterator[dict[str, Any]]:
    """Of the files that a Delta table has by its log."""
    files: dict[str, None] = {}
    for commit in sorted((table / "_delta_log").glob("*.json")):
        for action in map(json.loads, commit.read_text(encoding="utf-8").splitlines()):
            if "remove" in action:
                files.pop(action["remove"]["path"], None)
            if "add" in action:
                files[action["add"]["path"]] = None
    for path in files:
        yield from pq.ParquetFile(table / unquote(path)).read().to_pylist()
