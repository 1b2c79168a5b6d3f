"""Gold of the demo's reactor on the local cloud: Tennessee Eastman, as the jobs build it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from pods import ROOT, python_of, reading_pod
from standin.testing.local_cloud import LocalCloud

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def gold(cloud: LocalCloud, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The bucket."""
    folder, bucket = tmp_path_factory.mktemp("reactor"), cloud.bucket()
    told = subprocess.run([python_of("plant"), HERE / "reactor_readings.py"], capture_output=True, check=True).stdout
    helpers = f"{ROOT}/test/replica/gold:{ROOT}/test/replica"
    build = [python_of("jobs"), HERE / "reactor_gold.py", folder]
    subprocess.run(build, input=told, env={"PYTHONPATH": helpers}, check=True)
    for file in (folder / "gold").rglob("*.*"):
        if file.is_file():
            cloud.client("s3").upload_file(str(file), bucket, str(file.relative_to(folder / "gold")))
    return bucket


@pytest.fixture(scope="session")
def token(cloud: LocalCloud, gold: str) -> Path:
    """Of a pod that reads gold."""
    return reading_pod(cloud, gold)
