"""A case's settings in the JSON form that the deployment writes for its jobs."""

from __future__ import annotations

from typing import Any

from corpus.table import rows_of

_VIEW: dict[str, Any] = {
    "kind": "wide-csv",
    "delimiter": ",",
    "encoding": "UTF-8",
    "zone": "UTC",
    "timeFormat": "yyyy-MM-dd HH:mm:ss",
    "decimal": ".",
    "assetColumn": "Name",
    "timeColumn": "TimeStamp",
    "staleAfterSeconds": 900,
}
_EVENT_VIEW: dict[str, Any] = {
    **{name: _VIEW[name] for name in ("delimiter", "encoding", "zone", "timeFormat", "decimal")},
    "idColumn": "Event ID",
    "nameColumn": "Event",
    "templateColumn": "Template",
    "assetColumn": "Asset",
    "startColumn": "Start Time",
    "endColumn": "End Time",
    "durationColumn": "Duration",
}
_COLUMN: dict[str, Any] = {"unit": None, "type": "Float64", "step": False, "zero": None, "span": None}


def settings_of(slug: str, sites: dict[str, str], told: dict[str, Any]) -> dict[str, Any]:
    """Settings of `sites`, id by alias. `told` has `views` by alias, `sender`, `dataset`, `long`, `starts` and `states`, all optional.

    A view says under `sites` which of them have it, if not all; an empty text is null.
    """
    return {
        "sites": [_site(slug, alias, site, told) for alias, site in sites.items()],
        "datasets": [_dataset(slug, site, told, each) for site in sites.values() for each in told.get("datasets", [])],
        "timeTravelDays": 30,
        "spark": {"fromGiB": 20},
        "gold": {"singleObjectUpToGiB": 4},
    }


def _air(alias: str, told: dict[str, Any]) -> dict[str, float]:
    return {"atmosphericKPa": told["air"][alias]} if alias in told.get("air", {}) else {}


def view_name(slug: str, alias: str) -> str:
    """Name of a case's view: no two cases share one, so that nothing can be mixed up between them."""
    return "_".join([slug.replace("-", "_"), *([alias] if alias else [])])


def dataset_name(site: str, alias: str) -> str:
    return view_name(site, alias)


def _site(slug: str, alias: str, site: str, told: dict[str, Any]) -> dict[str, Any]:
    states = [row for row in rows_of(told.get("states", [])) if (row.get("site") or alias) == alias]
    return {
        "id": site,
        **_air(alias, told),
        "start": told.get("starts"),
        "states": [{"code": int(row["code"]), "name": row["name"]} for row in states],
        "feeders": _feeders(slug, alias, site, told),
    }


def _feeders(slug: str, alias: str, site: str, told: dict[str, Any]) -> list[dict[str, Any]]:
    views = [
        _view(view_name(slug, name), view)
        for name, view in told.get("views", {}).items()
        if alias in view.get("sites", [alias])
    ]
    feeders: list[dict[str, Any]] = [{"profile": "pi-integrator", "views": views}] if views else []
    if told.get("sender"):
        name = view_name(slug, "")
        own = [
            {"name": name, "kind": "long-parquet", **told.get("long", {})},
            {"name": "_tags", "kind": "tag-snapshot"},
        ]
        feeders.append({"profile": "sender", "views": own, "stream": {"name": f"airlock-{site}", "view": name}})
    return feeders


def _view(name: str, told: dict[str, Any]) -> dict[str, Any]:
    columns = [{**_COLUMN, **column} for column in told["columns"]]
    given = {key: _or_null(value) for key, value in told.items() if key not in ("columns", "sites")}
    usual = _EVENT_VIEW if told.get("kind", "").startswith("event-") else _VIEW
    return {"name": name, **usual, **given, "columns": columns}


def _or_null(value: Any) -> Any:  # noqa: ANN401 -- any value of a setting
    return None if value == "" else value


def _dataset(slug: str, site: str, told: dict[str, Any], dataset: dict[str, Any]) -> dict[str, Any]:
    alias = dataset.get("view", "")
    return {
        "name": dataset_name(site, alias),
        "site": site,
        "view": view_name(slug, alias),
        "gridSeconds": dataset.get("gridSeconds", 300),
        **({"statistics": dataset["statistics"]} if "statistics" in dataset else {}),
    }
