"""Sheets of PI Integrator as cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import Reading, sheet_view
from replica.settings import View

CELL = "source_row, asset, attribute, value_raw, row_fault"
HEAD = "Name,TimeStamp,Flow,Valve\r\n"
T = "2026-01-01 00:00:00"


def sheets(tmp_path: Path, *texts: str, columns: str = CELL, **options: object) -> Reading:
    return Reading(tmp_path).read(sheet_view(**options), [text.encode() for text in texts], columns)


def test_a_row_is_a_cell_an_attribute(tmp_path: Path) -> None:
    found = sheets(tmp_path, HEAD + f"P-1,{T},1.5,\r\nP-2,{T},=cmd,2\r\n")
    assert found.rows[1] == [
        (2, "P-1", "Flow", "1.5", None),
        (2, "P-1", "Valve", None, None),
        (3, "P-2", "Flow", "=cmd", None),
        (3, "P-2", "Valve", "2", None),
    ]
    assert (found.cells, found.faults) == ({1: 4}, {})


def test_columns_come_in_any_order_and_spelling_and_more_of_them(tmp_path: Path) -> None:
    found = sheets(tmp_path, f" VALVE ,timestamp,Pump 1,name,FLOW,\r\n1,{T},2,P-1,3,\r\n", HEAD + f"P-1,{T},4,5\r\n")
    assert found.rows == {
        1: [(2, "P-1", "Valve", "1", None), (2, "P-1", "Pump 1", "2", None), (2, "P-1", "Flow", "3", None)],
        2: [(2, "P-1", "Flow", "4", None), (2, "P-1", "Valve", "5", None)],
    }
    assert found.cells == {1: 3, 2: 2}


def test_a_column_that_the_file_lacks_has_no_cells(tmp_path: Path) -> None:
    assert sheets(tmp_path, f"Name,TimeStamp,Valve\r\nP-1,{T},5\r\n").rows[1] == [(2, "P-1", "Valve", "5", None)]


def test_the_integrators_own_columns_are_no_attributes(tmp_path: Path) -> None:
    text = f"Id,Name,TimeStamp,Flow,PIIntTSTicks,PIIntShapeID\r\n7,P-1,{T},1,639028224000000007,1\r\n"
    found = sheets(tmp_path, text, columns="attribute, event_ticks")
    assert found.rows[1] == [("Flow", 639028224000000007)]


def test_a_header_of_quoted_names(tmp_path: Path) -> None:
    found = Reading(tmp_path).read(
        sheet_view("Flow, inlet"), [f'Name,TimeStamp,"Flow, inlet"\r\nP-1,{T},1\r\n'.encode()], CELL
    )
    assert found.rows[1] == [(2, "P-1", "Flow, inlet", "1", None)]


@pytest.mark.parametrize(
    ("header", "word"),
    [
        ("Name,Flow,Valve", "missing: TimeStamp"),
        ("TimeStamp,Flow", "missing: Name"),
        ("Name,TimeStamp,Flow,flow", "repeated: Flow"),
        ("P-1,2026-01-01 00:00:00,1,2", "missing: Name, TimeStamp"),
        ("", "missing: Name, TimeStamp"),
    ],
)
def test_a_header_that_is_not_the_views_refuses_the_sheet(tmp_path: Path, header: str, word: str) -> None:
    found = sheets(tmp_path, f"{header}\r\nx,{T},1,2\r\n" if header else "", HEAD + f"P-1,{T},1,2\r\n")
    assert found.faults[1].startswith("F_HEADER_MISMATCH: ")
    assert word in found.faults[1]
    assert found.cells == {2: 2}


def test_the_header_again_is_a_row_without_a_time(tmp_path: Path) -> None:
    found = sheets(
        tmp_path,
        HEAD + f"P-1,{T},1,2\r\n" + HEAD + f"P-1,{T},3,4\r\n",
        columns="source_row, ts_raw, event_ticks IS NULL",
    )
    assert found.rows[1] == [
        (line, ts, lost) for line, ts, lost in ((2, T, False), (3, "TimeStamp", True), (4, T, False)) for _ in range(2)
    ]


def test_a_closing_delimiter_is_no_cell(tmp_path: Path) -> None:
    found = sheets(
        tmp_path, f"Name,TimeStamp,Flow,Valve,\r\nP-1,{T},1,2,\r\nP-1,{T},3,4\r\n", columns="source_row, value_raw"
    )
    assert found.rows[1] == [(2, "1"), (2, "2"), (3, "3"), (3, "4")]


def test_a_row_of_more_or_fewer_cells_is_lost_whole_and_kept_as_it_came(tmp_path: Path) -> None:
    found = sheets(
        tmp_path,
        HEAD + f"P-1,{T},1\r\nP-1,{T},1,2,3\r\nP-1,{T},5,6\r\nP-1,{T},7",
        columns="source_row, value_raw, row_fault, raw",
    )
    malformed = [(2, f"P-1,{T},1"), (3, f"P-1,{T},1,2,3"), (5, f"P-1,{T},7")]
    assert [row for row in found.rows[1] if row[2]] == [
        (line, None, "ROW_MALFORMED", raw) for line, raw in malformed for _ in range(2)
    ]
    assert [row[1] for row in found.rows[1] if not row[2]] == ["5", "6"]
    assert found.cells == {1: 8}


def test_text_of_any_kind_comes_through(tmp_path: Path) -> None:
    long = "é" * 10_000
    text = f'Name,TimeStamp,Flow,Valve\r\n"P ""1"", a",{T},"pump tripped\r\nrestarted",{long}\r\n'
    found = sheets(tmp_path, text, columns="source_row, asset, value_raw")
    assert found.rows[1] == [(2, 'P "1", a', "pump tripped\r\nrestarted"), (2, 'P "1", a', long)]


def test_what_looks_like_the_rewritten_form_is_text(tmp_path: Path) -> None:
    found = sheets(
        tmp_path, HEAD + f"ROW_MALFORMED,{T},\\N,NULL\r\nP\x00-1,{T},'1',\t2\r\n", columns="asset, value_raw, row_fault"
    )
    assert found.rows[1] == [
        ("ROW_MALFORMED", "\\N", None), ("ROW_MALFORMED", "NULL", None), ("P\x00-1", "'1'", None), ("P\x00-1", "\t2", None),
    ]  # fmt: skip


def test_a_sheet_of_a_header_alone_has_no_cells(tmp_path: Path) -> None:
    found = sheets(tmp_path, HEAD)
    assert (found.rows, found.cells, found.faults) == ({1: []}, {1: 0}, {})


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (
            {"timeFormat": "yyyy-MM-dd hh:mm:ss"},
            'timeFormat: got "yyyy-MM-dd hh:mm:ss", which has hours of a 12-hour clock',
        ),
        ({"zone": "CET/Berlin"}, "zone: got 'CET/Berlin'"),
        ({"zone": "+05:00"}, "zone: got '+05:00'"),
        ({"zone": ""}, "zone: got ''"),
        ({"encoding": "utf-seven"}, "encoding: unknown encoding: utf-seven"),
        ({"delimiter": "||"}, "delimiter: got '||', wanted one character"),
    ],
)
def test_a_setting_that_cannot_be_used_refuses_the_views_objects_and_names_it(
    tmp_path: Path, options: dict[str, str], word: str
) -> None:
    found = sheets(tmp_path, HEAD + f"P-1,{T},1,2\r\n", **options)
    assert found.faults[1].startswith("F_SETTING: view process, ")
    assert word in found.faults[1]


@pytest.mark.parametrize(
    ("pattern", "zone", "text", "ticks"),
    [
        ("yyyy-MM-dd HH:mm:ss", "America/Sao_Paulo", "2026-01-01 00:00:00", 639028332000000000),
        ("M/d/yyyy h:mm:ss a", "UTC", "1/1/2026 12:00:00\u202fAM", 639028224000000000),
        ("dd.MM.yy HH:mm", "UTC", "01.01.26 00:00", 639028224000000000),
        ("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSX", None, "2026-01-01T00:00:00.1234567Z", 639028224001234567),
        ("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSX", None, "2026-01-01T00:00:00Z", 639028224000000000),
        ("yyyy-MM-dd HH:mm:ss XXX", "Europe/Berlin", "2026-01-01 02:00:00 +02:00", 639028224000000000),
    ],
)
def test_times_are_read_by_the_views_pattern_and_zone(
    tmp_path: Path, pattern: str, zone: str | None, text: str, ticks: int
) -> None:
    found = sheets(
        tmp_path, HEAD + f"P-1,{text},1,2\r\n", columns="event_ticks, time_fault", timeFormat=pattern, zone=zone
    )
    assert found.rows[1] == [(ticks, None)] * 2


def test_a_time_that_is_no_instant_says_why(tmp_path: Path) -> None:
    text = HEAD + "P-1,2026-10-25 02:30:00,1,2\r\nP-1,2026-03-29 02:30:00,1,2\r\nP-1,,1,2\r\n"
    found = sheets(tmp_path, text, columns="event_ticks, time_fault", zone="Europe/Berlin")
    assert found.rows[1][::2] == [(None, "TS_DST_AMBIGUOUS"), (None, "TS_DST_NONEXISTENT"), (None, None)]


def test_the_views_decimal_mark_goes_with_its_cells(tmp_path: Path) -> None:
    found = sheets(
        tmp_path,
        HEAD.replace(",", ";") + f"P-1;{T};1,5;2\r\n",
        columns="value_raw, decimal_mark",
        delimiter=";",
        decimal=",",
    )
    assert found.rows[1] == [("1,5", ","), ("2", ",")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    declared = "windows-1252" if encoding == "cp1252" else "UTF-8"
    body = (HEAD + f"P-°,{T},1,2\r\n").encode(encoding)
    found = Reading(tmp_path).read(sheet_view(encoding=declared), [body], "asset, value_raw")
    assert found.rows[1] == [("P-°", "1"), ("P-°", "2")]


def test_a_hundred_sheets_of_which_three_are_none(tmp_path: Path) -> None:
    bodies = [b"\x00\x01\x02" if n % 40 == 7 else (HEAD + f"P-{n},{T},{n},\r\n").encode() for n in range(100)]
    found = Reading(tmp_path).read(sheet_view(), bodies, "asset")
    assert sorted(found.faults) == [8, 48, 88]
    assert found.rows[100] == [("P-99",), ("P-99",)]
    assert len(found.rows) == 97


def test_a_setting_that_is_missing_is_named(tmp_path: Path) -> None:
    view = sheet_view()
    del view.options["timeFormat"]
    found = Reading(tmp_path).read(view, [HEAD.encode()], CELL)
    assert found.faults == {1: "F_SETTING: view process, timeFormat: missing"}


def test_a_kind_of_view_that_nobody_knows_refuses_its_objects(tmp_path: Path) -> None:
    found = Reading(tmp_path).read(View("process", "narrow-csv"), [HEAD.encode()], CELL)
    kinds = "event-csv, event-parquet, long-parquet, tag-snapshot, wide-csv, wide-parquet"
    assert found.faults == {1: f"F_SETTING: view process, kind: got 'narrow-csv', wanted {kinds}"}


def test_a_header_that_comes_again_in_another_order_holds_for_the_rows_below_it(tmp_path: Path) -> None:
    text = HEAD + f"P-1,{T},1,2\r\nValve,Name,TimeStamp,Flow\r\n4,P-1,{T},3\r\n"
    found = sheets(tmp_path, text, columns="source_row, attribute, value_raw")
    assert [row for row in found.rows[1] if row[0] != 3] == [
        (2, "Flow", "1"), (2, "Valve", "2"), (4, "Flow", "3"), (4, "Valve", "4"),
    ]  # fmt: skip


def test_rows_below_a_header_of_other_columns_are_lost_until_the_first_one_comes_again(tmp_path: Path) -> None:
    text = HEAD + f"Name,TimeStamp,Flow,Level\r\nP-1,{T},1,2\r\n" + HEAD + f"P-1,{T},3,4\r\n"
    found = sheets(tmp_path, text, columns="source_row, row_fault")
    assert [row for row in found.rows[1] if row[1]] == [(line, "ROW_MALFORMED") for line in (2, 3) for _ in range(2)]


def test_a_closing_delimiter_of_rows_alone_must_close_them_all_where_it_may_be_a_decimal_comma(tmp_path: Path) -> None:
    all_closed = HEAD + f"P-1,{T},1,2,\r\nP-1,{T},3,4,\r\n"
    one_closed = HEAD + f"P-1,{T},1,5,\r\nP-1,{T},3,4\r\n"
    found = sheets(tmp_path, all_closed, one_closed, columns="source_row, value_raw, row_fault")
    assert found.rows == {
        1: [(2, "1", None), (2, "2", None), (3, "3", None), (3, "4", None)],
        2: [(2, None, "ROW_MALFORMED"), (2, None, "ROW_MALFORMED"), (3, "3", None), (3, "4", None)],
    }


def test_cells_of_a_column_without_a_name_of_its_own_have_no_place(tmp_path: Path) -> None:
    text = f",Name,TimeStamp,Flow,Level,level,T\ufffd\r\n0,P-1,{T},1,2,3,4\r\n"
    found = sheets(tmp_path, text, columns="attribute, row_fault")
    assert found.rows[1] == [
        ("", "TAG_UNKNOWN"), ("Flow", None), ("Level", "TAG_UNKNOWN"), ("level", "TAG_UNKNOWN"), ("T\ufffd", "TAG_UNKNOWN"),
    ]  # fmt: skip


def test_the_file_says_its_delimiter_where_it_does(tmp_path: Path) -> None:
    found = sheets(tmp_path, f"\ufeffsep=;\r\nName;TimeStamp;Flow\r\nP-1;{T};1\r\n", columns="source_row, value_raw")
    assert found.rows[1] == [(3, "1")]


def test_a_header_below_other_lines_is_found_where_the_view_says(tmp_path: Path) -> None:
    titled = f'"Report, of\r\n\r\n{HEAD}P-1,{T},4,5\r\n'
    assert sheets(tmp_path, titled, headerLine=3).rows == {
        1: [(4, "P-1", "Flow", "4", None), (4, "P-1", "Valve", "5", None)]
    }
    assert sheets(tmp_path, titled).faults == {
        1: 'F_HEADER_MISMATCH: missing: Name, TimeStamp; got "Report, of; line 3 has them, which the view may say as headerLine'
    }


@pytest.mark.parametrize("line", [0, -1, "3", 1.5])
def test_a_header_line_is_counted_from_1(tmp_path: Path, line: object) -> None:
    assert sheets(tmp_path, HEAD, headerLine=line).faults == {
        1: f"F_SETTING: view process, headerLine: got {line!r}, wanted the header's line, counted from 1"
    }
