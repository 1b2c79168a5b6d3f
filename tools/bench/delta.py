"""Files of a table: those that a Delta log names, or all below a folder without one, or the table itself where it is a file."""

from __future__ import annotations

from pathlib import Path

from deltalake import DeltaTable


def files_of(table: str | Path) -> list[str]:
    place = Path(table)
    if place.is_file():
        return [str(place)]
    if (place / "_delta_log").is_dir():
        return [uri.removeprefix("file://") for uri in DeltaTable(place).file_uris()]
    return sorted(str(file) for file in place.rglob("*.parquet"))
