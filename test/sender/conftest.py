from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from real_door import RealDoor
from sender_plant import PiServer, Plant

Serve = Callable[..., PiServer]
MakePlant = Callable[..., Plant]


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


@pytest.fixture
def plant(tmp_path: Path) -> MakePlant:
    """A sender on a folder of its own, whose door is a dictionary."""
    return lambda server, **more: Plant(server, tmp_path, **more)


@pytest.fixture(scope="session")
def real_door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealDoor]:
    door = RealDoor(tmp_path_factory.mktemp("cloud"))
    yield door
    door.end()
