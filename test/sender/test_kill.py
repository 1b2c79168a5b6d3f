"""That a sender that is killed at any moment loses and doubles nothing, at a real door: the local cloud's."""

from __future__ import annotations

import math
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from real_door import RealDoor
from sender_plant import NOON, Serve, differences

SETTINGS = """
settle_s = 0
rows_per_file = 60
[pi]
url = "{url}"
items = 3000
[cloud]
site = "mine-site"
bucket = "{bucket}"
region = "us-east-1"
endpoint_url = "{endpoint}"
ca_file = "{ca}"
[[view]]
name = "cases"
root = '\\\\CASEAF\\Cases'
start = "2024-01-01T00:00:00Z"
"""


KILLS = 6
SLOW_S = 0.02
"""The server's own part in each answer: so a run takes at least as long as its requests, on a machine of any speed."""
REQUESTS = 100
"""A run makes 110."""


@pytest.mark.parametrize("seed", range(int(os.environ.get("AIRLOCK_KILL_SEEDS", "1"))))
def test_kill_9_loses_and_doubles_nothing(serve: Serve, real_door: RealDoor, tmp_path: Path, seed: int) -> None:
    server = serve("--source", "cases", "--now", NOON, "--slow-seconds", str(SLOW_S), "--fault", "slow:1")
    bucket = real_door.bucket()
    host = _Host(tmp_path, server.url, real_door, bucket)
    draw = random.Random(seed)
    kills = sum(host.is_killed(draw.uniform(0.3, REQUESTS * SLOW_S)) for _ in range(KILLS))
    assert kills > 0
    assert not host.is_killed(math.inf)
    assert differences(server, real_door.objects(bucket)) == {}


class _Host:
    """A folder with a sender's settings and what it remembers."""

    def __init__(self, folder: Path, url: str, door: RealDoor, bucket: str) -> None:
        told = {"url": url, "bucket": bucket, "endpoint": door.endpoint, "ca": door.ca_file.as_posix()}
        settings = folder / "sender.toml"
        settings.write_text(SETTINGS.format(**told), encoding="utf-8")
        self._command = [sys.executable, "-m", "airlock_sender", "run", "--once", "--settings", str(settings)]
        self._env = {**os.environ, **door.keys}

    def is_killed(self, seconds: float) -> bool:
        """Whether a run was still at it after so long."""
        sender = subprocess.Popen(self._command, stderr=subprocess.DEVNULL, env=self._env)
        deadline = time.monotonic() + seconds
        while sender.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        if sender.poll() is None:
            sender.kill()
            sender.wait()
            return True
        assert sender.returncode == 0
        return False
