"""Metrics of the services themselves, as alarms on them want them: queues, calls and streams."""

from __future__ import annotations

import time

import pytest
from standin.cloudwatch import service_metrics
from standin.testing.local_cloud import LocalCloud, unique
from standin.testing.stream_reader import Reader, reader, wait_for


@pytest.fixture(autouse=True)
def alarm(cloud: LocalCloud) -> str:
    """Services are looked at where there is an alarm."""
    name = "nobody-calls"
    cloud.client("cloudwatch").put_metric_alarm(
        AlarmName=name,
        Namespace="AWS/Lambda",
        MetricName="Invocations",
        Dimensions=[{"Name": "FunctionName", "Value": "nobody"}],
        Statistic="Sum",
        Period=300,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="LessThanThreshold",
        TreatMissingData="breaching",
    )
    return name


def test_a_reader_is_as_late_as_its_oldest_record_that_waits() -> None:
    records = [{"ApproximateArrivalTimestamp": at, "SequenceNumber": f"49{at:.0f}"} for at in (10.0, 20.0, 30.0)]
    assert service_metrics.waited([(records, "4910"), (records, "4920")], 31.0) == 11_000
    assert service_metrics.waited([(records, "4930")], 31.0) == 0
    assert service_metrics.waited([(records, "0")], 31.0) == 21_000


def test_a_dead_letter_is_measured(cloud: LocalCloud) -> None:
    sqs, name = cloud.client("sqs"), unique("dead-letters")
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="lost")
    assert 1.0 in measured(cloud, "AWS/SQS", "ApproximateNumberOfMessagesVisible", {"QueueName": name})


def test_a_call_by_a_queue_is_measured_as_one_call(cloud: LocalCloud) -> None:
    name = unique("intake")
    role = cloud.role({"Effect": "Allow", "Action": "*", "Resource": "*"}, service="lambda.amazonaws.com")
    function = {
        "FunctionName": name,
        "Handler": "index.handler",
        "Runtime": "python3.13",
        "Role": role,
        "Code": {"ZipFile": "def handler(event, context):\n    return None\n"},
    }
    stack = cloud.deploy(
        {
            "Queue": {"Type": "AWS::SQS::Queue"},
            "Function": {"Type": "AWS::Lambda::Function", "Properties": function},
            "Mapping": {
                "Type": "AWS::Lambda::EventSourceMapping",
                "Properties": {
                    "EventSourceArn": {"Fn::GetAtt": ["Queue", "Arn"]},
                    "FunctionName": {"Ref": "Function"},
                },
            },
        }
    )
    cloud.client("sqs").send_message(QueueUrl=cloud.resource(stack, "Queue"), MessageBody="landed")
    assert measured(cloud, "AWS/Lambda", "Invocations", {"FunctionName": name}) == [1.0]
    cloud.client("lambda").invoke(FunctionName=name)
    assert sum(measured(cloud, "AWS/Lambda", "Invocations", {"FunctionName": name})) == 2.0


@pytest.fixture(scope="module")
def read_stream(cloud: LocalCloud) -> Reader:
    """A stream of which everything was read."""
    at = reader(cloud)
    at.put("first", "second")
    wait_for(at.batches)
    return at


def test_records_that_come_into_a_stream_are_measured(cloud: LocalCloud, read_stream: Reader) -> None:
    assert sum(measured(cloud, "AWS/Kinesis", "IncomingRecords", {"StreamName": read_stream.stream})) == 2


def test_a_reader_that_has_read_everything_is_measured_as_not_late(cloud: LocalCloud, read_stream: Reader) -> None:
    of_stream = {"StreamName": read_stream.stream}
    assert measured(cloud, "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", of_stream)[-1] == 0


def test_a_reader_that_is_held_up_is_measured_as_late(cloud: LocalCloud) -> None:
    at = reader(cloud, MaximumRetryAttempts=-1, BisectBatchOnFunctionError=False)
    at.put("throw")
    of_stream = {"StreamName": at.stream}
    ages = wait_for(
        lambda: measured(cloud, "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", of_stream),
        lambda found: max(found) > 1000,
    )
    assert max(ages) < 60_000


def test_alarms_are_still_looked_at_after_a_stream_was_read(cloud: LocalCloud, read_stream: Reader, alarm: str) -> None:
    cloudwatch = cloud.client("cloudwatch")
    wait_for(read_stream.batches)
    cloudwatch.set_alarm_state(AlarmName=alarm, StateValue="OK", StateReason="test")
    wait_for(lambda: cloudwatch.describe_alarms(AlarmNames=[alarm])["MetricAlarms"][0]["StateValue"] == "ALARM")


def measured(cloud: LocalCloud, namespace: str, metric: str, dimensions: dict[str, str]) -> list[float]:
    """Sums by the second of the last hour, once there is one."""
    deadline, found = time.monotonic() + 30, []
    while not found and time.monotonic() < deadline:
        stat = {
            "Metric": {
                "Namespace": namespace,
                "MetricName": metric,
                "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
            },
            "Period": 1,
            "Stat": "Sum",
        }
        (result,) = cloud.client("cloudwatch").get_metric_data(
            MetricDataQueries=[{"Id": "m", "MetricStat": stat}], StartTime=time.time() - 3600, EndTime=time.time() + 60
        )["MetricDataResults"]
        found = result["Values"]
        time.sleep(0.2)
    return found
