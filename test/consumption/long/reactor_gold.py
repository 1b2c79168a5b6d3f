"""Builds gold of those readings in a folder, twice: the second time with one that was corrected."""

import csv
import sys
from datetime import UTC, datetime
from pathlib import Path

from plant import VIEW, Dataset, Plant, reading, tag
from replica.gold.build import build

plant, dataset = Plant(Path(sys.argv[1])), Dataset("reactor_data", "north", VIEW, 180)
tags, readings = {}, []
for asset, attribute, unit, is_step, stale, at, value in csv.reader(sys.stdin):
    kind = {"unit": unit or None, "step": is_step == "True", "stale_after_s": float(stale)}
    tags[asset, attribute] = tag(asset, attribute, **kind)
    time = datetime.fromtimestamp(int(at), UTC)
    readings.append(reading(asset, attribute, time, float(value) if value else None, unit=unit or None))
plant.tags(*tags.values())
plant.read(*readings)
build(plant.run(dataset))
pressure = next(each for each in readings if each["tag_id"].endswith("|Reactor Pressure") and each["value"])
plant.read({**pressure, "value": pressure["value"] + 1, "revision": 1})
build(plant.run(dataset))
