"""A crawler's settings, and a refusal of those that a crawl here does not follow."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Settings = Mapping[str, Any]
SAMPLES = range(1, 250)


class CrawlError(Exception):
    """An error that ends a crawl as FAILED; the message is the crawl's error message."""


@dataclass(frozen=True)
class S3Target:
    """`prefix` has a closing slash; `exclusions` match what follows it in a key. `sample` is the most objects of a folder that are read."""

    bucket: str
    prefix: str
    exclusions: tuple[re.Pattern[str], ...]
    sample: int | None = None


@dataclass(frozen=True)
class Plan:
    """`table_level` counts from the bucket, which is 1; None makes the target itself the table."""

    crawler: str
    database: str
    table_prefix: str
    classifiers: tuple[str, ...]
    targets: tuple[S3Target, ...]
    delta_tables: tuple[str, ...]
    table_level: int | None
    updates_tables: bool


def plan_of(crawler: Settings) -> Plan:
    """Raises CrawlError for a setting that is not followed here."""
    _refuse_unlike(crawler.get("RecrawlPolicy") or {}, {"RecrawlBehavior": ("CRAWL_EVERYTHING",)})
    change = crawler.get("SchemaChangePolicy") or {}
    _refuse_unlike(change, {"UpdateBehavior": ("UPDATE_IN_DATABASE", "LOG"), "DeleteBehavior": ("LOG",)})
    targets = crawler["Targets"]
    wanted = {"S3Targets", "DeltaTargets"}
    if unknown := {name for name, value in targets.items() if value} - wanted:
        raise CrawlError(f"Targets: got {_listed(unknown)}, wanted S3Targets or DeltaTargets")
    s3_targets = tuple(_s3_target(target) for target in targets.get("S3Targets") or ())
    return Plan(
        crawler=crawler["Name"],
        database=crawler["DatabaseName"],
        table_prefix=crawler.get("TablePrefix") or "",
        classifiers=tuple(crawler.get("Classifiers") or ()),
        targets=s3_targets,
        delta_tables=tuple(_delta_tables(targets)),
        table_level=_table_level(json.loads(crawler.get("Configuration") or "{}")) if s3_targets else None,
        updates_tables=change.get("UpdateBehavior", "UPDATE_IN_DATABASE") == "UPDATE_IN_DATABASE",
    )


def split_path(path: str) -> tuple[str, str]:
    """Bucket, and prefix with a closing slash, of `s3://bucket/folder`; the bucket alone has an empty prefix."""
    bucket, _, prefix = path.removeprefix("s3://").partition("/")
    if not path.startswith("s3://") or not bucket:
        raise CrawlError(f"wanted a path s3://bucket/folder, got {path!r}")
    return bucket, f"{prefix.rstrip('/')}/" if prefix.strip("/") else ""


def glob(pattern: str) -> re.Pattern[str]:
    """Glue's exclude pattern: `*` and `?` stay within a folder, `**` does not."""
    words = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
    if unknown := set(pattern) & set("[]{}\\"):
        raise CrawlError(f"exclude pattern {pattern!r}: got {_listed(unknown)}, wanted no more than **, * and ?")
    return re.compile("".join(words.get(part, re.escape(part)) for part in re.findall(r"\*\*|.", pattern)))


def _s3_target(target: Settings) -> S3Target:
    _refuse_unlike(target, {"Path": None, "Exclusions": None, "SampleSize": None})
    sample = target.get("SampleSize")
    if sample is not None and sample not in SAMPLES:
        raise CrawlError(f"SampleSize: got {sample!r}, wanted {SAMPLES.start} to {SAMPLES.stop - 1}")
    bucket, prefix = split_path(target["Path"])
    return S3Target(bucket, prefix, tuple(glob(each) for each in target.get("Exclusions") or ()), sample)


def _delta_tables(targets: Settings) -> Iterator[str]:
    for target in targets.get("DeltaTargets") or ():
        wanted = {"DeltaTables": None, "CreateNativeDeltaTable": (True,), "WriteManifest": (False,)}
        _refuse_unlike({"CreateNativeDeltaTable": False, **target}, wanted)
        yield from target["DeltaTables"]


def _table_level(configuration: Settings) -> int | None:
    _refuse_unlike(configuration, {"Version": (1,), "Grouping": None, "CrawlerOutput": None})
    output = configuration.get("CrawlerOutput") or {}
    _refuse_unlike(output, {"Partitions": ({"AddOrUpdateBehavior": "InheritFromTable"},)})
    if "Partitions" not in output:
        raise CrawlError("CrawlerOutput: got no Partitions, wanted partitions that InheritFromTable")
    grouping = configuration.get("Grouping") or {}
    wanted = {"TableGroupingPolicy": ("CombineCompatibleSchemas",), "TableLevelConfiguration": None}
    _refuse_unlike({"TableGroupingPolicy": "none", **grouping}, wanted)
    level: int | None = grouping.get("TableLevelConfiguration")
    return level


def _refuse_unlike(settings: Settings, wanted: Mapping[str, tuple[object, ...] | None]) -> None:
    """`wanted` has the values that are followed here by name; None takes every value."""
    for name, value in settings.items():
        if name not in wanted:
            raise CrawlError(f"{name}: a crawl here does not follow it, wanted {_listed(wanted)} alone")
        values = wanted[name]
        if values is not None and value not in values:
            raise CrawlError(f"{name}: got {value!r}, wanted {' or '.join(map(repr, values))}")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
