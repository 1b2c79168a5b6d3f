"""From what a case's file says to the case, with the defaults that keep the file short."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from corpus.case import Case
from corpus.case_file.expect import expected_of
from corpus.case_file.given import SENT, given_of
from corpus.case_file.settings import settings_of

CASES = Path(__file__).parents[1] / "cases"


def written_cases(folder: Path = CASES) -> list[Case]:
    """The cases that lie in `folder` as `<group>/<case>.toml`, in order."""
    return [
        case_of(file.stem, file.parent.name, tomllib.loads(file.read_text(encoding="utf-8")))
        for file in sorted(folder.glob("*/*.toml"))
    ]


def case_of(name: str, group: str, told: dict[str, Any]) -> Case:
    """The case that `told`, a parsed file, says. Raises ValueError, naming the case, where it is none."""
    try:
        return _case(name, group, told)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{group}/{name}: {error!r}") from error


def _case(name: str, group: str, told: dict[str, Any]) -> Case:
    if len(name) > 28:
        raise ValueError(f"got a name of {len(name)} letters, wanted 28 at most: sites are named by it")
    sites = {alias: "-".join([name, *([alias] if alias else [])]) for alias in told.get("sites", [""])}
    normal = _normal(told)
    settings = {1: settings_of(name, sites, normal)}
    for change in told.get("changes", []):
        normal = {**normal, "views": _changed(normal["views"], change["views"])}
        settings[change["run"]] = settings_of(name, sites, normal)
    given = given_of(name, sites, normal)
    return Case(
        name=name,
        group=group,
        about=told["about"],
        isolated=told.get("isolated", False),
        sites=tuple(sites.values()),
        settings=settings,
        given=given,
        expected=expected_of(name, sites, normal, given),
    )


def _normal(told: dict[str, Any]) -> dict[str, Any]:
    """One spelling of what may be said shortly: `view` is the view without a name, `tags` a snapshot that lands first."""
    views = {**({"": told["view"]} if "view" in told else {}), **told.get("views", {})}
    sender = "tags" in told or any(form in each for each in told.get("given", []) for form in SENT)
    sites = told.get("sites", [""]) if "tags" in told else []
    first = [{"tags": told["tags"], "name": "tags.parquet", "site": site} for site in sites]
    datasets = told.get("datasets", [told["dataset"]] if "dataset" in told else [])
    return {**told, "views": views, "sender": sender, "datasets": datasets, "given": [*first, *told.get("given", [])]}


def _changed(views: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    return {alias: {**view, **change.get(alias, {})} for alias, view in views.items()}
