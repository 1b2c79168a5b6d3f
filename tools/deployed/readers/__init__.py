"""Which reader tells of which resource type: a new type is one entry here."""

from __future__ import annotations

from deployed.readers import alarms, events, functions, glue, iam, s3, secrets
from deployed.readers.reading import Kind

_AES256 = {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}
_NO_POLICIES = {"ManagedPolicyArns": None, "Policies": None, "PermissionsBoundary": None}

KINDS: dict[str, Kind] = {
    "AWS::CloudWatch::Alarm": Kind(
        alarms.read_alarm,
        absent={
            "ActionsEnabled": True,
            "DatapointsToAlarm": None,
            "ExtendedStatistic": None,
            "InsufficientDataActions": None,
            "Tags": None,
            "Unit": None,
        },
    ),
    "AWS::CloudWatch::Dashboard": Kind(alarms.read_dashboard),
    "AWS::Events::Rule": Kind(
        events.read_rule,
        absent={
            "Description": None,
            "EventBusName": "default",
            "EventPattern": None,
            "ScheduleExpression": None,
            "State": "ENABLED",
            "Tags": None,
            "Targets": None,
        },
    ),
    "AWS::Glue::Database": Kind(glue.read_database),
    "AWS::Glue::Job": Kind(
        glue.read_job,
        absent={
            "DefaultArguments": None,
            "Description": None,
            "ExecutionProperty": {"MaxConcurrentRuns": 1},
            "JobRunQueuingEnabled": False,
            "NonOverridableArguments": None,
            "SecurityConfiguration": None,
            "Tags": None,
        },
    ),
    # A new serial only makes a new key, and no call tells it.
    "AWS::IAM::AccessKey": Kind(iam.read_access_key, absent={"Status": "Active"}, not_told=frozenset({"Serial"})),
    "AWS::IAM::Policy": Kind(iam.read_policy),
    "AWS::IAM::Role": Kind(
        iam.read_role,
        absent={"Path": "/", "MaxSessionDuration": 3600, "Description": None, "Tags": None, **_NO_POLICIES},
    ),
    "AWS::IAM::User": Kind(iam.read_user, absent={"Path": "/", "Groups": None, "Tags": None, **_NO_POLICIES}),
    "AWS::Lambda::EventSourceMapping": Kind(
        functions.read_event_source_mapping,
        absent={
            "Enabled": True,
            "FilterCriteria": None,
            "FunctionResponseTypes": None,
            "MaximumBatchingWindowInSeconds": 0,
            "Tags": None,
        },
    ),
    "AWS::Lambda::Function": Kind(
        functions.read_function,
        absent={
            "Architectures": ["x86_64"],
            "Description": None,
            "Environment": None,
            "Layers": None,
            "LoggingConfig": None,
            "MemorySize": 128,
            "ReservedConcurrentExecutions": None,
            "Tags": None,
            "Timeout": 3,
        },
    ),
    "AWS::Lambda::Permission": Kind(functions.read_permission, absent={"SourceArn": None, "SourceAccount": None}),
    "AWS::Logs::LogGroup": Kind(
        functions.read_log_group,
        absent={"KmsKeyId": None, "LogGroupClass": "STANDARD", "RetentionInDays": None, "Tags": None},
    ),
    "AWS::S3::Bucket": Kind(
        s3.read_bucket,
        absent={
            "BucketEncryption": _AES256,
            "LifecycleConfiguration": None,
            "LoggingConfiguration": None,
            "NotificationConfiguration": None,
            "ObjectLockConfiguration": None,
            "ObjectLockEnabled": None,
            "Tags": None,
            "VersioningConfiguration": None,
        },
    ),
    "AWS::S3::BucketPolicy": Kind(s3.read_bucket_policy),
    "AWS::SNS::Topic": Kind(alarms.read_topic, absent={"KmsMasterKeyId": None, "Tags": None}),
    "AWS::SNS::TopicPolicy": Kind(alarms.read_topic_policy),
    "AWS::SQS::Queue": Kind(
        events.read_queue,
        absent={
            "DelaySeconds": 0,
            "MessageRetentionPeriod": 345600,
            "ReceiveMessageWaitTimeSeconds": 0,
            "RedriveAllowPolicy": None,
            "RedrivePolicy": None,
            "Tags": None,
            "VisibilityTimeout": 30,
        },
    ),
    "AWS::SQS::QueuePolicy": Kind(events.read_queue_policy),
    "AWS::SecretsManager::Secret": Kind(
        secrets.read_secret, absent={"Description": None, "KmsKeyId": None, "Tags": None}
    ),
    "Custom::S3AutoDeleteObjects": Kind(s3.read_auto_delete),
}
