"""Readings that lie 100 ns apart, or at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from corpus.instant import text_of, ticks_of
from corpus.seeded.made import Made, csv_text

_FIRST = ticks_of("2026-02-01T00:00:00Z")


def cases(random: Random) -> Iterator[Made]:
    yield Made("08-same-moment", "r-ticks-sent", _sent(random))
    yield Made("08-same-moment", "r-sheet-ticks", _sheet(random))
    yield Made("08-same-moment", "r-sheet-decimals", _decimals(random))


def _ticks(random: Random) -> list[int]:
    """Clusters of neighbouring ticks, within one second each."""
    clusters = [_FIRST + random.randrange(86_400) * 10_000_000 + random.randrange(9_000_000) for _ in range(4)]
    return sorted({cluster + step for cluster in clusters for step in range(random.randint(1, 4))})


def _sent(random: Random) -> dict[str, Any]:
    ticks = _ticks(random)
    rows = [{"attribute": "X", "timestamp": text_of(each), "value": "1"} for each in ticks]
    rows += [{"attribute": "X", "timestamp": text_of(ticks[0]), "value": str(value)} for value in (2, 3)]
    right = [{"time": row["timestamp"], "value": row["value"]} for row in rows]
    tags = [{"attribute": "X", "unit": "m3/h"}]
    about = "Neighbouring ticks and several readings at one of them"
    return {"about": about, "tags": tags, "given": [{"rows": rows}], "expected": {"readings": right}}


def _sheet(random: Random) -> dict[str, Any]:
    ticks = _ticks(random)
    rows = [["P-1", _second(each), "1", str(each)] for each in ticks]
    about = "Neighbouring ticks that share their text"
    return _case(about, {}, csv_text(["Name", "TimeStamp", "X", "PIIntTSTicks"], rows), ticks)


def _decimals(random: Random) -> dict[str, Any]:
    ticks = _ticks(random)
    rows = [["P-1", f"{_second(each)}.{each % 10_000_000:07d}", "1"] for each in ticks]
    about = "Neighbouring ticks by the seven decimals of their text"
    return _case(
        about, {"timeFormat": "yyyy-MM-dd HH:mm:ss.SSSSSSS"}, csv_text(["Name", "TimeStamp", "X"], rows), ticks
    )


def _second(ticks: int) -> str:
    return text_of(ticks - ticks % 10_000_000).replace("T", " ").removesuffix("Z")


def _case(about: str, view: dict[str, Any], text: str, ticks: list[int]) -> dict[str, Any]:
    return {
        "about": about,
        "view": {"columns": [{"name": "X", "unit": "m3/h"}], **view},
        "given": [{"text": text}],
        "expected": {"readings": [{"time": text_of(each), "value": 1} for each in ticks]},
    }
