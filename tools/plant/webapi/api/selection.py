"""`selectedFields`: which fields of an answer the client wants."""

from __future__ import annotations

from typing import Any

from plant.webapi.api.exchange import Json, Request

Selection = dict[str, "Selection"]
"""Wanted fields in lower case, each with those wanted below it; none below is all."""


def selection_of(request: Request) -> Selection:
    """An empty one wants everything."""
    chosen: Selection = {}
    for path in (request.first("selectedFields") or "").split(";"):
        at = chosen
        for name in filter(None, path.strip().lower().split(".")):
            at = at.setdefault(name, {})
    return chosen


def selected(document: Json, selection: Selection) -> Json:
    """What `selection` wants of a document; a name that it does not have is no error."""
    if not selection:
        return document
    return {
        name: _below(value, selection[name.lower()]) for name, value in document.items() if name.lower() in selection
    }


def _below(value: Any, selection: Selection) -> Any:  # noqa: ANN401 (JSON takes any shape)
    if isinstance(value, list):
        return [_below(each, selection) for each in value]
    return selected(value, selection) if isinstance(value, dict) else value
