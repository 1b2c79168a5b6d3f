"""Sites that are alike in all but their values."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from corpus.seeded.made import Made, csv_text, iso, minutes, word


def cases(random: Random) -> Iterator[Made]:
    yield Made("32-sites-and-views", "r-alike", _alike(random))


def _alike(random: Random) -> dict[str, Any]:
    sites = ["a", "b", "c", "d"][: random.randint(3, 4)]
    attribute, asset = word(random), word(random)
    given, right = [], []
    for site in sites:
        times = sorted(random.sample(minutes(8), 4))
        values = [random.randint(0, 9) for _ in times]
        rows = [[asset, str(time), str(value)] for time, value in zip(times, values, strict=True)]
        given.append({"site": site, "text": csv_text(["Name", "TimeStamp", attribute], rows)})
        place = {"site": site, "asset": asset, "attribute": attribute, "unit": "m3/h"}
        right += [{**place, "time": iso(time), "value": value} for time, value in zip(times, values, strict=True)]
    return {
        "about": f"{len(sites)} sites with equal views, assets, attributes and times",
        "sites": sites,
        "view": {"columns": [{"name": attribute, "unit": "m3/h"}]},
        "given": given,
        "expected": {"readings": right},
    }
