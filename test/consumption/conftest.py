"""The tests here run in a network of their own, in which the Pod Identity agent has its address of a node on EKS.

AWS's SDKs take credentials without TLS from this machine, and from that address where they know it: on 127.0.0.1 one that does
not know it would pass.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from own_network import AGENT, enter
from standin.testing.local_cloud import LocalCloud

_WHY_NOT = pytest.StashKey[str | None]()


def pytest_configure(config: pytest.Config) -> None:
    """Before anything is started: what runs already stays where it is."""
    config.stash[_WHY_NOT] = enter()


@pytest.fixture(scope="session")
def cloud(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """One for all tests here, its agent at the real address."""
    if (why := pytestconfig.stash[_WHY_NOT]) is not None:
        pytest.skip(f"no network of its own (unshare -rn): {why}")
    running = LocalCloud(tmp_path_factory.mktemp("node") / "cloud", ("--pod-identity", f"{AGENT}:80"))
    running.start()
    yield running
    running.end(signal.SIGTERM)
