"""What every job's entry begins with: its arguments, its session and the deployment's settings."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

from pyspark.sql import SparkSession

from replica.objects import read_object
from replica.session import open_session
from replica.settings import Settings, parse_settings


@dataclass(frozen=True)
class Entry:
    """A started job. `layers` has URIs without a closing slash, by the layer's name."""

    spark: SparkSession
    settings: Settings
    layers: dict[str, str]
    run_id: str


def start(job: str, purpose: str | None, layers: Sequence[str], arguments: list[str]) -> Entry:
    """Start `job` on `--settings`, one `--<layer>` for each of `layers`, and Glue's `--JOB_RUN_ID`."""
    parser = argparse.ArgumentParser(description=purpose, allow_abbrev=False)
    for name in ("settings", *layers):
        parser.add_argument(f"--{name}", required=True, help="URI")
    parser.add_argument("--JOB_RUN_ID", required=True, dest="run_id", help="given by Glue")
    # Glue adds arguments of its own
    given, _ = parser.parse_known_args(arguments)
    spark = open_session(job)
    settings = parse_settings(read_object(given.settings).decode("utf-8"))
    return Entry(spark, settings, {name: getattr(given, name).rstrip("/") for name in layers}, given.run_id)
