from __future__ import annotations

from collections.abc import Iterator

import pytest
from plant.webapi.sources.cases import cases_system
from webapi_client import Client, talking


@pytest.fixture(scope="module")
def cases() -> Iterator[Client]:
    """The hard cases three days after they began; nothing of a test changes them."""
    with talking([cases_system()]) as client:
        yield client
