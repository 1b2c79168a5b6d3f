"""All that the server can give: each attribute's recorded values in the largest pages, as bytes that nobody reads."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import requests

from bench.peers.pi_web_api import attributes_of, get

_MOST = 150_000
"""Items in a page, which are as many seconds."""


def main(settings: Path, out: Path) -> None:
    told = json.loads(settings.read_text())
    out.mkdir(parents=True)
    first = datetime.fromisoformat(told["first"])
    with requests.Session() as pi:
        for attribute in attributes_of(pi, told):
            for begin in range(0, told["seconds"], _MOST):
                window = {"startTime": begin, "endTime": begin + _MOST - 1}
                given = {name: (first + timedelta(seconds=second)).isoformat() for name, second in window.items()}
                get(pi, f"{told['url']}/streams/{attribute['WebId']}/recorded", **given, maxCount=_MOST)
