"""One small cluster for all tests: two executors, each a JVM of its own, with two cores, which one task has."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from landing import Landing

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

REPLICA_TESTS = Path(__file__).parents[1] / "replica"

_JVM = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
_OPTIONS = {
    "spark.master": "local-cluster[2,2,1024]",
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "512m",
    "spark.driver.extraJavaOptions": _JVM,
    "spark.executor.memory": "512m",
    "spark.executor.cores": "2",
    "spark.executor.extraJavaOptions": _JVM,
    "spark.log.level": "OFF",
    # The first attempt, and one in a process of its own: four only take longer.
    "spark.task.maxFailures": "2",
    # An object with "deadly" in its name kills its reader.
    "spark.executorEnv.PYTHONPATH": str(REPLICA_TESTS / "deadly"),
}


def pytest_configure(config: pytest.Config) -> None:
    # py4j closes the sockets of its idle connections when Python collects them, not before
    for warning in ("unclosed <socket", "Exception ignored in. <socket", "unclosed file"):
        config.addinivalue_line("filterwarnings", f"ignore:{warning}")
    # pandas and PySpark, each of the other's future
    config.addinivalue_line("filterwarnings", "ignore::FutureWarning")
    config.addinivalue_line("filterwarnings", "ignore::DeprecationWarning")


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    from replica.carriers.spark_session import open_spark

    # As a job is submitted: it makes its session itself.
    submitted = "".join(f"--conf '{name}={value}' " for name, value in _OPTIONS.items())
    os.environ |= {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    os.environ["PYSPARK_SUBMIT_ARGS"] = f"{submitted} pyspark-shell"
    session = open_spark()
    session.sparkContext.addPyFile(str(REPLICA_TESTS / "carriers" / "tasks.py"))
    yield session
    session.stop()


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path)
