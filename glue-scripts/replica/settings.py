"""The jobs' settings: a typed reading of the JSON that the deployment writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Place = tuple[str, str, str]
"""Site, feeder profile and view name."""


class SettingsError(ValueError):
    """The settings are not those that a deployment writes, which has validated them."""


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
    """Settings from the JSON text that lib/transformation/jobs/job-settings.ts writes of a validated configuration.

    Raises SettingsError where it is something else.
    """
    try:
        return _settings(json.loads(text))
    except (KeyError, TypeError, ValueError) as error:
        raise SettingsError(f"settings: got {error!r}, wanted the JSON that the deployment writes") from error


def _settings(document: dict[str, Any]) -> Settings:
    feeders = [(site["id"], feeder["profile"], feeder) for site in document["sites"] for feeder in site["feeders"]]
    views = {
        (site, profile, view["name"]): _KINDS[view["kind"]](view)
        for site, profile, feeder in feeders
        for view in feeder["views"]
    }
    streams = {
        feeder["stream"]["name"]: (site, profile, feeder["stream"]["view"])
        for site, profile, feeder in feeders
        if feeder.get("stream") is not None
    }
    datasets = tuple(
        Dataset(each["name"], each["site"], each["view"], each["gridSeconds"]) for each in document["datasets"]
    )
    return Settings(views, streams, datasets, document["timeTravelDays"])


def _wide_csv(view: dict[str, Any]) -> WideCsvView:
    return WideCsvView(
        name=view["name"],
        delimiter=view["delimiter"],
        encoding=view["encoding"],
        zone=view["zone"],
        time_format=view["timeFormat"],
        decimal=view["decimal"],
        asset_column=view["assetColumn"],
        time_column=view["timeColumn"],
        stale_after_s=view["staleAfterSeconds"],
        columns=tuple(Column(**each) for each in view["columns"]),
    )


_KINDS: dict[str, Callable[[dict[str, Any]], View]] = {
    "wide-csv": _wide_csv,
    "long-parquet": lambda view: LongParquetView(view["name"]),
    "tag-snapshot": lambda view: TagSnapshotView(view["name"]),
}
