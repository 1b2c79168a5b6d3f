"""What a cell of gold is made of, in sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from contract import reasons
from replica.explain.find import Cell, Row
from replica.explain.pieces import pieces_of, statistic_of
from replica.gold.figure import Figure

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OVER = "the tag's staleness"


def lines_of(cell: Cell) -> Iterator[str]:
    """A headline, why it shows what it shows, and then each reading with its object, version and row."""
    yield from _statistic(cell, cell.figure) if cell.figure else _sample(cell)
    yield from (line for row in cell.readings for line in _reading(cell, row))
    for row in cell.lost:
        yield f"In quarantine are {row['cells']} cells of this tag, without a place: {_reason(row['reason'])}."


def _sample(cell: Cell) -> Iterator[str]:
    column = cell.column
    unit = f" {column.unit}" if column.unit else ""
    shown = "nothing" if cell.value is None else f"{_text(cell.value)}{unit}"
    yield (
        f"{cell.dataset.name}: {cell.asset}, {column.name} ({column.attribute}) at {_time(cell.begin_ticks)}: {shown}; "
        f"good readings cover {cell.share:g} % of the {cell.dataset.grid_s} s from then on."
    )
    made, why = made_of(cell)
    yield why
    if not _agrees(made, cell.value):
        yield f"Of silver as it is now it would show {_text(made)}: gold was built before, or by rules that look at more than this tag."


def _statistic(cell: Cell, figure: Figure) -> Iterator[str]:
    """What it is, and each piece of good time that it is taken of."""
    column, pieces = cell.column, list(pieces_of(cell))
    unit = f" {column.unit_of(figure)}" if column.unit_of(figure) else ""
    shown = "nothing" if cell.statistic is None else f"{_text(cell.statistic)}{unit}"
    yield (
        f"{cell.dataset.name}: {cell.asset}, {column.name}{figure.suffix} ({column.attribute}) at {_time(cell.begin_ticks)}: {shown}; "
        f"good readings cover {cell.share:g} % of the {cell.dataset.grid_s} s from then on."
    )
    yield f"{figure.meaning}."
    for each in pieces:
        told = _text(each.first) if each.first == each.last else f"{_text(each.first)} to {_text(each.last)} on a line"
        yield f"From {_time(each.since)} to {_time(each.until)} it shows {told}{unit}."
    made = statistic_of(figure.name, pieces)
    if not _agrees(made, cell.statistic):
        yield f"Of silver as it is now it would be {_text(made)}: gold was built before, or by rules that look at more than this tag."


def made_of(cell: Cell) -> tuple[float | str | None, str]:
    """What the cell shows by its readings, and why."""
    before = next((row for row in cell.readings if row["place"] == "before"), None)
    following = next((row for row in cell.readings if row["place"] != "before"), None)
    if before is None:
        return None, "It shows nothing: no reading is from this moment or before it, within reach."
    at = f"the reading at {_time(before['ticks'])}"
    if not before["is_good"]:
        return None, f"It shows nothing: {at} is no good one: {_fault(before)}"
    shown = before["number"] if before["number"] is not None else before["value_string"]
    if before["ticks"] == cell.begin_ticks:
        return shown, f"It is {at} itself."
    ends = before["ticks"] + before["stale_ticks"]
    if cell.begin_ticks >= ends:
        silent = f"{before['stale_ticks'] / 1e7:g} s"
        return None, f"It shows nothing: {at} is older than {_OVER} of {silent}, and a longer silence is an outage."
    is_drawn = (
        following is not None and not before["is_held"] and following["is_good"] and following["number"] is not None
        and following["ticks"] <= ends
    )  # fmt: skip
    if following is not None and is_drawn:
        part = (cell.begin_ticks - before["ticks"]) / (following["ticks"] - before["ticks"])
        drawn = before["number"] + (following["number"] - before["number"]) * part
        return drawn, f"It lies on the line from {at} to that at {_time(following['ticks'])}."
    return shown, f"It is held from {at}: {_no_line(before, following, ends)}."


def _no_line(before: Row, following: Row | None, ends: int) -> str:
    if before["is_held"]:
        return "the tag's values hold until the next"
    if following is None or following["ticks"] > ends:
        return f"the next is not within {_OVER}, so no line is drawn"
    return f"the next, at {_time(following['ticks'])}, is no good one, so no line is drawn"


def _fault(row: Row) -> str:
    if row["quality"] == "bad":
        return f"{_reason(row['reason'])}."
    if row["suspicion"] is not None:
        return f"{_reason(row['suspicion'])}."
    return f"its unit {row['unit']!r} does not convert to the column's."


def _reading(cell: Cell, row: Row) -> Iterator[str]:
    told = f"{row['value_raw']!r}" + (f" in {row['unit_raw']}" if row["unit_raw"] else "")
    kept = _text(row["value"] if row["value_string"] is None else row["value_string"])
    unit = f" {row['unit']}" if row["unit"] else ""
    yield f"Reading {row['place']} it, at {_time(row['ticks'])}: {_where(row)} says {told}."
    if row["quality"] == "bad":
        yield (
            f"  Silver: bad, {_reason(row['reason'])}" + (f" ({row['state_name']})" if row["state_name"] else "") + "."
        )
    else:
        changed = (
            f", changed from {row['unit_raw']}" if row["unit_raw"] and row["unit_raw"].strip() != row["unit"] else ""
        )
        yield f"  Silver: {kept}{unit}{changed}, {row['quality']}, revision {row['revision']}."
    if row["suspicion"] is not None:
        yield f"  Gold: not good, {_reason(row['suspicion'])}."
    if row["is_good"] and row["number"] is not None and (row["factor"], row["offset"]) != (1, 0):
        yield f"  Gold: {_text(row['number'])} {cell.column.unit}, x {row['factor']:g} and + {row['offset']:g}."
    for other in cell.others:
        if (other["tag_id"], other["event_ticks"]) == (row["tag_id"], row["event_ticks"]):
            yield f"  Before: {_other(other)}; revision {other['revision']}, {_where(other)}."


def _other(row: Row) -> str:
    if row["withdrawn"] is not None:
        gone = {"replayed": "judged again since", "restated": "no longer told"}[row["withdrawn"]]
    else:
        gone = "outdated"
    said = (
        _reason(row["reason"])
        if row["quality"] == "bad"
        else _text(row["value"] if row["value_string"] is None else row["value_string"])
    )
    return f"{said}, {gone}"


def _where(row: Row) -> str:
    return f"row {row['source_row']} of {row['source_object']} version {row['source_version']}"


def _reason(code: str) -> str:
    return f"{code} ({reasons()[code].words})"


def _text(value: Any) -> str:  # noqa: ANN401 -- a number or a text
    return "nothing" if value is None else f"{value:.12g}" if isinstance(value, float) else repr(value)


def _time(ticks: int) -> str:
    """ISO 8601, with as many decimals as it has."""
    whole, rest = divmod(ticks, 10_000_000)
    text = f"{_EPOCH + timedelta(seconds=whole):%Y-%m-%dT%H:%M:%S}"
    return f"{text}.{rest:07d}".rstrip("0").rstrip(".") + "Z" if rest else f"{text}Z"


def _agrees(made: float | str | None, shown: float | str | None) -> bool:
    if isinstance(made, float) and isinstance(shown, float):
        return math.isclose(made, shown, rel_tol=1e-9)
    return made == shown
