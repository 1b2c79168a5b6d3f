"""Tables as a person writes them: a header, a line a row, `|` between cells."""

from __future__ import annotations

import json
from typing import Any

Row = dict[str, Any]


def rows_of(table: str | list[Row]) -> list[Row]:
    """Rows by header. An empty cell is null; a cell in double quotes is a JSON string; blank lines and `#` lines say nothing.

    A table that is rows already stays as it is. Raises ValueError where a line has not the header's cells.
    """
    if not isinstance(table, str):
        return table
    lines = [line for line in table.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    header, *rest = [_cells(line) for line in lines]
    for line, cells in zip(lines[1:], rest, strict=True):
        if len(cells) != len(header):
            raise ValueError(f"got {len(cells)} cells in {line!r}, wanted {len(header)}: {header}")
    return [dict(zip(map(str, header), cells, strict=True)) for cells in rest]


def _cells(line: str) -> list[str | None]:
    return [_cell(cell.strip()) for cell in line.split("|")]


def _cell(text: str) -> str | None:
    if text.startswith('"'):
        return str(json.loads(text))
    return text or None
