"""Glue job runs that run: the real script in a process of its own, as the job's own role."""

from __future__ import annotations

import contextvars
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from standin.glue import job_scripts
from standin.server import processes
from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

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
}

Run = dict[str, Any]
Job = Mapping[str, Any]

_ENDED_WITH_US = "the local cloud was restarted during this run"
_LEAST_WORKERS = 2
_ACTIVE = ("STARTING", "RUNNING", "STOPPING", "WAITING")
_STOPPED = ("STOPPED", "STOPPING")
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
    wrap("services.glue", "_start_job_run", _with_its_own_workers)
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
    try:
        command, environment = job_scripts.prepare(settings, folder, job, arguments, script)
    except Exception as error:  # whatever keeps a run from starting is the run's error, as on Glue
        _settle(run, "FAILED", f"{type(error).__name__}: {error}")
        return
    process = processes.start(command, environment, folder)
    _processes[run["Id"]] = process
    # Whoever stopped the run before now did not find its process.
    if run["JobRunState"] in _STOPPED:
        processes.end(process)
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
    if run["JobRunState"] in _STOPPED:
        run["JobRunState"] = "STOPPED"
        return
    run["JobRunState"] = state
    run["ErrorMessage"] = message


def _within_max_concurrent_runs(original: Callable[..., Any]) -> Callable[..., Any]:
    def start_job_run(data: Mapping[str, Any]) -> Any:
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


def _with_its_own_workers(original: Callable[..., Any]) -> Callable[..., Any]:
    """MiniStack gives every run the workers of its job."""

    def start_job_run(data: Mapping[str, Any]) -> Any:
        glue = ministack("services.glue")
        workers = {name: data[name] for name in ("WorkerType", "NumberOfWorkers") if name in data}
        if workers.get("NumberOfWorkers", _LEAST_WORKERS) < _LEAST_WORKERS:
            return glue.error_response_json(
                "InvalidInputException", f"a job run has {_LEAST_WORKERS} workers at least, got {workers}", 400
            )
        answer = original(data)
        for run in glue._job_runs.get(data.get("JobName"), [])[-1:]:
            run.update(workers)
        return answer

    return start_job_run


def _ending_processes(original: Callable[..., Any]) -> Callable[..., Any]:
    def batch_stop_job_run(data: Mapping[str, Any]) -> Any:
        answer = original(data)
        for run_id in data.get("JobRunIds", []):
            process = _processes.get(run_id)
            if process:
                context = contextvars.copy_context()
                threading.Thread(target=context.run, args=(processes.end, process), daemon=True).start()
        return answer

    return batch_stop_job_run


def _failing_interrupted_runs(original: Callable[..., Any]) -> Callable[..., Any]:
    def load_persisted_state(data: Any) -> Any:
        restored = original(data)
        for runs in ministack("services.glue")._job_runs._data.values():
            for run in runs:
                if run["JobRunState"] in _ACTIVE:
                    run.update(JobRunState="FAILED", ErrorMessage=_ENDED_WITH_US, CompletedOn=int(time.time()))
        return restored

    return load_persisted_state
