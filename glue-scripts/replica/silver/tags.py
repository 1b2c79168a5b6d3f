"""The tag table of a run: versions that stand, those that tag lists tell, and those that wide views declare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

import duckdb

from replica.engine.connect import has_rows, listed, rule
from replica.readers import reader_of
from replica.readers.reader import Fault, Opened
from replica.rules.references import load, load_types
from replica.settings import Column, View
from replica.silver.account import DUPLICATE, GOOD, QUARANTINED, Entries
from replica.silver.fetch import fetch
from replica.silver.halve import read_by_halves
from replica.silver.tag_names import UNDECLARED
from replica.silver.work import Source
from replica.store.objects import Objects
from replica.tables.schema import duckdb_columns
from replica.tables.silver import TAG
from replica.tables.table import OpenTable

Asset = tuple[str, str, str, str, str | None, int]
"""Site, feeder, view and name of an asset, an attribute on it that the settings do not know, and the arrival of the first object that has
it. The attribute is null where those are meant that the settings know."""

_LIST = View("_tags", "tag-snapshot")
_FOUND = """tag_id, site, feeder, view, asset, attribute, point, aliases, type, step, unit, zero, span, exc_dev, comp_dev, stale_after_s,
    future, digital_set, valid_from, NULL::TIMESTAMPTZ AS valid_to, NULL::BOOLEAN AS is_current, source_object, source_version,
    NULL::VARCHAR AS run_id, arrival, source_row"""
_KNOWN = """CREATE TEMP TABLE tag_key AS
    SELECT site, name_key(asset) AS asset_key, name_key(attribute) AS attribute_key,
        coalesce(min(tag_id) FILTER (is_current), min(tag_id)) AS tag_id, min(asset) AS asset, min(attribute) AS attribute,
        name_key(max(list_filter(aliases, lambda name: starts_with(name, '\\\\'))[1])) AS path_key,
        NOT bool_or(is_current) AS is_former, max(valid_from) AS valid_from,
        max_by(concat_ws(' ', type, unit, zero, span), valid_from) AS made
    FROM tag_standing GROUP BY ALL"""
_NEWLY_KNOWN = """INSERT INTO tag_key BY NAME FROM (
        SELECT site, asset_key, attribute_key, min(tag_id) AS tag_id, min(asset) AS asset, min(attribute) AS attribute,
            max(path_key) AS path_key, false AS is_former, max(valid_from) AS valid_from, max_by(made, valid_from) AS made
        FROM (SELECT *, name_key(asset) AS asset_key, name_key(attribute) AS attribute_key FROM tag_found WHERE lost IS NULL) GROUP BY ALL)
    ANTI JOIN (FROM tag_key WHERE NOT is_former) USING (site, asset_key, attribute_key)"""


def load_tags(con: duckdb.DuckDBPyConnection, silver: Objects, tags: OpenTable | None, scratch: Path) -> None:
    """Make tag_standing, tag_key with the spelling of every tag, and what tag lists are read by."""
    load_types(con)
    columns = ", ".join(f"{name} {kind}" for name, kind in duckdb_columns(TAG.name).items())
    con.execute(f"CREATE TEMP TABLE tag_standing ({columns})")
    files = [] if tags is None else tags.files()
    local = [str(silver.get(f"{TAG.folder}/{file.path}", scratch / f"tag-{i}.parquet")) for i, file in enumerate(files)]
    if local:
        con.execute(f"INSERT INTO tag_standing BY NAME FROM read_parquet({listed(local)}, hive_partitioning = false)")
    con.execute(_KNOWN)
    con.execute(
        f"CREATE TEMP TABLE tag_new AS SELECT {_FOUND} FROM (SELECT *, 0 AS arrival, 0::BIGINT AS source_row FROM tag_standing) WHERE false"
    )


def read_tag_lists(
    con: duckdb.DuckDBPyConnection,
    bronze: Objects,
    lists: Mapping[int, Entries],
    sources: Iterable[Source],
    scratch: Path,
) -> None:
    """Add what tag lists tell to tag_new, and their lost rows to the table lost_tag; enter their rows, faults and losses."""
    con.execute("CREATE TEMP TABLE lost_tag (arrival INTEGER, source_row BIGINT, lost VARCHAR, asset VARCHAR, attribute VARCHAR, "
                "ts_raw VARCHAR, value_raw VARCHAR, unit_raw VARCHAR, raw VARCHAR)")  # fmt: skip
    fetched = fetch(bronze, [each for each in sources if each.arrival in lists], scratch)
    found = [each for each in fetched if not isinstance(each, Fault)]
    faults = [each for each in fetched if isinstance(each, Fault)]
    for fault in [
        *faults,
        *read_by_halves(partial(reader_of(_LIST), con, _LIST), found, partial(_enter_list, con, lists)),
    ]:
        lists[fault.arrival].give_up(fault.reason, fault.detail, None)
    for arrival, reason, count in con.execute("SELECT arrival, lost, count(*) FROM lost_tag GROUP BY ALL").fetchall():
        lists[arrival].add(QUARANTINED, reason, count)


def _enter_list(con: duckdb.DuckDBPyConnection, lists: Mapping[int, Entries], opened: Opened) -> None:
    con.execute(f"CREATE OR REPLACE TEMP TABLE tag_told AS {opened.query}")
    con.execute(rule("tag_row"))
    con.execute(f"INSERT INTO tag_new BY NAME SELECT {_FOUND} FROM tag_found WHERE lost IS NULL")
    con.execute(
        "INSERT INTO lost_tag BY NAME SELECT arrival, source_row, lost, asset, attribute, ts_raw, value_raw, unit_raw, raw "
        "FROM tag_found WHERE lost IS NOT NULL"
    )
    con.execute(_NEWLY_KNOWN)
    for arrival, rows in opened.cells.items():
        lists[arrival].cells_in = rows


def declare(
    con: duckdb.DuckDBPyConnection, assets: Iterable[Asset], views: Mapping[tuple[str, str, str], View]
) -> dict[str, str]:
    """Add the columns of wide views on each asset to tag_new: a view names no time from which they hold, so that its first object does.
    With them the history of all tags is known.

    The tags that the tasks named by another spelling than the first, each with its own name.
    """
    rows = [
        (
            site, asset, arrival, column.name, column.type, column.step, column.unit, column.zero, column.span,
            float(views[site, feeder, view].options["staleAfterSeconds"]), column.future, column.set,
        )
        for site, feeder, view, asset, attribute, arrival in assets
        for column in (views[site, feeder, view].columns if attribute is None else [_undeclared(attribute)])
    ]  # fmt: skip
    load(
        con, "declared",
        "site VARCHAR, told_asset VARCHAR, arrival INTEGER, told_attribute VARCHAR, type VARCHAR, step BOOLEAN, unit VARCHAR, zero DOUBLE, "
        "span DOUBLE, stale_after_s DOUBLE, future BOOLEAN, digital_set VARCHAR",
        rows,
    )  # fmt: skip
    con.execute(rule("tag_declared"))
    con.execute(f"INSERT INTO tag_new BY NAME SELECT {_FOUND} FROM tag_declared")
    con.execute(rule("tag_history"))
    return dict(con.execute("SELECT DISTINCT told_tag, tag_id FROM tag_declared WHERE told_tag <> tag_id").fetchall())


def _undeclared(attribute: str) -> Column:
    return Column(attribute, None, UNDECLARED, False, None, None)


def enter_tag_lists(con: duckdb.DuckDBPyConnection, lists: Mapping[int, Entries]) -> bool:
    """Enter what became of the tag lists' rows. True where some version is new."""
    # a list that is judged again has told of its versions before
    counts = con.execute(
        """SELECT arrival, CASE WHEN own.tag_id IS NOT NULL THEN 'new' ELSE fate END AS fate, count(*)
        FROM tag_every LEFT JOIN (SELECT DISTINCT tag_id, source_object, source_version FROM tag_standing) AS own
            USING (tag_id, source_object, source_version)
        WHERE NOT is_standing GROUP BY ALL"""
    ).fetchall()
    for arrival, fate, count in counts:
        if arrival in lists:
            lists[arrival].add(GOOD if fate == "new" else DUPLICATE, None, count)
    return has_rows(con, "tag_every WHERE fate = 'new'")
