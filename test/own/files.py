"""Six files as plants send them, each nasty in its own way."""

from __future__ import annotations

import csv
import math
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd

START = datetime(2026, 3, 20)


def tab_12_hours(folder: Path) -> Path:
    """PI Integrator's text: tabs, US dates, AM and PM, states among the numbers."""
    lines = ["Id\tName\tTimeStamp\tFlow [m3/h]\tTemp (degC)\tValve\tPIIntTSTicks\tPIIntShapeID"]
    for row in range(600):
        at = START + timedelta(minutes=5 * row)
        flow = "I/O Timeout" if row in (50, 51) else f"{100 + 10 * math.sin(row / 30):.4f}"
        ticks = int((at + timedelta(hours=3) - datetime(1, 1, 1)).total_seconds()) * 10**7
        lines.append(
            f"{row}\tP-101\t{at:%m/%d/%Y %I:%M:%S %p}\t{flow}\t{50 + row % 7 / 3:.3f}\t{row // 40 % 2}\t{ticks}\t1"
        )
    return text_file(folder / "Process_20260320000000.txt", lines, "utf-8")


def semicolon_comma_bom(folder: Path) -> Path:
    lines = ["Anlage;Zeitstempel;Durchfluß [m³/h];Brennertemperatur (°C);Füllstand;Zustand"]
    for row in range(300):
        at = START + timedelta(minutes=10 * row)
        values = f"{1200 + row / 7:.2f};{1400 + row / 30:.1f}".replace(".", ",")
        lines.append(f"Ofen 1;{at:%d.%m.%Y %H:%M:%S};{values};{40 + row % 20};{'EIN' if row % 100 < 90 else 'AUS'}")
    return text_file(folder / "Ofen_2026-03.csv", lines, "utf-8-sig")


def utf_16(folder: Path) -> Path:
    lines = ["Element\tTime\tDruck (bar)\tDrehzahl (rpm)"]
    for row in range(120):
        at = START + timedelta(minutes=row)
        lines.append(f"Kessel 1\t{at.isoformat()}+01:00\t{12 + row / 50:.3f}\t{1480 + row % 9}")
    return text_file(folder / "Export Kessel.csv", lines, "utf-16")


def quoted_delimiter(folder: Path) -> Path:
    """Every day and every month is one of twelve, so that nobody can tell them apart."""
    file = folder / "dryer.csv"
    with file.open("w", newline="", encoding="utf-8") as sink:
        writer = csv.writer(sink)
        writer.writerow(["Asset", "Date Time", "Flow, inlet [kg/h]", "Moisture, outlet (%)", "Comment"])
        for row in range(200):
            at = datetime(2026, 2, 3) + timedelta(hours=row // 2)
            comment = "ok, running" if row % 3 else "pump tripped"
            writer.writerow(
                [f"Dryer {row % 2}", f"{at:%d/%m/%Y %H:%M}", f"{900 + row / 4}", f"{row / 30:.2f}", comment]
            )
    return file


def wide_parquet(folder: Path) -> Path:
    file, rows = folder / "kiln_wide.parquet", 120
    times = pd.date_range("2026-03-01", periods=rows, freq="1min")
    feed = [100 + row / 7 for row in range(rows)]
    table = {"Name": ["Kiln 1"] * rows, "TimeStamp": times, "Feed (t/h)": feed, "Speed (rpm)": [3.1] * rows}
    pd.DataFrame(table).to_parquet(file, index=False)
    return file


def long_parquet(folder: Path) -> Path:
    file = folder / "tank_long.parquet"
    times = pd.date_range("2026-03-01", periods=100, freq="1min", tz="UTC")
    rows = [
        ("Tank 1", name, at, at.minute / 9, unit) for at in times for name, unit in (("Level", "m"), ("Power", None))
    ]
    pd.DataFrame(rows, columns=["asset", "attribute", "timestamp", "value", "unit"]).to_parquet(file, index=False)
    return file


def text_file(file: Path, lines: list[str], encoding: str) -> Path:
    file.write_bytes("".join(f"{line}\r\n" for line in lines).encode(encoding))
    return file
