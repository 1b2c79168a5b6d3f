"""A client of few lines, which knows AVEVA's reference and nothing of the server's code."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from plant.webapi.build import Settings, make_server
from plant.webapi.sources.cases import DAY, START
from plant.webapi.system.clock import PlantClock
from plant.webapi.system.model import PiSystem

AS_DOCUMENTED = Settings()
Query = str | int | Sequence[str]


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 (JSON takes any shape)
        return json.loads(self.body)

    @property
    def items(self) -> list[Any]:
        assert self.status in (200, 207), self.body
        return self.json["Items"]


class Client:
    def __init__(self, origin: str, headers: Mapping[str, str] | None = None) -> None:
        self.origin = origin
        self._headers = headers or {}
        self._connection = HTTPConnection(urlsplit(origin).netloc, timeout=10)

    def close(self) -> None:
        self._connection.close()

    def ask(self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Answer:
        target = url.removeprefix(self.origin)
        self._connection.request(method, target, body, {**self._headers, **(headers or {})})
        response = self._connection.getresponse()
        return Answer(response.status, dict(response.getheaders()), response.read())

    def get(self, path: str, /, **query: Query) -> Answer:
        """`path` below /piwebapi, or a whole URL."""
        url = path if path.startswith("http") else f"/piwebapi/{quote(path)}"
        return self.ask("GET", f"{url}?{urlencode(query, doseq=True)}" if query else url)

    def post(self, path: str, /, body: object = None, **query: Query) -> Answer:
        data = b"" if body is None else json.dumps(body).encode()
        target = f"/piwebapi/{path}" + (f"?{urlencode(query, doseq=True)}" if query else "")
        return self.ask("POST", target, data, {"X-Requested-With": "test", "Content-Type": "application/json"})

    def control(self, what: str, body: object) -> Answer:
        return self.ask("POST", f"/plant/{what}", json.dumps(body).encode())

    def truth(self, web_id: str) -> list[list[Any]]:
        return [json.loads(line) for line in self.ask("GET", f"/plant/truth/{web_id}").body.splitlines()]

    def point(self, name: str) -> str:
        """WebID of a tag of the cases."""
        return self.get("points", path=rf"\\CASEDA\{name}").json["WebId"]

    def recorded(self, name: str, **query: Query) -> list[dict[str, Any]]:
        """Events of a tag of the cases, all days of them by default."""
        asked = {"startTime": "2025-12-31", "endTime": "*", **query}
        return self.get(f"streams/{self.point(name)}/recorded", **asked).items


@contextmanager
def served(systems: Sequence[PiSystem], settings: Settings, now: int = START + 3 * DAY) -> Iterator[str]:
    """Origin of a server that answers from a thread; its clock stands."""
    server = make_server(systems, PlantClock(now), settings)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.origin
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def talking(
    systems: Sequence[PiSystem], settings: Settings = AS_DOCUMENTED, now: int = START + 3 * DAY
) -> Iterator[Client]:
    with served(systems, settings, now) as origin:
        client = Client(origin)
        try:
            yield client
        finally:
            client.close()
