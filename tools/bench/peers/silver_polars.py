"""Silver by plain Polars."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl

from bench.peers.bronze import Source, sources
from bench.peers.words import states, units

_EPOCH_TICKS = 621_355_968_000_000_000
_NUMBER = r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$"
_FLAGS = ("is_system", "good", "questionable", "substituted")


def main(bronze: Path, settings: Path, out: Path) -> None:
    found = sources(bronze)
    view = _wide_view(settings)
    wide = _wide_cells([each for each in found if each.view == view["name"]], view)
    tags = _tags([each for each in found if each.view == "_tags"], wide, view)
    long = _long_cells([each for each in found if each.view == "reactor"])
    silver = _single(_judged(pl.concat([long, wide.lazy()], how="diagonal"), tags))
    partitions = pl.PartitionBy(out, key=["site", "event_date"], include_key=False)
    _columns(silver, found).sink_parquet(partitions, compression="zstd", mkdir=True)


def _wide_view(settings: Path) -> dict[str, Any]:
    document = json.loads(settings.read_text())
    feeders = [feeder for site in document["sites"] for feeder in site["feeders"]]
    [view] = [view for feeder in feeders for view in feeder["views"] if view["kind"] == "wide-csv"]
    wide: dict[str, Any] = view
    return wide


def _long_cells(objects: list[Source]) -> pl.LazyFrame:
    """Numbered within each file, so file by file."""
    files = [
        pl.scan_parquet(
            each.file, row_index_name="source_row", row_index_offset=1, hive_partitioning=False
        ).with_columns(pl.lit(each.arrival, pl.Int32).alias("arrival"), pl.lit(each.site).alias("site"))
        for each in objects
    ]
    moment = pl.col("timestamp").str.to_datetime("%Y-%m-%dT%H:%M:%S%.fZ", time_unit="ns", strict=False)
    return pl.concat(files).select(
        "arrival",
        "site",
        pl.col("source_row").cast(pl.Int64),
        "asset",
        "attribute",
        pl.col("value").alias("value_raw"),
        pl.col("unit").alias("unit_raw"),
        pl.col("state_code").alias("given_code"),
        *_FLAGS,
        (moment.dt.epoch("ns") // 100 + _EPOCH_TICKS).alias("event_ticks"),
    )


def _wide_cells(objects: list[Source], view: dict[str, Any]) -> pl.DataFrame:
    """The historian's own ticks are the time."""
    attributes = [column["name"] for column in view["columns"]]
    sheets = [
        pl.read_csv(each.file, separator=view["delimiter"], infer_schema=False, row_index_name="source_row").select(
            pl.lit(each.arrival, pl.Int32).alias("arrival"),
            pl.lit(each.site).alias("site"),
            pl.col("source_row").cast(pl.Int64) + 2,
            pl.col(view["assetColumn"]).alias("asset"),
            pl.col("PIIntTSTicks").cast(pl.Int64).alias("event_ticks"),
            *attributes,
        )
        for each in objects
    ]
    kept = ["arrival", "site", "source_row", "asset", "event_ticks"]
    return pl.concat(sheets).unpivot(attributes, index=kept, variable_name="attribute", value_name="value_raw")


def _tags(snapshots: list[Source], wide: pl.DataFrame, view: dict[str, Any]) -> pl.DataFrame:
    """Tags of the snapshot, and of the wide view: its attributes on each asset that it names."""
    told = [
        pl.read_parquet(each.file, hive_partitioning=False).select(
            pl.lit(each.site).alias("site"), "asset", "attribute", "unit"
        )
        for each in snapshots
    ]
    declared = pl.DataFrame(
        [(column["name"], column["unit"]) for column in view["columns"]], ["attribute", "unit"], orient="row"
    )
    shown = wide.select("site", "asset", "attribute").unique().join(declared, on="attribute")
    wanted = _units().rename(lambda name: f"wanted_{name}")
    return (
        pl.concat([*told, shown])
        .unique()
        .join(wanted, left_on="unit", right_on="wanted_alias", how="left")
        .with_columns(pl.format("{}:{}|{}", "site", "asset", "attribute").alias("tag_id"))
        .sort("site", "asset", "attribute")
        .with_row_index("tag_no")
    )


def _units() -> pl.DataFrame:
    return pl.DataFrame(units(), ["alias", "dimension", "factor", "offset"], orient="row")


