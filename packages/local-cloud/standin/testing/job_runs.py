"""Glue jobs and their runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from standin.testing.local_cloud import LocalCloud, unique


def bucket_and_job(
    cloud: LocalCloud, script: str, action: str | list[str] = "s3:*", on: Callable[[str], str] = lambda bucket: "*"
) -> tuple[str, str]:
    """A bucket with the script, and a job whose role may do the action on what `on` makes of that bucket's name."""
    bucket, job = cloud.bucket(), unique("job")
    cloud.client("s3").put_object(Bucket=bucket, Key="script.py", Body=script.encode())
    role = cloud.role({"Effect": "Allow", "Action": action, "Resource": on(bucket)}, service="glue.amazonaws.com")
    properties = {
        "Name": job,
        "Role": role,
        "Command": {"Name": "glueetl", "PythonVersion": "3", "ScriptLocation": f"s3://{bucket}/script.py"},
        "ExecutionProperty": {"MaxConcurrentRuns": 1},
        "Timeout": 5,
    }
    cloud.deploy({"Job": {"Type": "AWS::Glue::Job", "Properties": properties}})
    return bucket, job


def started(cloud: LocalCloud, job: str, arguments: Mapping[str, str] | None = None) -> str:
    return str(cloud.client("glue").start_job_run(JobName=job, Arguments=dict(arguments or {}))["JobRunId"])


def finished(cloud: LocalCloud, job: str, run_id: str) -> dict[str, Any]:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        run: dict[str, Any] = cloud.client("glue").get_job_run(JobName=job, RunId=run_id)["JobRun"]
        if run["JobRunState"] not in ("STARTING", "RUNNING", "STOPPING"):
            return run
        time.sleep(0.2)
    raise TimeoutError(run)
