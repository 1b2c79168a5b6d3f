"""The IAM action of a call on a stream: with that one alone, on its own stream, it passes; otherwise it is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError
from standin.testing.local_cloud import LocalCloud, unique

Call = Callable[[Any, "Stream"], object]
SHARD = "shardId-000000000000"


class Stream:
    """A stream with a record, an iterator and a consumer, all made by root."""

    def __init__(self, cloud: LocalCloud) -> None:
        self.kinesis, self.name = cloud.client("kinesis"), unique("stream")
        self.kinesis.create_stream(StreamName=self.name, ShardCount=1)
        self.arn = self.kinesis.describe_stream_summary(StreamName=self.name)["StreamDescriptionSummary"]["StreamARN"]
        self.kinesis.put_record(StreamName=self.name, Data=b"1", PartitionKey="p")
        consumer = self.kinesis.register_stream_consumer(StreamARN=self.arn, ConsumerName="reader")
        self.consumer = consumer["Consumer"]["ConsumerARN"]
        self.iterator = self.kinesis.get_shard_iterator(**self.at_start)["ShardIterator"]

    @property
    def at_start(self) -> dict[str, str]:
        return {"StreamName": self.name, "ShardId": SHARD, "ShardIteratorType": "TRIM_HORIZON"}


CALLS: dict[str, Call] = {
    "PutRecord": lambda kinesis, s: kinesis.put_record(StreamName=s.name, Data=b"1", PartitionKey="p"),
    "PutRecords": lambda kinesis, s: kinesis.put_records(
        StreamName=s.name, Records=[{"Data": b"1", "PartitionKey": "p"}]
    ),
    "GetShardIterator": lambda kinesis, s: kinesis.get_shard_iterator(**s.at_start),
    "GetRecords": lambda kinesis, s: kinesis.get_records(ShardIterator=s.iterator),
    "SubscribeToShard": lambda kinesis, s: kinesis.subscribe_to_shard(
        ConsumerARN=s.consumer, ShardId=SHARD, StartingPosition={"Type": "TRIM_HORIZON"}
    )["EventStream"].close(),
    "ListShards": lambda kinesis, s: kinesis.list_shards(StreamName=s.name),
    "DescribeStream": lambda kinesis, s: kinesis.describe_stream(StreamName=s.name),
    "DescribeStreamSummary": lambda kinesis, s: kinesis.describe_stream_summary(StreamName=s.name),
    "DescribeStreamConsumer": lambda kinesis, s: kinesis.describe_stream_consumer(ConsumerARN=s.consumer),
    "RegisterStreamConsumer": lambda kinesis, s: kinesis.register_stream_consumer(
        StreamARN=s.arn, ConsumerName=unique("consumer")
    ),
    "DeleteStream": lambda kinesis, s: kinesis.delete_stream(StreamName=s.name, EnforceConsumerDeletion=True),
}


@pytest.fixture
def stream(cloud: LocalCloud) -> Stream:
    return Stream(cloud)


@pytest.mark.parametrize("name", CALLS)
def test_a_call_needs_its_own_action_on_its_own_stream(cloud: LocalCloud, stream: Stream, name: str) -> None:
    others = [f"kinesis:{other}" for other in CALLS if other != name]
    assert refused(cloud, stream, name, others, "*"), f"passes without kinesis:{name}"
    neighbour = Stream(cloud).arn
    assert refused(cloud, stream, name, [f"kinesis:{name}"], neighbour), "passes on another stream"
    assert not refused(cloud, stream, name, [f"kinesis:{name}"], stream.arn)


def refused(cloud: LocalCloud, stream: Stream, name: str, actions: list[str], arn: str) -> bool:
    resources = [arn, f"{arn}/consumer/*"]
    kinesis = cloud.client("kinesis", cloud.user({"Effect": "Allow", "Action": actions, "Resource": resources}))
    try:
        CALLS[name](kinesis, stream)
    except ClientError as error:
        return error.response["Error"]["Code"] == "AccessDeniedException"
    return False
