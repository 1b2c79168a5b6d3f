"""All that the server can give: each attribute's recorded values in the largest pages, as bytes that nobody reads."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import requests

_MOST = 150_000
"""Items in a page, which are as many seconds."""


def main(settings: Path, out: Path) -> None:
    told = json.loads(settings.read_text())
    out.mkdir(parents=True)
    url, first = told["url"], datetime.fromisoformat(told["first"])
    with requests.Session() as pi:
        element = pi.get(f"{url}/elements", params={"path": told["element"]}).json()
        attributes = pi.get(f"{url}/elements/{element['WebId']}/attributes", params={"maxCount": 1000}).json()["Items"]
        for attribute in attributes:
            for begin in range(0, told["seconds"], _MOST):
                window = {"startTime": begin, "endTime": begin + _MOST - 1}
                given = {name: (first + timedelta(seconds=second)).isoformat() for name, second in window.items()}
                answer = pi.get(f"{url}/streams/{attribute['WebId']}/recorded", params={**given, "maxCount": _MOST})
                answer.raise_for_status()
