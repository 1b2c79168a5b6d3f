"""What is found in real-looking exports, and what is asked of them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from exports import archive_dump, batch_records, boiler_report, data_frame, integrator, spreadsheet, trend_tool
from own.guess.answers import Answers
from own.guess.finding import Guess, UnreadableError
from own.guess.parquet import guess_parquet
from own.guess.wide import guess_csv


def asked(guess: Guess) -> list[tuple[str, str | None]]:
    return [(question.option, question.of) for question in guess.questions]


def test_a_trend_tool(tmp_path: Path) -> None:
    guess = guess_csv(trend_tool(tmp_path), Answers())
    wanted = {"delimiter": "\t", "timeFormat": "MM/dd/yyyy hh:mm:ss a", "thousands": ",", "gridSeconds": 30}
    assert wanted.items() <= guess.options.items()
    assert asked(guess) == [("zone", None), ("unit", "10AI-2047.PV")]
    assert [(each["type"], each["unit"]) for each in guess.columns] == [
        ("Float64", "gpm"),
        ("Float64", "degF"),
        ("Float64", "psig"),
        ("Digital", None),
        ("Float64", None),
    ]


def test_a_report_with_a_title(tmp_path: Path) -> None:
    guess = guess_csv(boiler_report(tmp_path), Answers())
    wanted = {"encoding": "windows-1252", "headerLine": 3, "delimiter": ";", "decimal": ",", "thousands": "."}
    assert wanted.items() <= guess.options.items()
    assert {"timeFormat": "dd.MM.yyyy HH:mm:ss", "assetColumn": "Anlagenteil"}.items() <= guess.options.items()
    assert asked(guess) == [("zone", None)]
    assert [each["unit"] for each in guess.columns] == ["t/h", "°C", "kW", None]


def test_a_title_as_wide_as_the_rows_is_no_header_either(tmp_path: Path) -> None:
    file = tmp_path / "sheet.csv"
    file.write_text("Report;;\nName;Time;Flow [m3/h]\n" + "".join(f"P;2026-01-01 0{n}:00;1.5\n" for n in range(9)))
    assert guess_csv(file, Answers(zone="UTC")).options["headerLine"] == 2
    assert guess_csv(file, Answers(zone="UTC", header_line=2)).options["headerLine"] == 2
    file.write_text("Name;Time;Flow [m3/h]\n" + "".join(f"P;2026-01-01 0{n}:00;1.5\n" for n in range(9)))
    assert "headerLine" not in guess_csv(file, Answers(zone="UTC")).options


def test_a_spreadsheet(tmp_path: Path) -> None:
    guess = guess_csv(spreadsheet(tmp_path), Answers())
    wanted = {"encoding": "UTF-16", "delimiter": "\t", "decimal": ",", "assetColumn": "Équipement"}
    assert wanted.items() <= guess.options.items()
    assert asked(guess) == [("time-format", None), ("zone", None)]


def test_batch_records(tmp_path: Path) -> None:
    guess = guess_csv(batch_records(tmp_path), Answers())
    wanted = {"delimiter": ",", "timeFormat": "yyyy-MM-dd'T'HH:mm:ss.SSSSSSSXXX", "zone": None, "assetColumn": "Vessel"}
    assert wanted.items() <= guess.options.items()
    assert asked(guess) == [("unit", "pH")]


def test_pi_integrator(tmp_path: Path) -> None:
    file = integrator(tmp_path)
    assert "+0 hours from UTC" in guess_parquet(file, Answers()).questions[0].asks
    guess = guess_parquet(file, Answers(zone="UTC", no_unit=True))
    assert {"kind": "wide-parquet", "ticksStandIn": True, "decimal": "."}.items() <= guess.options.items()
    assert asked(guess) == []


def test_ticks_that_contradict_the_zone_do_not_stand_in(tmp_path: Path) -> None:
    guess = guess_parquet(integrator(tmp_path), Answers(zone="Asia/Tokyo", no_unit=True))
    assert "ticksStandIn" not in guess.options
    assert any("600 of 600 rows contradict it" in finding.why for finding in guess.findings)


def test_a_data_frame_whose_names_are_in_capitals(tmp_path: Path) -> None:
    guess = guess_parquet(data_frame(tmp_path), Answers())
    assert (guess.options["kind"], asked(guess)) == ("long-parquet", [])
    assert [(each["attribute"], each["unit"]) for each in guess.columns] == [("Inlet Flow", "m3/h"), ("Level", "m")]


def test_a_long_file_of_other_names_is_told_all_that_it_lacks_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as told:
        guess_parquet(archive_dump(tmp_path), Answers())
    line = str(told.value).split("In pandas: ")[1].replace("'renamed", f"'{tmp_path}/renamed")
    exec(line.replace("'archive_dump", f"'{tmp_path}/archive_dump"), {"pd": pd})
    assert asked(guess_parquet(tmp_path / "renamed.parquet", Answers())) == [("unit", "SINUSOID")]


def test_a_status_that_nothing_reads_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "long.parquet"
    stamp = pd.Timestamp("2026-01-01", tz="UTC")
    row = {"asset": ["P"], "attribute": ["a"], "timestamp": [stamp], "value": [1.0], "Quality": ["Bad"]}
    pd.DataFrame(row).to_parquet(file)
    with pytest.raises(UnreadableError, match="“Quality” may say which values are bad"):
        guess_parquet(file, Answers())


def test_a_long_csv_file_is_not_read_as_a_wide_one(tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    file.write_text("Tag,Time,Value\n" + "".join(f"T1,2026-01-01 0{n}:00,{n}.5\n" for n in range(9)))
    with pytest.raises(UnreadableError, match=r"a row is a reading.*pd\.read_csv"):
        guess_csv(file, Answers())
