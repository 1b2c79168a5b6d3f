"""A small deployed set with a resource of every type that has a reader, and of one that is recorded."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from plant_template import PLANT
from platform_template import CLUSTER, ENTRANCE, NETWORK, RECORDED
from stream_template import STREAMS

CODE_BUCKET = "deployed-set-code"
CODE_KEY = "function.zip"

_FUNCTION = """
import json
import urllib.request


def handler(event, context):
    answer = {key: event[key] for key in ("StackId", "RequestId", "LogicalResourceId")}
    body = json.dumps({**answer, "Status": "SUCCESS", "PhysicalResourceId": "auto-delete"}).encode()
    urllib.request.urlopen(urllib.request.Request(event["ResponseURL"], data=body, method="PUT"))
"""


def function_archive() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as content:
        content.writestr("index.py", _FUNCTION)
    return archive.getvalue()


def _arn(logical_id: str) -> dict[str, Any]:
    return {"Fn::GetAtt": [logical_id, "Arn"]}


def _trust(service: str) -> dict[str, Any]:
    return _document({"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"})


def _document(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


_OWNER = [{"Key": "owner", "Value": "plant-data-platform"}]
_OBJECTS = {"Fn::Join": ["", [_arn("Store"), "/*"]]}
_TLS_ONLY = {
    "Sid": "TlsOnly",
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": [_arn("Store"), _OBJECTS],
    "Condition": {"Bool": {"aws:SecureTransport": False}},
}
_NO_DELETE = {
    "Sid": "NoDelete",
    "Effect": "Deny",
    "Principal": {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:user/plant/${User}"}},
    "Action": ["s3:DeleteObject", "s3:DeleteObjectVersion"],
    "Resource": _OBJECTS,
}
_DELIVER = {
    "Effect": "Allow",
    "Principal": {"Service": "events.amazonaws.com"},
    "Action": "sqs:SendMessage",
    "Resource": _arn("Queue"),
    "Condition": {"ArnEquals": {"aws:SourceArn": _arn("Landed")}},
}

_STORE: dict[str, Any] = {
    "Store": {
        "Type": "AWS::S3::Bucket",
        "Properties": {
            "VersioningConfiguration": {"Status": "Enabled"},
            "LifecycleConfiguration": {
                "Rules": [{"Id": "expiry", "Status": "Enabled", "Prefix": "old/", "ExpirationInDays": "30"}]
            },
            "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            "NotificationConfiguration": {"EventBridgeConfiguration": {"EventBridgeEnabled": True}},
            "Tags": [{"Key": "aws-cdk:auto-delete-objects", "Value": "true"}, *_OWNER],
        },
    },
    "StorePolicy": {
        "Type": "AWS::S3::BucketPolicy",
        "Properties": {"Bucket": {"Ref": "Store"}, "PolicyDocument": _document(_TLS_ONLY, _NO_DELETE)},
    },
    "AutoDelete": {
        "Type": "Custom::S3AutoDeleteObjects",
        "Properties": {"ServiceToken": _arn("Function"), "BucketName": {"Ref": "Store"}},
    },
}

_IDENTITIES: dict[str, Any] = {
    "User": {"Type": "AWS::IAM::User", "Properties": {"Path": "/plant/", "UserName": "feeder", "Tags": _OWNER}},
    "UserPolicy": {
        "Type": "AWS::IAM::Policy",
        "Properties": {
            "PolicyName": "put",
            "PolicyDocument": _document({"Effect": "Allow", "Action": "s3:PutObject", "Resource": _OBJECTS}),
            "Users": [{"Ref": "User"}],
        },
    },
    "Key": {"Type": "AWS::IAM::AccessKey", "Properties": {"UserName": {"Ref": "User"}}},
    "Secret": {
        "Type": "AWS::SecretsManager::Secret",
        "Properties": {
            "Name": "feeder-key",
            "SecretString": {
                "Fn::Sub": ['{"id":"${Key}","secret":"${Sealed}"}', {"Sealed": {"Fn::GetAtt": "Key.SecretAccessKey"}}]
            },
        },
    },
    "Role": {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "Path": "/pipeline/",
            "AssumeRolePolicyDocument": _trust("lambda.amazonaws.com"),
            "Policies": [
                {
                    "PolicyName": "list",
                    "PolicyDocument": _document(
                        {"Effect": "Allow", "Action": ["s3:ListBucket"], "Resource": _arn("Store")}
                    ),
                }
            ],
        },
    },
}

_INTAKE: dict[str, Any] = {
    "DeadLetters": {"Type": "AWS::SQS::Queue", "Properties": {"MessageRetentionPeriod": 1209600}},
    "Queue": {
        "Type": "AWS::SQS::Queue",
        "Properties": {
            "VisibilityTimeout": 10,
            "RedrivePolicy": {"deadLetterTargetArn": _arn("DeadLetters"), "maxReceiveCount": 5},
            "Tags": _OWNER,
        },
    },
    "QueuePolicy": {
        "Type": "AWS::SQS::QueuePolicy",
        "Properties": {"Queues": [{"Ref": "Queue"}], "PolicyDocument": _document(_DELIVER)},
    },
    "Landed": {
        "Type": "AWS::Events::Rule",
        "Properties": {
            "EventPattern": {"source": ["aws.s3"], "detail": {"bucket": {"name": [{"Ref": "Store"}]}}},
            "State": "ENABLED",
            "Targets": [{"Arn": _arn("Queue"), "Id": "Target0", "RetryPolicy": {"MaximumRetryAttempts": 2}}],
        },
    },
    "Log": {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": 90, "Tags": _OWNER}},
    "Function": {
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "Code": {"S3Bucket": CODE_BUCKET, "S3Key": CODE_KEY},
            "Handler": "index.handler",
            "Runtime": "python3.13",
            "Role": _arn("Role"),
            "Timeout": 10,
            "Environment": {"Variables": {"BUCKET": {"Ref": "Store"}, "STACK": {"Ref": "AWS::StackName"}}},
            "LoggingConfig": {"LogGroup": {"Ref": "Log"}},
        },
    },
    "SpareFunction": {
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "Code": {"S3Bucket": CODE_BUCKET, "S3Key": CODE_KEY},
            "Handler": "index.handler",
            "Runtime": "python3.13",
            "Role": _arn("Role"),
        },
    },
    "Permission": {
        "Type": "AWS::Lambda::Permission",
        "Properties": {
            "Action": "lambda:InvokeFunction",
            "FunctionName": _arn("Function"),
            "Principal": "events.amazonaws.com",
            "SourceArn": _arn("Landed"),
        },
    },
    "Mapping": {
        "Type": "AWS::Lambda::EventSourceMapping",
        "Properties": {
            "EventSourceArn": _arn("Queue"),
            "FunctionName": {"Ref": "Function"},
            "BatchSize": 5,
            "ScalingConfig": {"MaximumConcurrency": 2},
            "Tags": _OWNER,
        },
    },
}

_JOBS: dict[str, Any] = {
    "Catalogue": {
        "Type": "AWS::Glue::Database",
        "Properties": {"CatalogId": {"Ref": "AWS::AccountId"}, "DatabaseInput": {"Name": "plant"}},
    },
    "Classifier": {
        "Type": "AWS::Glue::Classifier",
        "Properties": {"CsvClassifier": {"Name": "tab", "Delimiter": "\t", "ContainsHeader": "PRESENT"}},
    },
    "Crawler": {
        "Type": "AWS::Glue::Crawler",
        "Properties": {
            "Name": "crawl",
            "Role": _arn("Role"),
            "DatabaseName": {"Ref": "Catalogue"},
            "TablePrefix": "bronze_",
            "Classifiers": [{"Ref": "Classifier"}],
            "Targets": {"S3Targets": [{"Path": {"Fn::Sub": "s3://${Store}/site=a/"}, "Exclusions": ["**.json"]}]},
            "RecrawlPolicy": {"RecrawlBehavior": "CRAWL_EVERYTHING"},
            "SchemaChangePolicy": {"UpdateBehavior": "UPDATE_IN_DATABASE", "DeleteBehavior": "LOG"},
            "Tags": {"owner": "plant-data-platform"},
        },
    },
    "PlainCrawler": {
        "Type": "AWS::Glue::Crawler",
        "Properties": {
            "Role": _arn("Role"),
            "DatabaseName": {"Ref": "Catalogue"},
            "Targets": {"DeltaTargets": [{"DeltaTables": ["s3://a/b/"], "CreateNativeDeltaTable": True}]},
        },
    },
    "Job": {
        "Type": "AWS::Glue::Job",
        "Properties": {
            "Name": "clean",
            "Role": _arn("Role"),
            "Command": {"Name": "glueetl", "ScriptLocation": f"s3://{CODE_BUCKET}/{CODE_KEY}"},
            "DefaultArguments": {"--enable-metrics": "", "--bronze": {"Fn::Join": ["", ["s3://", {"Ref": "Store"}]]}},
            "ExecutionProperty": {"MaxConcurrentRuns": 1},
            "JobRunQueuingEnabled": True,
            "Tags": {"owner": "plant-data-platform"},
        },
    },
}

_TELL = {
    "Effect": "Allow",
    "Principal": {"Service": "cloudwatch.amazonaws.com"},
    "Action": "sns:Publish",
    "Resource": {"Ref": "Topic"},
}

_ALARMS: dict[str, Any] = {
    "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "alarms", "Tags": _OWNER}},
    "TopicPolicy": {
        "Type": "AWS::SNS::TopicPolicy",
        "Properties": {"Topics": [{"Ref": "Topic"}], "PolicyDocument": _document(_TELL)},
    },
    "Costs": {
        "Type": "AWS::Budgets::Budget",
        "Properties": {
            "Budget": {"BudgetType": "COST", "TimeUnit": "MONTHLY", "BudgetLimit": {"Amount": 250, "Unit": "USD"}},
            "ResourceTags": _OWNER,
            "NotificationsWithSubscribers": [
                {
                    "Notification": {
                        "ComparisonOperator": "GREATER_THAN",
                        "NotificationType": "ACTUAL",
                        "Threshold": 80,
                        "ThresholdType": "PERCENTAGE",
                    },
                    "Subscribers": [{"SubscriptionType": "SNS", "Address": {"Ref": "Topic"}}],
                }
            ],
        },
    },
    "Alarm": {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "AlarmDescription": "a message that nobody took",
            "AlarmActions": [{"Ref": "Topic"}],
            "Namespace": "AWS/SQS",
            "MetricName": "ApproximateNumberOfMessagesVisible",
            "Dimensions": [{"Name": "QueueName", "Value": {"Fn::GetAtt": ["DeadLetters", "QueueName"]}}],
            "Statistic": "Maximum",
            "Period": 300,
            "EvaluationPeriods": 1,
            "ComparisonOperator": "GreaterThanThreshold",
            "Threshold": 0.5,
            "TreatMissingData": "notBreaching",
            "Tags": _OWNER,
        },
    },
    "Overview": {
        "Type": "AWS::CloudWatch::Dashboard",
        "Properties": {
            "DashboardName": "plant",
            "DashboardBody": {"Fn::Join": ["", ['{"widgets":[],"start":"', {"Ref": "AWS::Region"}, '"}']]},
        },
    },
}

_LAYER: dict[str, Any] = {
    "Layer": {
        "Type": "AWS::Lambda::LayerVersion",
        "Properties": {"Content": {"S3Bucket": CODE_BUCKET, "S3Key": CODE_KEY}, "Description": "a tool"},
    },
}

_LOGGING = {
    "Level": "ALL",
    "IncludeExecutionData": True,
    "Destinations": [{"CloudWatchLogsLogGroup": {"LogGroupArn": _arn("Log")}}],
}

_MACHINE: dict[str, Any] = {
    "Machine": {
        "Type": "AWS::StepFunctions::StateMachine",
        "Properties": {
            "StateMachineName": "pipeline",
            "DefinitionString": {
                "Fn::Join": ["", ['{"StartAt":"Run","States":{"Run":{"Type":"Pass","Result":"', {"Ref": "Job"}, '"}}}']]
            },
            "RoleArn": _arn("Role"),
            "LoggingConfiguration": _LOGGING,
            "Tags": _OWNER,
        },
    },
    "Schedule": {
        "Type": "AWS::Scheduler::Schedule",
        "Properties": {
            "Description": "every hour",
            "FlexibleTimeWindow": {"Mode": "OFF"},
            "ScheduleExpression": "rate(1 hour)",
            "ScheduleExpressionTimezone": "Etc/UTC",
            "State": "DISABLED",
            "Target": {
                "Arn": {"Ref": "Machine"},
                "RoleArn": _arn("Role"),
                "Input": "{}",
                "RetryPolicy": {"MaximumRetryAttempts": 3},
            },
        },
    },
}

_OWN = {**_STORE, **_IDENTITIES, **_INTAKE, **STREAMS, **_JOBS, **_ALARMS, **_LAYER, **_MACHINE}
TEMPLATE: dict[str, Any] = {"Resources": {**_OWN, **PLANT, **NETWORK, **CLUSTER, **ENTRANCE, **RECORDED}}
