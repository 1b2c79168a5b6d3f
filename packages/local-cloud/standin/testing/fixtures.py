"""Pytest's fixtures of a local cloud; a conftest.py imports those that its tests want."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from standin.testing.local_cloud import LocalCloud


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """One for all tests of a session."""
    running = LocalCloud(tmp_path_factory.mktemp("local") / "cloud")
    running.start()
    yield running
    running.end(signal.SIGTERM)


@pytest.fixture
def own_cloud(tmp_path: Path) -> Iterator[LocalCloud]:
    """A cloud that a test may kill."""
    running = LocalCloud(tmp_path / "cloud")
    running.start()
    yield running
    running.end(signal.SIGKILL)
