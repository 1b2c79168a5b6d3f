"""The gold job: each dataset on its grid, as a Delta table and as one object."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from delta.tables import DeltaTable
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

from contract import DELTA_FOLDER
from replica import RULE_VERSION, fill, metrics, tables
from replica.event_time import TICKS_PER_S, UNIX_EPOCH_TICKS
from replica.export_single import Exported, export_single, exported_version
from replica.grid import grid_cells
from replica.local_rows import local_rows
from replica.settings import Dataset, Settings
from replica.slots import Plan, plan, slot_table
from replica.widen import widen

_FILE_CELLS = 50_000_000
_HISTORY = 50


@dataclass(frozen=True)
class Build:
    """One run of the job. `silver` and `gold` are URIs without a closing slash; without `meter` nothing is measured."""

    spark: SparkSession
    settings: Settings
    silver: str
    gold: str
    run_id: str
    meter: metrics.Meter | None = None


@dataclass(frozen=True)
class Source:
    """The source of a dataset: `stamp` names it; the newest object of its view landed at `landed_us`."""

    stamp: str
    landed_us: int | None


def build(run: Build) -> dict[str, Any]:
    """Build every dataset whose silver has changed; the summary for the log."""
    events = tables.PI_EVENT.read(run.spark, run.silver)
    tags = tables.TAG.read(run.spark, run.silver)
    ledger = tables.LEDGER.read(run.spark, run.silver)
    if events is None or tags is None or ledger is None:
        return {"job": "gold", "run": run.run_id, "datasets": {}}
    outcomes = {each.name: _build_one(run, each, events, tags, ledger) for each in run.settings.datasets}
    return {"job": "gold", "run": run.run_id, "datasets": outcomes}


def _build_one(run: Build, dataset: Dataset, events: DataFrame, tags: DataFrame, ledger: DataFrame) -> dict[str, Any]:
    path = f"{run.gold}/{DELTA_FOLDER}{dataset.name}"
    source, built = _source(dataset, run.settings, ledger), _last_built(run.spark, path)
    if built is not None and built[1] == source.stamp:
        if exported_version(run.gold, dataset.name) == built[0]:
            _measure(run, dataset, source, None)
            return {"outcome": "unchanged", "version": built[0]}
    else:
        current = events.where((F.col("site") == dataset.site) & F.col("is_current") & _of_view(dataset))
        planned = plan(current, tags.where((F.col("site") == dataset.site) & F.col("is_current")), dataset.grid_s)
        if not planned.spans:
            return {"outcome": "no events"}
        _write(run, dataset, path, _wide(run.spark, dataset, current, planned), planned, source.stamp)
        built = _last_built(run.spark, path)
    version = built[0] if built else 0
    exported = export_single(
        run.spark.read.format("delta").option("versionAsOf", version).load(path), run.gold, dataset.name, version
    )
    _measure(run, dataset, source, exported)
    return {"outcome": "built", "version": version, "rows": exported.rows}


def _measure(run: Build, dataset: Dataset, source: Source, exported: Exported | None) -> None:
    if run.meter is not None:
        run.meter.send(metrics.of_dataset(dataset.name, source.landed_us, exported, datetime.now(UTC)))


def _of_view(dataset: Dataset) -> Column:
    return F.col("source_object").rlike(f"^site={dataset.site}/feeder=[^/]+/view={dataset.view}/")


def _wide(spark: SparkSession, dataset: Dataset, events: DataFrame, planned: Plan) -> DataFrame:
    grid_ticks = dataset.grid_s * TICKS_PER_S
    keyed = events.select(
        "tag_id", F.coalesce("unit", F.lit("")).alias("unit"), (F.col("event_ticks") - UNIX_EPOCH_TICKS).alias("ticks"),
        "seq", "value", "quality",
    )  # fmt: skip
    scaled = keyed.join(slot_table(spark, planned.slots), ["tag_id", "unit"]).withColumns(
        {
            "number": F.col("value") * F.col("factor") + F.col("offset"),
            "is_good": (F.col("quality") != "bad") & F.col("factor").isNotNull(),
        }
    )
    points = fill.points(fill.spells(scaled), grid_ticks)
    every = points.unionByName(grid_cells(spark, planned.spans, grid_ticks))
    return widen(every, list(planned.columns.values()), grid_ticks)


def _write(run: Build, dataset: Dataset, path: str, wide: DataFrame, planned: Plan, stamp: str) -> None:
    grid_ticks = dataset.grid_s * TICKS_PER_S
    rows = sum(max(0, last - first + 1) for first, last in (span.cells(grid_ticks) for span in planned.spans))
    files = 1 + rows * len(planned.columns) // _FILE_CELLS
    named = [
        (dataset.name, name, attribute, planned.column_units[attribute], run.run_id)
        for attribute, name in planned.columns.items()
    ]
    mapping = local_rows(run.spark, named, tables.COLUMN_NAME.columns)
    tables.COLUMN_NAME.replace(run.gold, mapping, f"dataset = '{dataset.name}'")
    ordered = wide.repartitionByRange(files, "asset", "time").sortWithinPartitions("asset", "time")
    writer = ordered.write.format("delta").mode("overwrite").option("overwriteSchema", "true")
    writer.option("delta.enableDeletionVectors", "false").option("userMetadata", stamp).save(path)


def _source(dataset: Dataset, settings: Settings, ledger: DataFrame) -> Source:
    """Its settings, and the objects of its view and of its site's tag snapshots that silver took in."""
    views = [dataset.view, *(view for site, _, view in settings.tag_places if site == dataset.site)]
    taken = ledger.where(
        (F.col("site") == dataset.site) & F.col("view").isin(views) & (F.col("silver_good") + F.col("silver_bad") > 0)
    )
    last = F.max(F.unix_micros("processed_at")).alias("last")
    landed = F.max(F.when(F.col("view") == dataset.view, F.unix_micros("landed_at"))).alias("landed")
    state = taken.agg(
        F.count("*").alias("objects"), last, F.sum(F.col("silver_good") + F.col("silver_bad")).alias("cells"), landed
    ).collect()[0].asDict()  # fmt: skip
    landed_us = state.pop("landed")
    return Source(json.dumps({"dataset": asdict(dataset), "rules": RULE_VERSION, **state}, sort_keys=True), landed_us)


def _last_built(spark: SparkSession, path: str) -> tuple[int, str] | None:
    """Version and stamp of the last build; commits that only keep the table in order carry no stamp."""
    if not DeltaTable.isDeltaTable(spark, path):
        return None
    commits = DeltaTable.forPath(spark, path).history(_HISTORY).where("userMetadata is not null")
    found = commits.orderBy(F.desc("version")).select("version", "userMetadata").head()
    return (found["version"], found["userMetadata"]) if found else None
