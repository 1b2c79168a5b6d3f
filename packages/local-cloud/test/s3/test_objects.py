from __future__ import annotations

import json
import time
from typing import Any

import pytest
from botocore.exceptions import ClientError
from standin.testing.local_cloud import LocalCloud, policy, unique


def test_a_copy_may_not_overwrite_when_it_says_so(cloud: LocalCloud) -> None:
    s3, bucket = cloud.client("s3"), cloud.bucket(versioned=True)
    version = s3.put_object(Bucket=bucket, Key="a", Body=b"1")["VersionId"]
    source = {"Bucket": bucket, "Key": "a", "VersionId": version}
    s3.copy_object(Bucket=bucket, Key="b", CopySource=source, IfNoneMatch="*")
    with pytest.raises(ClientError) as refusal:
        s3.copy_object(Bucket=bucket, Key="b", CopySource=source, IfNoneMatch="*")
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 412


def test_an_event_names_the_version_of_its_object(cloud: LocalCloud) -> None:
    s3, bucket, queue = bucket_with_events(cloud)
    put = s3.put_object(Bucket=bucket, Key="site=a/x y", Body=b"12345")
    event = received(cloud, queue)
    assert event["detail-type"] == "Object Created"
    assert event["detail"]["bucket"] == {"name": bucket}
    assert event["detail"]["reason"] == "PutObject"
    sequencer = event["detail"]["object"].pop("sequencer")
    assert int(sequencer, 16) > 0
    assert event["detail"]["object"] == {
        "key": "site=a/x y",
        "size": 5,
        "etag": put["ETag"].strip('"'),
        "version-id": put["VersionId"],
    }


def test_copies_and_completed_uploads_send_events_too(cloud: LocalCloud) -> None:
    s3, bucket, queue = bucket_with_events(cloud)
    other = cloud.bucket()
    s3.put_object(Bucket=other, Key="a", Body=b"1")
    copied = s3.copy_object(Bucket=bucket, Key="b", CopySource={"Bucket": other, "Key": "a"})
    event = received(cloud, queue)
    assert (event["detail"]["reason"], event["detail"]["object"]["version-id"]) == ("CopyObject", copied["VersionId"])
    at = {"Bucket": bucket, "Key": "c"}
    upload = s3.create_multipart_upload(**at)["UploadId"]
    etag = s3.upload_part(**at, UploadId=upload, PartNumber=1, Body=b"1")["ETag"]
    parts = {"Parts": [{"PartNumber": 1, "ETag": etag}]}
    done = s3.complete_multipart_upload(**at, UploadId=upload, MultipartUpload=parts)
    event = received(cloud, queue)
    assert event["detail"]["reason"] == "CompleteMultipartUpload"
    assert event["detail"]["object"]["version-id"] == done["VersionId"]


def test_the_next_event_can_be_lost_on_purpose_and_only_that_one(cloud: LocalCloud) -> None:
    s3, bucket, queue = bucket_with_events(cloud)
    (cloud.state / "drop-next-event").write_text(f"{bucket}/lost")
    s3.put_object(Bucket=bucket, Key="lost-1", Body=b"1")
    deadline = time.monotonic() + 10
    while not (cloud.state / "drop-next-event.taken").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    s3.put_object(Bucket=bucket, Key="lost-2", Body=b"1")
    assert received(cloud, queue)["detail"]["object"]["key"] == "lost-2"
    assert (cloud.state / "drop-next-event.taken").read_text() == f"{bucket}/lost-1\n"


def bucket_with_events(cloud: LocalCloud) -> tuple[Any, str, str]:
    """A client, a versioned bucket whose events reach a queue, and the queue's address."""
    s3, bucket, name = cloud.client("s3"), cloud.bucket(versioned=True), unique("rule")
    s3.put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration={"EventBridgeConfiguration": {}})
    sqs, events = cloud.client("sqs"), cloud.client("events")
    queue = sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    pattern = {"source": ["aws.s3"], "detail": {"bucket": {"name": [bucket]}}}
    events.put_rule(Name=name, EventPattern=json.dumps(pattern))
    events.put_targets(Rule=name, Targets=[{"Id": "queue", "Arn": arn}])
    allowed = {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sqs:SendMessage"}
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": policy({**allowed, "Resource": arn})})
    return s3, bucket, queue


def received(cloud: LocalCloud, queue: str) -> dict[str, Any]:
    sqs = cloud.client("sqs")
    messages = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=10)["Messages"]
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=messages[0]["ReceiptHandle"])
    event: dict[str, Any] = json.loads(messages[0]["Body"])
    return event
