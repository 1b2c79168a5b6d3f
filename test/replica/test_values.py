from __future__ import annotations

from typing import Any

from pyspark.sql import SparkSession
from replica.local_rows import local_rows
from replica.readings import known_tags
from replica.values import judge

from contract import rows_of

TAGS = "tag_id string, type string, unit string"
CELLS = """tag_id string, decimal string, value_raw string, unit_raw string, state_code int, is_system boolean, good boolean,
    questionable boolean, substituted boolean"""
KINDS = [
    ("number", "Float64", "kPag"),
    ("hot", "Float64", "degC"),
    ("bare", "Float64", None),
    ("odd", "Float64", "widgets"),
    ("switch", "Digital", None),
    ("name", "String", None),
]


def judged(spark: SparkSession, cells: list[tuple[Any, ...]], *columns: str) -> list[tuple[Any, ...]]:
    """Columns of the verdict on (tag, value, unit, state code, is system, good, questionable, substituted)."""
    rows = [(tag, ".", *more) for tag, *more in cells]
    known = known_tags(local_rows(spark, KINDS, TAGS))
    verdict = judge(local_rows(spark, rows, CELLS).join(known, "tag_id"))
    return [tuple(row) for row in verdict.select(*columns).collect()]


def cell(tag: str, value: str | None, unit: str | None = None, **more: Any) -> tuple[Any, ...]:
    flags = {"state_code": None, "is_system": None, "good": None, "questionable": None, "substituted": None, **more}
    return (tag, value, unit, *flags.values())


def test_each_value_becomes_a_number_or_a_reason(spark: SparkSession) -> None:
    cases: list[tuple[str | None, float | None, str | None]] = [
        ("1.5", 1.5, None),
        (" 1.5\t", 1.5, None),
        ("-0.0", -0.0, None),
        ("0", 0.0, None),
        ("1e3", 1000.0, None),
        (".5", 0.5, None),
        ("1,5", None, "VALUE_UNPARSEABLE"),
        ("1d", None, "VALUE_UNPARSEABLE"),
        ("0x10", None, "VALUE_UNPARSEABLE"),
        ("#VALUE!", None, "VALUE_UNPARSEABLE"),
        ("[-11059] No Good Data For Calculation", None, "VALUE_UNPARSEABLE"),
        ("NaN", None, "VALUE_NONFINITE"),
        ("-Infinity", None, "VALUE_NONFINITE"),
        ("1e309", None, "VALUE_NONFINITE"),
        ("", None, "VALUE_EMPTY"),
        ("\u00a0", None, "VALUE_EMPTY"),
        (None, None, "VALUE_EMPTY"),
        ("I/O Timeout", None, "STATE_SYSTEM"),
        ("\ti/o  TIMEOUT\u00a0", None, "STATE_SYSTEM"),
        ("{'Name': 'I/O Timeout', 'Value': 246, 'IsSystem': True}", None, "STATE_SYSTEM"),
    ]
    found = judged(spark, [cell("bare", raw) for raw, _, _ in cases], "value_raw", "value", "reason", "quality")
    assert found == [(raw, value, reason, "bad" if reason else "good") for raw, value, reason in cases]


def test_a_decimal_comma_is_read_only_where_declared(spark: SparkSession) -> None:
    known = known_tags(local_rows(spark, KINDS, TAGS))
    rows = [("bare", ",", raw, None, None, None, None, None, None) for raw in ("1,5", "1.5", "1.000,5")]
    verdict = judge(local_rows(spark, rows, CELLS).join(known, "tag_id")).select("value", "reason").collect()
    unreadable = (None, "VALUE_UNPARSEABLE")
    assert [tuple(row) for row in verdict] == [(1.5, None), unreadable, unreadable]


