"""Job runs are processes: their state, error and rights are those of the script."""

from __future__ import annotations

import io
import os
import signal
import sys
import time
import zipfile
from pathlib import Path

import duckdb
import pytest
from botocore.exceptions import ClientError
from standin.glue import job_runs
from standin.testing.job_runs import bucket_and_job, finished, started
from standin.testing.local_cloud import LocalCloud

SLEEPS = "import time\ntime.sleep(600)\n"
FAILS = "def inner():\n    raise ValueError('no plant:\\n second line')\ninner()\n"


def test_a_failed_run_shows_the_last_python_error(cloud: LocalCloud) -> None:
    _, job = bucket_and_job(cloud, FAILS)
    run = finished(cloud, job, started(cloud, job))
    assert (run["JobRunState"], run["ErrorMessage"]) == ("FAILED", "ValueError: no plant:")


def test_a_run_has_its_own_role_and_no_more(cloud: LocalCloud) -> None:
    _, job = bucket_and_job(cloud, SLEEPS, action="s3:PutObject")
    run = finished(cloud, job, started(cloud, job))
    assert run["JobRunState"] == "FAILED"
    assert "403" in run["ErrorMessage"]


def test_a_run_has_the_workers_that_its_start_asks_for_and_else_those_of_its_job(cloud: LocalCloud) -> None:
    _, job = bucket_and_job(cloud, "")
    glue = cloud.client("glue")
    asked = glue.start_job_run(JobName=job, WorkerType="G.2X", NumberOfWorkers=7)["JobRunId"]
    run = finished(cloud, job, asked)
    assert (run["WorkerType"], run["NumberOfWorkers"]) == ("G.2X", 7)
    run = finished(cloud, job, started(cloud, job))
    assert (run["WorkerType"], run["NumberOfWorkers"]) == ("G.1X", 2)


def test_a_run_of_one_worker_is_refused(cloud: LocalCloud) -> None:
    _, job = bucket_and_job(cloud, "")
    with pytest.raises(ClientError, match="InvalidInputException"):
        cloud.client("glue").start_job_run(JobName=job, WorkerType="G.1X", NumberOfWorkers=1)


def test_a_second_run_is_refused_while_one_runs_and_a_stopped_one_makes_room(cloud: LocalCloud) -> None:
    _, job = bucket_and_job(cloud, SLEEPS)
    glue, first = cloud.client("glue"), started(cloud, job)
    with pytest.raises(ClientError) as refusal:
        started(cloud, job)
    assert refusal.value.response["Error"]["Code"] == "ConcurrentRunsExceededException"
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    pid = process_of(first)
    glue.batch_stop_job_run(JobName=job, JobRunIds=[first])
    assert finished(cloud, job, first)["JobRunState"] == "STOPPED"
    assert gone(pid)
    second = started(cloud, job)
    glue.batch_stop_job_run(JobName=job, JobRunIds=[second])


def test_runs_end_with_a_killed_cloud_and_are_failed_at_its_next_start(own_cloud: LocalCloud) -> None:
    _, job = bucket_and_job(own_cloud, SLEEPS)
    first = started(own_cloud, job)
    pid = process_of(first)
    time.sleep(2.5)  # the state is saved each second
    own_cloud.end(signal.SIGKILL)
    assert gone(pid)
    own_cloud.start()
    run = own_cloud.client("glue").get_job_run(JobName=job, RunId=first)["JobRun"]
    assert run["JobRunState"] == "FAILED"
    assert run["ErrorMessage"] == "the local cloud was restarted during this run"
    second = started(own_cloud, job)
    own_cloud.client("glue").batch_stop_job_run(JobName=job, JobRunIds=[second])


def test_the_last_error_is_the_first_line_of_the_last_traceback() -> None:
    trace = "Traceback (most recent call last):\n  File 'a', line 1, in x\n    boom()\n"
    assert job_runs.last_error(f"{trace}KeyError: 'old'\nnoise\n{trace}a.b.Error: new\n\nmore\n") == "a.b.Error: new"


def test_a_run_finds_installed_what_its_zip_of_wheels_names(cloud: LocalCloud) -> None:
    bucket, job = bucket_and_job(cloud, "import duckdb\nprint('has', duckdb.__version__)\n")
    wheels = zip_of_wheels(cloud, bucket, f"duckdb=={duckdb.__version__}\n")
    run = finished(cloud, job, started(cloud, job, {"--additional-python-modules": wheels}))
    assert (run["JobRunState"], run.get("ErrorMessage")) == ("SUCCEEDED", "")
    first, second = (cloud.state / "glue" / run["Id"] / "stdout").read_text().splitlines()
    assert first == f"{wheels}: nothing to install, {sys.executable} has duckdb {duckdb.__version__}"
    assert second == f"has {duckdb.__version__}"


def test_a_run_fails_where_its_interpreter_has_another_version_than_its_wheels(cloud: LocalCloud) -> None:
    bucket, job = bucket_and_job(cloud, "print('never')\n")
    wheels = zip_of_wheels(cloud, bucket, "duckdb==0.0.1\nnobody-has-it==1.0\n")
    run = finished(cloud, job, started(cloud, job, {"--additional-python-modules": wheels}))
    wanted = f"wants duckdb 0.0.1, got {duckdb.__version__} and nobody-has-it 1.0, got None"
    assert run["JobRunState"] == "FAILED"
    assert wanted in run["ErrorMessage"]


def test_a_run_fails_where_its_role_may_not_read_its_wheels(cloud: LocalCloud) -> None:
    other = cloud.bucket()
    _, job = bucket_and_job(cloud, "print('never')\n", on=lambda own: f"arn:aws:s3:::{own}/*")
    run = finished(cloud, job, started(cloud, job, {"--additional-python-modules": zip_of_wheels(cloud, other, "")}))
    assert run["JobRunState"] == "FAILED"
    assert "403" in run["ErrorMessage"]


def test_modules_that_are_no_zip_of_wheels_are_refused(cloud: LocalCloud) -> None:
    _, job = bucket_and_job(cloud, "print('never')\n")
    run = finished(cloud, job, started(cloud, job, {"--additional-python-modules": "duckdb==2.0.1"}))
    assert run["JobRunState"] == "FAILED"
    assert "got 'duckdb==2.0.1', wanted s3://bucket/….gluewheels.zip" in run["ErrorMessage"]


def zip_of_wheels(cloud: LocalCloud, bucket: str, requirements: str) -> str:
    """Address of a zip in which, as in a real one, a wheel of some size stands before what names the packages."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("wheels/large.whl", os.urandom(300_000))
        archive.writestr("wheels/requirements.txt", requirements)
        archive.writestr("wheels/small.whl", os.urandom(100_000))
    cloud.client("s3").put_object(Bucket=bucket, Key="all.gluewheels.zip", Body=content.getvalue())
    return f"s3://{bucket}/all.gluewheels.zip"


def process_of(run_id: str) -> int:
    """The process whose working directory is the run's folder."""
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                if os.readlink(entry / "cwd").endswith(run_id) and b"script.py" in (entry / "cmdline").read_bytes():
                    return int(entry.name)
            except (FileNotFoundError, PermissionError, ProcessLookupError):
                continue
        time.sleep(0.1)
    raise TimeoutError(f"no process of run {run_id}")


def gone(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        status = Path(f"/proc/{pid}/status")
        if not status.exists() or "State:\tZ" in status.read_text():
            return True
        time.sleep(0.1)
    return False
