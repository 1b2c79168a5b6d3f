"""Stories in short: `1.2:a@3` is the text `a` in row 2 of object 1 at tick 3, and objects arrive in the order of their numbers.

What silver holds has ` r0` behind it, its revision, and ` old` where it is no longer current.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import duckdb
from replica.engine.connect import rule
from replica.rules.references import load
from replica.tables.schema import duckdb_columns
from rule_file import RuleFile, Section

_TOKEN = re.compile(r"(\d+)\.(\d+):([^@ ]*)(?:@(\d+))?(?: r(\d+))?( old)?")


class Told(NamedTuple):
    """One cell of a story."""

    case: str
    object: int
    row: int
    text: str
    tick: int
    revision: int | None
    is_current: bool


def tell(con: duckdb.DuckDBPyConnection, file: RuleFile, section: Section) -> list[dict[str, tuple[str | None, str]]]:
    """What becomes of each story, as the file's query puts it: texts in their order, between semicolons."""
    silver, incoming = ([each for n, row in enumerate(section.given) for each in _read(str(n), row.get(column))]
                        for column in ("silver", "comes in"))  # fmt: skip
    load(con, "object", "arrival INTEGER, site VARCHAR, feeder VARCHAR, view VARCHAR, object_key VARCHAR, object_version VARCHAR, "
         "landed_at TIMESTAMPTZ, ordinal BIGINT, replay VARCHAR, view_no INTEGER",
         [(n, "s", "f", "v", _key(n), "v", f"2026-01-01 00:00:0{n}+00", 9 - n, None, 1) for n in range(10)])  # fmt: skip
    load(con, "run", "run_id VARCHAR, rule_version VARCHAR, now TIMESTAMPTZ", [("r1", "1", "2026-01-02 00:00:00+00")])
    STORIES[file.reads](con, silver, incoming)
    con.execute(section.sql)
    for step in section.steps:
        _STEPS.get(step, _run)(con, step)
    found: dict[str, list[str]] = {}
    for case, text in con.execute(file.gives).fetchall():
        found.setdefault(case, []).append(text)
    (column,) = section.expected[0]
    texts = ["; ".join(sorted(found.get(str(n), []))) or None for n in range(len(section.given))]
    return [{column: (text, "VARCHAR")} for text in texts]


def _read(case: str, text: str | None) -> list[Told]:
    cells = [_TOKEN.fullmatch(token) for token in (text or "").split("; ") if token]
    assert all(cells), f"got {text!r}, wanted <object>.<row>:<text> and perhaps @<tick>, between semicolons"
    return [
        Told(case, int(c[1]), int(c[2]), c[3], int(c[4] or 1), int(c[5]) if c[5] else None, not c[6]) for c in cells if c
    ]  # fmt: skip


def _key(number: int) -> str:
    """Names and ordinals fall as objects land: only the time of landing tells their order."""
    return f"{9 - number}object{number}"


def _reports(con: duckdb.DuckDBPyConnection, silver: list[Told], incoming: list[Told]) -> None:
    """Tables incoming and standing: readings of a text tag."""
    said = (
        "event_ticks BIGINT, value DOUBLE, value_string VARCHAR, quality VARCHAR, reason VARCHAR, state_code INTEGER, unit VARCHAR, "
        "value_raw VARCHAR, unit_raw VARCHAR"
    )
    load(con, "incoming", f"arrival INTEGER, view_no INTEGER, source_row INTEGER, tag_id VARCHAR, {said}", [
        (t.object, 1, t.row, t.case, t.tick, None, t.text, "good", None, None, None, t.text, None) for t in incoming
    ])  # fmt: skip
    load(con, "standing", f"view_no INTEGER, tag_id VARCHAR, {said}, source_object VARCHAR, source_version VARCHAR, source_row BIGINT, "
         "landed_at TIMESTAMPTZ, ordinal BIGINT, revision INTEGER, is_current BOOLEAN", [
        (1, t.case, t.tick, None, t.text, "good", None, None, None, t.text, None, _key(t.object), "v", t.row,
         f"2026-01-01 00:00:0{t.object}+00",
                9 - t.object, t.revision, t.is_current) for t in silver
    ])  # fmt: skip
    load(con, "span", "arrival INTEGER, asset_key VARCHAR, first_ticks BIGINT, last_ticks BIGINT", [])
    con.execute(
        "CREATE OR REPLACE TEMP VIEW restating AS SELECT DISTINCT split_part(tag_id, ':', 1) AS site, incoming.view_no "
        "FROM incoming JOIN span USING (arrival)"
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE withdrawn AS SELECT *, ''::VARCHAR AS why, false AS is_new FROM standing WHERE false"
    )


