"""Runs the product's jobs on a folder, each in a process of its own and in the environment of the jobs."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from corpus.product.bronze import ROOT

CARRIERS = ("here", "apart", "spark")
"""Who may do the tasks of a run."""

_RAISED = re.compile(r"^(?:Caused by: )?[\w.]*(?:Error|Exception)\b.*", re.MULTILINE)


class JobError(RuntimeError):
    """A job ended with an error; the message is the last of what it said."""


def run_job(script: str, root: Path, layers: tuple[str, ...], run: int, carrier: str | None) -> None:
    """Run `glue-scripts/<script>.py` on the layers of `root` with the settings that lie there.

    Its tasks are done by `carrier`, or by whom it chooses.
    """
    uris = [word for layer in layers for word in (f"--{layer}", (root / layer).as_uri())]
    words = ["--settings", (root / "settings.json").as_uri(), *uris, "--JOB_RUN_ID", f"{script}-{run}"]
    words += ["--carrier", carrier] if carrier else []
    python = ROOT / ".venv" / ("spark" if carrier == "spark" else "jobs") / "bin" / "python"
    done = subprocess.run(
        [str(python), str(ROOT / "glue-scripts" / f"{script}.py"), *words],
        env={**os.environ, "TZ": "UTC", "PYSPARK_PYTHON": str(python)},
        capture_output=True,
        text=True,
        check=False,
    )
    (root / f"{script}.{run}.log").write_text(done.stdout + done.stderr)
    if done.returncode != 0:
        said = _RAISED.findall(done.stderr) or ["no word"]
        raise JobError(said[-1][:300])
