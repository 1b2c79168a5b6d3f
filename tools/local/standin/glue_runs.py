"""Glue job runs that run: the real script in real PySpark, as the job's own role."""

from __future__ import annotations

import contextvars
import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import boto3

from standin import processes, spark_defaults
from standin.seams import Seams, ministack, wrap
from standin.settings import ACCOUNT, REGION, Settings

SEAMS: Seams = {
    "services.glue": (
        "_batch_stop_job_run",
        "_execute_spark_docker",
        "_get_docker",
        "_job_runs",
        "_jobs",
        "_resolve_script",
        "_start_job_run",
        "error_response_json",
        "load_persisted_state",
    ),
    "core.lambda_runtime": ("execution_credentials",),
}

Run = dict[str, Any]
Job = Mapping[str, Any]

_ENDED_WITH_US = "the local cloud was restarted during this run"
_ACTIVE = ("STARTING", "RUNNING", "STOPPING", "WAITING")
_processes: dict[str, subprocess.Popen[bytes]] = {}
_starting = threading.Lock()


def install(settings: Settings) -> None:
    glue = ministack("services.glue")
    glue._get_docker = _Images
    # The run itself fetches the script, with the job's rights; MiniStack only asks whether there is one.
    glue._resolve_script = lambda location: location

    def execute(run: Run, job: Job, _name: str, arguments: dict[str, str], script: str, _docker: object) -> None:
        execute_run(settings, run, job, {key: str(value) for key, value in arguments.items()}, script)

    glue._execute_spark_docker = execute
    wrap("services.glue", "_start_job_run", _within_max_concurrent_runs)
    wrap("services.glue", "_batch_stop_job_run", _ending_processes)
    wrap("services.glue", "load_persisted_state", _failing_interrupted_runs)


class _Images:
    """Answers MiniStack's question for a container image; without a yes it marks a run SUCCEEDED and runs nothing."""

    @property
    def images(self) -> _Images:
        return self

    def get(self, name: str) -> str:
        return name


def stop_all() -> None:
    """End every run; called once, at the end of the server."""
    for process in list(_processes.values()):
        processes.end(process)


def execute_run(settings: Settings, run: Run, job: Job, arguments: Mapping[str, str], script: str) -> None:
    """Run the job's script to its end and set the run's state; returns when the process has ended."""
    folder = settings.glue / run["Id"]
    folder.mkdir(parents=True)
    credentials = _credentials(job)
    try:
        command = _command(settings, folder, credentials, arguments, script)
        spark_defaults.write(folder / "conf", settings, arguments)
    except Exception as error:  # whatever keeps a run from starting is the run's error, as on Glue
        _settle(run, "FAILED", f"{type(error).__name__}: {error}")
        return
    process = processes.start(command, _environment(settings, folder, credentials, arguments), folder)
    _processes[run["Id"]] = process
    try:
        code = process.wait(timeout=int(job.get("Timeout") or 2880) * 60)
    except subprocess.TimeoutExpired:
        processes.end(process)
        _settle(run, "TIMEOUT", f"the run took longer than the job's timeout of {job.get('Timeout')} minutes")
        return
    finally:
        del _processes[run["Id"]]
    if code == 0:
        _settle(run, "SUCCEEDED", "")
    else:
        _settle(run, "FAILED", last_error((folder / "stderr").read_text(errors="replace")) or f"exit code {code}")


def last_error(stderr: str) -> str:
    """The last Python exception of a run, which is what Glue shows as its ErrorMessage; empty if there is none."""
    _, marker, tail = stderr.rpartition("Traceback (most recent call last):")
    if not marker:
        return ""
    lines = tail.strip("\n").splitlines()
    first = next((i for i, line in enumerate(lines) if line and not line[0].isspace()), None)
    return "" if first is None else lines[first][:2000]


def _settle(run: Run, state: str, message: str) -> None:
    if run["JobRunState"] in ("STOPPED", "STOPPING"):
        run["JobRunState"] = "STOPPED"
        return
    run["JobRunState"] = state
    run["ErrorMessage"] = message


