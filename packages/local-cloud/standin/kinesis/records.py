"""A mapping's reading of a stream, and how far it has come. The mapping's own function decides what may be read."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from standin.iam import role_sessions
from standin.kinesis.batches import Batch, Record, arrival_of, rules_of, sequence_of
from standin.server.seams import Seams, ministack

SEAMS: Seams = {
    "core.iam_evaluator": ("enforce",),
    "services.kinesis": ("_MAPPING_READ_ACTIONS", "_ensure_base64", "_expire_records", "_streams"),
    "services.lambda_svc": ("_apply_filter_criteria", "_get_func_record_for_qualifier", "_kinesis_positions"),
}

Mapped = dict[str, Any]
"""An event source mapping as MiniStack keeps it."""

_MAX_EVENT_BYTES = 6 * 1024 * 1024


def stream_of(mapping: Mapped) -> Any:
    """The stream that a mapping reads, None where it reads something else or the stream is gone."""
    parts = str(mapping.get("EventSourceArn", "")).split(":", 5)
    if len(parts) != 6 or parts[2] != "kinesis":
        return None
    kinesis = ministack("services.kinesis")
    stream = kinesis._streams.get_scoped(parts[4], parts[3], parts[5].removeprefix("stream/"))
    if not stream or stream["StreamStatus"] != "ACTIVE":
        return None
    kinesis._expire_records(stream)
    return stream


def function_of(mapping: Mapped) -> Any:
    """The function as MiniStack keeps it, with its configuration in `config`; None where there is none."""
    service = ministack("services.lambda_svc")
    record, _ = service._get_func_record_for_qualifier(mapping["FunctionName"], mapping.get("Qualifier"))
    return record


def positions_of(mapping: Mapped, stream: Mapping[str, Any]) -> dict[str, str]:
    """Sequence number up to which each shard is done, saved with Lambda's state."""
    store = ministack("services.lambda_svc")._kinesis_positions
    if mapping["UUID"] not in store:
        is_latest = mapping.get("StartingPosition") == "LATEST"
        store[mapping["UUID"]] = {
            shard_id: shard["records"][-1]["SequenceNumber"] if is_latest and shard["records"] else "0"
            for shard_id, shard in stream["shards"].items()
        }
    positions: dict[str, str] = store[mapping["UUID"]]
    return positions


def first_after(kept: Sequence[Record], position: int) -> int:
    """Index of the first of a shard's records after a sequence number, their count where there is none."""
    return bisect_right(kept, position, key=lambda record: int(record["SequenceNumber"]))


def advance(mapping: Mapped, record: Record) -> None:
    """Remember that a shard is done up to this record."""
    store = ministack("services.lambda_svc")._kinesis_positions
    shard_id = str(record["eventID"]).partition(":")[0]
    if mapping["UUID"] in store:
        store[mapping["UUID"]][shard_id] = sequence_of(record)


def take(mapping: Mapped, stream: Mapping[str, Any], shard_id: str) -> list[Batch]:
    """The next batch of a shard, in a list; empty while its window is open, or where the role may not read."""
    rules = rules_of(mapping)
    kept = stream["shards"][shard_id]["records"]
    position = int(positions_of(mapping, stream).setdefault(shard_id, "0"))
    start = first_after(kept, position)
    events = list(_up_to_the_limit(_event(mapping, shard_id, raw) for raw in kept[start : start + rules.batch_size]))
    if not events:
        return []
    is_full = len(events) == rules.batch_size or start + len(events) < len(kept)
    if not is_full and time.time() < arrival_of(events[0]) + rules.window:
        return []
    refusal = _refusal(mapping)
    if refusal:
        mapping["LastProcessingResult"] = refusal
        return []
    wanted = ministack("services.lambda_svc")._apply_filter_criteria(events, mapping)
    if not wanted:
        advance(mapping, events[-1])
        return []
    return [Batch(tuple(wanted))]


def _up_to_the_limit(events: Iterator[Record]) -> Iterator[Record]:
    """The events that one call can carry; the first goes in any case."""
    size = 0
    for event in events:
        length = len(event["kinesis"]["data"])
        if size and size + length > _MAX_EVENT_BYTES:
            return
        size += length
        yield event


def _event(mapping: Mapped, shard_id: str, raw: Mapping[str, Any]) -> Record:
    return {
        "kinesis": {
            "kinesisSchemaVersion": "1.0",
            "partitionKey": raw["PartitionKey"],
            "sequenceNumber": raw["SequenceNumber"],
            "data": ministack("services.kinesis")._ensure_base64(raw["Data"]),
            "approximateArrivalTimestamp": raw["ApproximateArrivalTimestamp"],
        },
        "eventSource": "aws:kinesis",
        "eventVersion": "1.0",
        "eventID": f"{shard_id}:{raw['SequenceNumber']}",
        "eventName": "aws:kinesis:record",
        "invokeIdentityArn": function_of(mapping)["config"]["Role"],
        "awsRegion": mapping["EventSourceArn"].split(":")[3],
        "eventSourceARN": mapping["EventSourceArn"],
    }


def _refusal(mapping: Mapped) -> str | None:
    """The reason why the function's role may not read the stream, None where it may."""
    config = function_of(mapping)["config"]
    arn, key = mapping["EventSourceArn"], role_sessions.of_function(config)["AWS_ACCESS_KEY_ID"]
    for action in ministack("services.kinesis")._MAPPING_READ_ACTIONS:
        if ministack("core.iam_evaluator").enforce(key, action, "kinesis", arn.split(":")[3], resource_arn=arn):
            return f"PROBLEM: {config['Role']} is not authorized to perform {action} on {arn}"
    return None
