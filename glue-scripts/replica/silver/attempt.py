"""A trace of a run that was ended from outside: the next one does its tasks in processes of their own, so that it finds what ends them."""

from __future__ import annotations

import json

from contract import EXCHANGE_FOLDER
from replica.store.objects import Objects

_NAME = f"{EXCHANGE_FOLDER}attempt.json"


def ended_run(silver: Objects) -> str | None:
    """The run that began and never came to its end, null where the last one did."""
    try:
        return str(json.loads(silver.read(_NAME))["run"])
    except FileNotFoundError:
        return None


def begin(silver: Objects, run_id: str) -> None:
    """A run begins to read."""
    silver.write(_NAME, json.dumps({"run": run_id}).encode())


def end(silver: Objects) -> None:
    """It has come to its end, whatever that is."""
    silver.delete([_NAME])
