"""A Glue job's script writes a Delta table on S3 by deltalake, in the jobs' own environment, with modules of its own."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from deltalake import DeltaTable
from standin.testing.job_runs import bucket_and_job, finished, started
from standin.testing.local_cloud import LocalCloud

PROJECT = Path(__file__).parents[2]
GLUE = ("--glue-python", str(PROJECT / ".venv" / "jobs" / "bin" / "python"))
RIGHTS = ["s3:GetObject", "s3:ListBucket", "s3:PutObject"]
WRITES_DELTA = """
import sys
import duckdb, helper
from deltalake import write_deltalake
target = sys.argv[sys.argv.index("--target") + 1]
assert sys.argv[sys.argv.index("--JOB_NAME") + 1] == helper.JOB, sys.argv
numbers = duckdb.sql("select range as number, range % 2 as parity from range(100)")
write_deltalake(target, numbers, partition_by=["parity"])
write_deltalake(target, numbers, mode="append")
write_deltalake(target, numbers.filter("parity = 0"), mode="overwrite", predicate="parity = 0")
"""


@pytest.fixture(scope="module")
def job_cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    running = LocalCloud(tmp_path_factory.mktemp("jobs") / "cloud", GLUE)
    running.start()
    yield running
    running.end(signal.SIGTERM)


def test_a_script_writes_delta_on_s3_with_no_right_but_to_get_put_and_list(
    job_cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud = job_cloud
    bucket, job = bucket_and_job(cloud, WRITES_DELTA, RIGHTS)
    cloud.client("s3").put_object(Bucket=bucket, Key="helper.py", Body=f"JOB = {job!r}\n".encode())
    target = f"s3://{bucket}/delta/numbers"
    given = {"--target": target, "--extra-py-files": f"s3://{bucket}/helper.py"}
    run = finished(cloud, job, started(cloud, job, given))
    assert (run["JobRunState"], run.get("ErrorMessage")) == ("SUCCEEDED", "")
    for name, value in {**cloud.environment, "SSL_CERT_FILE": cloud.environment["AWS_CA_BUNDLE"]}.items():
        monkeypatch.setenv(name, value)
    assert rows(target) == {0: 50, 1: 100}


def rows(target: str) -> dict[int, int]:
    """Rows of the table by their parity."""
    actions = DeltaTable(target).get_add_actions(flatten=True)
    found: dict[int, int] = {}
    for parity, count in zip(*(actions[name].to_pylist() for name in ("partition.parity", "num_records")), strict=True):
        found[parity] = found.get(parity, 0) + count
    return found
