"""The table for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.line import Line, Relative
from bench.measure.measured import Measured

_HEADER = ("case", "who", "k rows / CPU s", "CPU s", "CPU, relative", "wall s", "peak MB", "load", "output")
_RIGHT = {2, 3, 5, 6, 7}


def table(lines: Sequence[Line]) -> str:
    """Lines with their steps below them, columns wide enough for what stands in them."""
    rows = [_HEADER, *(_cells(line) for line in lines)]
    widths = [max(len(row[number]) for row in rows) for number in range(len(_HEADER))]
    told = [_joined(_HEADER, widths)]
    for line, row in zip(lines, rows[1:], strict=True):
        told += [_joined(row, widths), *_steps(line.measured)]
    return "\n".join(told)


def _cells(line: Line) -> tuple[str, ...]:
    measured, speed = line.measured, line.rows_per_cpu_s
    if measured is None:
        return (line.case, line.who, "", "failed", "", "", "", "", line.output)
    return (
        line.case,
        line.who,
        f"{speed / 1000:.0f}" if speed else "",
        f"{measured.cpu_s:.1f}",
        _relative(line.relative),
        f"{measured.wall_s:.1f}",
        f"{measured.peak_bytes / 1e6:.0f}",
        f"{measured.load:.1f}",
        line.output,
    )


def _relative(relative: Relative | None) -> str:
    """Shares of the same work's first run in percent, all else as a multiple."""
    if relative is None:
        return ""
    if relative.to in ("first run", "whole build"):
        return f"{relative.percent:.0f} % of {relative.to}"
    return f"{relative.times:.2f}x {relative.to}"


def _steps(measured: Measured | None) -> Iterator[str]:
    if measured is not None and measured.steps:
        yield "    CPU s by step: " + ", ".join(f"{name} {cpu:.1f}" for name, cpu in measured.steps.items())


def _joined(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (
        cell.rjust(width) if number in _RIGHT else cell.ljust(width)
        for number, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells).rstrip()
