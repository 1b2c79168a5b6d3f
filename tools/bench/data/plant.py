"""The plant behind the rows: assets, attributes with their units, and the states that a tag may show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from bench.data.shape import ASSETS, ATTRIBUTES, Shape

START = datetime(2024, 1, 1, tzinfo=UTC)
LONG_VIEW = "site=east/feeder=sender/view=reactor"
TAGS_VIEW = "site=east/feeder=sender/view=_tags"
WIDE_VIEW = "site=north/feeder=pi-integrator/view=process"
ZONE = "America/Sao_Paulo"
DATASET = "reactor_data"

_KINDS = (("Flow", "m3/h"), ("Pressure", "kPag"), ("Temperature", "degC"), ("Level", "%"), ("Valve", "%"))
_OTHER_UNITS = {16: "psig", 17: "degF"}
STATES = (("I/O Timeout", 246), ("Bad Input", 255), ("No Data", 248), ("Scan Off", 238), ("Pt Created", 253))


def assets() -> list[str]:
    return [f"\\\\TEP\\Plant\\Area {number // 5}\\Unit {number}" for number in range(ASSETS)]


def attributes() -> list[tuple[str, str, str]]:
    """(name, the tag's unit, the unit that readings come in)."""
    kinds = [_KINDS[number % len(_KINDS)] for number in range(ATTRIBUTES)]
    return [
        (f"{kind} {number // len(_KINDS)}", unit, _OTHER_UNITS.get(number, unit))
        for number, (kind, unit) in enumerate(kinds)
    ]


def is_held(attribute_no: int) -> bool:
    """Valves keep their place until they move."""
    return attribute_no % len(_KINDS) == len(_KINDS) - 1


def tag_rows(shape: Shape) -> Iterator[dict[str, object]]:
    """Rows of contract/tables/tag_snapshot.json."""
    for asset_no, asset in enumerate(assets()):
        for attribute_no, (attribute, unit, _) in enumerate(attributes()):
            yield {
                "asset": asset,
                "attribute": attribute,
                "point": f"TEP_{asset_no:02d}_{attribute_no:02d}",
                "server": "TEP-PI",
                "type": "Float64",
                "step": is_held(attribute_no),
                "unit": unit,
                "zero": 0.0,
                "span": 100.0,
                "exc_dev": 0.1,
                "exc_max_s": 30.0 * shape.step_s,
                "comp_dev": 0.2,
                "comp_max_s": 60.0 * shape.step_s,
                "snapshot_time": "2023-12-01T00:00:00Z",
            }


def settings(shape: Shape) -> dict[str, object]:
    """The jobs' settings, as a deployment writes them."""
    columns = [
        {"name": name, "unit": unit, "type": "Float64", "step": is_held(number), "zero": None, "span": None}
        for number, (name, unit, _) in enumerate(attributes())
    ]
    wide = {
        "name": "process",
        "kind": "wide-csv",
        "delimiter": "\t",
        "encoding": "UTF-8",
        "zone": ZONE,
        "timeFormat": "MM/dd/yyyy hh:mm:ss a",
        "decimal": ".",
        "assetColumn": "Name",
        "timeColumn": "TimeStamp",
        "staleAfterSeconds": 900,
        "columns": columns,
    }
    long = [{"name": "reactor", "kind": "long-parquet"}, {"name": "_tags", "kind": "tag-snapshot"}]
    return {
        "sites": [
            {"id": "north", "feeders": [{"profile": "pi-integrator", "views": [wide]}]},
            {"id": "east", "feeders": [{"profile": "sender", "views": long}]},
        ],
        "datasets": [{"name": DATASET, "site": "east", "view": "reactor", "gridSeconds": shape.grid_s}],
        "timeTravelDays": 30,
        "spark": {"fromGiB": 20},
        "gold": {"singleObjectUpToGiB": 4},
    }