def _judged(cells: pl.LazyFrame, tags: pl.DataFrame) -> pl.LazyFrame:
    text = pl.col("value_raw").str.strip_chars(" ")
    is_converted = (pl.col("unit_raw") != pl.col("unit")).fill_null(False)
    given = _units().rename(lambda name: f"given_{name}").with_columns(pl.col("given_alias").alias("met_alias"))
    known = pl.DataFrame(states(), {"name_key": pl.String, "state": pl.String, "code": pl.Int32}, orient="row")
    parsed = cells.join(tags.lazy(), on=["site", "asset", "attribute"]).with_columns(
        text.alias("text"),
        pl.when(text.str.contains(_NUMBER)).then(text).cast(pl.Float64).alias("parsed"),
        pl.when(is_converted).then("unit_raw").alias("met_alias"),
    )
    met = (
        parsed.with_columns(
            pl.when(pl.col("parsed").is_null()).then(pl.col("text").str.to_lowercase()).alias("name_key")
        )
        .join(known.lazy(), on="name_key", how="left")
        .join(given.lazy(), on="met_alias", how="left")
    )
    canonical = pl.col("parsed") * pl.col("given_factor") + pl.col("given_offset")
    converted = (canonical - pl.col("wanted_offset")) / pl.col("wanted_factor")
    numbered = met.with_columns(
        pl.when(pl.col("met_alias").is_null()).then("parsed").otherwise(converted).alias("number")
    )
    return numbered.with_columns(_reason().alias("reason"))


def _reason() -> pl.Expr:
    is_converted = pl.col("met_alias").is_not_null()
    return (
        pl.when(pl.col("is_system").fill_null(False) | pl.col("code").is_not_null())
        .then(pl.lit("STATE_SYSTEM"))
        .when(pl.col("text").fill_null("") == "")
        .then(pl.lit("VALUE_EMPTY"))
        .when(~pl.col("good"))
        .then(pl.lit("QUALITY_BAD"))
        .when(pl.col("parsed").is_null())
        .then(pl.lit("VALUE_UNPARSEABLE"))
        .when(is_converted & pl.col("given_alias").is_null())
        .then(pl.lit("UNIT_UNKNOWN"))
        .when(is_converted & (pl.col("given_dimension") != pl.col("wanted_dimension")))
        .then(pl.lit("UNIT_DIMENSION"))
        .when(pl.col("number").is_infinite())
        .then(pl.lit("VALUE_NONFINITE"))
    )


def _single(judged: pl.LazyFrame) -> pl.LazyFrame:
    """The first report of each moment, sorted by tag and time."""
    in_order = judged.filter(pl.col("event_ticks").is_not_null()).sort("tag_no", "event_ticks", "arrival", "source_row")
    is_repeat = (pl.col("tag_no") == pl.col("tag_no").shift()) & (
        pl.col("event_ticks") == pl.col("event_ticks").shift()
    )
    return in_order.filter(~is_repeat.fill_null(False))


def _columns(silver: pl.LazyFrame, found: list[Source]) -> pl.LazyFrame:
    """Silver's columns, with what is known of each source."""
    known = pl.DataFrame(
        [(each.arrival, each.key, each.version, each.landed_at, each.ordinal) for each in found],
        {
            "arrival": pl.Int32,
            "source_object": pl.String,
            "source_version": pl.String,
            "landed_at": pl.Datetime("us", "UTC"),
            "ordinal": pl.Int64,
        },
        orient="row",
    )
    moment = pl.from_epoch((pl.col("event_ticks") - _EPOCH_TICKS) // 10, "us").dt.replace_time_zone("UTC")
    quality = (
        pl.when(pl.col("reason").is_not_null())
        .then(pl.lit("bad"))
        .when("questionable")
        .then(pl.lit("questionable"))
        .when("substituted")
        .then(pl.lit("substituted"))
        .otherwise(pl.lit("good"))
    )
    return silver.join(known.lazy(), on="arrival", maintain_order="left").select(
        "site",
        moment.dt.date().alias("event_date"),
        "tag_id",
        moment.alias("event_time"),
        "event_ticks",
        pl.lit(0, pl.Int32).alias("seq"),
        pl.when(pl.col("reason").is_null()).then("number").alias("value"),
        pl.lit(None, pl.String).alias("value_string"),
        quality.alias("quality"),
        "reason",
        pl.coalesce("given_code", "code").alias("state_code"),
        pl.coalesce("state", pl.when("is_system").then("text")).alias("state_name"),
        "unit",
        "value_raw",
        "unit_raw",
        "source_object",
        "source_version",
        "source_row",
        "landed_at",
        "ordinal",
        pl.lit(0, pl.Int32).alias("revision"),
        pl.lit(True).alias("is_current"),
        pl.lit("peer").alias("run_id"),
        pl.lit("1").alias("rule_version"),
    )
