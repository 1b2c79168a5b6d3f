"""A Glue job's script runs on the project's own Spark, with Delta on S3 and modules of its own."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from standin.testing.job_runs import bucket_and_job, finished, started
from standin.testing.local_cloud import LocalCloud

PROJECT = Path(__file__).parents[2]
GLUE = (
    "--glue-python", str(PROJECT / ".venv" / "jobs" / "bin" / "python"),
    "--glue-jars", str(PROJECT / ".local" / "jars"),
)  # fmt: skip
WRITES_DELTA = """
import sys
import helper
from pyspark.sql import SparkSession
target = sys.argv[sys.argv.index("--target") + 1]
assert sys.argv[sys.argv.index("--JOB_NAME") + 1] == helper.JOB, sys.argv
spark = SparkSession.builder.getOrCreate()
spark.range(100).write.format("delta").save(target)
print(spark.read.format("delta").load(target).count(), spark.conf.get("spark.sql.shuffle.partitions"))
"""


@pytest.fixture(scope="module")
def spark_cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    running = LocalCloud(tmp_path_factory.mktemp("spark") / "cloud", GLUE)
    running.start()
    yield running
    running.end(signal.SIGTERM)


def test_a_script_runs_in_spark_with_delta_on_s3(spark_cloud: LocalCloud) -> None:
    cloud = spark_cloud
    bucket, job = bucket_and_job(cloud, WRITES_DELTA)
    cloud.client("s3").put_object(Bucket=bucket, Key="helper.py", Body=f"JOB = {job!r}\n".encode())
    run = finished(
        cloud,
        job,
        started(
            cloud,
            job,
            {
                "--target": f"s3://{bucket}/delta/numbers",
                "--extra-py-files": f"s3://{bucket}/helper.py",
                "--datalake-formats": "delta",
                "--conf": "spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension "
                "--conf spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog "
                "--conf spark.sql.shuffle.partitions=3",
            },
        ),
    )
    assert (run["JobRunState"], run.get("ErrorMessage")) == ("SUCCEEDED", "")
    assert "100 3" in (cloud.state / "glue" / run["Id"] / "stdout").read_text()
    listing = cloud.client("s3").list_objects_v2(Bucket=bucket, Prefix="delta/numbers/_delta_log/")
    assert "delta/numbers/_delta_log/00000000000000000000.json" in [entry["Key"] for entry in listing["Contents"]]
