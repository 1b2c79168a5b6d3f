"""A trail with all that it needs, and what counts the refused calls of plants in its log."""

from __future__ import annotations

import json
from typing import Any

from standin.testing.local_cloud import policy, unique

TRUST = {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "sts:AssumeRole"}
LOGS = {"Fn::GetAtt": ["Logs", "Arn"]}
WRITE = {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": LOGS}
REFUSED = (
    '{ ($.errorCode = "AccessDenied*" || $.errorCode = "AuthorizationError*") && ($.userIdentity.arn = "*:user/acme/plant/*" || '
    '$.userIdentity.sessionContext.sessionIssuer.arn = "*:role/acme/plant/*") }'
)


def data_of(kind: str, arn: str) -> dict[str, Any]:
    """An advanced selector of all calls on data of one resource."""
    conditions = [
        {"Field": "eventCategory", "Equals": ["Data"]},
        {"Field": "resources.type", "Equals": [kind]},
        {"Field": "resources.ARN", "StartsWith": [arn]},
    ]
    return {"Name": unique("selector"), "FieldSelectors": conditions}


def trail(selectors: list[dict[str, Any]], *, kind: str = "AdvancedEventSelectors") -> dict[str, Any]:
    """A trail with what it writes to, and a filter and an alarm on the refused calls of plants."""
    name = unique("refused")
    return {
        "Store": {"Type": "AWS::S3::Bucket"},
        "StorePolicy": {
            "Type": "AWS::S3::BucketPolicy",
            "Properties": {"Bucket": {"Ref": "Store"}, "PolicyDocument": store_policy()},
        },
        "Logs": {"Type": "AWS::Logs::LogGroup"},
        "Writer": {
            "Type": "AWS::IAM::Role",
            "Properties": {
                "AssumeRolePolicyDocument": json.loads(policy(TRUST)),
                "Policies": [{"PolicyName": "write", "PolicyDocument": json.loads(policy(WRITE))}],
            },
        },
        "Trail": {
            "Type": "AWS::CloudTrail::Trail",
            "DependsOn": ["StorePolicy"],
            "Properties": {
                "IsLogging": True,
                "S3BucketName": {"Ref": "Store"},
                "EnableLogFileValidation": True,
                "CloudWatchLogsLogGroupArn": LOGS,
                "CloudWatchLogsRoleArn": {"Fn::GetAtt": ["Writer", "Arn"]},
                kind: selectors,
            },
        },
        "Refused": {
            "Type": "AWS::Logs::MetricFilter",
            "Properties": {
                "LogGroupName": {"Ref": "Logs"},
                "FilterPattern": REFUSED,
                "MetricTransformations": [{"MetricNamespace": "Acme", "MetricName": name, "MetricValue": "1"}],
            },
        },
        "Alarm": {
            "Type": "AWS::CloudWatch::Alarm",
            "Properties": {
                "Namespace": "Acme",
                "MetricName": name,
                "Statistic": "Sum",
                "Period": 60,
                "EvaluationPeriods": 1,
                "Threshold": 0,
                "ComparisonOperator": "GreaterThanThreshold",
                "TreatMissingData": "notBreaching",
            },
        },
    }


def store_policy() -> dict[str, Any]:
    store = {"Fn::GetAtt": ["Store", "Arn"]}
    principal = {"Service": "cloudtrail.amazonaws.com"}
    put = {"Fn::Join": ["", [store, "/AWSLogs/000000000000/*"]]}
    owned = {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}
    allowed = [
        {"Effect": "Allow", "Principal": principal, "Action": "s3:GetBucketAcl", "Resource": store},
        {"Effect": "Allow", "Principal": principal, "Action": "s3:PutObject", "Resource": put, "Condition": owned},
    ]
    return {"Version": "2012-10-17", "Statement": allowed}
