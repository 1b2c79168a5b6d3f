from __future__ import annotations

from collections.abc import Iterator

import pytest
from served_plant import ServedPlant, served_plant


@pytest.fixture(scope="session")
def server() -> Iterator[ServedPlant]:
    with served_plant() as plant:
        yield plant


@pytest.fixture
def plant(server: ServedPlant) -> ServedPlant:
    """The server without a fault."""
    server.switch()
    return server
