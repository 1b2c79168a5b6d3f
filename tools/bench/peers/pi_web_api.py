"""What both scripts ask of PI Web API in the same words."""

from __future__ import annotations

from typing import Any

import requests


def get(pi: requests.Session, url: str, **parameters: str | int) -> requests.Response:
    answer = pi.get(url, params=parameters)
    answer.raise_for_status()
    return answer


def attributes_of(pi: requests.Session, told: dict[str, Any]) -> list[dict[str, Any]]:
    """Those of the element that is read."""
    element = get(pi, f"{told['url']}/elements", path=told["element"]).json()
    found: list[dict[str, Any]] = get(
        pi, f"{told['url']}/elements/{element['WebId']}/attributes", maxCount=1000
    ).json()["Items"]
    return found
