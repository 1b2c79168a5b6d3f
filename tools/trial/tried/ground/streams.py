"""The deployed streams, each with a consumer of its own for the identity's trial."""

from __future__ import annotations

import time
import uuid

from tried.ground.preparation import Preparation
from tried.places import Stream

_TRIES = 50
_WAIT_SECONDS = 0.1


def streams(preparation: Preparation) -> tuple[Stream, ...]:
    return tuple(_stream(preparation, name) for name in preparation.plan.streams)


def _stream(preparation: Preparation, name: str) -> Stream:
    kinesis = preparation.owner.kinesis
    arn = kinesis.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]["StreamARN"]
    shard = kinesis.list_shards(StreamName=name)["Shards"][0]["ShardId"]
    # A subscription needs a consumer that nobody uses.
    consumer = f"tried-{uuid.uuid4().hex}"
    consumer_arn = kinesis.register_stream_consumer(StreamARN=arn, ConsumerName=consumer)["Consumer"]["ConsumerARN"]
    preparation.cleanup.callback(kinesis.deregister_stream_consumer, ConsumerARN=consumer_arn)
    _wait_until_active(preparation, consumer_arn)

    def iterator() -> str:
        answer = kinesis.get_shard_iterator(StreamName=name, ShardId=shard, ShardIteratorType="TRIM_HORIZON")
        return str(answer["ShardIterator"])

    target = "its own stream" if name == preparation.identity.stream else "another feeder's stream"
    return Stream(target, name, arn, shard, consumer, consumer_arn, iterator)


def _wait_until_active(preparation: Preparation, consumer_arn: str) -> None:
    for _ in range(_TRIES):
        seen = preparation.owner.kinesis.describe_stream_consumer(ConsumerARN=consumer_arn)["ConsumerDescription"]
        if seen["ConsumerStatus"] == "ACTIVE":
            return
        time.sleep(_WAIT_SECONDS)
    raise TimeoutError(f"{consumer_arn}: got {seen['ConsumerStatus']}, wanted ACTIVE")
