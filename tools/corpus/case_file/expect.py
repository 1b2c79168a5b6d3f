"""What a case's file says is right, as rows of answers."""

from __future__ import annotations

from typing import Any

from contract import MANIFEST_SUFFIX
from corpus.case import Expected, Given
from corpus.case_file.settings import dataset_name
from corpus.instant import ticks_of
from corpus.table import Row, rows_of

_COUNTS = {
    "cells": "cells_in",
    "good": "silver_good",
    "bad": "silver_bad",
    "quarantined": "quarantined",
    "repeats": "exact_duplicates",
}


def expected_of(slug: str, sites: dict[str, str], told: dict[str, Any], given: tuple[Given, ...]) -> Expected:
    """Answers of a case. An object that is not listed is read, and in a case of one object its counts follow from its cells."""
    right = told["expected"]
    units = _declared_units(told)
    readings = [_reading(slug, sites, units, row) for row in rows_of(right.get("readings", []))]
    frames = [_frame(slug, sites, row) for row in rows_of(right.get("frames", []))]
    lost = [_lost(slug, sites, given, row) for row in rows_of(right.get("quarantine", [])) for _ in range(_count(row))]
    objects = _objects(slug, given, rows_of(right.get("objects", [])))
    _complete(objects, [*readings, *frames], lost, given)
    gold = [cell for row in rows_of(right.get("gold", [])) for cell in _gold(slug, sites, row)]
    return Expected(readings, frames, lost, objects, gold)


def _declared_units(told: dict[str, Any]) -> dict[str, str | None]:
    """Unit by attribute, the first one first."""
    columns = [column for view in told["views"].values() for column in view["columns"]]
    tags = rows_of(told.get("tags", []))
    named = [(column["name"], column.get("unit")) for column in columns]
    return dict(reversed([*named, *((str(tag["attribute"]), tag.get("unit")) for tag in tags)]))


def _reading(slug: str, sites: dict[str, str], units: dict[str, str | None], row: Row) -> Row:
    attribute = row.get("attribute") or list(units)[-1]
    reason, value = row.get("reason"), row.get("value")
    state = row.get("state")
    return {
        "case": slug,
        "site": sites[row.get("site") or next(iter(sites))],
        "asset": row.get("asset") or "P-1",
        "attribute": attribute,
        "ticks": ticks_of(row["time"]),
        "value": None if value is None else float(value),
        "text": row.get("text"),
        "quality": row.get("quality") or ("bad" if reason else "good"),
        "reason": reason,
        "unit": row["unit"] if "unit" in row else units.get(attribute),
        "state_code": None if state is None else int(state),
        "is_current": row.get("current") not in (False, "no"),
        "optional": _is_optional(row),
    }


def _frame(slug: str, sites: dict[str, str], row: Row) -> Row:
    """`attributes` are as `Peak=100 degC; Operator=anna; Flow: STATE_SYSTEM`, in the order of their names."""
    reason = row.get("reason")
    return {
        "case": slug,
        "site": sites[row.get("site") or next(iter(sites))],
        "frame": row["id"],
        **{name: row.get(name) for name in ("name", "template", "asset")},
        "start_ticks": ticks_of(row["start"]),
        "end_ticks": None if row.get("end") is None else ticks_of(row["end"]),
        "quality": "bad" if reason else "good",
        "reason": reason,
        "attributes": row.get("attributes") or "",
        "is_current": row.get("current") not in (False, "no"),
        "optional": _is_optional(row),
    }


def _lost(slug: str, sites: dict[str, str], given: tuple[Given, ...], row: Row) -> Row:
    source = _named(given, row["object"]) if row.get("object") else None
    return {
        "case": slug,
        "site": source.site if source else sites[row.get("site") or next(iter(sites))],
        "object_key": source.key if source else None,
        "object_version": source.version if source else None,
        "row": None if row.get("row") is None else int(row["row"]),
        "asset": row.get("asset"),
        "attribute": row.get("attribute"),
        "reason": row.get("reason"),
        "optional": _is_optional(row),
    }


def _is_optional(row: Row) -> bool:
    """Whether it is as right to say nothing of it."""
    return row.get("optional") in (True, "yes")


def _count(row: Row) -> int:
    return int(row.get("count") or 1)


def _named(given: tuple[Given, ...], name: str) -> Given:
    """The object of that name; `name@v3` is its version of that name."""
    stem, _, version = name.partition("@")
    return next(each for each in given if each.name == stem and version in ("", each.version))


def _objects(slug: str, given: tuple[Given, ...], rows: list[Row]) -> list[Row]:
    said = {(found.key, found.version): row for row in rows for found in [_named(given, row["object"])]}
    return [_object(slug, each, said.get((each.key, each.version), {})) for each in given]


def _object(slug: str, given: Given, row: Row) -> Row:
    counts = {name: None if row.get(short) is None else int(row[short]) for short, name in _COUNTS.items()}
    return {
        "case": slug,
        "site": given.site,
        "object_key": given.key,
        "object_version": given.version,
        "outcome": row.get("outcome") or _usual_outcome(given),
        **counts,
        "manifest_state": row.get("manifest"),
    }


def _usual_outcome(given: Given) -> str:
    if given.refused:
        return "refused"
    if given.kind == "stranded":
        return "stranded"
    return "manifest" if given.key.endswith(MANIFEST_SUFFIX) else "read"


def _complete(objects: list[Row], kept: list[Row], lost: list[Row], given: tuple[Given, ...]) -> None:
    """Fill the counts of a case's only object with readings, or frames: no cell of it can have gone elsewhere."""
    data = [row for row, each in zip(objects, given, strict=True) if "/view=_tags/" not in each.key]
    if len(data) != 1 or data[0]["outcome"] != "read" or data[0]["cells_in"] is not None:
        return
    if any(row["optional"] for row in lost):
        return
    bad = sum(row["quality"] == "bad" for row in kept)
    quarantined = sum(row["object_key"] in (None, data[0]["object_key"]) for row in lost)
    counts = {"silver_good": len(kept) - bad, "silver_bad": bad, "quarantined": quarantined}
    repeats = data[0]["exact_duplicates"] or 0
    data[0].update(counts, exact_duplicates=repeats, cells_in=sum(counts.values()) + repeats)


def _gold(slug: str, sites: dict[str, str], row: Row) -> list[Row]:
    named = {"site", "view", "asset", "time"}
    place = {
        "case": slug,
        "dataset": dataset_name(sites[row.get("site") or next(iter(sites))], row.get("view") or ""),
        "asset": row.get("asset") or "P-1",
        "time": row["time"],
    }
    return [{**place, "column": name, **_gold_value(value)} for name, value in row.items() if name not in named]


def _gold_value(said: str | None) -> Row:
    """`12.5` is a number, `OPEN` a text, `OPEN or 2` either."""
    parts = [] if said is None else str(said).split(" or ")
    numbers = [part for part in parts if _is_number(part)]
    texts = [part for part in parts if not _is_number(part)]
    return {"value": float(numbers[0]) if numbers else None, "text": texts[0] if texts else None}


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