def _credentials(job: Job) -> dict[str, str]:
    function = {
        "FunctionArn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:glue-{job['Name']}",
        "FunctionName": "GlueJobRunnerSession",
        "Role": job["Role"],
    }
    credentials: dict[str, str] = ministack("core.lambda_runtime").execution_credentials(function)
    return credentials


def _command(
    settings: Settings, folder: Path, credentials: Mapping[str, str], arguments: Mapping[str, str], script: str
) -> list[str]:
    """Fetch the script as the job's role; its name stays, since a traceback names it."""
    local = _fetch(settings, credentials, script, folder)
    passed = [word for key, value in arguments.items() for word in (key, value)]
    return [str(settings.project / ".venv" / "jobs" / "bin" / "python"), str(local), *passed]


def _environment(
    settings: Settings, folder: Path, credentials: Mapping[str, str], arguments: Mapping[str, str]
) -> dict[str, str]:
    files = [f for f in arguments.get("--extra-py-files", "").split(",") if f]
    path = [str(_fetch(settings, credentials, uri, folder)) for uri in files]
    kept = ("PATH", "HOME", "LANG", "JAVA_HOME", "TZ")
    bundle = str(settings.tls / "bundle.pem")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        **credentials,
        "AWS_ENDPOINT_URL": settings.endpoint,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CA_BUNDLE": bundle,
        "SSL_CERT_FILE": bundle,
        "REQUESTS_CA_BUNDLE": bundle,
        "PYTHONPATH": os.pathsep.join(path),
        "PYTHONUNBUFFERED": "1",
        "SPARK_CONF_DIR": str(folder / "conf"),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "TMPDIR": str(settings.temporary),
    }


def _fetch(settings: Settings, credentials: Mapping[str, str], uri: str, folder: Path) -> Path:
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    if not uri.startswith("s3://") or not key:
        raise ValueError(f"wanted s3://bucket/key, got {uri!r}")
    target = folder / Path(key).name
    if not target.exists():
        client = boto3.client(
            "s3",
            endpoint_url=settings.endpoint,
            region_name=REGION,
            verify=str(settings.tls / "bundle.pem"),
            aws_access_key_id=credentials["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=credentials["AWS_SECRET_ACCESS_KEY"],
            aws_session_token=credentials["AWS_SESSION_TOKEN"],
        )
        client.download_file(bucket, key, str(target))
    return target


def _within_max_concurrent_runs(original: Callable[..., Any]) -> Callable[..., Any]:
    def start_job_run(data: Mapping[str, Any]) -> Any:  # noqa: ANN401
        glue = ministack("services.glue")
        name = data.get("JobName")
        job = glue._jobs.get(name) or {}
        limit = int((job.get("ExecutionProperty") or {}).get("MaxConcurrentRuns", 1))
        with _starting:
            active = sum(1 for run in glue._job_runs.get(name, []) if run["JobRunState"] in _ACTIVE)
            if job and active >= limit:
                return glue.error_response_json(
                    "ConcurrentRunsExceededException", f"Concurrent runs exceeded for {name}", 400
                )
            return original(data)

    return start_job_run


def _ending_processes(original: Callable[..., Any]) -> Callable[..., Any]:
    def batch_stop_job_run(data: Mapping[str, Any]) -> Any:  # noqa: ANN401
        answer = original(data)
        for run_id in data.get("JobRunIds", []):
            process = _processes.get(run_id)
            if process:
                context = contextvars.copy_context()
                threading.Thread(target=context.run, args=(processes.end, process), daemon=True).start()
        return answer

    return batch_stop_job_run


def _failing_interrupted_runs(original: Callable[..., Any]) -> Callable[..., Any]:
    def load_persisted_state(data: Any) -> Any:  # noqa: ANN401
        restored = original(data)
        for runs in ministack("services.glue")._job_runs._data.values():
            for run in runs:
                if run["JobRunState"] in _ACTIVE:
                    run.update(JobRunState="FAILED", ErrorMessage=_ENDED_WITH_US, CompletedOn=int(time.time()))
        return restored

    return load_persisted_state
