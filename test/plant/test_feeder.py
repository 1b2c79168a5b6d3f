from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import pytest
from plant.__main__ import main
from plant.feeder import airlock_client

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "plant", "AWS_SECRET_ACCESS_KEY": "secret"}


class Request(NamedTuple):
    verb: str
    path: str
    if_none_match: str | None


class Endpoint(ThreadingHTTPServer):
    """A loopback object store's front door: it answers every request with a version and remembers it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.requests: list[Request] = []
        self.status = 200


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        assert isinstance(self.server, Endpoint)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.requests.append(Request(self.command, self.path, self.headers.get("If-None-Match")))
        self.send_response(self.server.status)
        self.send_header("x-amz-version-id", f"v{len(self.server.requests)}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    server = Endpoint()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def feed(site: str, *more: str) -> int:
    return main(["feed", "--site", site, "--run", "first", "--small", *more])


def test_pi_integrator_only_puts_and_may_overwrite_its_own_key(endpoint: Endpoint) -> None:
    assert feed("north-refinery") == 0
    assert {(request.verb, request.if_none_match) for request in endpoint.requests} == {("PUT", None)}
    paths = [request.path for request in endpoint.requests]
    assert len(paths) == len(set(paths)) + 1


def test_beside_a_sender_pi_integrator_puts_its_own_sheets_alone(endpoint: Endpoint) -> None:
    assert feed("east-chemicals") == 0
    (request,) = endpoint.requests
    assert request.path.endswith("/feeder%3Dpi-integrator/view%3Dlaboratory/run%3Dfirst/laboratory.csv")


def test_each_object_is_reported_and_then_their_sum(endpoint: Endpoint, capsys: pytest.CaptureFixture[str]) -> None:
    feed("north-refinery", "--part", "late")
    stored, summary = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert stored["versionId"] == "v1"
    assert stored["key"].startswith("site=north-refinery/feeder=pi-integrator/view=process/run=first/Process_")
    sums = {"objects": 1, "bytes": stored["bytes"], "rows": stored["rows"]}
    assert summary == {"site": "north-refinery", "run": "first", "part": "late", **sums}


def test_a_refused_put_is_a_finding(endpoint: Endpoint) -> None:
    endpoint.status = 412
    assert feed("north-refinery") == 1
    assert len(endpoint.requests) == 1


def test_a_foreign_endpoint_is_refused() -> None:
    with pytest.raises(ValueError, match="loopback or AWS itself, got"):
        airlock_client("us-east-1", {**CREDENTIALS, "AWS_ENDPOINT_URL": "https://s3.example.org"})


def test_credentials_come_from_the_environment_alone() -> None:
    with pytest.raises(ValueError, match="missing AWS_SECRET_ACCESS_KEY"):
        airlock_client("us-east-1", {"AWS_ACCESS_KEY_ID": "plant"})
