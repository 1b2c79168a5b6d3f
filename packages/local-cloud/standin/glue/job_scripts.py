"""A job run's start: its script and modules, fetched as the job's role, and the environment it runs in."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from standin.glue import modules
from standin.iam import role_sessions
from standin.server.settings import REGION, Settings


def prepare(
    settings: Settings, folder: Path, job: Mapping[str, Any], arguments: Mapping[str, str], script: str
) -> tuple[list[str], dict[str, str]]:
    """Fill a run's folder; returns its command and environment. Fails where the job's role may not read its script."""
    credentials = role_sessions.credentials(f"glue-{job['Name']}", "GlueJobRunnerSession", job["Role"])
    s3 = role_sessions.client(settings, credentials, "s3")
    told = modules.check(s3, arguments.get("--additional-python-modules", ""), settings.glue_python)
    (folder / "stdout").write_text("".join(f"{line}\n" for line in told))
    # The script keeps its name, since a traceback shows it.
    local = _fetch(s3, script, folder)
    libraries = [_fetch(s3, uri, folder) for uri in arguments.get("--extra-py-files", "").split(",") if uri]
    passed = [word for key, value in arguments.items() for word in (key, value)]
    command = [str(settings.glue_python), str(local), *passed]
    return command, _environment(settings, credentials, libraries)


def _environment(settings: Settings, credentials: Mapping[str, str], libraries: Sequence[Path]) -> dict[str, str]:
    # JAVA_HOME is for a script that imports PySpark.
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
        "PYTHONPATH": os.pathsep.join(map(str, libraries)),
        "PYTHONUNBUFFERED": "1",
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(settings.temporary),
        "TMPDIR": str(settings.temporary),
    }


def _fetch(s3: Any, uri: str, folder: Path) -> Path:
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    if not uri.startswith("s3://") or not key:
        raise ValueError(f"wanted s3://bucket/key, got {uri!r}")
    target = folder / Path(key).name
    if not target.exists():
        s3.download_file(bucket, key, str(target))
    return target
