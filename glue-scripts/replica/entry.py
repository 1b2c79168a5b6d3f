"""The beginning of every job's entry: its arguments, its session and the deployment's settings."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyspark.sql import SparkSession

from replica.metrics import Measurement, Meter, meter_of
from replica.objects import read_object
from replica.session import open_session
from replica.settings import Settings, parse_settings


@dataclass(frozen=True)
class Entry:
    """A started job. `layers` has URIs without a closing slash, by the layer's name; `started` is of the monotonic clock."""

    name: str
    started: float
    spark: SparkSession
    settings: Settings
    layers: dict[str, str]
    run_id: str
    meter: Meter | None

    def finish(self, summary: dict[str, Any]) -> None:
        """Say what the run did, in the log and by its time."""
        print(json.dumps(summary))
        if self.meter is not None:
            self.meter.send([Measurement("RunSeconds", self.name, time.monotonic() - self.started)])


def start(job: str, purpose: str | None, layers: Sequence[str], arguments: list[str]) -> Entry:
    """Start `job` on `--settings`, one `--<layer>` for each of `layers`, `--metrics` or none, and Glue's `--JOB_RUN_ID`."""
    started = time.monotonic()
    parser = argparse.ArgumentParser(description=purpose, allow_abbrev=False)
    for name in ("settings", *layers):
        parser.add_argument(f"--{name}", required=True, help="URI")
    parser.add_argument("--metrics", help="<namespace>/<deployment>; nothing is sent without it")
    parser.add_argument("--JOB_RUN_ID", required=True, dest="run_id", help="given by Glue")
    # Glue adds arguments of its own
    given, _ = parser.parse_known_args(arguments)
    meter = meter_of(given.metrics)
    spark = open_session(job)
    settings = parse_settings(read_object(given.settings).decode("utf-8"))
    uris = {name: getattr(given, name).rstrip("/") for name in layers}
    return Entry(job, started, spark, settings, uris, given.run_id, meter)
