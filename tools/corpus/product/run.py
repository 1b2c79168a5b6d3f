"""Runs the product over a corpus: many cases in one run of the jobs, those that may end a run each alone."""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from corpus.answers import SCHEMAS
from corpus.product.bronze import lay_out
from corpus.product.given import GivenCase
from corpus.product.jobs import JobError, run_job
from corpus.product.results import results_of
from corpus.table import Row

_TOGETHER = 400
"""Cases in one run."""


def run_product(cases: list[GivenCase], carrier: str | None) -> tuple[dict[str, list[Row]], dict[str, str]]:
    """Results of all cases, and what ended the run of those that have none."""
    found: dict[str, list[Row]] = {kind: [] for kind in SCHEMAS}
    ended: dict[str, str] = {}
    for batch in _batches(cases):
        _run(batch, carrier, found, ended)
    return found, ended


def _batches(cases: list[GivenCase]) -> list[list[GivenCase]]:
    shared: defaultdict[int, list[GivenCase]] = defaultdict(list)
    for case in cases:
        if not case.isolated:
            shared[case.runs].append(case)
    alike = [each[at : at + _TOGETHER] for each in shared.values() for at in range(0, len(each), _TOGETHER)]
    return [*alike, *([case] for case in cases if case.isolated)]


def _run(batch: list[GivenCase], carrier: str | None, found: dict[str, list[Row]], ended: dict[str, str]) -> None:
    """Run a batch; where a run of several cases ends with an error, its halves are run, so that the fault has a name."""
    with tempfile.TemporaryDirectory(prefix="airlock-corpus-") as folder:
        root = Path(folder)
        print(f"running {len(batch)} cases from {batch[0].name}", file=sys.stderr)
        try:
            _run_jobs(root, batch, carrier)
        except JobError as error:
            if len(batch) == 1:
                ended[batch[0].name] = f"the run ended: {error}"
                return
        else:
            for kind, rows in results_of(root, batch).items():
                found[kind] += rows
            return
    half = len(batch) // 2
    _run(batch[:half], carrier, found, ended)
    _run(batch[half:], carrier, found, ended)


def _run_jobs(root: Path, batch: list[GivenCase], carrier: str | None) -> None:
    for layer in ("bronze", "silver", "gold"):
        (root / layer).mkdir()
    for run in range(1, batch[0].runs + 1):
        settings = _together([case.settings_at(run) for case in batch])
        (root / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        landed = [each for case in batch for each in case.landed if each.run == run]
        lay_out(root / "bronze", root / "silver", landed)
        run_job("bronze_to_silver", root, ("bronze", "silver"), run, carrier)
        if settings["datasets"]:
            run_job("silver_to_gold", root, ("silver", "gold"), run, carrier)


def _together(settings: list[dict[str, Any]]) -> dict[str, Any]:
    lists = {name: [each for one in settings for each in one[name]] for name in ("sites", "datasets")}
    return {**settings[0], **lists}
