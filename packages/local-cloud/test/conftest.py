"""One real local cloud for all tests here."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT / "tools" / "local"), str(PROJECT / "test" / "support")]

from local_cloud import ROOT, Keys, LocalCloud, policy, unique  # noqa: E402

__all__ = ["PROJECT", "ROOT", "Keys", "LocalCloud", "policy", "unique"]


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
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
