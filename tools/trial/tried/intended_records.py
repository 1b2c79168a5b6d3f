"""Puts into an identity's own stream a record that it took before: this makes a duplicate and no new data."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TypedDict

from botocore.exceptions import ClientError

from tried.clients import Clients
from tried.judgement import ask
from tried.plan import Identity
from tried.row import Row, intended

_OPERATIONS = ("PutRecord", "PutRecords")
_TARGET = "its own stream"
_NONE_KNOWN = "the stream holds no record that could be put again"
# An answer may be empty though there are records.
_TRIES = 5
_WAIT_SECONDS = 0.2


class Record(TypedDict):
    PartitionKey: str
    Data: bytes


def try_stream(identity: Identity, stream: str, owner: Clients, plant: Clients) -> Iterator[Row]:
    known = _known_record(owner, stream)
    if known is None:
        for operation in _OPERATIONS:
            at = (identity.name, "kinesis", operation, _TARGET)
            yield Row(*at, "allowed", "not tried", "not tried", _NONE_KNOWN)
        return
    for operation, send in zip(_OPERATIONS, (_put_record, _put_records), strict=True):
        yield intended(identity, "kinesis", operation, _TARGET, ask(partial(send, plant, stream, known)))


def _put_record(clients: Clients, stream: str, record: Record) -> object:
    return clients.kinesis.put_record(StreamName=stream, **record)


def _put_records(clients: Clients, stream: str, record: Record) -> object:
    answer = clients.kinesis.put_records(StreamName=stream, Records=[record])
    # It answers 200 though it took no record.
    if answer["FailedRecordCount"]:
        [failed] = answer["Records"]
        error = {"Code": failed["ErrorCode"], "Message": failed["ErrorMessage"]}
        raise ClientError({"Error": error, "ResponseMetadata": answer["ResponseMetadata"]}, "PutRecords")
    return answer


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
