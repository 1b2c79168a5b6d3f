"""Names of resources: those that CloudFormation makes up are cut as on AWS, and one that is taken fails its creation."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from standin.cloudformation.handlers import Attributes, Handler, Properties, replace_handler
from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import ACCOUNT, REGION, Settings

# Of roles, users and functions: CloudFormation leaves so much of stack and logical id where the whole is too long.
_LONGEST, _PART, _RANDOM = 64, 25, 12
_SUFFIX = 13  # of a name that MiniStack makes up

Key = Callable[[Properties], str | None]


def _named(prop: str) -> Key:
    return lambda props: props.get(prop)


def _arn(service: str, prop: str, kind: str = "") -> Key:
    start = f"arn:aws:{service}:{REGION}:{ACCOUNT}:{kind}"
    return lambda props: f"{start}{props[prop]}" if props.get(prop) else None


def _policy(props: Properties) -> str | None:
    name = props.get("ManagedPolicyName")
    return f"arn:aws:iam::{ACCOUNT}:policy{props.get('Path', '/')}{name}" if name else None


# MiniStack writes over what is there already; of other types it asks the service, which refuses.
_TAKEN: Mapping[str, tuple[str, str, Key]] = {
    "AWS::CloudWatch::Alarm": ("services.cloudwatch", "_alarms", _named("AlarmName")),
    "AWS::CloudWatch::Dashboard": ("services.cloudwatch", "_dashboards", _named("DashboardName")),
    "AWS::IAM::ManagedPolicy": ("services.iam", "_policies", _policy),
    "AWS::IAM::Role": ("services.iam", "_roles", _named("RoleName")),
    "AWS::Kinesis::Stream": ("services.kinesis", "_streams", _named("Name")),
    "AWS::Lambda::Function": ("services.lambda_svc", "_functions", _named("FunctionName")),
    "AWS::Logs::LogGroup": ("services.cloudwatch_logs", "_log_groups", _named("LogGroupName")),
    "AWS::S3::BucketPolicy": ("services.s3", "_bucket_policies", _named("Bucket")),
    "AWS::SNS::Topic": ("services.sns", "_topics", _arn("sns", "TopicName")),
    "AWS::SecretsManager::Secret": ("services.secretsmanager", "_secrets", _named("Name")),
    "AWS::StepFunctions::StateMachine": (
        "services.stepfunctions",
        "_state_machines",
        _arn("states", "StateMachineName", "stateMachine:"),
    ),
}
SEAMS: Seams = {
    "services.cloudformation.provisioners": ("_physical_name",),
    **{
        module: tuple(store for where, store, _ in _TAKEN.values() if where == module)
        for module in {module for module, _, _ in _TAKEN.values()}
    },
}


def install(_settings: Settings) -> None:
    wrap("services.cloudformation.provisioners", "_physical_name", _cut)
    for resource_type in _TAKEN:
        replace_handler(resource_type, create=functools.partial(_create, resource_type))


def _cut(original: Callable[..., str]) -> Callable[..., str]:
    def physical_name(stack_name: str, logical_id: str, *, max_len: int = 128, **more: Any) -> str:
        name = original(stack_name, logical_id, max_len=max_len, **more)
        whole = f"{stack_name}-{logical_id}-{name[-_SUFFIX:][:_RANDOM]}"
        if max_len != _LONGEST or len(whole) <= _LONGEST:
            return name
        cut = f"{stack_name[:_PART]}-{logical_id[:_PART]}-{whole[-_RANDOM:]}"
        return cut.lower() if more.get("lowercase") else cut

    return physical_name


def _create(
    resource_type: str, original: Handler, logical_id: str, props: Mapping[str, Any], stack: str
) -> tuple[str, Attributes]:
    module, store, key = _TAKEN[resource_type]
    name = key(props)
    if name is not None and name in getattr(ministack(module), store):
        code = "EntityAlreadyExists" if resource_type.startswith("AWS::IAM::") else "AlreadyExists"
        raise ValueError(f"{code}: {resource_type} {name} already exists")
    return original(logical_id, props, stack)
