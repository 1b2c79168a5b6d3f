"""Types and properties of CloudFormation that MiniStack does not have or drops: secrets, Lambda, Glue."""

from __future__ import annotations

import json
from typing import Any

from standin.cloudformation.handlers import Attributes, Handler, add_handler, apply_after, replace_handler
from standin.s3.shapes import Properties
from standin.server.seams import Seams, ministack
from standin.server.settings import Settings

SEAMS: Seams = {
    "services.glue": ("_create_security_configuration", "_delete_security_configuration", "_jobs"),
    "services.lambda_svc": (
        "_functions",
        "_layers",
        "_put_function_concurrency",
        "_delete_function_concurrency",
        "_vpc_config_with_id",
    ),
    "services.secretsmanager": ("_secrets",),
}


def install(_settings: Settings) -> None:
    add_handler("AWS::Glue::SecurityConfiguration", {"create": _create_security, "delete": _delete_security})
    apply_after("AWS::Lambda::Function", _set_concurrency)
    apply_after("AWS::Lambda::Function", _set_network)
    replace_handler("AWS::Lambda::LayerVersion", create=_create_layer)
    apply_after("AWS::Glue::Job", _set_job)
    replace_handler("AWS::SecretsManager::Secret", create=_create_secret, update=_update_secret, delete=_delete_secret)


def _create_security(_logical_id: str, props: Properties, _stack: str) -> tuple[str, Attributes]:
    status, _, body = ministack("services.glue")._create_security_configuration(dict(props))
    if status >= 300:
        raise ValueError(f"CreateSecurityConfiguration {props['Name']} was refused: {body!r}")
    return props["Name"], {}


def _delete_security(name: str, _props: Properties) -> None:
    ministack("services.glue")._delete_security_configuration({"Name": name})


# AWS answers Ref of a secret with its ARN, and CDK writes that Ref into policies; MiniStack answers with the name.
def _create_secret(original: Handler, *arguments: Any) -> tuple[str, Attributes]:
    name, attributes = original(*arguments)
    return attributes.get("Arn", name), attributes


def _update_secret(original: Handler, arn: str, *arguments: Any) -> tuple[str, Attributes]:
    name, attributes = original(_secret_name(arn), *arguments)
    return attributes.get("Arn", name), attributes


def _delete_secret(original: Handler, arn: str, props: Properties) -> None:
    original(_secret_name(arn), props)


def _secret_name(arn: str) -> str:
    secrets = ministack("services.secretsmanager")._secrets
    return next((name for name, secret in secrets.items() if secret["ARN"] == arn), arn)


def _set_concurrency(name: str, props: Properties) -> None:
    service = ministack("services.lambda_svc")
    reserved = props.get("ReservedConcurrentExecutions")
    if reserved is None:
        service._delete_function_concurrency(name)
    else:
        service._put_function_concurrency(name, {"ReservedConcurrentExecutions": int(reserved)})


def _set_network(name: str, props: Properties) -> None:
    service = ministack("services.lambda_svc")
    service._functions[name]["config"]["VpcConfig"] = service._vpc_config_with_id(props.get("VpcConfig"))


# No function here loads a layer, and MiniStack would write the bytes of each with every saved state: 80 MB a second.
def _create_layer(original: Handler, *arguments: Any) -> tuple[str, Attributes]:
    arn, attributes = original(*arguments)
    for layer in ministack("services.lambda_svc")._layers.values():
        for version in layer["versions"]:
            if version["LayerVersionArn"] == arn:
                version["_zip_data"] = None
    return arn, attributes


def _set_job(name: str, props: Properties) -> None:
    job = ministack("services.glue")._jobs[name]
    execution = props.get("ExecutionProperty") or {}
    job["ExecutionProperty"] = {"MaxConcurrentRuns": int(execution.get("MaxConcurrentRuns", 1))}
    job["JobRunQueuingEnabled"] = json.loads(str(props.get("JobRunQueuingEnabled", False)).lower())
    for number in ("Timeout", "MaxRetries", "NumberOfWorkers"):
        if number in props:
            job[number] = int(props[number])
