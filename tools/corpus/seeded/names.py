"""Names of assets, attributes and files, with everything that a keyboard has."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from corpus.seeded.made import Made, csv_text, iso, minutes, word

_SIGNS = "%#?&=+@!$'()[]{}~^,; *|<>\"\\é流🜂"


def cases(random: Random) -> Iterator[Made]:
    yield Made("18-names", "r-names", _tags(random))
    yield Made("18-names", "r-asset-spellings", _spellings(random))
    yield Made("31-one-object-one-fate", "r-keys", _keys(random))


def _odd(random: Random) -> str:
    return "a" + "".join(random.choice(_SIGNS) for _ in range(random.randint(1, 6))) + "z"


def _tags(random: Random) -> dict[str, Any]:
    pairs = sorted({(_odd(random), _odd(random)) for _ in range(6)})
    time = iso(minutes(1)[0])
    named = [{"asset": asset, "attribute": attribute} for asset, attribute in pairs]
    rows = [{**each, "timestamp": time, "value": str(value)} for value, each in enumerate(named)]
    right = [{**each, "time": time, "value": value, "unit": None} for value, each in enumerate(named)]
    about = "Tags named by signs of every kind"
    return {"about": about, "tags": named, "given": [{"rows": rows}], "expected": {"readings": right}}


def _spellings(random: Random) -> dict[str, Any]:
    # the capital of ß is two letters: whether they are the same name is nobody's to say
    first = word(random).replace("ß", "é")
    times = minutes(6)
    dresses = [first, first.upper(), first.lower(), f" {first}", f"{first}  ", f"\u00a0{first}\u00a0"]
    order = [first, *random.sample(dresses[1:], 5)]
    rows = [[name, str(time), "1"] for name, time in zip(order, times, strict=True)]
    return {
        "about": "One asset in six dresses: case and blanks around it do not tell, the first spelling stays",
        "view": {"columns": [{"name": "X", "unit": "m3/h"}], "delimiter": ";"},
        "given": [{"text": csv_text(["Name", "TimeStamp", "X"], rows, ";")}],
        "expected": {"readings": [{"asset": first, "time": iso(time), "value": 1} for time in times]},
    }


def _keys(random: Random) -> dict[str, Any]:
    times = minutes(5)
    names = [f"{number}{_odd(random)}.csv" for number in range(len(times))]
    given = [
        {"name": name, "text": csv_text(["Name", "TimeStamp", "X"], [["P-1", str(time), "1"]])}
        for name, time in zip(names, times, strict=True)
    ]
    return {
        "about": "Files named by signs of every kind",
        "view": {"columns": [{"name": "X", "unit": "m3/h"}]},
        "given": given,
        "expected": {"readings": [{"time": iso(time), "value": 1} for time in times]},
    }
