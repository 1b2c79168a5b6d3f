"""That memory does not grow with what is read. `AIRLOCK_MEMORY_EVENTS=50000000` reads as many, and prints what it took on the way."""

from __future__ import annotations

import io
import json
import os
import time
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from airlock_sender.door import Outcome
from sender_plant import Landing, MakePlant, Serve

EVENTS = int(os.environ.get("AIRLOCK_MEMORY_EVENTS", "0"))
POINTS = 100
STEP = 5_000_000
FLAT = 1.15
"""So many times what it took after the first step may be taken after any later one."""


class Sink(Landing):
    """It keeps what was told of each tag as a number, and how much memory there was at each step."""

    def __init__(self) -> None:
        super().__init__()
        self.told: Counter[str] = Counter()
        self.rows = 0
        self.resident: list[int] = []
        self._begun = time.monotonic()

    def put(self, key: str, body: bytes) -> Outcome:
        if key.endswith(".json"):
            self.told.update(json.loads(body)["perTag"] if "_tags" not in key else {})
        elif "_tags" not in key:
            self.rows += pq.ParquetFile(io.BytesIO(body)).metadata.num_rows
            if self.rows >= STEP * (len(self.resident) + 1):
                self.resident.append(resident_mib())
                rate = self.rows / (time.monotonic() - self._begun)
                print(f"{self.rows:>12,} events  {self.resident[-1]:>6} MiB  {rate:>8,.0f} events/s", flush=True)
        return "stored"


def resident_mib() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) // 1024


@pytest.mark.skipif(EVENTS < 2 * STEP, reason=f"AIRLOCK_MEMORY_EVENTS is below {2 * STEP}: it takes long")
def test_memory_stays_flat(serve: Serve, plant: MakePlant) -> None:
    server = serve("--source", "load", "--events", str(EVENTS), "--points", str(POINTS), "--now", "2027-01-01")
    sender = plant(server, view={"name": "load", "root": r"\\LOADAF\Load", "start": "2025-12-31T00:00:00Z"})
    sender.landing = sink = Sink()
    assert sender.run() == 0
    assert set(sink.told.values()) == {EVENTS // POINTS}
    assert len(sink.told) == POINTS
    assert max(sink.resident) <= FLAT * sink.resident[0]
