"""Calls on objects and records as a trail records them, and the alarm that a refused call of a plant sets off."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from botocore.exceptions import ClientError
from standin.testing.local_cloud import ROOT, Keys, LocalCloud, policy, unique
from trail_resources import TRUST, data_of, trail


def eventually(holds: Callable[[], Any], seconds: float = 20) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := holds()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


def recorded(cloud: LocalCloud, stack: str, *, at_least: int = 1) -> list[dict[str, Any]]:
    """Events of the trail, once there are so many."""

    def events() -> list[dict[str, Any]]:
        group = cloud.resource(stack, "Logs")
        found = cloud.client("logs").filter_log_events(logGroupName=group)["events"]
        return [json.loads(each["message"]) for each in found]

    eventually(lambda: len(events()) >= at_least)
    return events()


def plant(cloud: LocalCloud) -> Keys:
    may = {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}
    return cloud.user(may, path="/acme/plant/")


def metric_of(cloud: LocalCloud, stack: str) -> float:
    (alarm,) = cloud.client("cloudwatch").describe_alarms(AlarmNames=[cloud.resource(stack, "Alarm")])["MetricAlarms"]
    points = cloud.client("cloudwatch").get_metric_statistics(
        Namespace="Acme",
        MetricName=alarm["MetricName"],
        StartTime=time.time() - 3600,
        EndTime=time.time() + 60,
        Period=3600,
        Statistics=["Sum"],
    )["Datapoints"]
    return sum(point["Sum"] for point in points)


def alarm_state(cloud: LocalCloud, stack: str) -> str:
    described = cloud.client("cloudwatch").describe_alarms(AlarmNames=[cloud.resource(stack, "Alarm")])
    return str(described["MetricAlarms"][0]["StateValue"])


def test_a_refused_get_of_a_plant_sets_off_the_alarm_and_an_allowed_put_does_not(cloud: LocalCloud) -> None:
    landing = cloud.bucket()
    stack = cloud.deploy(trail([data_of("AWS::S3::Object", f"arn:aws:s3:::{landing}/")]))
    s3 = cloud.client("s3", plant(cloud))
    s3.put_object(Bucket=landing, Key="site=north/a", Body=b"1")
    assert [event["eventName"] for event in recorded(cloud, stack)] == ["PutObject"]
    assert metric_of(cloud, stack) == 0
    with pytest.raises(ClientError, match="AccessDenied"):
        s3.get_object(Bucket=landing, Key="site=north/a")
    assert eventually(lambda: metric_of(cloud, stack)) == 1
    assert eventually(lambda: alarm_state(cloud, stack) == "ALARM")


def test_an_event_tells_who_did_what_to_what_and_why_it_was_refused(cloud: LocalCloud) -> None:
    landing = cloud.bucket()
    stack = cloud.deploy(trail([data_of("AWS::S3::Object", f"arn:aws:s3:::{landing}/")]))
    role = cloud.role({"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}, path="/acme/plant/")
    with pytest.raises(ClientError, match="AccessDenied"):
        cloud.client("s3", cloud.session(role)).get_object(Bucket=landing, Key="site=north/a b")
    (event,) = recorded(cloud, stack)
    identity = event["userIdentity"]
    assert (identity["type"], identity["arn"].split("/")[0]) == (
        "AssumedRole",
        "arn:aws:sts::000000000000:assumed-role",
    )
    assert identity["sessionContext"]["sessionIssuer"]["arn"] == role
    assert (event["eventSource"], event["eventName"], event["readOnly"]) == ("s3.amazonaws.com", "GetObject", True)
    assert (event["errorCode"], event["sourceIPAddress"]) == ("AccessDenied", "127.0.0.1")
    assert "s3:GetObject" in event["errorMessage"]
    arns = [resource["ARN"] for resource in event["resources"]]
    assert arns == [f"arn:aws:s3:::{landing}/site=north/a b", f"arn:aws:s3:::{landing}"]
    assert metric_of(cloud, stack) == 1


def test_every_kind_of_object_call_has_the_name_that_cloudtrail_gives_it(cloud: LocalCloud) -> None:
    bucket, elsewhere, s3 = cloud.bucket(), cloud.bucket(), cloud.client("s3")
    selectors = [data_of("AWS::S3::Object", f"arn:aws:s3:::{bucket}/")]
    stack = cloud.deploy(trail(selectors))
    at = {"Bucket": bucket, "Key": "a"}
    s3.put_object(**at, Body=b"1")
    s3.put_object(Bucket=elsewhere, Key="a", Body=b"1")
    s3.head_object(**at)
    s3.copy_object(Bucket=bucket, Key="b", CopySource={"Bucket": bucket, "Key": "a"})
    s3.put_object_tagging(**at, Tagging={"TagSet": []})
    upload = s3.create_multipart_upload(**at)["UploadId"]
    s3.upload_part(**at, UploadId=upload, PartNumber=1, Body=b"1")
    s3.list_parts(**at, UploadId=upload)
    s3.abort_multipart_upload(**at, UploadId=upload)
    s3.list_objects_v2(Bucket=bucket)
    s3.list_object_versions(Bucket=bucket)
    s3.head_bucket(Bucket=bucket)
    s3.get_bucket_versioning(Bucket=bucket)
    s3.delete_object(**at)
    s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "b"}]})
    names = [event["eventName"] for event in recorded(cloud, stack, at_least=13)]
    assert names == [
        *(
            "PutObject",
            "HeadObject",
            "CopyObject",
            "PutObjectTagging",
            "CreateMultipartUpload",
            "UploadPart",
            "ListParts",
        ),
        *("AbortMultipartUpload", "ListObjects", "ListObjectVersions", "HeadBucket", "DeleteObject", "DeleteObjects"),
    ]


def test_records_are_told_by_their_stream(cloud: LocalCloud) -> None:
    kinesis, name = cloud.client("kinesis"), unique("stream")
    kinesis.create_stream(StreamName=name, ShardCount=1)
    arn = f"arn:aws:kinesis:us-east-1:000000000000:stream/{name}"
    stack = cloud.deploy(trail([data_of("AWS::Kinesis::Stream", arn)]))
    kinesis.put_record(StreamName=name, Data=b"secret", PartitionKey="p")
    kinesis.describe_stream_summary(StreamName=name)
    shard = {"StreamName": name, "ShardId": "shardId-000000000000", "ShardIteratorType": "TRIM_HORIZON"}
    iterator = kinesis.get_shard_iterator(**shard)["ShardIterator"]
    reader = cloud.client("kinesis", plant(cloud))
    with pytest.raises(ClientError, match="AccessDenied"):
        reader.get_records(ShardIterator=iterator)
    events = recorded(cloud, stack, at_least=3)
    assert [event["eventName"] for event in events] == ["PutRecord", "GetShardIterator", "GetRecords"]
    assert {event["resources"][0]["ARN"] for event in events} == {arn}
    assert events[2]["errorCode"] == "AccessDeniedException"
    assert "data" not in events[0]["requestParameters"]


def of_plants(kind: str) -> dict[str, Any]:
    """An advanced selector of whatever the users below a path call on one kind of data."""
    selector = data_of(kind, "arn:")
    selector["FieldSelectors"][2] = {
        "Field": "userIdentity.arn",
        "StartsWith": ["arn:aws:iam::000000000000:user/acme/plant/"],
    }
    return selector


def receive(cloud: LocalCloud, keys: Keys, name: str) -> str:
    url = cloud.client("sqs").create_queue(QueueName=name)["QueueUrl"]
    cloud.client("sqs", keys).receive_message(QueueUrl=url)
    return f"arn:aws:sqs:us-east-1:000000000000:{name}"


def publish(cloud: LocalCloud, keys: Keys, name: str) -> str:
    arn = str(cloud.client("sns").create_topic(Name=name)["TopicArn"])
    cloud.client("sns", keys).publish(TopicArn=arn, Message="secret")
    return arn


def invoke(cloud: LocalCloud, keys: Keys, name: str) -> str:
    with suppress(cloud.client("lambda").exceptions.ResourceNotFoundException):
        cloud.client("lambda", keys).invoke(FunctionName=name, Payload=b"{}")
    return f"arn:aws:lambda:us-east-1:000000000000:function:{name}"


@pytest.mark.parametrize(
    ("kind", "call", "told"),
    [
        ("AWS::SQS::Queue", receive, ("sqs.amazonaws.com", "ReceiveMessage", True, "AccessDenied")),
        ("AWS::SNS::Topic", publish, ("sns.amazonaws.com", "Publish", False, "AuthorizationError")),
        ("AWS::Lambda::Function", invoke, ("lambda.amazonaws.com", "Invoke", False, "AccessDenied")),
    ],
)
def test_what_a_plant_tries_on_other_data_is_told_and_what_others_do_there_is_not(
    cloud: LocalCloud, kind: str, call: Callable[..., str], told: tuple[str, str, bool, str]
) -> None:
    stack, name = cloud.deploy(trail([of_plants(kind)])), unique("tried")
    arn = call(cloud, ROOT, name)
    with pytest.raises(ClientError, match=told[3]):
        call(cloud, plant(cloud), name)
    (event,) = recorded(cloud, stack)
    assert (event["eventSource"], event["eventName"], event["readOnly"]) == told[:3]
    assert event["errorCode"].startswith(told[3])
    assert (event["resources"][0]["type"], event["resources"][0]["ARN"]) == (kind, arn)
    assert "secret" not in json.dumps(event)
    assert metric_of(cloud, stack) == 1


@pytest.mark.parametrize("everywhere", [True, False])
def test_a_trail_of_all_regions_records_in_another_one(cloud: LocalCloud, everywhere: bool) -> None:
    name, names = unique("stream"), ("eu-west-1", "us-east-1")
    resources = trail([data_of("AWS::Kinesis::Stream", "arn:aws:kinesis:")])
    resources["Trail"]["Properties"]["IsMultiRegionTrail"] = everywhere
    stack = cloud.deploy(resources)
    for region in names:
        kinesis = cloud.client("kinesis", region=region)
        kinesis.create_stream(StreamName=name, ShardCount=1)
        kinesis.put_record(StreamName=name, Data=b"1", PartitionKey="p")
    regions = [event["awsRegion"] for event in recorded(cloud, stack, at_least=2 if everywhere else 1)]
    assert regions == list(names if everywhere else names[1:])


def test_a_basic_selector_takes_writes_only_where_it_says_so(cloud: LocalCloud) -> None:
    bucket, s3 = cloud.bucket(), cloud.client("s3")
    resources = [{"Type": "AWS::S3::Object", "Values": [f"arn:aws:s3:::{bucket}/in/"]}]
    selector = {"ReadWriteType": "WriteOnly", "IncludeManagementEvents": False, "DataResources": resources}
    stack = cloud.deploy(trail([selector], kind="EventSelectors"))
    s3.put_object(Bucket=bucket, Key="out/a", Body=b"1")
    s3.put_object(Bucket=bucket, Key="in/a", Body=b"1")
    s3.get_object(Bucket=bucket, Key="in/a")
    s3.delete_object(Bucket=bucket, Key="in/a")
    assert [event["eventName"] for event in recorded(cloud, stack, at_least=2)] == ["PutObject", "DeleteObject"]


def test_a_request_that_nobody_signed_for_is_not_recorded(cloud: LocalCloud) -> None:
    bucket = cloud.bucket()
    stack = cloud.deploy(trail([data_of("AWS::S3::Object", f"arn:aws:s3:::{bucket}/")]))
    with pytest.raises(ClientError, match="SignatureDoesNotMatch"):
        cloud.client("s3", {**plant(cloud), "aws_secret_access_key": "guessed"}).get_object(Bucket=bucket, Key="a")
    cloud.client("s3").put_object(Bucket=bucket, Key="a", Body=b"1")
    assert [event["eventName"] for event in recorded(cloud, stack)] == ["PutObject"]


def test_a_trail_is_told_changed_stopped_and_gone(cloud: LocalCloud) -> None:
    bucket, cloudtrail = cloud.bucket(), cloud.client("cloudtrail")
    resources = trail([data_of("AWS::S3::Object", f"arn:aws:s3:::{bucket}/")])
    stack = cloud.deploy(resources)
    name = cloud.resource(stack, "Trail")
    told = cloudtrail.get_trail(Name=name)["Trail"]
    assert told["LogFileValidationEnabled"] is True
    assert told["CloudWatchLogsLogGroupArn"].endswith(f"log-group:{cloud.resource(stack, 'Logs')}:*")
    resources["Trail"]["Properties"] |= {"IsLogging": False, "EnableLogFileValidation": False}
    cloud.deploy(resources, stack)
    assert cloudtrail.get_trail_status(Name=name)["IsLogging"] is False
    assert cloudtrail.get_trail(Name=name)["Trail"]["LogFileValidationEnabled"] is False
    cloud.client("s3").put_object(Bucket=bucket, Key="while-stopped", Body=b"1")
    time.sleep(1)
    cloudtrail.start_logging(Name=name)
    cloud.client("s3").put_object(Bucket=bucket, Key="after", Body=b"1")
    assert [event["requestParameters"]["key"] for event in recorded(cloud, stack)] == ["after"]
    cloud.delete(stack)
    assert name not in [each["Name"] for each in cloudtrail.list_trails()["Trails"]]


def test_a_role_that_may_not_write_is_told_by_the_status(cloud: LocalCloud) -> None:
    bucket = cloud.bucket()
    resources = trail([data_of("AWS::S3::Object", f"arn:aws:s3:::{bucket}/")])
    resources["Writer"]["Properties"]["Policies"] = []
    stack = cloud.deploy(resources)
    cloud.client("s3").put_object(Bucket=bucket, Key="a", Body=b"1")
    status = {"Name": cloud.resource(stack, "Trail")}
    key = "LatestCloudWatchLogsDeliveryError"
    error = eventually(lambda: cloud.client("cloudtrail").get_trail_status(**status).get(key))
    assert "logs:PutLogEvents" in str(error)


def without_policy(resources: dict[str, Any]) -> None:
    resources["StorePolicy"]["Properties"]["PolicyDocument"]["Statement"].pop()


def without_trust(resources: dict[str, Any]) -> None:
    trust = {**TRUST, "Principal": {"Service": "events.amazonaws.com"}}
    resources["Writer"]["Properties"]["AssumeRolePolicyDocument"] = json.loads(policy(trust))


def with_a_condition_on_the_source(resources: dict[str, Any]) -> None:
    trust = {**TRUST, "Condition": {"StringEquals": {"aws:SourceAccount": "000000000000"}}}
    resources["Writer"]["Properties"]["AssumeRolePolicyDocument"] = json.loads(policy(trust))


def with_a_text_pattern(resources: dict[str, Any]) -> None:
    resources["Refused"]["Properties"]["FilterPattern"] = "AccessDenied"


def with_an_unknown_field(resources: dict[str, Any]) -> None:
    condition = {"Field": "vpcEndpointId", "Equals": ["vpce-1"]}
    resources["Trail"]["Properties"]["AdvancedEventSelectors"][0]["FieldSelectors"].append(condition)


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (without_policy, "does not allow cloudtrail.amazonaws.com s3:PutObject"),
        (without_trust, "does not trust cloudtrail.amazonaws.com"),
        (with_a_condition_on_the_source, "InvalidCloudWatchLogsRoleArnException"),
        (with_a_text_pattern, "got AccessDenied, wanted {"),
        (with_an_unknown_field, "vpcEndpointId"),
    ],
)
def test_what_would_record_nothing_fails_the_deploy(
    cloud: LocalCloud, spoil: Callable[[dict[str, Any]], None], named: str
) -> None:
    resources = trail([data_of("AWS::S3::Object", "arn:aws:s3:::any/")])
    spoil(resources)
    with pytest.raises(RuntimeError, match=named):
        cloud.deploy(resources)
