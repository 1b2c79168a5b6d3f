"""A dataset's tags: what the plant sent of each beside what gold made of it."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from contract import COLUMN_NAME_TABLE, SHARE
from replica_figures.tables import Row, rows, table, tables
from replica_figures.thinning import Point, thin

MOST_POINTS = 3_200
"""Eleven days at five minutes."""
UNIX_EPOCH_MS = 62_135_596_800_000
"""From the year 1, where ticks count from."""
READING = ("ms", "value", "quality", "reason", "value_raw", "unit_raw", "state_name")
_QUALITY = READING.index("quality")


class Query(NamedTuple):
    """`silver` and `gold` are `s3://bucket` or folders; all assets unless one is named."""

    silver: str
    gold: str
    dataset: str
    asset: str | None


def write_trends(query: Query, out: Path) -> dict[str, Any]:
    """Every tag of a dataset with its counts, the one with most to see first; current readings and gold of each, thinned, go into
    a file of its own in `out`. Raises `ValueError` where nothing fits the query."""
    places = {"tag": table(query.silver, "tag"), "pi_event": table(query.silver, "pi_event")}
    places |= {"gold": table(query.gold, query.dataset), "column_name": table(query.gold, COLUMN_NAME_TABLE)}
    with tables(**places) as con:
        con.execute(
            "CREATE TEMP TABLE cell AS FROM gold WHERE $asset IS NULL OR asset = $asset", {"asset": query.asset}
        )
        tags = _tags_of(con, query)
        con.execute(_READINGS, {"ids": [tag["tag_id"] for tag in tags]})
        counts = {row.pop("tag_id"): row for row in rows(con, _COUNTS)}
        counted = [{**tag, "counts": counts.get(tag["tag_id"], _NONE) | _cells(con, tag)} for tag in tags]
        counted.sort(key=lambda tag: (-_to_see(tag["counts"]), tag["tag_id"]))
        out.mkdir(parents=True, exist_ok=True)
        named = [{**tag, "points": f"{query.dataset}-{place}"} for place, tag in enumerate(counted)]
        for tag in named:
            points = json.dumps(_points(con, tag), ensure_ascii=False, allow_nan=False)
            (out / f"{tag['points']}.json").write_text(points, "utf-8")
    return {"dataset": query.dataset, "tags": named}


_DRAWN = ("number", "flag")
"""Kinds of columns that have numbers."""


def _tags_of(con: duckdb.DuckDBPyConnection, query: Query) -> list[Row]:
    found = rows(
        con,
        """SELECT DISTINCT ON (tag_id) tag_id, site, asset, attribute, "column", unit, type, step, stale_after_s
        FROM tag JOIN (SELECT DISTINCT attribute, "column" FROM column_name WHERE dataset = $dataset AND list_contains($kinds, kind))
        USING (attribute) WHERE is_current AND asset IN (SELECT asset FROM cell) ORDER BY tag_id""",
        {"dataset": query.dataset, "kinds": _DRAWN},
    )
    sites = sorted({tag["site"] for tag in found})
    if len(sites) != 1:
        raise ValueError(f"dataset {query.dataset} asset {query.asset}: got tags of sites {sites}, wanted one site")
    return found


_READINGS = f"""
CREATE TEMP TABLE reading AS
SELECT tag_id, seq, event_ticks, event_ticks // 10000 - {UNIX_EPOCH_MS} AS ms, {", ".join(READING[1:])},
    coalesce(quality <> 'bad' AND regexp_replace(unit_raw, '^[\\p{{Z}}\\s]+|[\\p{{Z}}\\s]+$', '', 'g') <> unit, false) AS is_converted
FROM pi_event WHERE is_current AND list_contains($ids, tag_id)"""
_COUNTS = """
SELECT tag_id, count(*) AS readings, count(*) FILTER (quality = 'bad') AS bad, count(*) FILTER (is_converted) AS converted
FROM reading GROUP BY tag_id"""
_NONE = {"readings": 0, "bad": 0, "converted": 0}
"""Counts of a tag without a reading. All counts are of all points, drawn or not."""


def _cells(con: duckdb.DuckDBPyConnection, tag: Row) -> dict[str, int]:
    [counts] = rows(
        con, f"SELECT count(*) AS gold, count(*) - count({_quoted(tag['column'])}) AS gaps FROM cell WHERE asset = $asset",
        {"asset": tag["asset"]},
    )  # fmt: skip
    return counts


def _to_see(counts: dict[str, int]) -> int:
    return counts["bad"] + counts["converted"] + counts["gaps"]


def _points(con: duckdb.DuckDBPyConnection, tag: Row) -> dict[str, list[Point]]:
    """The points to draw, in the order of READING."""
    readings: list[Point] = con.execute(
        f"SELECT {', '.join(READING)} FROM reading WHERE tag_id = ? ORDER BY event_ticks, seq", [tag["tag_id"]]
    ).fetchall()
    value, share = _quoted(tag["column"]), _quoted(f"{tag['column']}{SHARE}")
    gold: list[Point] = con.execute(
        f"SELECT epoch_ms(time), {value}::DOUBLE, {share} FROM cell WHERE asset = ? ORDER BY time", [tag["asset"]]
    ).fetchall()
    bad = [reading[_QUALITY] == "bad" for reading in readings]
    gaps = [value is None for _, value, _ in gold]
    turns = [at != after for at, after in pairwise(gaps)]
    return {
        "readings": thin(readings, _either(bad, [False, *bad]), MOST_POINTS),
        "gold": thin(gold, _either([False, *turns], [*turns, False]), MOST_POINTS),
    }


def _either(ones: list[bool], others: list[bool]) -> list[bool]:
    return [one or other for one, other in zip(ones, others, strict=False)]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
