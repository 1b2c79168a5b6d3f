"""A plant for tests of the sender: a PI Web API server in a process of its own, and a sender whose landing is a dictionary."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import urllib.parse
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from airlock_sender.door import DoorError, Outcome
from airlock_sender.run import run
from airlock_sender.settings import Settings, settings_of
from airlock_sender.start import started
from airlock_sender.ticks import ticks_of

UNIX = ticks_of("1970-01-01T00:00:00Z")
NOON = "2026-01-02T12:00:00+00:00"
CASES = {"name": "cases", "root": r"\\CASEAF\Cases", "start": "2024-01-01T00:00:00Z"}
Reading = tuple[int, object, bool, bool, bool]
"""Ticks since 1970, the value as JSON, and whether it is questionable, substituted, annotated."""


class PiServer:
    """`told` is what the server says of itself."""

    def __init__(self, *words: str, verb: str = "webapi") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "plant", verb, *words], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout
        self.told = json.loads(self._process.stdout.readline())
        self.url, self._control = str(self.told["url"]), str(self.told["control"])

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()

    def control(self, what: str, body: Mapping[str, object] | None = None, method: str | None = None) -> bytes:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self._control}/{what}", data, method=method)
        with urllib.request.urlopen(request) as answer:
            return bytes(answer.read())

    def truth(self, path: str) -> list[Reading]:
        """Every event of an attribute or of a point up to now, by its path."""
        kind = "attributes" if "|" in path else "points"
        with urllib.request.urlopen(f"{self.url}/{kind}?path={urllib.parse.quote(path)}") as answer:
            web_id = json.loads(answer.read())["WebId"]
        lines = self.control(f"truth/{web_id}").decode().splitlines()
        return [(each[0], each[1], *each[2:]) for each in map(json.loads, lines)]


class Landing:
    """A landing bucket as a sender may use it: it takes what is new, and gives nothing back."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.is_away = False
        self.puts = 0

    def put(self, key: str, body: bytes) -> Outcome:
        self.puts += 1
        if self.is_away:
            raise DoorError("no way to the cloud", False)
        if key in self.objects:
            return "exists"
        self.objects[key] = body
        return "stored"


class Plant:
    """`lines` are the log's."""

    def __init__(self, server: PiServer, base: Path, **more: Any) -> None:  # noqa: ANN401
        pi = {"url": server.url, **more.pop("pi", {})}
        cloud = {"site": "mine", "bucket": "landing", "region": "us-east-1", **more.pop("cloud", {})}
        told = {"pi": pi, "cloud": cloud, "view": [more.pop("view", CASES)], "settle_s": 0, **more}
        self.settings: Settings = settings_of(told, base)
        self.landing = Landing()
        self.lines: list[dict[str, object]] = []

    def log(self, event: str, **about: object) -> None:
        self.lines.append({"event": event, **about})

    def events(self) -> set[object]:
        return {line["event"] for line in self.lines}

    def run(self) -> int:
        def sleep(_: float) -> None:
            """A test does not wait."""

        with started(self.settings, self.log, self.landing, sleep) as parts:  # type: ignore[arg-type]
            return run(parts, self.settings, self.log, once=True, sleep=sleep)


Serve = Callable[..., PiServer]
MakePlant = Callable[..., Plant]


def rows_of(objects: Mapping[str, bytes], view: str) -> list[dict[str, Any]]:
    """Rows of a view in the order put."""
    return [
        row
        for key, body in objects.items()
        if f"/view={view}/" in key and key.endswith(".parquet")
        for row in pq.read_table(io.BytesIO(body)).to_pylist()
    ]


def readings_of(rows: list[dict[str, Any]]) -> dict[str, list[Reading]]:
    """Readings by the path of their tag, as the server's truth tells them."""
    found: defaultdict[str, list[Reading]] = defaultdict(list)
    for row in rows:
        flags = (row["questionable"], row["substituted"], row["annotated"])
        value = row["value"]
        if row["state_code"] is not None:
            value = {"Name": row["value"], "Value": row["state_code"], "IsSystem": row["is_system"]}
        found[f"{row['asset']}|{row['attribute']}"].append((ticks_of(row["timestamp"]) - UNIX, value, *flags))
    return dict(found)


def standing(objects: Mapping[str, bytes], view: str = "cases") -> dict[str, list[tuple[int, object]]]:
    """What stands by tag of one asset whose view restates: each file deletes from its first to its last reading."""
    found: dict[str, list[tuple[int, object]]] = {}
    for key, body in objects.items():
        told = readings_of(rows_of({key: body}, view))
        times = [each[0] for readings in told.values() for each in readings]
        for path in found:
            found[path] = [
                each for each in found[path] if not min(times, default=0) <= each[0] <= max(times, default=-1)
            ]
        for path, readings in told.items():
            found.setdefault(path, []).extend((each[0], each[1]) for each in readings)
    return {path: sorted(readings, key=lambda each: each[0]) for path, readings in found.items()}


def as_text(reading: Reading) -> Reading:
    """A number as the sender writes it."""
    ticks, value, *flags = reading
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return (ticks, repr(value) if is_number else value, *flags)  # type: ignore[return-value]


def differences(server: PiServer, objects: Mapping[str, bytes], view: str = "cases") -> dict[str, tuple[int, int]]:
    """Readings lost, and readings too many, by tag; of all tags that the tag list names."""
    (tags,) = [json.loads(body)["perTag"] for key, body in objects.items() if "_tags" in key and "manifest" in key]
    told = readings_of(rows_of(objects, view))
    found: dict[str, tuple[int, int]] = {}
    for path in tags:
        now = json.loads(server.control("clock"))["now"]
        limit = ticks_of(now) - UNIX
        wanted = Counter(map(_hashable, map(as_text, (each for each in server.truth(path) if each[0] < limit))))
        got = Counter(map(_hashable, told.get(path, [])))
        if wanted != got:
            found[path] = ((wanted - got).total(), (got - wanted).total())
    return found


def _hashable(reading: Reading) -> str:
    return json.dumps(reading)
