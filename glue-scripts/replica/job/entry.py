"""The beginning of every job's entry: its arguments, its machine and the deployment's settings."""

from __future__ import annotations

import argparse
import atexit
import json
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from replica.carriers.choose import CARRIERS
from replica.engine.limits import Limits, limits_here
from replica.job.machine import machine
from replica.settings import Settings, parse_settings
from replica.store.places import read_object
from replica.telemetry.metrics import Measurement, Meter, meter_of


@dataclass(frozen=True)
class Entry:
    """A started job. `layers` has URIs without a closing slash, by the layer's name; `started` is of the monotonic clock."""

    name: str
    started: float
    settings: Settings
    layers: dict[str, str]
    run_id: str
    limits: Limits
    carrier: str | None
    tasks: int
    meter: Meter | None
    replay: str | None

    def finish(self, summary: dict[str, Any]) -> None:
        """Say what the run did, in the log and by its time."""
        print(json.dumps(summary), flush=True)
        if self.meter is not None:
            self.meter.send([Measurement("RunSeconds", self.name, time.monotonic() - self.started)])


def start(job: str, purpose: str | None, layers: Sequence[str], arguments: list[str]) -> Entry:
    """Start `job` on `--settings`, one `--<layer>` for each of `layers`, `--metrics` or none, and Glue's `--JOB_RUN_ID`."""
    started = time.monotonic()
    parser = argparse.ArgumentParser(description=purpose, allow_abbrev=False)
    for name in ("settings", *layers):
        parser.add_argument(f"--{name}", required=True, help="URI")
    parser.add_argument("--metrics", help="<namespace>/<deployment>; nothing is sent without it")
    parser.add_argument("--carrier", choices=CARRIERS, help="who does the tasks; by the run's bytes without it")
    parser.add_argument("--tasks", type=int, default=1, help="that each phase has at least")
    parser.add_argument("--replay", help="what clean judges again: JSON with some of reason, site, view, object")
    parser.add_argument("--JOB_RUN_ID", required=True, dest="run_id", help="given by Glue")
    # Glue adds arguments of its own
    given, _ = parser.parse_known_args(arguments)
    meter = meter_of(given.metrics)
    scratch = Path(tempfile.mkdtemp(prefix="airlock-"))
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    limits = limits_here(scratch)
    print(json.dumps(machine(limits)), flush=True)
    settings = parse_settings(read_object(given.settings).decode("utf-8"))
    uris = {name: getattr(given, name).rstrip("/") for name in layers}
    return Entry(job, started, settings, uris, given.run_id, limits, given.carrier, given.tasks, meter, given.replay)
