"""Six exports as plants have them, each of another program."""

from __future__ import annotations

import csv
import math
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
from files import text_file

_UNIX = datetime(1970, 1, 1)
_FIRST_TICKS = 621_355_968_000_000_000


def trend_tool(folder: Path) -> Path:
    """Tabs, a 12-hour clock without leading zeros, thousands, states of PI, an error text of the tool."""
    lines = [
        "Element\tTimestamp\t10FIC-2041.PV (gpm)\t10TI-2044.PV (degF)\t10PI-2050.PV (psig)\t10XV-2042.ZSO\t10AI-2047.PV"
    ]
    for row in range(400):
        at = datetime(2026, 1, 15, 11, 4, 5) + timedelta(seconds=30 * row)
        time = f"{at.month}/{at.day}/{at.year} {at.hour % 12 or 12}:{at:%M:%S} {'AM' if at.hour < 12 else 'PM'}"
        flow = "Bad Input" if row == 300 else "" if row == 301 else f"{1234.5 + row:,.2f}"
        temperature = "[-11059] No Good Data For Calculation" if row == 250 else f"{180 + row / 100:.2f}"
        valve, ph = "Open" if row < 200 else "Closed", "Out of Serv" if row == 10 else f"{7 + row / 1000:.3f}"
        lines.append(f"Unit 10\t{time}\t{flow}\t{temperature}\t{88 + row / 1000:.3f}\t{valve}\t{ph}")
    return text_file(folder / "U10_trend_20260115.txt", lines, "utf-8")


def boiler_report(folder: Path) -> Path:
    """Semicolons, decimal commas, thousands by points, units in brackets, a title above, windows-1252, over the night of the clocks."""
    lines = [
        "Bericht „Kessel 3“, erstellt am 30.03.2026;;;;;",
        "",
        "Anlagenteil;Zeitstempel;Durchfluß Speisewasser [t/h];Frischdampftemperatur [°C];Leistung [kW];Brenner",
    ]
    for row in range(300):
        at = datetime(2026, 3, 28, 23, 0) + timedelta(minutes=row)
        local = at if at.hour < 2 or at.day == 28 else at + timedelta(hours=1)
        flow = "Schlechter Wert" if row == 40 else _german(112 + row / 100)
        burner = "Ein" if row % 100 < 90 else "Aus"
        lines.append(
            f"Kessel 3;{local:%d.%m.%Y %H:%M:%S};{flow};{_german(512 + row / 10)};{_german(31250 + row)};{burner}"
        )
    return text_file(folder / "Kessel3_2026-03-29.csv", lines, "windows-1252")


def spreadsheet(folder: Path) -> Path:
    """Excel's `Unicode text`: UTF-16 with its mark, tabs, French names and marks."""
    lines = ["Équipement\tHorodatage\tDébit vapeur (kg/h)\tPression (bar)"]
    for row in range(400):
        at = datetime(2026, 2, 3) + timedelta(minutes=5 * row)
        values = f"{12500 + row / 3:.1f}\t{5 + row / 100:.2f}".replace(".", ",")
        lines.append(f"Sécheur {1 + row % 2}\t{at:%d/%m/%Y %H:%M}\t{values}")
    return text_file(folder / "sechoir export.txt", lines, "utf-16")


def batch_records(folder: Path) -> Path:
    """Every text quoted, delimiters in headers and cells, line breaks in notes, ISO times of milliseconds."""
    file = folder / "fermenter_batch_0117.csv"
    with file.open("w", newline="", encoding="utf-8") as sink:
        writer = csv.writer(sink, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerow(["Vessel", "Sample Time", "Temp, jacket (degC)", "DO, % sat. [%]", "pH", "Operator note"])
        for row in range(300):
            at = datetime(2026, 1, 17, 6, tzinfo=UTC) + timedelta(seconds=90 * row, milliseconds=row)
            note = "sample\r\ntaken, OK" if row % 100 == 10 else ""
            time = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
            temperature = "Over Range" if row == 100 else 30 + row / 100
            writer.writerow([f"F-20{1 + row % 2}", time, temperature, 40 + row / 10, 6.9 + row / 1000, note])
    return file


def integrator(folder: Path) -> Path:
    """PI Integrator's wide Parquet: Id, ticks and shape, times without a zone, states among texts, empty cells."""
    rows = []
    for row in range(600):
        at = datetime(2026, 2, 10) + timedelta(minutes=row // 2)
        rows.append(
            {
                "Id": row, "Mill": f"Mill {1 + row % 2}", "TimeStamp": at, "Feed Rate": 150 + 10 * math.sin(row / 70),
                "Bearing Temp": None if row % 50 == 0 else 61 + row / 1000, "Running": "Comm Fail" if row == 77 else "On",
                "Grade": "CEM I 42.5" if row < 300 else "CEM II/A",
                "PIIntTSTicks": int((at - _UNIX).total_seconds()) * 10**7 + _FIRST_TICKS, "PIIntShapeID": 1,
            }
        )  # fmt: skip
    file = folder / "CementMills_20260210000000.parquet"
    pd.DataFrame(rows).astype({"TimeStamp": "datetime64[ms]"}).to_parquet(file, index=False)
    return file


def data_frame(folder: Path) -> Path:
    """Long Parquet by pandas, with its index and names in capitals; a flag says which value is bad."""
    rows = [
        {
            "Asset": "Tank 7", "Attribute": name, "Timestamp": pd.Timestamp("2026-03-01T00:00Z") + pd.Timedelta(seconds=20 * row),
            "Value": row / 7, "Unit": unit, "Good": row != 33,
        }
        for row in range(200)
        for name, unit in (("Level", "m"), ("Inlet Flow", "m3/h"))
    ]  # fmt: skip
    file = folder / "tanks_long_202603.parquet"
    pd.DataFrame(rows).to_parquet(file)
    return file


def archive_dump(folder: Path) -> Path:
    """Long Parquet of other names, whose status says what is bad and whose times say no zone."""
    times = pd.date_range("2026-03-01", periods=200, freq="20s")
    table = {"Timestamp": times, "Tag": "SINUSOID", "Value": [row / 7 for row in range(200)], "Status": "Good"}
    file = folder / "archive_dump.parquet"
    pd.DataFrame(table).to_parquet(file)
    return file


def _german(value: float) -> str:
    return f"{value:,.1f}".translate(str.maketrans(",.", ".,"))
