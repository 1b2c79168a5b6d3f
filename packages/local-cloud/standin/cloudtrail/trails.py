"""CloudTrail where MiniStack's does less: what a trail needs is checked as on AWS, and its log group is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from standin.cloudtrail.selectors import unknown_fields
from standin.iam.role_trust import Assumption, refused_action
from standin.server.seams import Seams, ministack
from standin.server.settings import ACCOUNT, Settings

SEAMS: Seams = {
    "core.iam_evaluator": ("EvalContext", "evaluate_resource_policy"),
    "services.cloudtrail": ("_DISPATCH", "_TRAIL_STATE_KEYS", "_err", "_find_visible_trail", "_trail_arn"),
    "services.cloudwatch_logs": ("_log_groups",),
    "services.s3": ("_bucket_policies", "_buckets"),
}

PRINCIPAL = "cloudtrail.amazonaws.com"
# Parts of a trail's record; like its logging state they are no part of what it is described by.
DELIVERED, FAILED = "standin_delivered", "standin_delivery_error"

Answer = tuple[int, Any, bytes]
Body = Mapping[str, Any]
Operation = Callable[[Body], Answer]


def install(_settings: Settings) -> None:
    cloudtrail = ministack("services.cloudtrail")
    cloudtrail._TRAIL_STATE_KEYS = cloudtrail._TRAIL_STATE_KEYS | {DELIVERED, FAILED}
    for name, around in (
        ("UpdateTrail", _checked),
        ("CreateTrail", _checked),
        ("CreateTrail", _with_log_group),
        ("PutEventSelectors", _refusing_unknown_fields),
        ("GetTrailStatus", _with_delivery),
    ):
        cloudtrail._DISPATCH[name] = around(cloudtrail._DISPATCH[name])


def call(operation: str, body: Body) -> Any:
    """The answer of the service; `ValueError` with its message where it refuses."""
    status, _, answer = ministack("services.cloudtrail")._DISPATCH[operation](body)
    told = json.loads(answer)
    if status >= 300:
        raise ValueError(f"{operation} was refused: {told['__type']}: {told['message']}")
    return told


def group_of(arn: str) -> str:
    """Name of the log group with this ARN, which ends with `:*`."""
    return arn.split(":log-group:")[-1].removesuffix(":*")


def _checked(original: Operation) -> Operation:
    def change_trail(body: Body) -> Answer:
        refused = _problem(body)
        return _refused(*refused) if refused else original(body)

    return change_trail


def _with_log_group(original: Operation) -> Operation:
    """MiniStack's CreateTrail drops it, its UpdateTrail does not."""

    def create_trail(body: Body) -> Answer:
        answer = original(body)
        if answer[0] < 300 and "CloudWatchLogsLogGroupArn" in body:
            names = ("Name", "CloudWatchLogsLogGroupArn", "CloudWatchLogsRoleArn")
            call("UpdateTrail", {name: body[name] for name in names})
        return answer

    return create_trail


def _refusing_unknown_fields(original: Operation) -> Operation:
    def put_event_selectors(body: Body) -> Answer:
        unknown = unknown_fields(body.get("AdvancedEventSelectors") or [])
        if unknown:
            return _refused("InvalidEventSelectorsException", f"not known to the local cloud: {', '.join(unknown)}")
        return original(body)

    return put_event_selectors


def _with_delivery(original: Operation) -> Operation:
    def get_trail_status(body: Body) -> Answer:
        status, headers, told = original(body)
        if status >= 300:
            return status, headers, told
        _, _, trail = ministack("services.cloudtrail")._find_visible_trail(body["Name"])
        delivery = {
            "LatestCloudWatchLogsDeliveryTime": trail.get(DELIVERED),
            "LatestCloudWatchLogsDeliveryError": trail.get(FAILED),
        }
        known = {name: value for name, value in delivery.items() if value is not None}
        return status, headers, json.dumps({**json.loads(told), **known}).encode()

    return get_trail_status


def _problem(body: Body) -> tuple[str, str] | None:
    """Code and message where AWS, too, finds that the trail could not write what it should."""
    bucket, role = body.get("S3BucketName"), body.get("CloudWatchLogsRoleArn")
    name = body.get("Name", "")
    trail = name if name.startswith("arn:") else ministack("services.cloudtrail")._trail_arn(name)
    if bucket is not None and (problem := _bucket_problem(bucket, body.get("S3KeyPrefix", ""), trail)):
        return problem
    group = body.get("CloudWatchLogsLogGroupArn")
    if group and group_of(group) not in ministack("services.cloudwatch_logs")._log_groups:
        return "InvalidCloudWatchLogsLogGroupArnException", f"there is no log group {group}"
    if role and refused_action(Assumption(role, PRINCIPAL, trail)):
        return "InvalidCloudWatchLogsRoleArnException", f"{role} does not trust {PRINCIPAL} for {trail}"
    return None


def _bucket_problem(bucket: str, prefix: str, trail: str) -> tuple[str, str] | None:
    s3, folder = ministack("services.s3"), f"{prefix}/AWSLogs/{ACCOUNT}".lstrip("/")
    if bucket not in s3._buckets:
        return "S3BucketDoesNotExistException", f"there is no bucket {bucket}"
    wanted = {"s3:GetBucketAcl": f"arn:aws:s3:::{bucket}", "s3:PutObject": f"arn:aws:s3:::{bucket}/{folder}/log"}
    document = s3._bucket_policies.get(bucket)
    missing = [action for action, arn in wanted.items() if not _allows(document, action, arn, trail)]
    if missing:
        message = f"the policy of {bucket} does not allow {PRINCIPAL} {' and '.join(missing)} below {folder}"
        return "InsufficientS3BucketPolicyException", message
    return None


def _allows(document: Any, action: str, arn: str, trail: str) -> bool:
    evaluator = ministack("core.iam_evaluator")
    context = evaluator.EvalContext(
        principal_arn=PRINCIPAL,
        principal_type="AWSService",
        principal_account=ACCOUNT,
        action=action,
        resource_arn=arn,
        region="",
        secure_transport=True,
        service_context={
            "aws:sourceaccount": ACCOUNT,
            "aws:sourcearn": trail,
            "s3:tlsversion": "1.3",
            "s3:x-amz-acl": "bucket-owner-full-control",
        },
    )
    return bool(evaluator.evaluate_resource_policy(document, context, service=PRINCIPAL).decision == "Allow")


def _refused(code: str, message: str) -> Answer:
    answer: Answer = ministack("services.cloudtrail")._err(code, message)
    return answer
