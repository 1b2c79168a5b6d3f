"""The plant's server in a process of its own: the clients' environment has nothing of ours."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv/plant/bin/python"
SOURCES = ["--source", "cases", "--source", "reactor", "--now", "2026-01-04"]


class ServedPlant(NamedTuple):
    url: str
    control: str

    def truth(self, web_id: str) -> list[Any]:
        """Every event of a stream: ticks since 1970, value, flags."""
        return [json.loads(line) for line in httpx.get(f"{self.control}/truth/{web_id}").text.splitlines()]

    def switch(self, **faults: int) -> None:
        httpx.post(f"{self.control}/faults", json=faults).raise_for_status()


@contextmanager
def served_plant() -> Iterator[ServedPlant]:
    secrets = ["--token", "ticket", "--user", "reader:sesame"]
    command = [str(PYTHON), "-m", "plant", "webapi", *SOURCES, *secrets]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield ServedPlant(**json.loads(server.stdout.readline()))
        server.terminate()
