"""Verbs of the command, a function each; prints JSON for programs, lines for people."""

from __future__ import annotations

import base64
import json
import os
from argparse import Namespace
from collections import Counter
from typing import Any

from botocore.exceptions import ClientError

from plant.config import load_config
from plant.delivery import PARTS, Part, Play
from plant.feeder import Target, airlock_client, feed
from plant.plays import play_site, size_of
from plant.truth.accounting import Settlement, totals
from plant.truth.cells import true_cells, write_truth
from plant.truth.compare import compare


def feed_site(options: Namespace) -> int:
    """One line an object, then a summary; a refused put is a finding."""
    config = load_config(options.config)
    site = config.site(options.site)
    if site.wide_view is None:
        raise ValueError(f"site {site.id} is fed by its sender alone: the verb `serve` is the PI Web API that it reads")
    play = play_site(site, options.seed, size_of(options))
    deliveries = [each for each in play.deliveries if each.part == options.part]
    client = airlock_client(config.region, os.environ)
    sums: Counter[str] = Counter()
    try:
        for stored in feed(client, Target(config, site, options.run), deliveries):
            sums.update(objects=1, bytes=stored["bytes"], rows=stored["rows"])
            print(json.dumps(stored), flush=True)
    except ClientError as refusal:
        print(json.dumps({"refused": str(refusal), "wanted": len(deliveries), **sums}))
        return 1
    print(json.dumps({"site": site.id, "run": options.run, "part": options.part, **sums}))
    return 0


def list_records(options: Namespace) -> int:
    """One line a record; those of one `batch` are put together, batch after batch. None for a site without a stream."""
    site = load_config(options.config).site(options.site)
    for record in play_site(site, options.seed, size_of(options)).records:
        data = base64.b64encode(record.data).decode()
        print(json.dumps({"partitionKey": record.partition_key, "data": data, "batch": record.batch}))
    return 0


def list_faults(options: Namespace) -> int:
    """Counts by kind, and with `--json` each fault with what it touched."""
    report = {site: _fault_report(play) for site, play in _plays(options).items()}
    if options.json:
        print(json.dumps(report, ensure_ascii=False))
        return 0
    for site, faults in report.items():
        for kind, count in faults["kinds"].items():
            print(f"{site:<16} {kind:<32} {count['faults']:>4} faults {count['cells']:>7} cells")
    return 0


def _fault_report(play: Play) -> dict[str, Any]:
    kinds: dict[str, Counter[str]] = {}
    for fault in play.faults:
        kinds.setdefault(fault.kind, Counter()).update(faults=1, cells=fault.cells)
    return {"kinds": kinds, "faults": [fault._asdict() for fault in play.faults]}


def expect_accounting(options: Namespace) -> int:
    """Counts that the ledger must show of each site after the parts fed."""
    report = {}
    for site, play in _plays(options).items():
        settlement = settled(play, options.after)
        objects = [account.as_json() for account in settlement.accounts]
        told = play.told._asdict() if play.told else None
        report[site] = {"totals": totals(settlement.accounts), "objects": objects, "told": told}
    if options.json:
        print(json.dumps(report))
        return 0
    for site, each in report.items():
        print(f"{site:<16} {each['totals']}")
    return 0


def write_truths(options: Namespace) -> int:
    """One file a dataset, `<out>/<dataset>.parquet`."""
    config = load_config(options.config)
    for dataset in config.datasets.values():
        play = play_site(config.site(dataset.site), options.seed, size_of(options))
        path = options.out / f"{dataset.name}.parquet"
        cells = write_truth(true_cells(play, settled(play, options.after), dataset.grid_s), path)
        print(json.dumps({"dataset": dataset.name, "cells": cells, "file": str(path)}))
    return 0


def compare_gold(options: Namespace) -> int:
    """Exit 0 if gold is what it must be, 1 if not."""
    comparison = compare(options.truth / f"{options.dataset}.parquet", options.gold)
    if options.json:
        print(json.dumps({"dataset": options.dataset, **comparison.as_json()}, ensure_ascii=False))
    else:
        for name, value in comparison.as_json().items():
            print(f"{name:<18} {value}")
    return 0 if comparison.is_fine else 1


def settled(play: Play, after: Part) -> Settlement:
    """The state once the parts up to `after` have arrived, one after the other."""
    settlement = Settlement()
    for part in PARTS[: PARTS.index(after) + 1]:
        settlement.settle(delivery for delivery in play.deliveries if delivery.part == part)
    return settlement


def _plays(options: Namespace) -> dict[str, Play]:
    config = load_config(options.config)
    sites = [config.site(options.site)] if options.site else list(config.sites.values())
    return {site.id: play_site(site, options.seed, size_of(options)) for site in sites}
