"""Puts into an identity's own stream a record that it took before."""

from __future__ import annotations

from collections.abc import Iterator

from botocore.exceptions import ClientError

from tried.clients import Clients
from tried.ground.records import filled_stream
from tried.judgement import ask
from tried.places import FilledStream
from tried.plan import Identity
from tried.row import Row, intended

_TARGET = "its own stream"
_NONE_KNOWN = "the stream holds no record that could be put again"


def try_stream(identity: Identity, stream: str, owner: Clients, plant: Clients) -> Iterator[Row]:
    filled = filled_stream(owner, _TARGET, stream)
    for operation, send in {"PutRecord": _put_record, "PutRecords": _put_records}.items():
        if filled is None:
            at = (identity.name, "kinesis", operation, _TARGET)
            yield Row(*at, "accepted", "not tried", "not tried", _NONE_KNOWN)
        else:
            yield intended(identity, "kinesis", operation, _TARGET, ask(plant, send, filled))


def _put_record(clients: Clients, stream: FilledStream) -> object:
    return clients.kinesis.put_record(StreamName=stream.name, **stream.record)


def _put_records(clients: Clients, stream: FilledStream) -> object:
    answer = clients.kinesis.put_records(StreamName=stream.name, Records=[stream.record])
    # It answers 200 though it took no record.
    if answer["FailedRecordCount"]:
        [failed] = answer["Records"]
        error = {"Code": failed["ErrorCode"], "Message": failed["ErrorMessage"]}
        raise ClientError({"Error": error, "ResponseMetadata": answer["ResponseMetadata"]}, "PutRecords")
    return answer
