"""What is measured, a case a file; each adds its lines and its figure to the run's report."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bench.cases.clean import clean
from bench.cases.gold import gold
from bench.cases.late import late
from bench.cases.send import send
from bench.cases.small import small
from bench.cases.tiny import tiny
from bench.run import Run

RUN_CASE: Mapping[str, Callable[[Run], None]] = {
    "clean": clean,
    "gold": gold,
    "small": small,
    "late": late,
    "tiny": tiny,
    "send": send,
}
