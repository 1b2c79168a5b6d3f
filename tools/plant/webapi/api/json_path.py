"""The JsonPaths that a batch may use: names, indices and `[*]`."""

from __future__ import annotations

import re
from typing import Any

from plant.webapi.api.errors import ApiError

_STEP = re.compile(r"\.(?P<name>[^.\[\]]+)|\[(?:(?P<star>\*)|(?P<index>\d+)|'(?P<quoted>[^']*)')\]")


def select(path: str, document: Any) -> list[Any]:  # noqa: ANN401 (JSON takes any shape)
    """Every token that `path` selects; 400 for a path that is none."""
    found, at = [document], 1
    if not path.startswith("$"):
        raise ApiError(400, f"'{path}' is not a valid JsonPath.")
    while at < len(path):
        step = _STEP.match(path, at)
        if step is None:
            raise ApiError(400, f"'{path}' is not a valid JsonPath.")
        found = [each for token in found for each in _below(token, step)]
        at = step.end()
    return found


def _below(token: Any, step: re.Match[str]) -> list[Any]:  # noqa: ANN401 (JSON takes any shape)
    if step["star"]:
        return list(token.values()) if isinstance(token, dict) else list(token) if isinstance(token, list) else []
    if step["index"]:
        index = int(step["index"])
        return [token[index]] if isinstance(token, list) and index < len(token) else []
    name = step["quoted"] if step["name"] is None else step["name"]
    return [token[name]] if isinstance(token, dict) and name in token else []
