"""Streams with a record that they took before."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping

from tried.clients import Clients
from tried.ground.preparation import Preparation
from tried.places import FilledStream, Record

# An answer may be empty though there are records.
_TRIES = 5
_WAIT_SECONDS = 0.2


def other_streams(preparation: Preparation) -> tuple[FilledStream, ...]:
    """Those of other sites that hold data."""
    names = [name for name in preparation.plan.streams if name != preparation.identity.stream]
    found = [filled_stream(preparation.owner, "another feeder's stream", name) for name in names]
    return tuple(each for each in found if each)


def filled_stream(owner: Clients, target: str, name: str) -> FilledStream | None:
    record = _known_record(owner, name)
    return FilledStream(target, name, record) if record else None


def _known_record(owner: Clients, stream: str) -> Record | None:
    """The oldest record that is data: one broken on purpose would make a second refusal."""
    kinesis = owner.kinesis
    for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
        at = {"StreamName": stream, "ShardId": shard["ShardId"]}
        iterator = kinesis.get_shard_iterator(**at, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
        for _ in range(_TRIES):
            answer = kinesis.get_records(ShardIterator=iterator)
            for record in answer["Records"]:
                if _is_data(record):
                    return Record(PartitionKey=record["PartitionKey"], Data=record["Data"])
            iterator = answer["NextShardIterator"]
            time.sleep(_WAIT_SECONDS)
    return None


def _is_data(record: Mapping[str, bytes]) -> bool:
    try:
        return isinstance(json.loads(record["Data"]), dict)
    except ValueError:
        return False
