"""Readings as records of a Kinesis stream: each a JSON list of readings of one tag, in the order of time."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec
import pyarrow as pa

from airlock_sender.landing_file import LandingFile

RECORD_BYTES: Final = 256 * 1024
"""Kinesis takes 1 MiB; what fails is sent again whole, and a smaller record costs less then."""
ENDS: Final = len(b"[,]")


def records_file(batches: Sequence[pa.RecordBatch]) -> tuple[LandingFile, frozenset[str]]:
    """Records, a line each, and paths of tags of which a reading is too large for one: of these there is none."""
    by_tag: defaultdict[str, list[bytes]] = defaultdict(list)
    for batch in batches:
        for row in batch.to_pylist():
            said = {name: value for name, value in row.items() if value is not None}
            by_tag[f"{row['asset']}|{row['attribute']}"].append(msgspec.json.encode(said))
    too_large = frozenset(path for path, readings in by_tag.items() if max(map(len, readings)) + ENDS > RECORD_BYTES)
    kept = {path: readings for path, readings in by_tag.items() if path not in too_large}
    body = b"\n".join(record for readings in kept.values() for record in _records(readings))
    per_tag = {path: len(readings) for path, readings in kept.items()}
    rows, checksum = sum(per_tag.values()), hashlib.sha256(body).hexdigest()
    return LandingFile(body, rows, b"", checksum, per_tag, "stream"), too_large


def _records(readings: Iterable[bytes]) -> Iterator[bytes]:
    chosen: list[bytes] = []
    size = ENDS
    for reading in readings:
        if chosen and size + len(reading) + 1 > RECORD_BYTES:
            yield b"[" + b",".join(chosen) + b"]"
            chosen, size = [], ENDS
        chosen.append(reading)
        size += len(reading) + 1
    if chosen:
        yield b"[" + b",".join(chosen) + b"]"


def partition_key(record: bytes) -> str:
    """One for each tag, so that its records stay in their order: 64 letters, since a path may be longer than a key."""
    first: Mapping[str, Any] = msgspec.json.decode(record)[0]
    return hashlib.sha256(f"{first['asset']}|{first['attribute']}".encode()).hexdigest()
