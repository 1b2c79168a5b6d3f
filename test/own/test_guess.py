"""What is guessed of a file, and what is asked: never the one in place of the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from files import long_parquet, quoted_delimiter, semicolon_comma_bom, tab_12_hours, utf_16, wide_parquet
from own.guess.answers import Answers
from own.guess.finding import Guess, UnreadableError
from own.guess.parquet import guess_parquet
from own.guess.units import known_unit
from own.guess.wide import guess_csv


def asked(guess: Guess) -> list[tuple[str, str | None]]:
    return [(question.option, question.of) for question in guess.questions]


def units(guess: Guess) -> dict[str, str | None]:
    return {column.get("name") or column["attribute"]: column["unit"] for column in guess.columns}


def sheet(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    file = folder / "sheet.csv"
    file.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
    return file


def rows(times: list[str], cells: list[str], mark: str = ";") -> list[str]:
    return [
        f"Name{mark}Time{mark}Flow [m3/h]",
        *(f"P{mark}{time}{mark}{cell}" for time, cell in zip(times, cells, strict=True)),
    ]


HOURS = [f"2026-01-01 {hour:02d}:00:00" for hour in range(4)]


def test_tabs_and_12_hours(tmp_path: Path) -> None:
    guess = guess_csv(tab_12_hours(tmp_path), Answers())
    wanted = {"delimiter": "\t", "encoding": "UTF-8", "timeFormat": "MM/dd/yyyy hh:mm:ss a", "timeColumn": "TimeStamp"}
    assert wanted.items() <= guess.options.items()
    assert {"assetColumn": "Name", "decimal": ".", "gridSeconds": 300}.items() <= guess.options.items()
    assert asked(guess) == [("zone", None), ("unit", "Valve")]
    assert units(guess) == {"Flow [m3/h]": "m3/h", "Temp (degC)": "degC", "Valve": None}
    assert [column["step"] for column in guess.columns] == [False, False, True]


def test_the_ticks_of_a_row_say_how_far_its_text_is_from_utc(tmp_path: Path) -> None:
    [question] = [each for each in guess_csv(tab_12_hours(tmp_path), Answers()).questions if each.option == "zone"]
    assert "-3 hours from UTC" in question.asks


def test_semicolons_decimal_commas_and_a_byte_order_mark(tmp_path: Path) -> None:
    guess = guess_csv(semicolon_comma_bom(tmp_path), Answers())
    wanted = {"delimiter": ";", "decimal": ",", "timeFormat": "dd.MM.yyyy HH:mm:ss", "assetColumn": "Anlage"}
    assert wanted.items() <= guess.options.items()
    assert asked(guess) == [("zone", None), ("unit", "Füllstand")]
    assert [column["type"] for column in guess.columns] == ["Float64", "Float64", "Float64", "Digital"]


def test_utf_16_and_times_with_their_offset(tmp_path: Path) -> None:
    guess = guess_csv(utf_16(tmp_path), Answers(decimal="."))
    assert {
        "encoding": "UTF-16",
        "zone": None,
        "timeFormat": "yyyy-MM-dd'T'HH:mm:ssXXX",
    }.items() <= guess.options.items()
    assert asked(guess) == []


def test_quoted_headers_that_hold_the_delimiter(tmp_path: Path) -> None:
    guess = guess_csv(quoted_delimiter(tmp_path), Answers())
    assert guess.options["delimiter"] == ","
    assert asked(guess) == [("time-format", None), ("zone", None)]
    assert guess.questions[0].choices == ("dd/MM/yyyy HH:mm", "MM/dd/yyyy HH:mm")
    assert units(guess) == {"Flow, inlet [kg/h]": "kg/h", "Moisture, outlet (%)": "%", "Comment": None}


def test_wide_parquet(tmp_path: Path) -> None:
    guess = guess_parquet(wide_parquet(tmp_path), Answers())
    wanted = {
        "kind": "wide-parquet",
        "timeColumn": "TimeStamp",
        "timeFormat": None,
        "assetColumn": "Name",
        "gridSeconds": 60,
    }
    assert wanted.items() <= guess.options.items()
    assert asked(guess) == [("zone", None)]


def test_long_parquet(tmp_path: Path) -> None:
    guess = guess_parquet(long_parquet(tmp_path), Answers())
    assert guess.options["kind"] == "long-parquet"
    assert asked(guess) == [("unit", "Power")]
    assert [(tag["asset"], tag["attribute"], tag["unit"]) for tag in guess.columns] == [
        ("Tank 1", "Level", "m"),
        ("Tank 1", "Power", None),
    ]


def test_a_long_file_of_other_names_is_told_how_to_be_renamed(tmp_path: Path) -> None:
    file = tmp_path / "long.parquet"
    pd.DataFrame({"Tag": ["a"], "Time": [pd.Timestamp("2026-01-01", tz="UTC")], "Value": [1.0]}).to_parquet(file)
    with pytest.raises(
        UnreadableError, match=r"rename\(columns=\{'Tag': 'attribute', 'Time': 'timestamp', 'Value': 'value'\}\)"
    ):
        guess_parquet(file, Answers())


def test_a_long_file_without_a_zone_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "long.parquet"
    row = {"asset": ["P"], "attribute": ["a"], "timestamp": [pd.Timestamp("2026-01-01")], "value": [1.0]}
    pd.DataFrame(row).to_parquet(file)
    with pytest.raises(UnreadableError, match="tz_localize"):
        guess_parquet(file, Answers())


def test_one_date_that_fits_one_order_only_is_proof(tmp_path: Path) -> None:
    times = ["01/02/2026 00:00", "02/02/2026 00:00", "23/02/2026 00:00"]
    guess = guess_csv(sheet(tmp_path, *rows(times, ["1.5", "2.5", "3.5"])), Answers(zone="UTC"))
    assert guess.options["timeFormat"] == "dd/MM/yyyy HH:mm"
    assert any("23/02/2026 00:00" in finding.why for finding in guess.findings)


def test_where_no_order_fits_every_date_it_is_asked(tmp_path: Path) -> None:
    times = [f"{day:02d}/02/2026 00:00" for day in range(1, 12)] + ["99/99/2026 00:00"]
    guess = guess_csv(sheet(tmp_path, *rows(times, ["1.5"] * 12)), Answers(zone="UTC"))
    assert asked(guess) == [("time-format", None)]


def test_hours_from_1_to_12_without_am_and_pm_are_asked(tmp_path: Path) -> None:
    times = [f"2026-01-0{day} {hour:02d}:00:00" for day in (1, 2) for hour in (12, *range(1, 12))]
    guess = guess_csv(sheet(tmp_path, *rows(times, ["1.5"] * 24)), Answers(zone="UTC"))
    assert asked(guess) == [("time-format", None)]


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["1.5", "2", "1234.5", "7"], "."),
        (["1,5", "2", "3", "7"], ","),
        (["1.234,5", "2", "3", "7"], ","),
        (["1,234.5", "2", "3", "7"], "."),
        (["1,234,567", "2", "3", "7"], "."),
        (["0,125", "2", "3", "7"], ","),
        (["1,234", "2.345", "3", "7"], None),
        (["1,234", "2", "3", "7"], None),
        (["1.5", "2,5", "3", "7"], None),
        (["1", "2", "3", "7"], None),
    ],
)
def test_a_decimal_mark_is_proven_or_asked(tmp_path: Path, cells: list[str], mark: str | None) -> None:
    guess = guess_csv(sheet(tmp_path, *rows(HOURS, cells)), Answers(zone="UTC"))
    assert guess.options.get("decimal") == mark
    assert [option for option, _ in asked(guess)] == ([] if mark else ["decimal"])


def test_thousands_are_named(tmp_path: Path) -> None:
    guess = guess_csv(sheet(tmp_path, *rows(HOURS, ["1.234,5", "2", "3", "7"])), Answers(zone="UTC"))
    assert guess.options["thousands"] == "."


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("windows-1252", "windows-1252"), ("utf-8", "UTF-8"), ("utf-16-le", "UTF-16LE"), ("utf-16-be", "UTF-16BE")],
)
def test_an_encoding_without_a_mark(tmp_path: Path, encoding: str, found: str) -> None:
    lines = [line.replace("m3/h", "m³/h").replace("P;", "Ölpumpe – 1;") for line in rows(HOURS, ["1.5"] * 4)]
    guess = guess_csv(sheet(tmp_path, *lines, encoding=encoding), Answers(zone="UTC"))
    assert guess.options["encoding"] == found


def test_two_columns_that_may_name_the_asset_are_asked(tmp_path: Path) -> None:
    lines = ["Line;Pump;Time;Flow [m3/h]", *(f"L{n % 2};P{n % 2};{HOURS[n // 2]};1.5" for n in range(8))]
    assert asked(guess_csv(sheet(tmp_path, *lines), Answers(zone="UTC"))) == [("asset-column", None)]


def test_without_a_column_that_names_the_asset_the_file_is_refused(tmp_path: Path) -> None:
    lines = ["Time;Flow [m3/h]", *(f"{time};1.5" for time in HOURS)]
    with pytest.raises(UnreadableError, match="no column names the asset"):
        guess_csv(sheet(tmp_path, *lines), Answers(zone="UTC"))


def test_what_is_no_zone_is_asked_again(tmp_path: Path) -> None:
    guess = guess_csv(sheet(tmp_path, *rows(HOURS, ["1.5"] * 4)), Answers(zone="Berlin"))
    assert asked(guess) == [("zone", None)]


@pytest.mark.parametrize(
    ("text", "unit"), [("m3/h", "m3/h"), (" degC ", "degC"), ("estimated", None), ("furlong", None), ("mpa", None)]
)
def test_a_unit_is_one_of_the_table_or_none(text: str, unit: str | None) -> None:
    assert known_unit(text) == unit


def test_a_header_that_names_no_known_unit_is_asked(tmp_path: Path) -> None:
    lines = [line.replace("m3/h", "estimated") for line in rows(HOURS, ["1.5"] * 4)]
    assert asked(guess_csv(sheet(tmp_path, *lines), Answers(zone="UTC"))) == [("unit", "Flow [estimated]")]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["Name;Flow", "P;1.5"], "no column has times"),
        (["Name;Date;Time;Flow", *(f"P;2026-01-01;{hour:02d}:00;1.5" for hour in range(4))], "columns of their own"),
        (["P;2026-01-01 00:00:00;1.5", "P;2026-01-01 01:00:00;1.5"], "no header"),
        (["Name;Time;Flow;Flow", "P;2026-01-01 00:00:00;1.5;1"], "more than once"),
        (["Name;Time;Flow"], "header"),
        (["   "], "empty"),
    ],
)
def test_a_file_that_no_setting_mends_is_refused_in_words(tmp_path: Path, lines: list[str], says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        guess_csv(sheet(tmp_path, *lines), Answers(zone="UTC"))


@pytest.mark.parametrize("make", [tab_12_hours, semicolon_comma_bom, utf_16, quoted_delimiter])
def test_what_is_said_is_not_guessed(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    guess = (
        guess_csv(make(tmp_path), Answers(no_unit=True, zone="UTC", decimal=".", time_format="dd/MM/yyyy HH:mm"))
        if (make is quoted_delimiter)
        else guess_csv(make(tmp_path), Answers(no_unit=True, zone="UTC", decimal=","))
    )
    assert asked(guess) == []
