"""Records of a stream in the forms that producers give them."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from random import Random
from typing import Any

from corpus.seeded.made import Made, iso, minutes

_GROUP = "21-stream"
_KPL_MAGIC = bytes.fromhex("f3899ac2")


def cases(random: Random) -> Iterator[Made]:
    readings = _readings(random, 6)
    texts = [json.dumps(reading) for reading in readings]
    replayed = [*texts, *random.sample(texts, 3)]
    random.shuffle(replayed)
    yield Made(_GROUP, "r-replayed", _case("Records in any order, some of them twice", replayed, readings, 3))
    zipped = [f"hex:{gzip.compress(text.encode(), mtime=0).hex()}" for text in texts]
    yield Made(_GROUP, "r-gzip", _case("Records that a producer compressed", zipped, readings))
    together = [f"hex:{_aggregated(texts).hex()}"]
    yield Made(_GROUP, "r-aggregate", _case("A record in which KPL put several together", together, readings))


def _readings(random: Random, count: int) -> list[dict[str, str]]:
    return [
        {"asset": "P-1", "attribute": "X", "timestamp": iso(time), "value": str(random.randint(0, 999) / 4)}
        for time in minutes(count)
    ]


def _case(about: str, records: list[str], readings: list[dict[str, str]], repeats: int = 0) -> dict[str, Any]:
    right = [{"time": reading["timestamp"], "value": reading["value"]} for reading in readings]
    return {
        "about": about,
        "tags": [{"attribute": "X", "unit": "m3/h"}],
        "given": [{"name": "batch", "records": records}],
        "expected": {"readings": right, "objects": [{"object": "batch", "repeats": repeats}]},
    }


def _aggregated(texts: list[str]) -> bytes:
    """Kinesis' aggregation format: magic, a protobuf of partition keys and records, and its MD5."""
    records = b"".join(_field(3, b"\x08\x00" + _field(3, text.encode())) for text in texts)
    message = _field(1, b"P-1") + records
    return _KPL_MAGIC + message + hashlib.md5(message).digest()


def _field(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | 2]) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _varint(rest) if rest else bytes([low])