_VERSION = ", ".join(f"{name} {kind}" for name, kind in duckdb_columns("tag").items())


def _versions(con: duckdb.DuckDBPyConnection, silver: list[Told], incoming: list[Told]) -> None:
    """Tables tag_standing and tag_new: the text is the tag's unit, the tick the day of January from which it holds."""

    def version(t: Told) -> tuple[object, ...]:
        day = f"2026-01-{t.tick:02} 00:00:00+00"
        return (t.case, "s", "f", "v", "P-1", f"A{t.case}", "p", [], "Float64", False, t.text, *[None] * 7, day, None, t.is_current,
                _key(t.object), "v", "r0" if t.revision is not None else None)  # fmt: skip

    load(con, "tag_standing", _VERSION, [version(t) for t in silver])
    load(
        con,
        "tag_new",
        f"{_VERSION}, arrival INTEGER, source_row BIGINT",
        [(*version(t), t.object, t.row) for t in incoming],
    )


def _run(con: duckdb.DuckDBPyConnection, step: str) -> None:
    con.execute(rule(step))


def _crowd(con: duckdb.DuckDBPyConnection, step: str) -> None:
    """As a task does it: place after place."""
    last = con.execute("SELECT coalesce(max(place), 0) FROM crowded").fetchone()
    for place in range(2, (last[0] if last else 0) + 1):
        con.execute(f"SET VARIABLE place = {place}")
        con.execute(rule(step))


def _frames(con: duckdb.DuckDBPyConnection, silver: list[Told], incoming: list[Told]) -> None:
    """Tables frame_incoming and frame_standing: frames of which the text is the name, and the tick the number of the frame."""
    kinds = duckdb_columns("pi_event_frame")
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE frame_standing (file INTEGER, {', '.join(f'{n} {k}' for n, k in kinds.items())})"
    )
    con.execute("CREATE OR REPLACE TEMP TABLE frame_incoming AS SELECT NULL::INTEGER AS arrival, * EXCLUDE ("
                "file, site, feeder, view, source_object, source_version, landed_at, ordinal, start_time, end_time, duration_s, run_id, "
                "rule_version, revision, is_current, withdrawn) FROM frame_standing")  # fmt: skip
    empty = {name: {} for name in ("numbers", "texts", "units", "reasons", "attributes_raw")}
    for t in (*silver, *incoming):
        told = {"frame_id": f"{t.case} {t.tick}", "name": t.text, "start_ticks": 1, "source_row": t.row, **empty}
        if t.revision is None:
            told |= {"arrival": t.object}
        else:
            told |= {"file": 0, "site": "s", "feeder": "f", "view": "v", "source_object": _key(t.object), "source_version": "v",
                     "landed_at": f"2026-01-01 00:00:0{t.object}+00", "ordinal": 9 - t.object, "revision": t.revision,
                     "is_current": t.is_current}  # fmt: skip
        names = ", ".join(f"${name} AS {name}" for name in told)
        con.execute(
            f"INSERT INTO frame_{'incoming' if t.revision is None else 'standing'} BY NAME SELECT {names}", told
        )


STORIES: dict[str, Callable[[duckdb.DuckDBPyConnection, list[Told], list[Told]], None]] = {
    "reports": _reports,
    "versions": _versions,
    "frames": _frames,
}
_STEPS = {"crowd": _crowd}
