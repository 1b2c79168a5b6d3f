"""Rows of CSV files as they come: each test writes the bytes."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from replica.readers.csv_text import TextRow, rows_of

TWO = [["a", "b"], ["1", "é°"]]


def rows(tmp_path: Path, body: bytes, *, encoding: str = "UTF-8", delimiter: str = ",") -> list[TextRow]:
    file = tmp_path / "1.object"
    file.write_bytes(body)
    return list(rows_of(file, encoding, delimiter))


def cells(tmp_path: Path, body: bytes, **how: str) -> list[list[str] | None]:
    return [row.cells for row in rows(tmp_path, body, **how)]


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-8"),
        ("utf-16", "windows-1252"),
        ("utf-16-le", "UTF-8"),
        ("utf-16-be", "UTF-8"),
        ("latin-1", "ISO-8859-1"),
        ("cp1252", "windows-1252"),
    ],
)
def test_the_first_bytes_or_the_view_say_the_encoding(tmp_path: Path, codec: str, declared: str) -> None:
    assert cells(tmp_path, "a,b\r\n1,é°\r\n".encode(codec), encoding=declared) == TWO


def test_utf_16_of_the_other_order_with_its_mark(tmp_path: Path) -> None:
    assert cells(tmp_path, b"\xfe\xff" + "a,b\n1,é°\n".encode("utf-16-be")) == TWO


def test_what_windows_puts_where_latin_1_has_nothing(tmp_path: Path) -> None:
    assert cells(tmp_path, b"a,b\n\x80,\x96\n", encoding="windows-1252") == [["a", "b"], ["€", "–"]]


def test_a_byte_that_is_no_text_costs_its_line(tmp_path: Path) -> None:
    found = rows(tmp_path, b"a,b\n1,\xe9\n2,x\n")
    assert [row.cells for row in found] == [["a", "b"], None, ["2", "x"]]
    assert [row.line for row in found] == [1, 2, 3]


def test_an_encoding_that_nobody_knows_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="utf-seven"):
        rows(tmp_path, b"a\n", encoding="utf-seven")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_way(tmp_path: Path, end: str) -> None:
    assert cells(tmp_path, end.join(["a,b", "1,é°", ""]).encode()) == TWO


def test_lines_of_one_file_end_in_different_ways(tmp_path: Path) -> None:
    assert cells(tmp_path, b"a,b\r\n1,2\n3,4\r5,6\r\n") == [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]


def test_a_last_line_without_an_end_may_have_been_cut(tmp_path: Path) -> None:
    assert rows(tmp_path, b"a,b\n1,123.4\n2,12") == [
        TextRow(1, "a,b", ["a", "b"]),
        TextRow(2, "1,123.4", ["1", "123.4"]),
        TextRow(3, "2,12", None),
    ]


def test_blank_lines_and_a_line_for_excel_are_no_rows_but_count_as_lines(tmp_path: Path) -> None:
    assert [(row.line, row.cells) for row in rows(tmp_path, b"sep=,\n\na,b\n  \n1,2\n")] == [
        (3, ["a", "b"]),
        (5, ["1", "2"]),
    ]
    assert cells(tmp_path, b"\r\na,b\r\n") == [["a", "b"]]


def test_quotes_keep_delimiters_line_breaks_and_quotes(tmp_path: Path) -> None:
    body = b'"a,1",b\r\n"pump tripped\r\nrestarted",2\r\n"say ""no""",3\r\n'
    found = rows(tmp_path, body)
    assert [(row.line, row.cells) for row in found] == [
        (1, ["a,1", "b"]),
        (2, ["pump tripped\r\nrestarted", "2"]),
        (4, ['say "no"', "3"]),
    ]
    assert found[1].text == '"pump tripped\r\nrestarted",2'


def test_inch_marks_are_text(tmp_path: Path) -> None:
    assert cells(tmp_path, b'a,b\n3" pipe,2\n') == [["a", "b"], ['3" pipe', "2"]]


@pytest.mark.parametrize(
    "bad",
    [b'"open,1', b'"x"tail,1', b'"" "",1', b'"3 in,1\n"y" z,2'],
    ids=["a quote that stays open", "text behind it", "two", "two lines"],
)
def test_a_line_that_cannot_be_split_costs_itself_only(tmp_path: Path, bad: bytes) -> None:
    found = rows(tmp_path, b"a,b\n0,0\n" + bad + b'\n1,1\n"2",2\n')
    lost = bad.decode().split("\n")
    assert [row.text for row in found if row.cells is None] == lost
    assert [row.cells for row in found if row.cells is not None] == [["a", "b"], ["0", "0"], ["1", "1"], ["2", "2"]]


def test_a_quote_that_another_closes_far_below_costs_one_line(tmp_path: Path) -> None:
    found = cells(tmp_path, b'a,b\n"3 in,1\n4,5\n6,7\n8,"\n9,9\n')
    assert found == [["a", "b"], None, ["4", "5"], ["6", "7"], None, ["9", "9"]]


def test_many_open_quotes_take_no_time(tmp_path: Path) -> None:
    before = time.process_time()
    found = rows(tmp_path, b"a,b\n" + b'"3 in,1\n' * 3000)
    assert (len(found), time.process_time() - before < 10) == (3001, True)


def test_long_cells_and_formulas_are_text(tmp_path: Path) -> None:
    long = "x" * 20_000
    assert cells(tmp_path, f"a,b\n=cmd|'/C calc'!A0,{long}\n".encode()) == [["a", "b"], ["=cmd|'/C calc'!A0", long]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_view_says_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    assert cells(tmp_path, f"a{delimiter}b\n1{delimiter}2\n".encode(), delimiter=delimiter) == [["a", "b"], ["1", "2"]]


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    assert rows(tmp_path, b"") == []
