"""The Spark configuration that runs a Glue script as it is: `s3://` is this cloud, Delta only when asked for."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path

from standin.server.certificates import TRUSTSTORE_PASSWORD
from standin.server.settings import REGION, Settings

# Short jobs on two cores: C2 compilation and a parallel collector cost more than they give.
_JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djava.net.preferIPv4Stack=true"


def write(folder: Path, settings: Settings, arguments: Mapping[str, str]) -> None:
    """Write `spark-defaults.conf` and `log4j2.properties` into a run's own configuration folder."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{key} {value}" for key, value in properties(settings, arguments).items()]
    (folder / "spark-defaults.conf").write_text("\n".join(lines) + "\n")
    (folder / "log4j2.properties").write_text(_LOG4J)


def properties(settings: Settings, arguments: Mapping[str, str]) -> dict[str, str]:
    """Spark properties of a run: ours first, then those of the job's `--conf`, which win."""
    truststore = settings.tls / "truststore.p12"
    java = (
        f"{_JVM} -Djavax.net.ssl.trustStore={truststore} -Djavax.net.ssl.trustStorePassword={TRUSTSTORE_PASSWORD} "
        f"-Djavax.net.ssl.trustStoreType=PKCS12 -Djava.io.tmpdir={settings.temporary}"
    )
    jars = sorted(settings.glue_jars.glob("*.jar")) if settings.glue_jars else []
    wanted = [jar for jar in jars if uses_delta(arguments) or not _is_delta(jar)]
    ours = {
        "spark.master": "local[2]",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "3g",
        "spark.driver.extraJavaOptions": java,
        "spark.driver.extraClassPath": ":".join(map(str, wanted)),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
        # Delta reads a table's log in 50 tasks unless told otherwise: a quarter of a short run's work here.
        "spark.databricks.delta.snapshotPartitions": "2",
        "spark.sql.warehouse.dir": str(settings.temporary / "warehouse"),
        "spark.hadoop.fs.s3.impl": "org.apache.hadoop.fs.s3a.S3AFileSystem",
        "spark.hadoop.fs.AbstractFileSystem.s3.impl": "org.apache.hadoop.fs.s3a.S3A",
        "spark.hadoop.fs.s3a.endpoint": settings.endpoint,
        "spark.hadoop.fs.s3a.endpoint.region": REGION,
        "spark.hadoop.fs.s3a.path.style.access": "true",
        "spark.hadoop.fs.s3a.aws.credentials.provider": (
            "software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider"
        ),
        "spark.hadoop.fs.s3a.change.detection.mode": "none",
        "spark.hadoop.fs.s3a.buffer.dir": str(settings.temporary / "s3a"),
        "spark.hadoop.fs.s3a.analytics.accelerator.enabled": "false",
        # Small files: one request for what lies near, not one a column.
        "spark.hadoop.fs.s3a.readahead.range": "1M",
        "spark.hadoop.fs.s3a.vectored.read.min.seek.size": "1M",
    }
    return ours | chained_conf(arguments.get("--conf", ""))


def chained_conf(value: str) -> dict[str, str]:
    """The properties in Glue's one `--conf` value: `a=1 --conf b=2 --conf …`."""
    words = [word for word in shlex.split(value) if word != "--conf"]
    wrong = [word for word in words if "=" not in word]
    if wrong:
        raise ValueError(f"--conf wants key=value, separated by ' --conf ', got {' '.join(wrong)!r}")
    return dict(word.split("=", 1) for word in words)


def uses_delta(arguments: Mapping[str, str]) -> bool:
    return "delta" in arguments.get("--datalake-formats", "").split(",")


def _is_delta(jar: Path) -> bool:
    return jar.name.startswith(("delta-", "unitycatalog-"))


_LOG4J = """\
rootLogger.level = warn
rootLogger.appenderRef.stderr.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{yyyy-MM-dd HH:mm:ss} %p %c: %m%n
logger.native.name = org.apache.hadoop.util.NativeCodeLoader
logger.native.level = error
logger.metrics.name = org.apache.hadoop.metrics2
logger.metrics.level = error
"""
