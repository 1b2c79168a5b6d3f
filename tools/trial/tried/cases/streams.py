"""Reads of a stream: its records, and what it tells about itself."""

from __future__ import annotations

from tried.case import Case, Send, call
from tried.places import Account, Stream

_FROM_START = {"ShardIteratorType": "TRIM_HORIZON"}


def _read(operation: str, send: Send[Stream], form: str = "") -> Case[Stream]:
    return Case(operation, (f"kinesis:{operation}",), send, form)


def _by_name(operation: str) -> Case[Stream]:
    return _read(operation, lambda c, s: call(c.kinesis, operation, {"StreamName": s.name}))


def _account(operation: str, **more: object) -> Case[Account]:
    return Case(operation, (f"kinesis:{operation}",), lambda c, _: call(c.kinesis, operation, more))


READS: tuple[Case[Stream], ...] = (
    _by_name("DescribeStream"),
    _by_name("DescribeStreamSummary"),
    _by_name("ListShards"),
    _by_name("ListTagsForStream"),
    _read("ListShards", lambda c, s: c.kinesis.list_shards(StreamARN=s.arn), "by its ARN"),
    _read("DescribeStreamConsumer", lambda c, s: c.kinesis.describe_stream_consumer(ConsumerARN=s.consumer_arn)),
    _read(
        "DescribeStreamConsumer",
        lambda c, s: c.kinesis.describe_stream_consumer(StreamARN=s.arn, ConsumerName=s.consumer),
        "by its name",
    ),
    _read("ListStreamConsumers", lambda c, s: c.kinesis.list_stream_consumers(StreamARN=s.arn)),
    _read("ListTagsForResource", lambda c, s: c.kinesis.list_tags_for_resource(ResourceARN=s.arn)),
    _read("GetResourcePolicy", lambda c, s: c.kinesis.get_resource_policy(ResourceARN=s.arn)),
    _read(
        "GetShardIterator",
        lambda c, s: c.kinesis.get_shard_iterator(StreamName=s.name, ShardId=s.shard, **_FROM_START),
    ),
    _read(
        "GetShardIterator",
        lambda c, s: c.kinesis.get_shard_iterator(StreamARN=s.arn, ShardId=s.shard, **_FROM_START),
        "by its ARN",
    ),
    _read(
        "GetRecords",
        lambda c, s: c.kinesis.get_records(ShardIterator=s.iterator(), Limit=1),
        "with the owner's iterator",
    ),
    _read(
        "GetRecords",
        lambda c, s: c.kinesis.get_records(ShardIterator=s.iterator(), StreamARN=s.arn, Limit=1),
        "with the owner's iterator, by its ARN",
    ),
    _read(
        "SubscribeToShard",
        lambda c, s: c.kinesis.subscribe_to_shard(
            ConsumerARN=s.consumer_arn, ShardId=s.shard, StartingPosition={"Type": "TRIM_HORIZON"}
        ),
    ),
)

ACCOUNT_READS: tuple[Case[Account], ...] = (
    _account("DescribeAccountSettings"),
    Case(
        "DescribeChannel", ("kinesis:DescribeChannel",), lambda c, a: c.kinesis.describe_channel(ChannelARN=a.channel)
    ),
    _account("DescribeLimits"),
    _account("ListChannels"),
    _account("ListStreams"),
)
