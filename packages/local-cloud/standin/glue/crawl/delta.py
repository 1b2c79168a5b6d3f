"""A Delta table by its log: the newest metadata, and the last version."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from standin.glue.crawl.parquet import Reader
from standin.glue.crawl.plan import CrawlError, split_path

_COMMIT = re.compile(r"(\d{20})\.json")
_CHECKPOINT = re.compile(r"(\d{20})\.checkpoint(\.[^/]+)?\.parquet")


@dataclass(frozen=True)
class DeltaTable:
    """`committed` is milliseconds since 1970 and belongs to `version`."""

    location: str
    schema: str
    partitions: tuple[str, ...]
    version: int
    committed: int


def read_delta(reader: Reader, path: str) -> DeltaTable | None:
    """None where there is no Delta log. Raises CrawlError where the log does not hold a table's metadata."""
    bucket, prefix = split_path(path)
    log = f"{prefix}_delta_log/"
    pages = reader.s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=log)
    names = [entry["Key"][len(log) :] for page in pages for entry in page.get("Contents", ())]
    commits = sorted(int(match[1]) for match in map(_COMMIT.fullmatch, names) if match)
    checkpoints = sorted((int(match[1]), name) for name in names if (match := _CHECKPOINT.fullmatch(name)))
    if not commits:
        return None
    newest = checkpoints[-1][0] if checkpoints else -1
    last = _actions(reader.s3, bucket, f"{log}{commits[-1]:020d}.json")
    metadata = None
    for version in reversed([each for each in commits if each > newest]):
        actions = last if version == commits[-1] else _actions(reader.s3, bucket, f"{log}{version:020d}.json")
        found = next((action["metaData"] for action in actions if "metaData" in action), None)
        if found:
            metadata = (found["schemaString"], found["partitionColumns"])
            break
    if metadata is None:
        parts = [name for version, name in checkpoints if version == newest]
        metadata = next(filter(None, (reader.checkpoint_metadata(bucket, log + name) for name in parts)), None)
    if metadata is None:
        raise CrawlError(f"{path}: got no metadata in versions {newest + 1} to {commits[-1]} of its Delta log")
    schema, partitions = metadata
    return DeltaTable(f"s3://{bucket}/{prefix}", schema, tuple(partitions), commits[-1], _committed(last))


def _actions(s3: Any, bucket: str, key: str) -> list[dict[str, Any]]:
    body: bytes = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
    return [json.loads(line) for line in body.splitlines() if line.strip()]


def _committed(actions: list[dict[str, Any]]) -> int:
    return next((int(action["commitInfo"]["timestamp"]) for action in actions if "commitInfo" in action), 0)
