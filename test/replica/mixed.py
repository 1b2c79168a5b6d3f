"""A landing with something of everything, in two runs, and what of silver must not depend on who did the tasks."""

from __future__ import annotations

from typing import Any

from landing import LONG, UNIT, Landing, reading, tag

HEADER = "Id\tName\tTimeStamp\tFlow\tValve\tPIIntTSTicks\tPIIntShapeID"
NAMES = [f"Pressure {number}" for number in range(12)]
_OF_THE_RUN = {
    "pi_event": "run_id",
    "pi_event_frame": "run_id",
    "tag": "run_id",
    "tag_quality": "run_id, processed_at",
    "quarantine": "run_id, quarantined_at",
    "ledger": "run_id, processed_at",
}


def fill_first(landing: Landing) -> None:
    landing.put_tags("tags", [*(tag(name) for name in NAMES), tag("Mode", type="Digital", step=True, unit=None)])
    for number in range(5):
        landing.put_readings(f"r{number}", _readings(number))
    landing.put_readings("again", _readings(3))
    landing.put_manifest("r1", len(_readings(1)))
    for day in (1, 2, 3):
        landing.put_sheet(
            f"sheet {day}", [HEADER, *_sheet_rows(day), "4\tP-1\t\t13\t1\t\t1", "5\tP-1\t01/02/2018 01:1"]
        )
    landing.put_frames(
        "frames 1", [f"F-{n};Batch {n};Batch;P-1;2018-01-0{n} 10:00:00;;1;212;anna" for n in range(1, 6)]
    )
    landing.put_frames("frames 2", ["f-1;Batch 1;Batch;P-1;2018-01-01 10:00:00;2018-01-01 11:00:00;1;I/O Timeout;anna",
                                    "F-2;Batch 2;Batch;P-1;2018-01-02 10:00:00;;9;212;anna", ";;;;;;;;"])  # fmt: skip
    landing.put_stream(
        100, [reading(NAMES[0], "2026-01-05T00:00:00Z", "7"), b"no reading", reading("Mode", None, "On")]
    )
    landing.put(f"{LONG}/half.parquet", b"PAR1 and no more")
    landing.put("site=west/feeder=sender/view=x/a.parquet", b"PAR1")
    landing.refuse(f"{LONG}/empty.parquet", "F_EMPTY")


def fill_second(landing: Landing) -> None:
    """Edits of what the first run brought, late and resent objects, a tag that changes its unit."""
    edited = [
        reading(NAMES[i], f"2026-01-0{day}T00:02:00Z", "99", substituted=True) for i in range(6) for day in (1, 2)
    ]
    landing.put_readings("edited", edited)
    landing.put_readings("resent", _readings(2))
    landing.put_readings("older", [reading(NAMES[0], "2026-01-01T00:01:00Z", "5")], minute=0)
    landing.put_frames("frames 4", ["F-3;Batch 3;Batch;P-1;2018-01-03 10:00:00;2018-01-03 12:00:00;1;212;anna"])
    landing.put_frames(
        "frames 0", ["F-3;Batch 3;Batch;P-1;2018-01-03 10:00:00;2018-01-03 13:00:00;1;212;anna"], minute=0
    )
    landing.put_tags("tags 2", [tag(NAMES[0], unit="psig", snapshot_time="2026-01-02T00:00:00Z")])
    landing.put_sheet("sheet 4", [HEADER, *_sheet_rows(2), "9\tP-3\t01/05/2018 01:00:00 PM\t1\t1\t\t1"])


def content(landing: Landing) -> dict[str, list[tuple[Any, ...]]]:
    """Rows of silver's tables without what tells one run from another."""
    return {table: landing.rows(table, f"* EXCLUDE ({columns})") for table, columns in _OF_THE_RUN.items()}


def _readings(number: int) -> list[dict[str, Any]]:
    """Readings of every tag on three days, some of them nobody's, without a time, a state, or in another unit."""
    moments = [f"2026-01-0{day}T00:0{number % 10}:00.1234567Z" for day in (1, 2, 3)]
    rows = [reading(name, at, f"{number}.5", unit="kPag") for name in NAMES for at in moments]
    return [
        *rows,
        reading(NAMES[0], f"2026-01-01T00:0{number % 10}:30Z", "1", unit="psig"),
        reading(
            NAMES[1], f"2026-01-01T00:0{number % 10}:30Z", "I/O Timeout", state_code=246, is_system=True, good=False
        ),
        reading("Mode", moments[0], "Auto", state_code=2),
        reading("Nobody", moments[0], "1", asset=f"{UNIT} {number}"),
        reading(NAMES[2], None, "1"),
    ]


def _sheet_rows(day: int) -> list[str]:
    times = [f"01/0{day}/2018 0{hour}:00:00 PM" for hour in range(1, 6)]
    return [
        f"{n}\t{asset}\t{at}\t{n * day}\tI/O Timeout\t\t1" for n, at in enumerate(times) for asset in ("P-1", "P-2")
    ]
