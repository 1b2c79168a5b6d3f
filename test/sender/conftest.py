from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from real_door import RealDoor
from sender_plant import NOON, MakePlant, PiServer, Plant, Serve


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a PI Web API server with these arguments of its command, and ends it after the test."""
    servers: list[PiServer] = []

    def start(*words: str) -> PiServer:
        servers.append(PiServer(*words))
        return servers[-1]

    yield start
    for server in servers:
        server.end()


@pytest.fixture(scope="session")
def noon_server() -> Iterator[PiServer]:
    server = PiServer("--source", "cases", "--now", NOON)
    yield server
    server.end()


@pytest.fixture
def noon(noon_server: PiServer) -> Iterator[PiServer]:
    """The hard cases at noon of the second day, for tests that move no clock; they may switch faults on."""
    yield noon_server
    noon_server.control("faults", {})


@pytest.fixture
def plant(tmp_path: Path) -> MakePlant:
    """A sender on a folder of its own, whose door is a dictionary."""
    return lambda server, **more: Plant(server, tmp_path, **more)


@pytest.fixture(scope="session")
def real_door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealDoor]:
    door = RealDoor(tmp_path_factory.mktemp("cloud"))
    yield door
    door.end()
