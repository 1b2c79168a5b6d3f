"""A dataset's tags that are most worth a look: what the plant sent beside what gold made of it."""

from __future__ import annotations

from typing import Any, NamedTuple

import polars as pl

from contract import COLUMN_NAME_TABLE, SHARE
from replica_figures.choice import Sight, choose
from replica_figures.tables import scan
from replica_figures.thinning import thin

MOST_POINTS = 3_200
"""Eleven days at five minutes."""
UNIX_EPOCH_MS = 62_135_596_800_000
"""From the year 1, where ticks count from."""
IS_BAD = pl.col("quality") == "bad"
IS_CONVERTED = (~IS_BAD & (pl.col("unit_raw").str.strip_chars() != pl.col("unit"))).fill_null(False)
KIND = (
    pl.when(IS_BAD)
    .then(pl.concat_str("reason", pl.col("state_name").fill_null(""), separator=" "))
    .when(IS_CONVERTED)
    .then(pl.concat_str(pl.lit("unit "), "unit_raw"))
    .when(pl.col("quality") != "good")
    .then("quality")
)
READING = ("ms", "value", "quality", "reason", "value_raw", "unit_raw", "state_name")


class Query(NamedTuple):
    """`silver` and `gold` are `s3://bucket` or folders; all assets unless one is named."""

    silver: str
    gold: str
    dataset: str
    asset: str | None
    most_tags: int


def read_trends(query: Query) -> dict[str, Any]:
    """The chosen tags with current readings and gold, thinned; raises `ValueError` where nothing fits the query."""
    gold = scan(query.gold, query.dataset).collect().sort("asset", "time")
    if query.asset is not None:
        gold = gold.filter(pl.col("asset") == query.asset)
    tags = _tags_of(query, gold)
    readings = _readings_of(query, tags)
    by_tag = {str(key[0]): rows for key, rows in readings.partition_by("tag_id", as_dict=True).items()}
    series = {tag["tag_id"]: _gold_of(gold, tag) for tag in tags}
    sights = [_sight_of(tag["tag_id"], by_tag.get(tag["tag_id"]), series[tag["tag_id"]]) for tag in tags]
    by_id = {tag["tag_id"]: tag for tag in tags}
    chosen = choose(sights, query.most_tags)
    empty = readings.clear()
    return {
        "dataset": query.dataset,
        "tags_in_dataset": len(tags),
        "tags": [_trend_of(by_id[each], by_tag.get(each, empty), series[each]) for each in chosen],
    }


_DRAWN = ("number", "flag")
"""Kinds of columns that have numbers."""


def _tags_of(query: Query, gold: pl.DataFrame) -> list[dict[str, Any]]:
    names = scan(query.gold, COLUMN_NAME_TABLE).filter(pl.col("dataset") == query.dataset)
    columns = names.filter(pl.col("kind").is_in(_DRAWN)).select("attribute", "column").unique()
    tags = scan(query.silver, "tag").filter(pl.col("is_current") & pl.col("asset").is_in(gold["asset"].implode()))
    fields = ("tag_id", "site", "asset", "attribute", "column", "unit", "type", "step", "stale_after_s")
    found = tags.join(columns, on="attribute").select(fields).unique("tag_id").sort("tag_id").collect()
    sites = found["site"].unique().to_list()
    if len(sites) != 1:
        raise ValueError(f"dataset {query.dataset} asset {query.asset}: got tags of sites {sites}, wanted one site")
    return found.to_dicts()


def _readings_of(query: Query, tags: list[dict[str, Any]]) -> pl.DataFrame:
    ids = [tag["tag_id"] for tag in tags]
    events = scan(query.silver, "pi_event").filter(pl.col("is_current") & pl.col("tag_id").is_in(ids))
    ms = (pl.col("event_ticks") // 10_000 - UNIX_EPOCH_MS).alias("ms")
    columns = ("tag_id", ms, *READING[1:], KIND.alias("kind"), IS_CONVERTED.alias("is_converted"))
    return events.sort("tag_id", "event_ticks", "seq").select(columns).collect()


def _gold_of(gold: pl.DataFrame, tag: dict[str, Any]) -> pl.DataFrame:
    of_asset = gold.filter(pl.col("asset") == tag["asset"])
    share = f"{tag['column']}{SHARE}"
    return of_asset.select(
        ms=pl.col("time").dt.epoch("ms"), value=pl.col(tag["column"]).cast(pl.Float64), pct_good=pl.col(share)
    )


def _sight_of(tag_id: str, readings: pl.DataFrame | None, gold: pl.DataFrame) -> Sight:
    kinds = [] if readings is None else readings["kind"].drop_nulls().to_list()
    gaps = gold["value"].null_count()
    return Sight(tag_id, frozenset(kinds) | ({"gap"} if gaps else frozenset()), len(kinds) + gaps)


def _trend_of(tag: dict[str, Any], readings: pl.DataFrame, gold: pl.DataFrame) -> dict[str, Any]:
    """One tag: its own fields, counts over all points, and the points to draw in the order of READING."""
    is_gap = pl.col("value").is_null()
    turns = (is_gap != is_gap.shift(1)) | (is_gap != is_gap.shift(-1))
    return {
        **tag,
        "counts": {
            "readings": readings.height,
            "bad": readings.filter(IS_BAD).height,
            "converted": int(readings["is_converted"].sum()),
            "gold": gold.height,
            "gaps": gold["value"].null_count(),
        },
        "readings": thin(readings, IS_BAD | IS_BAD.shift(1), MOST_POINTS).select(READING).rows(),
        "gold": thin(gold, turns, MOST_POINTS).rows(),
    }
