"""One group of objects through the rules, into the exchange."""

from __future__ import annotations

from pathlib import Path

import duckdb

from replica.engine.connect import literal, rule
from replica.readers.reader import CELL, Opened
from replica.settings import View
from replica.silver.tag_names import DIGITAL_SET, UNDECLARED, meet_tags

_STEPS = ("place", "value", "state", "number", "reason")
_EMPTY = """CREATE OR REPLACE TEMP VIEW cell AS SELECT {cell} WHERE false;
CREATE OR REPLACE TEMP TABLE tag_name (site VARCHAR, asset VARCHAR, attribute VARCHAR, tag_id VARCHAR);
CREATE OR REPLACE TEMP VIEW tag AS SELECT *, NULL::VARCHAR AS sent_unit FROM tag_version;
CREATE OR REPLACE TEMP TABLE unit_text (text VARCHAR);
CREATE OR REPLACE TEMP TABLE digital_set ({digital_set})"""


def make_rules(con: duckdb.DuckDBPyConnection) -> None:
    """Make the rules' views, once for all groups: to make them costs more than the cells of a small group.

    Reads the tables object, tag_version, those of the settings and of the references.
    """
    con.execute(
        _EMPTY.format(cell=", ".join(f"NULL::{kind} AS {name}" for name, kind in CELL.items()), digital_set=DIGITAL_SET)
    )
    con.execute(rule("unit"))
    for step in _STEPS:
        con.execute(rule(step))


def judge(con: duckdb.DuckDBPyConnection, view: View, opened: Opened, buckets: int, target: Path) -> None:
    """Write the judged cells of `opened` below `target`, a folder bucket=<n> for each bucket of tags; those that are lost are in bucket=-1.

    After make_rules. Raises duckdb.Error where some object cannot be read after all.
    """
    con.execute(opened.prepare)
    con.execute(f"CREATE OR REPLACE TEMP VIEW cell AS {opened.query}")
    meet_cells(con, view)
    # a hash a tag is cheaper than one a cell
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE tag_bucket AS
        SELECT tag_id, bucket_of(tag_id, {buckets}) AS bucket FROM (SELECT DISTINCT tag_id FROM tag_name)"""
    )
    con.execute(
        f"""COPY (
            SELECT judged.*, CASE WHEN lost IS NOT NULL THEN -1 ELSE bucket END AS bucket
            FROM judged LEFT JOIN tag_bucket USING (tag_id))
        TO '{target}' (FORMAT parquet, COMPRESSION lz4, PARTITION_BY (bucket), FILENAME_PATTERN 'part_{{uuid}}')"""
    )


def meet_cells(con: duckdb.DuckDBPyConnection, view: View) -> None:
    """Make what the rules need to know of the cells in the view `cell`: their tags, their units, and the air at their site."""
    meet_tags(con, view)
    con.execute(
        """CREATE OR REPLACE TEMP TABLE unit_text AS
        SELECT DISTINCT unit_raw AS text FROM cell WHERE unit_raw IS NOT NULL
        UNION SELECT DISTINCT unnest([unit, sent_unit]) FROM tag"""
    )
    con.execute(rule("unit"))
    con.execute("SET VARIABLE air_pa = $1::DOUBLE", [None if view.air_kpa is None else 1000 * view.air_kpa])


def assets_of(con: duckdb.DuckDBPyConnection, judged: Path) -> list[tuple[str, str | None, int]]:
    """Assets of a wide view that some cell was placed on, each with the first object that has it, and again with each attribute on it that
    the settings do not know; `judge` wrote them below `judged`."""
    return con.execute(
        f"""WITH met AS (
            SELECT tag_asset, CASE WHEN type = {literal(UNDECLARED)} THEN tag_attribute END AS undeclared, min(arrival) AS arrival
            FROM (SELECT DISTINCT tag_id, tag_asset, tag_attribute, type FROM tag_name)
            JOIN (SELECT DISTINCT tag_id, arrival FROM read_parquet('{judged}/*/*.parquet', hive_partitioning = false)
                WHERE lost IS NULL) USING (tag_id)
            GROUP BY ALL)
        SELECT tag_asset, NULL AS undeclared, min(arrival) FROM met GROUP BY ALL
        UNION ALL FROM met WHERE undeclared IS NOT NULL ORDER BY ALL"""
    ).fetchall()
