"""Lambda functions, who may call them, what calls them, and their log groups."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from conformance.assembly import Properties
from conformance.reading import MissingError, Reading, only, tag_list

_CONDITIONS = {"aws:sourcearn": "SourceArn", "aws:sourceaccount": "SourceAccount"}


def read_function(at: Reading) -> Properties:
    functions = at.client("lambda")
    answer = functions.get_function(FunctionName=at.id)
    configuration = answer["Configuration"]
    concurrency = functions.get_function_concurrency(FunctionName=at.id)
    same = ("FunctionName", "Description", "Handler", "MemorySize", "PackageType", "Role", "Runtime", "Timeout")
    return {
        **only(configuration, *same, "Architectures", "EphemeralStorage", "TracingConfig"),
        "Environment": _environment(configuration),
        "Layers": [layer["Arn"] for layer in configuration.get("Layers", [])],
        "LoggingConfig": _logging(at.id, configuration.get("LoggingConfig", {})),
        "VpcConfig": _network(configuration.get("VpcConfig", {})),
        "ReservedConcurrentExecutions": concurrency.get("ReservedConcurrentExecutions"),
        "Tags": tag_list(answer.get("Tags", {})),
        **_archive(at, "Code", configuration["CodeSha256"]),
    }


def read_layer(at: Reading) -> Properties:
    layer = at.client("lambda").get_layer_version_by_arn(Arn=at.id)
    same = ("CompatibleArchitectures", "CompatibleRuntimes", "Description", "LicenseInfo")
    return {**only(layer, *same), **_archive(at, "Content", layer["Content"]["CodeSha256"])}


def read_permission(at: Reading) -> Properties:
    function = at.wanted["FunctionName"]
    policy = json.loads(at.client("lambda").get_policy(FunctionName=function)["Policy"])
    for statement in policy["Statement"]:
        if statement["Sid"] == at.id and statement["Effect"] == "Allow":
            return {
                "Action": statement["Action"],
                "FunctionName": _as_wanted(function, statement["Resource"]),
                "Principal": _principal(statement["Principal"]),
                **_conditions(statement.get("Condition", {})),
            }
    raise MissingError(f"the policy of {function} has no statement {at.id} that allows")


def read_event_source_mapping(at: Reading) -> Properties:
    functions = at.client("lambda")
    mapping = functions.get_event_source_mapping(UUID=at.id)
    same = ("BatchSize", "EventSourceArn", "FilterCriteria", "FunctionResponseTypes", "MaximumBatchingWindowInSeconds")
    of_a_stream = (
        "BisectBatchOnFunctionError",
        "DestinationConfig",
        "MaximumRecordAgeInSeconds",
        "MaximumRetryAttempts",
    )
    return {
        **only(mapping, *same, *of_a_stream, "ParallelizationFactor", "ScalingConfig", "StartingPosition"),
        "FunctionName": _as_wanted(at.wanted["FunctionName"], mapping["FunctionArn"]),
        "Enabled": mapping["State"] in ("Enabled", "Enabling", "Creating", "Updating"),
        "Tags": tag_list(functions.list_tags(Resource=mapping["EventSourceMappingArn"])["Tags"]),
    }


def read_log_group(at: Reading) -> Properties:
    for group in at.cloud.pages("logs", "describe_log_groups", "logGroups", logGroupNamePrefix=at.id):
        if group["logGroupName"] == at.id:
            arn = group["arn"].removesuffix(":*")
            return {
                "LogGroupName": at.id,
                "LogGroupClass": group.get("logGroupClass"),
                "RetentionInDays": group.get("retentionInDays"),
                "KmsKeyId": group.get("kmsKeyId"),
                "Tags": tag_list(at.client("logs").list_tags_for_resource(resourceArn=arn)["tags"]),
            }
    raise MissingError(f"there is no log group {at.id}")


def _environment(configuration: Properties) -> Properties | None:
    variables = configuration.get("Environment", {}).get("Variables")
    return {"Variables": variables} if variables else None


def _logging(function: str, configuration: Properties) -> Properties:
    """Less what holds for a function whose template says nothing: plain text, into a group of its own name."""
    usual = {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{function}"}
    return {name: value for name, value in configuration.items() if usual.get(name) != value}


def _network(configuration: Properties) -> Properties | None:
    """Less the network's id, which follows from the subnets."""
    inside = only(configuration, "SubnetIds", "SecurityGroupIds")
    return inside if inside["SubnetIds"] else None


def _archive(at: Reading, name: str, sha256: str) -> Properties:
    """The wanted archive if that one is in use: the service tells only a hash, so inline code is not read."""
    wanted: Any = at.wanted[name]
    if "S3Key" not in wanted:
        return {}
    body = at.client("s3").get_object(Bucket=wanted["S3Bucket"], Key=wanted["S3Key"])["Body"].read()
    is_same = base64.b64encode(hashlib.sha256(body).digest()).decode() == sha256
    return {name: wanted if is_same else {"CodeSha256": sha256}}


def _as_wanted(wanted: str, arn: str) -> str:
    """A function may be named by its name or its ARN."""
    return wanted if arn == wanted or arn.rsplit(":", 1)[-1] == wanted else arn


def _principal(principal: str | Properties) -> object:
    if isinstance(principal, str) or len(principal) != 1:
        return principal
    return next(iter(principal.values()))


def _conditions(condition: Properties) -> Properties:
    """The conditions that a permission can have; any other stands under IAM's name, and so shows as a difference."""
    named: dict[str, object] = {"SourceArn": None, "SourceAccount": None}
    for keys in condition.values():
        named |= {_CONDITIONS.get(key.lower(), key): value for key, value in keys.items()}
    return named
