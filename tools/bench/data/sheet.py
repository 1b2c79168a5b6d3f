"""Writes the small wide view as PI Integrator's text."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import duckdb

from bench.data.plant import START, ZONE, attributes
from bench.data.shape import ASSETS, ATTRIBUTES, GAP

LINES = 100
"""Lines of each asset."""
EPOCH_TICKS = 621_355_968_000_000_000


def write_sheet(database: duckdb.DuckDBPyConnection, seed: int, file: Path) -> None:
    """`database` knows the plant's tables."""
    given = {
        "seed": seed,
        "lines": LINES,
        "assets": ASSETS,
        "attributes": ATTRIBUTES,
        "gap": GAP,
        "zone": ZONE,
        "start_us": int(START.timestamp()) * 1_000_000,
        "epoch_ticks": EPOCH_TICKS,
    }
    query = files("bench.data").joinpath("sheet.sql").read_text(encoding="utf-8")
    with file.open("w", newline="", encoding="utf-8") as text:
        sheet = csv.writer(text, delimiter="\t", lineterminator="\r\n")
        names = [name for name, *_ in attributes()]
        sheet.writerow(["Id", "Name", "TimeStamp", *names, "PIIntTSTicks", "PIIntShapeID"])
        for number, asset, moment, cells, ticks, shape_id in database.execute(query, given).fetchall():
            sheet.writerow([number, asset, moment, *cells, ticks, shape_id])
