"""The streams of the small deployed set; its function and its bucket stand in template.py."""

from __future__ import annotations

from typing import Any

STREAMS: dict[str, Any] = {
    "Stream": {
        "Type": "AWS::Kinesis::Stream",
        "Properties": {
            "Name": "readings",
            "ShardCount": 2,
            "RetentionPeriodHours": 48,
            "StreamModeDetails": {"StreamMode": "PROVISIONED"},
            "StreamEncryption": {"EncryptionType": "KMS", "KeyId": "alias/aws/kinesis"},
            "Tags": [{"Key": "owner", "Value": "plant-data-platform"}],
        },
    },
    "StreamMapping": {
        "Type": "AWS::Lambda::EventSourceMapping",
        "Properties": {
            "EventSourceArn": {"Fn::GetAtt": ["Stream", "Arn"]},
            "FunctionName": {"Ref": "Function"},
            "StartingPosition": "TRIM_HORIZON",
            "BatchSize": 100,
            "BisectBatchOnFunctionError": True,
            "DestinationConfig": {"OnFailure": {"Destination": {"Fn::GetAtt": ["Store", "Arn"]}}},
            "FunctionResponseTypes": ["ReportBatchItemFailures"],
            "MaximumBatchingWindowInSeconds": 60,
            "MaximumRecordAgeInSeconds": 3600,
            "MaximumRetryAttempts": 5,
        },
    },
}
