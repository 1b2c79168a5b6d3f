"""The jobs' tables on S3, with a session that may list, get, put and delete: one writer, undone runs, maintenance."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from standin.testing.local_cloud import LocalCloud

PROJECT = Path(__file__).parents[2]
PYTHON = PROJECT / ".venv" / "jobs" / "bin" / "python"
SCRIPT = Path(__file__).with_name("run_maintenance.py")


@pytest.fixture
def told(cloud: LocalCloud) -> dict[str, Any]:
    bucket = cloud.bucket()
    objects = {
        "Effect": "Allow",
        "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
        "Resource": f"arn:aws:s3:::{bucket}/*",
    }
    listing = {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": f"arn:aws:s3:::{bucket}"}
    keys = {name.upper(): value for name, value in cloud.session(cloud.role(objects, listing)).items()}
    environment = {**os.environ, **cloud.environment, **keys, "SSL_CERT_FILE": cloud.environment["AWS_CA_BUNDLE"]}
    run = subprocess.run([PYTHON, SCRIPT, bucket], capture_output=True, check=False, env=environment, text=True)
    assert run.returncode == 0, run.stderr[-2000:]
    answer: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return answer


def test_tables_are_committed_undone_and_maintained_with_the_rights_of_a_job(told: dict[str, Any]) -> None:
    assert told["refused"].endswith("/delta/ledger: another run has written since version 0")
    assert told["maintained"] == {"ledger": {"files_before": 6, "files_after": 1, "files_cleared": 0}}
    assert (told["rows"], told["runs"]) == ([6], 2)
