"""Glue's types beyond MiniStack's: security configurations, and settings of a job that it drops."""

from __future__ import annotations

import json

from standin.cloudformation.handlers import Attributes, Properties
from standin.server.seams import Seams, ministack

# Named by resource_types/.
__all__ = ["SECURITY_CONFIGURATION", "set_job"]

SEAMS: Seams = {"services.glue": ("_create_security_configuration", "_delete_security_configuration", "_jobs")}


def _create_security(_logical_id: str, props: Properties, _stack: str) -> tuple[str, Attributes]:
    # The one name in which the API differs from the template.
    given = {
        "S3Encryption" if name == "S3Encryptions" else name: value
        for name, value in props["EncryptionConfiguration"].items()
    }
    asked = {"Name": props["Name"], "EncryptionConfiguration": given}
    status, _, body = ministack("services.glue")._create_security_configuration(asked)
    if status >= 300:
        raise ValueError(f"CreateSecurityConfiguration {props['Name']} was refused: {body!r}")
    return props["Name"], {}


def _delete_security(name: str, _props: Properties) -> None:
    ministack("services.glue")._delete_security_configuration({"Name": name})


def set_job(name: str, props: Properties) -> None:
    job = ministack("services.glue")._jobs[name]
    execution = props.get("ExecutionProperty") or {}
    job["ExecutionProperty"] = {"MaxConcurrentRuns": int(execution.get("MaxConcurrentRuns", 1))}
    job["JobRunQueuingEnabled"] = json.loads(str(props.get("JobRunQueuingEnabled", False)).lower())
    for number in ("Timeout", "MaxRetries", "NumberOfWorkers"):
        if number in props:
            job[number] = int(props[number])


SECURITY_CONFIGURATION = {"create": _create_security, "delete": _delete_security}
