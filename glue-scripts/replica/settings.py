"""The jobs' settings: a typed reading of the JSON that the deployment writes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

Place = tuple[str, str, str]
"""Site, feeder profile and view name."""
VALUE_TYPES = ("Float64", "Float32", "Int32", "Int16", "String", "Digital")


class SettingsError(ValueError):
    """The settings are not what the jobs understand; the message says what was got and what was wanted."""


@dataclass(frozen=True)
class Column:
    """One attribute of a wide view. `zero` and `span` are in `unit`."""

    name: str
    unit: str | None
    type: str
    step: bool
    zero: float | None
    span: float | None


@dataclass(frozen=True)
class WideCsvView:
    """A PI Integrator view as text. `zone` is null where the text itself names its offset."""

    name: str
    delimiter: str
    encoding: str
    zone: str | None
    time_format: str
    decimal: str
    asset_column: str
    time_column: str
    stale_after_s: float
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class LongParquetView:
    """The sender's readings."""

    name: str


@dataclass(frozen=True)
class TagSnapshotView:
    """The sender's tag list."""

    name: str


View = WideCsvView | LongParquetView | TagSnapshotView


@dataclass(frozen=True)
class Dataset:
    """A gold table: one view of one site on a grid of `grid_s` seconds."""

    name: str
    site: str
    view: str
    grid_s: int


@dataclass(frozen=True)
class Settings:
    """`streams` says which view a stream feeds, by its name; each table can be read as of `time_travel_days` ago."""

    views: dict[Place, View]
    streams: dict[str, Place]
    datasets: tuple[Dataset, ...]
    time_travel_days: int

    @property
    def tag_places(self) -> set[Place]:
        """Places where tag snapshots land."""
        return {place for place, view in self.views.items() if isinstance(view, TagSnapshotView)}


def parse_settings(text: str) -> Settings:
    """Settings from JSON text.

    Raises SettingsError where a key is missing or holds what the jobs do not know.
    """
    document = json.loads(text)
    feeders = [
        (_text(site, "id"), _text(feeder, "profile"), feeder)
        for site in _list(document, "sites")
        for feeder in _list(site, "feeders")
    ]
    views = {
        (site, profile, _text(view, "name")): _view(view)
        for site, profile, feeder in feeders
        for view in _list(feeder, "views")
    }
    streams = {
        _text(feeder["stream"], "name"): _streamed(views, (site, profile, _text(feeder["stream"], "view")))
        for site, profile, feeder in feeders
        if feeder.get("stream") is not None
    }
    datasets = tuple(_dataset(each) for each in _list(document, "datasets"))
    return Settings(views, streams, datasets, _whole(document, "timeTravelDays"))


def _view(view: dict[str, Any]) -> View:
    name, kind = _text(view, "name"), _text(view, "kind")
    match kind:
        case "wide-csv":
            return WideCsvView(
                name=name,
                delimiter=_text(view, "delimiter"),
                encoding=_text(view, "encoding"),
                zone=_optional_text(view, "zone"),
                time_format=_text(view, "timeFormat"),
                decimal=_one_of(view, "decimal", (".", ",")),
                asset_column=_text(view, "assetColumn"),
                time_column=_text(view, "timeColumn"),
                stale_after_s=_positive(view, "staleAfterSeconds"),
                columns=tuple(_column(each) for each in _list(view, "columns")),
            )
        case "long-parquet":
            return LongParquetView(name)
        case "tag-snapshot":
            return TagSnapshotView(name)
    raise SettingsError(f"view {name}: got kind {kind!r}, wanted wide-csv, long-parquet or tag-snapshot")


def _streamed(views: dict[Place, View], place: Place) -> Place:
    if not isinstance(views.get(place), LongParquetView):
        raise SettingsError(f"stream of {place[0]}: got view {place[2]!r}, wanted a long-parquet view of its feeder")
    return place


def _column(column: dict[str, Any]) -> Column:
    step = column.get("step")
    if not isinstance(step, bool):
        raise SettingsError(f"column {column.get('name')!r}: got step {step!r}, wanted true or false")
    return Column(
        name=_text(column, "name"),
        unit=_optional_text(column, "unit"),
        type=_one_of(column, "type", VALUE_TYPES),
        step=step,
        zero=_optional_number(column, "zero"),
        span=_optional_number(column, "span"),
    )


def _dataset(dataset: dict[str, Any]) -> Dataset:
    return Dataset(
        _text(dataset, "name"), _text(dataset, "site"), _text(dataset, "view"), _whole(dataset, "gridSeconds")
    )


def _text(holder: dict[str, Any], key: str) -> str:
    value = holder.get(key)
    if not isinstance(value, str) or value == "":
        raise SettingsError(f"{key}: got {value!r}, wanted a text that is not empty")
    return value


def _optional_text(holder: dict[str, Any], key: str) -> str | None:
    return None if holder.get(key) is None else _text(holder, key)


def _one_of(holder: dict[str, Any], key: str, known: tuple[str, ...]) -> str:
    value = _text(holder, key)
    if value not in known:
        raise SettingsError(f"{key}: got {value!r}, wanted one of {', '.join(known)}")
    return value


def _optional_number(holder: dict[str, Any], key: str) -> float | None:
    value = holder.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SettingsError(f"{key}: got {value!r}, wanted a number or null")
    return float(value)


def _positive(holder: dict[str, Any], key: str) -> float:
    value = _optional_number(holder, key)
    if value is None or value <= 0:
        raise SettingsError(f"{key}: got {value!r}, wanted a number above 0")
    return value


def _whole(holder: dict[str, Any], key: str) -> int:
    value = _positive(holder, key)
    if value != int(value):
        raise SettingsError(f"{key}: got {value}, wanted a whole number")
    return int(value)


def _list(holder: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = holder.get(key)
    if not isinstance(value, list):
        raise SettingsError(f"{key}: got {type(value).__name__}, wanted a list")
    return value
