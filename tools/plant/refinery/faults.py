"""Faults of site one, drawn from the seed."""

from __future__ import annotations

from typing import NamedTuple

from plant.delivery import Draw, Fault
from plant.process.source import PROCESS_ASSET

OUTAGES = (("I/O Timeout", 20, 24), ("Shutdown", 3, 48), ("Scan Off", 1, 12), ("", 2, 6))
"""Text, number of neighbouring tags, number of rows. A blank cell is what an attribute without a value looks like."""
UNPARSABLE = "13/45/2017 99:99:99 XM"


class Export(NamedTuple):
    """The rows as the plant has them: UTC seconds, one text a column, and the rows of each local day."""

    columns: list[str]
    times: list[int]
    texts: list[list[str]]
    days: list[range]


class Damage(NamedTuple):
    """`time_texts` stands in place of a row's time; days are indices into `Export.days`."""

    time_texts: dict[int, str]
    repeated: list[int]
    late_day: int
    overwritten_day: int
    resent_day: int
    faults: list[Fault]


def damage_export(draw: Draw, export: Export) -> Damage:
    """Write outages into `export.texts` and choose the rows and files that go wrong."""
    full_days = [day for day, rows in enumerate(export.days) if len(rows) > 1]
    late_day = full_days[1 + draw.index("late", len(full_days) - 2)]
    others = [day for day in full_days if day != late_day]
    overwritten_day, resent_day = (others[index] for index in draw.distinct("file", len(others), 2))
    sound_days = [day for day in others if day not in (overwritten_day, resent_day)] or [resent_day]

    faults = _source_states(export)
    for label, (text, tags, length) in enumerate(OUTAGES):
        rows = _stretch(draw, f"outage {label}", export, sound_days, length)
        first_tag = draw.index(f"outage tag {label}", len(export.columns) - tags)
        for row in rows:
            export.texts[row][first_tag : first_tag + tags] = [text] * tags
        columns = export.columns[first_tag : first_tag + tags]
        faults.append(_fault(f"outage:{text or 'blank'}", export, columns, rows))

    # stretches of their own day part, so that no row is damaged twice
    missing = _stretch(draw, "missing time", export, sound_days, 2, part=0)
    unparsable = _stretch(draw, "unparsable time", export, sound_days, 4, part=1)
    repeated = _stretch(draw, "repeated row", export, sound_days, 3, part=2)
    for kind, rows in (("missing_time", missing), ("unparsable_time", unparsable), ("repeated_row", repeated)):
        faults.append(_fault(kind, export, export.columns, rows))
    for kind, day in (("late_file", late_day), ("overwritten_file", overwritten_day), ("resent_file", resent_day)):
        faults.append(_fault(kind, export, export.columns, export.days[day]))
    time_texts = dict.fromkeys(missing, "") | dict.fromkeys(unparsable, UNPARSABLE)
    return Damage(time_texts, list(repeated), late_day, overwritten_day, resent_day, faults)


def _stretch(draw: Draw, label: str, export: Export, days: list[int], length: int, part: int | None = None) -> range:
    """Neighbouring rows within one of `days`, or within one third of it."""
    rows = export.days[days[draw.index(f"{label} day", len(days))]]
    if part is not None:
        third = len(rows) // 3
        rows = rows[part * third : (part + 1) * third]
    first = rows[draw.index(label, len(rows) - length)]
    return range(first, first + length)


def _source_states(export: Export) -> list[Fault]:
    """The states that the refinery's own data names: found, not injected."""
    touched: dict[tuple[str, str], list[int]] = {}
    for row, texts in enumerate(export.texts):
        for column, text in zip(export.columns, texts, strict=True):
            if number(text) is None:
                touched.setdefault((text, column), []).append(row)
    return [_fault(f"source:{text}", export, [column], rows) for (text, column), rows in touched.items()]


def _fault(kind: str, export: Export, columns: list[str], rows: range | list[int]) -> Fault:
    times = [export.times[row] for row in rows]
    return Fault(kind, PROCESS_ASSET, columns, min(times), max(times), len(rows) * len(columns))


def number(text: str) -> float | None:
    """The cell's number, None where it holds a state's name or nothing."""
    try:
        return float(text)
    except ValueError:
        return None
