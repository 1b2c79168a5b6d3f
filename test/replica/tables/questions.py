"""What is asked of everybody who reads the tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

Rows = list[dict[str, Any]]
Answers = Callable[[str], tuple[dict[str, Rows], list[Rows]]]
"""What a reader says: every table whole, then what each filter finds."""
FLOW = "east:\\\\TEP\\Plant\\Unit 1|Flow"
ODD_TIMES = (
    "2026-09-01T00:00:59.9999999Z",
    "2026-09-01T00:01:00Z",
    "2026-09-01T00:00:59.9990001Z",
    "2026-09-01T12:00:00.0000001Z",
)
FILTERS = [
    ("pi_event", "tag_id", "=", FLOW, False),
    ("pi_event", "tag_id", "=", "none such", False),
    ("pi_event", "event_date", "=", "2026-10-02", True),
    ("pi_event", "event_ticks", ">=", 639_263_232_600_000_000, False),
    ("pi_event", "event_time", ">=", "2026-09-01T00:00:59.999999+00:00", True),
    ("pi_event", "event_time", "<", "2026-09-01T00:00:59.999001+00:00", True),
    ("pi_event", "value", ">=", 5.0, False),
    ("tag", "is_current", "=", True, False),
    ("tag_quality", "is_current", "=", True, False),
    ("ledger", "landed_at", ">=", "2026-11-01T00:05:00+00:00", True),
    ("ledger", "landed_at", "<", "2026-11-01T00:05:00+00:00", True),
    ("reactor_data", "time", ">=", "2026-10-01T00:03:00+00:00", True),
    ("reactor_data", "flow", ">=", 0.015, False),
    ("process_data", "asset", "=", "Pump", False),
    ("column_name", "dataset", "=", "reactor_data", False),
]
FILTER_NAMES = [" ".join(map(str, each[:4])) for each in FILTERS]


def assert_exact(answers: Answers, reader: str, number: int) -> None:
    """The filter finds the rows that it is true of, and no other."""
    table, column, operator, value, _ = FILTERS[number]
    is_moment = column in ("event_time", "landed_at", "time")
    wanted = datetime.fromisoformat(str(value)).isoformat(timespec="microseconds") if is_moment else value
    test = {
        "=": lambda row: row[column] == wanted,
        ">=": lambda row: row[column] is not None and row[column] >= wanted,
        "<": lambda row: row[column] < wanted,
    }
    every, found = answers("duckdb")[0][table], answers(reader)[1][number]
    assert found == [row for row in every if test[operator](row)]
    assert found or value == "none such"
