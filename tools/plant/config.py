"""The part of config/<environment>.json that a plant and its truth depend on."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

STRFTIME_OF = {"MM/dd/yyyy hh:mm:ss a": "%m/%d/%Y %I:%M:%S %p"}
MISREAD = "%Y.%m.%d %H:%M"
"""How times are written in a view whose configuration says otherwise."""


class WideView(NamedTuple):
    """A PI Integrator view; `time_format` in strftime's words."""

    name: str
    delimiter: str
    encoding: str
    zone: ZoneInfo
    time_format: str
    asset_column: str
    time_column: str
    stale_after_s: int
    columns: list[str]


class Site(NamedTuple):
    """A site with a PI Integrator, a sender, or both."""

    id: str
    wide_view: WideView | None
    """View of a PI Integrator; None for a site without one."""
    misread_view: WideView | None
    """A wide view whose times are written as MISREAD, which is not what its configuration says; None without one."""
    long_view: str | None
    """View of a sender; None for a site without one."""
    is_streamed: bool
    """The end of the long view goes through the site's stream."""


class Dataset(NamedTuple):
    name: str
    site: str
    grid_s: int


class Config(NamedTuple):
    landing: str
    region: str
    sites: dict[str, Site]
    datasets: dict[str, Dataset]

    def site(self, name: str) -> Site:
        if name not in self.sites:
            raise ValueError(f"site must be one of {list(self.sites)}, got {name!r}")
        return self.sites[name]


def load_config(path: Path) -> Config:
    """Read the environment's configuration; raises `ValueError` for a site this plant cannot play."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    sites = [_site(site, path.parent) for site in raw["sites"]]
    datasets = [Dataset(each["name"], each["site"], int(each["gridSeconds"])) for each in raw["datasets"]]
    return Config(
        landing=raw["buckets"]["landing"],
        region=raw["region"],
        sites={site.id: site for site in sites},
        datasets={dataset.name: dataset for dataset in datasets},
    )


def _site(raw: dict[str, Any], folder: Path) -> Site:
    feeders = {feeder["profile"]: feeder for feeder in raw["feeders"]}
    integrator, sender = feeders.get("pi-integrator"), feeders.get("sender")
    wide, misread = _sheets(raw["id"], integrator, folder) if integrator else (None, None)
    view, is_streamed = _told(raw["id"], sender) if sender else (None, False)
    return Site(raw["id"], wide, misread, view, is_streamed)


def _sheets(site: str, feeder: dict[str, Any], folder: Path) -> tuple[WideView, WideView | None]:
    played, *misread = [view for view in feeder["views"] if view["kind"] == "wide-csv"] or [None]
    if played is None or played["timeFormat"] not in STRFTIME_OF or len(misread) > 1:
        raise ValueError(
            f"site {site}: got the views {feeder['views']}, wanted one or two of wide-csv, the first with times as {list(STRFTIME_OF)}"
        )
    view = _wide_view(played, folder, STRFTIME_OF[played["timeFormat"]])
    return view, _wide_view(misread[0], folder, MISREAD) if misread else None


def _told(site: str, feeder: dict[str, Any]) -> tuple[str, bool]:
    views = {view["kind"]: view for view in feeder["views"]}
    if not {"long-parquet", "tag-snapshot"} <= views.keys():
        raise ValueError(f"site {site} needs a long-parquet and a tag-snapshot view of its sender, got {list(views)}")
    view, stream = str(views["long-parquet"]["name"]), feeder.get("stream")
    if stream is not None and stream["view"] != view:
        raise ValueError(f"site {site} is played in view {view!r}, got a stream of {stream['view']!r}")
    return view, stream is not None


def _wide_view(raw: dict[str, Any], folder: Path, time_format: str) -> WideView:
    if raw["decimal"] != ".":
        raise ValueError(f"view {raw['name']}: got decimal {raw['decimal']!r}, wanted '.'")
    with (folder / raw["columns"]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    stepped = [row["name"] for row in rows if row["step"] != "false" or not row["type"].startswith("Float")]
    if stepped:
        raise ValueError(f"the refinery's tags are continuous numbers, got {stepped}")
    return WideView(
        name=raw["name"],
        delimiter=raw["delimiter"],
        encoding=raw["encoding"],
        zone=ZoneInfo(raw["zone"]),
        time_format=time_format,
        asset_column=raw["assetColumn"],
        time_column=raw["timeColumn"],
        stale_after_s=int(raw["staleAfterSeconds"]),
        columns=[row["name"] for row in rows],
    )
