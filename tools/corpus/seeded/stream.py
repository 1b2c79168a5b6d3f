"""Records of a stream in the forms that producers give them."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
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
    zipped = _hex([_zipped(text.encode()) for text in texts])
    yield Made(_GROUP, "r-gzip", _case("Records that a producer compressed", zipped, readings))
    together = _hex([_aggregated(texts)])
    yield Made(_GROUP, "r-aggregate", _case("A record in which KPL put several together", together, readings))
    half = len(texts) // 2
    packed = [_zipped(_aggregated(texts[:half])), _aggregated([_zipped(text.encode()) for text in texts[half:]])]
    yield Made(_GROUP, "r-nested", _case("KPL within gzip, and gzip within KPL", _hex(packed), readings))
    with_bad = [
        _aggregated([*texts[:half], "no reading"]),
        _zipped(b"nor this"),
        *(text.encode() for text in texts[half:]),
    ]
    yield Made(_GROUP, "r-aggregate-bad", _lossy("A part that is no reading costs itself", with_bad, readings, 2))
    yield Made(_GROUP, "r-broken", _lossy("What cannot be unpacked costs itself", _broken(texts), readings, 5))
    lines = "\r\n".join(texts).encode()
    yield Made(
        _GROUP,
        "r-lines-zipped",
        _case(
            "Several lines in one gzip of two members",
            _hex([gzip.compress(lines[:40], mtime=0) + _zipped(lines[40:])]),
            readings,
        ),
    )


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


def _lossy(about: str, records: list[bytes], readings: list[dict[str, str]], lost: int) -> dict[str, Any]:
    """The case where `lost` parts of the records are quarantined."""
    case = _case(about, _hex(records), readings)
    right = case["expected"] | {"quarantine": [{"object": "batch", "reason": "ROW_MALFORMED", "count": lost}]}
    return case | {"expected": right}


def _broken(texts: list[str]) -> list[bytes]:
    """Five records that cannot be unpacked, and each text by itself."""
    whole, zipped = _aggregated(["{}"]), _zipped(b"{}")
    damaged = [whole[:-1] + bytes([whole[-1] ^ 1]), whole[:-20], _KPL_MAGIC, zipped[:-4], zipped + b"more"]
    return [*damaged, *(text.encode() for text in texts)]


def _hex(records: list[bytes]) -> list[str]:
    return [f"hex:{record.hex()}" for record in records]


def _zipped(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def _aggregated(parts: Iterable[str | bytes]) -> bytes:
    """Kinesis' aggregation format: magic, a protobuf of partition keys and records, and its MD5."""
    contents = [part.encode() if isinstance(part, str) else part for part in parts]
    records = b"".join(_field(3, b"\x08\x00" + _field(3, content)) for content in contents)
    message = _field(1, b"P-1") + records
    return _KPL_MAGIC + message + hashlib.md5(message).digest()


def _field(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | 2]) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _varint(rest) if rest else bytes([low])