def test_every_system_state_means_no_number_by_code_and_by_name(spark: SparkSession) -> None:
    states = [(int(row["code"]), row["name"]) for row in rows_of("states.csv")]
    assert [code for code, _ in states] == list(range(193, 319))
    by_code = [cell("number", "0", "kPag", state_code=code, is_system=True) for code, _ in states]
    by_name = [cell("number", name.upper()) for _, name in states]
    columns = ("value", "quality", "reason", "state_code", "state_name", "value_raw")
    for code_row, name_row, (code, name) in zip(
        judged(spark, by_code, *columns), judged(spark, by_name, *columns), states, strict=True
    ):
        assert code_row == (None, "bad", "STATE_SYSTEM", code, name, "0")
        assert name_row == (None, "bad", "STATE_SYSTEM", code, name, name.upper())


def test_states_of_other_kinds_of_tags(spark: SparkSession) -> None:
    cases = [
        # a translated name with its code, and an unknown system code
        (cell("number", "Délai E/S", state_code=246, is_system=True), (None, None, "STATE_SYSTEM", 246, "I/O Timeout")),
        (cell("number", "Neu", state_code=400, is_system=True), (None, None, "STATE_SYSTEM", 400, "Neu")),
        # a tag's own states are values, whatever they are called and numbered
        (cell("switch", "Bad", state_code=1, is_system=False), (1.0, "Bad", None, 1, "Bad")),
        (cell("switch", "Open", state_code=246, is_system=False), (246.0, "Open", None, 246, "Open")),
        (cell("switch", "Shutdown", state_code=254, is_system=True), (None, None, "STATE_SYSTEM", 254, "Shutdown")),
        (cell("name", "Shutdown"), (None, "Shutdown", None, None, None)),
        (cell("name", "=cmd"), (None, "=cmd", None, None, None)),
        (cell("name", None), (None, None, "VALUE_EMPTY", None, None)),
    ]
    found = judged(spark, [given for given, _ in cases], "value", "value_string", "reason", "state_code", "state_name")
    assert found == [wanted for _, wanted in cases]


def test_flags_settle_quality(spark: SparkSession) -> None:
    cases = [
        (cell("bare", "1", good=False), (None, "bad", "QUALITY_BAD")),
        (cell("bare", "1", good=True, questionable=True, substituted=True), (1.0, "questionable", None)),
        (cell("bare", "1", good=True, substituted=True), (1.0, "substituted", None)),
        (cell("bare", "1", good=True), (1.0, "good", None)),
        (cell("bare", "1"), (1.0, "good", None)),
    ]
    assert judged(spark, [given for given, _ in cases], "value", "quality", "reason") == [wanted for _, wanted in cases]


def test_units_become_the_tags_or_a_reason(spark: SparkSession) -> None:
    cases = [
        (cell("number", "10", "kPag"), (10.0, "kPag", None)),
        (cell("number", "10"), (10.0, "kPag", None)),
        (cell("number", "10", "psig"), (68.94757293168361, "kPag", None)),
        (cell("number", "10", "PSIG "), (68.94757293168361, "kPag", None)),
        (cell("number", "10", "kPa"), (None, "kPag", "UNIT_DIMENSION")),
        (cell("number", "10", "furlong"), (None, "kPag", "UNIT_UNKNOWN")),
        (cell("hot", "212", "degF"), (100.0, "degC", None)),
        (cell("hot", "21", "DEG. C"), (21.0, "degC", None)),
        (cell("hot", "9", "delta degF"), (None, "degC", "UNIT_DIMENSION")),
        (cell("bare", "3", "rpm"), (3.0, "rpm", None)),
        (cell("odd", "3", "widgets"), (3.0, "widgets", None)),
        (cell("odd", "3", "m"), (None, "widgets", "UNIT_UNKNOWN")),
        (cell("name", "3", "m"), (None, None, None)),
    ]
    found = judged(spark, [given for given, _ in cases], "value", "unit", "reason")
    for (value, unit, reason), (_, (wanted, wanted_unit, wanted_reason)) in zip(found, cases, strict=True):
        assert (unit, reason) == (wanted_unit, wanted_reason)
        assert value is wanted is None or abs(value - wanted) < 1e-9
