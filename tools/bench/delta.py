"""Files of a table: those that a Delta log names, or all below a folder without one."""

from __future__ import annotations

from pathlib import Path

from deltalake import DeltaTable


def files_of(folder: str | Path) -> list[str]:
    if (Path(folder) / "_delta_log").is_dir():
        return [uri.removeprefix("file://") for uri in DeltaTable(folder).file_uris()]
    return sorted(str(file) for file in Path(folder).rglob("*.parquet"))
