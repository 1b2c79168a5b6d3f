"""Runs the product's jobs on a folder, each in a process of its own and in the environment of the jobs."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from corpus.product.bronze import ROOT

_PYTHON = ROOT / ".venv" / "jobs" / "bin" / "python"
_SPARK = """spark.master local[2]
spark.ui.enabled false
spark.ui.showConsoleProgress false
spark.driver.host 127.0.0.1
spark.driver.memory 3g
spark.driver.extraJavaOptions -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xss8m
spark.log.level ERROR
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
spark.databricks.delta.snapshotPartitions 2
spark.sql.extensions io.delta.sql.DeltaSparkSessionExtension
spark.sql.catalog.spark_catalog org.apache.spark.sql.delta.catalog.DeltaCatalog
"""


_RAISED = re.compile(r"^(?:Caused by: )?[\w.]*(?:Error|Exception)\b.*", re.MULTILINE)


class JobError(RuntimeError):
    """A job ended with an error; the message is the last of what it said."""


def run_job(script: str, root: Path, layers: tuple[str, ...], run: int) -> None:
    """Run `glue-scripts/<script>.py` on the layers of `root` with the settings that lie there."""
    uris = [word for layer in layers for word in (f"--{layer}", (root / layer).as_uri())]
    words = ["--settings", (root / "settings.json").as_uri(), *uris, "--JOB_RUN_ID", f"{script}-{run}"]
    done = subprocess.run(
        [str(_PYTHON), str(ROOT / "glue-scripts" / f"{script}.py"), *words],
        env=_environment(root),
        capture_output=True,
        text=True,
        check=False,
    )
    (root / f"{script}.{run}.log").write_text(done.stdout + done.stderr)
    if done.returncode != 0:
        said = _RAISED.findall(done.stderr) or ["no word"]
        raise JobError(said[-1][:300])


def _environment(root: Path) -> dict[str, str]:
    conf = root / "conf"
    conf.mkdir(exist_ok=True)
    jars = ":".join(str(jar) for jar in sorted((ROOT / ".local" / "jars").glob("*.jar")))
    warehouse = f"spark.sql.warehouse.dir {root / 'warehouse'}\nspark.driver.extraClassPath {jars}\n"
    (conf / "spark-defaults.conf").write_text(_SPARK + warehouse)
    return {**os.environ, "SPARK_CONF_DIR": str(conf), "SPARK_LOCAL_IP": "127.0.0.1", "TZ": "UTC"}
