"""The jobs' settings: a typed reading of the JSON that the deployment writes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from contract import STATISTICS

Place = tuple[str, str, str]
"""Site, feeder profile and view name."""


class SettingsError(ValueError):
    """The settings are not those that a deployment writes, which has validated them."""


@dataclass(frozen=True)
class Column:
    """One attribute of a wide view, in `unit`, as are `zero` and `span`; it comes in `sent_unit`, where that is another. The values of a
    `future` one may lie ahead; `set` names its digital states among the view's option digitalSets."""

    name: str
    unit: str | None
    type: str
    step: bool
    zero: float | None
    span: float | None
    sent_unit: str | None = None
    future: bool = False
    set: str | None = None


@dataclass(frozen=True)
class View:
    """What one view's objects are: `kind` names their reader, which knows what `options` mean; `air_kpa` is its site's atmosphere."""

    name: str
    kind: str
    options: dict[str, Any] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    air_kpa: float | None = None

    @property
    def is_event(self) -> bool:
        """Whether a row is an event frame, and no reading."""
        return self.kind.startswith("event-")

    @property
    def has_attributes(self) -> bool:
        """Whether a column is an attribute, so that the settings say what it holds."""
        return self.is_event or self.kind.startswith("wide-")

    def to_json(self) -> dict[str, Any]:
        """As it goes to a task."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> View:
        columns = tuple(Column(**each) for each in told["columns"])
        return cls(told["name"], told["kind"], told["options"], columns, told["air_kpa"])


@dataclass(frozen=True)
class Site:
    """`start` is when its first reading can be, as ISO 8601 with an offset; `states` are its own names of PI's system states, with code."""

    start: str | None
    states: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Dataset:
    """A gold table: one view of one feeder of a site, whose atmosphere is `air_kpa`, on a grid of `grid_s` seconds. A silence of all the
    view's tags that is longer than `silent_after_s` is an outage; null where none is. No tag moves faster than by `rate_percent_per_s` of
    its span or is the same for longer than `flat_after_s`; null where it may. `statistics` stand beside each sample, in the contract's
    order."""

    name: str
    site: str
    feeder: str
    view: str
    grid_s: int
    air_kpa: float | None = None
    silent_after_s: int | None = None
    rate_percent_per_s: float | None = None
    flat_after_s: int | None = None
    statistics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    """`streams` says which view a stream feeds, by its name; each table can be read as of `time_travel_days` ago.

    Runs of more than `spark_from_gib` GiB of objects are carried by Spark; a dataset of more than `single_object_gib` GiB is no
    longer one object.
    """

    sites: dict[str, Site]
    views: dict[Place, View]
    streams: dict[str, Place]
    datasets: tuple[Dataset, ...]
    time_travel_days: int
    spark_from_gib: float
    single_object_gib: float

    @property
    def tag_places(self) -> set[Place]:
        """Places where tag snapshots land."""
        return {place for place, view in self.views.items() if view.kind == "tag-snapshot"}

    @property
    def event_places(self) -> set[Place]:
        """Places where event frames land."""
        return {place for place, view in self.views.items() if view.is_event}


def parse_settings(text: str) -> Settings:
    """Settings from the JSON text that lib/transformation/jobs/job-settings.ts writes of a validated configuration.

    Raises SettingsError where it is something else.
    """
    try:
        return _settings(json.loads(text))
    except (KeyError, TypeError, ValueError) as error:
        raise SettingsError(f"settings: got {error!r}, wanted the JSON that the deployment writes") from error


def _settings(document: dict[str, Any]) -> Settings:
    air = {site["id"]: site.get("atmosphericKPa") for site in document["sites"]}
    sites = {site["id"]: _site(site) for site in document["sites"]}
    feeders = [(site["id"], feeder["profile"], feeder) for site in document["sites"] for feeder in site["feeders"]]
    views = {
        (site, profile, view["name"]): _view(view, air[site])
        for site, profile, feeder in feeders
        for view in feeder["views"]
    }
    streams = {
        feeder["stream"]["name"]: (site, profile, feeder["stream"]["view"])
        for site, profile, feeder in feeders
        if feeder.get("stream") is not None
    }
    datasets = tuple(
        _dataset(each, _feeder(views, each["site"], each["view"]), air.get(each["site"]), views)
        for each in document["datasets"]
    )
    spark, gold = document["spark"], document["gold"]
    return Settings(
        sites, views, streams, datasets, document["timeTravelDays"], spark["fromGiB"], gold["singleObjectUpToGiB"]
    )  # fmt: skip


def _feeder(views: Iterable[Place], site: str, view: str) -> str:
    """The first feeder of the site that has such a view, none where no feeder has: there is nothing to build then."""
    return next((feeder for place, feeder, name in views if (place, name) == (site, view)), "")


def _dataset(told: dict[str, Any], feeder: str, air_kpa: float | None, views: dict[Place, View]) -> Dataset:
    view = views.get((told["site"], feeder, told["view"]))
    options = {} if view is None else view.options
    checks = options.get("checks", {})
    statistics = tuple(each for each in STATISTICS if each in told.get("statistics", ()))
    return Dataset(
        told["name"], told["site"], feeder, told["view"], told["gridSeconds"], air_kpa, options.get("silentAfterSeconds"),
        checks.get("ratePercentPerSecond"), checks.get("flatSeconds"), statistics,
    )  # fmt: skip


def _site(told: dict[str, Any]) -> Site:
    return Site(told.get("start"), tuple((each["name"], each["code"]) for each in told.get("states", ())))


def _view(told: dict[str, Any], air_kpa: float | None) -> View:
    options = {name: value for name, value in told.items() if name not in ("name", "kind", "columns")}
    columns = tuple(_column(each) for each in told.get("columns", ()))
    return View(told["name"], told["kind"], options, columns, air_kpa)


def _column(told: dict[str, Any]) -> Column:
    return Column(
        **{name: told[name] for name in ("name", "unit", "type", "step", "zero", "span")},
        sent_unit=told.get("sentUnit"),
        future=told.get("future", False),
        set=told.get("set"),
    )
