"""How often rows come: gold's grid, and how long a value may stand for the present."""

from __future__ import annotations

from own.guess.finding import Guess
from own.guess.sheet import Sheet
from own.guess.time_pattern import wall

_REACH = 3
"""Usual intervals after which a value is too old."""


def guess_interval(
    sheet: Sheet, asset: str, time: str, pattern: str, guess: Guess, grid: int | None, stale: int | None
) -> None:
    """Sets gridSeconds and staleAfterSeconds."""
    found = sheet.con.execute(
        f"""SELECT quantile_cont(step, 0.5), quantile_cont(step, 0.9), count(*)
        FROM (SELECT epoch(lead(moment) OVER (PARTITION BY asset ORDER BY moment) - moment) AS step
            FROM (SELECT DISTINCT {sheet.column(asset)} AS asset, {wall(sheet, time, pattern)} AS moment FROM sheet))
        WHERE step > 0"""
    ).fetchone()
    usual, longest, count = found or (None, None, 0)
    set_interval(guess, usual, longest, f"the usual step between rows of an asset, of {count:,}", grid, stale)


def set_interval(
    guess: Guess, usual: float | None, longest: float | None, why: str, grid: int | None, stale: int | None
) -> None:
    if grid is None and usual is None:
        guess.ask(
            "grid", "No two rows of an asset are apart in time. How many seconds shall be between two rows of gold?"
        )
        return
    seconds = grid or max(1, round(usual or 1))
    guess.options["gridSeconds"] = seconds
    guess.found("grid of gold", f"{seconds} s", why if grid is None else "as you said")
    reach = stale or _REACH * max(seconds, round(longest or 0))
    guess.options["staleAfterSeconds"] = reach
    guess.found(
        "too old after",
        f"{reach} s",
        f"{_REACH} times the step that nine of ten do not pass" if stale is None else "as you said",
    )
