"""That a sender that is killed at any moment loses and doubles nothing, at a real door: the local cloud's."""

from __future__ import annotations

import os
import random
import signal
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


@pytest.mark.parametrize("seed", range(int(os.environ.get("AIRLOCK_KILL_SEEDS", "1"))))
def test_kill_9_loses_and_doubles_nothing(serve: Serve, real_door: RealDoor, tmp_path: Path, seed: int) -> None:
    server = serve("--source", "cases", "--now", NOON)
    bucket = real_door.bucket()
    told = {"url": server.url, "bucket": bucket, "endpoint": real_door.endpoint, "ca": real_door.ca_file.as_posix()}
    (tmp_path / "sender.toml").write_text(SETTINGS.format(**told), encoding="utf-8")
    draw = random.Random(seed)
    kills = 0
    while True:
        command = [sys.executable, "-m", "airlock_sender", "run", "--once", "--settings", str(tmp_path / "sender.toml")]
        sender = subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ, **real_door.keys})
        if kills == 6:
            assert sender.wait(timeout=120) == 0
            break
        deadline = time.monotonic() + draw.uniform(0.5, 1.5)
        while sender.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        if sender.poll() is not None:
            assert sender.returncode == 0
            break
        sender.send_signal(signal.SIGKILL)
        sender.wait()
        kills += 1
    assert kills > 0
    assert differences(server, real_door.objects(bucket)) == {}
