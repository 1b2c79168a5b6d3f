"""One line of the benchmark's table."""

from __future__ import annotations

from dataclasses import dataclass

from bench.measure.measured import Measured


@dataclass(frozen=True)
class Relative:
    """CPU seconds as a multiple of those of `to`, which was measured in the same run."""

    times: float
    to: str

    @property
    def percent(self) -> float:
        return 100 * self.times


@dataclass(frozen=True)
class Line:
    """`measured` is null where the command failed; `rows` went in; `output` says whether it made what the product made."""

    case: str
    who: str
    rows: int
    measured: Measured | None
    relative: Relative | None = None
    output: str = ""

    @property
    def rows_per_cpu_s(self) -> float | None:
        return self.rows / self.measured.cpu_s if self.measured and self.rows else None


def relative(one: Measured | None, base: Measured | None, to: str) -> Relative | None:
    """Null where either failed."""
    return Relative(one.cpu_s / base.cpu_s, to) if one and base else None
