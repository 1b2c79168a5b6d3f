"""Metrics that AWS's services have of themselves and MiniStack's do not: every call of a function, queues and streams."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from standin.kinesis.records import Mapped, first_after, positions_of, stream_of
from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

SEAMS: Seams = {
    "services.cloudwatch": ("_store_datum", "record_metric"),
    "services.kinesis": ("_streams",),
    "services.lambda_svc": (
        "_emit_lambda_metrics",
        "_esms",
        "_execute_function",
        "_function_config_scope_mismatch",
    ),
    "services.sqs": ("_queues", "_refresh_counts"),
}

_MINUTE = 60.0
# Of the last measurement of a queue or a reader: its value and when it was taken.
_told: dict[str, tuple[float, float]] = {}

Record = Mapping[str, Any]


def install(_settings: Settings) -> None:
    # MiniStack counts only the calls through Lambda's own API, none of those that a queue, a stream or a rule makes.
    ministack("services.lambda_svc")._emit_lambda_metrics = lambda *_, **__: None
    wrap("services.lambda_svc", "_execute_function", _counting)


def measure(since: float, now: float) -> None:
    """Measure the queues and streams of the current account and region, whose last measurement was at `since`."""
    for queue in list(ministack("services.sqs")._queues.values()):
        _measure_queue(queue, now)
    for name, stream in list(ministack("services.kinesis")._streams.items()):
        new = sum(_arrived(shard["records"], since) for shard in list(stream["shards"].values()))
        if new:
            _record("AWS/Kinesis", "IncomingRecords", new, "Count", StreamName=name)
    for mapping in list(ministack("services.lambda_svc")._esms.values()):
        _measure_reader(mapping, now)


def waited(shards: Iterable[tuple[list[Record], str]], now: float) -> float:
    """Milliseconds that the oldest record has waited which its reader is not done with.

    Each shard is its records, and the sequence number up to which it is done.
    """
    waiting = [records[first_after(records, int(done)) :] for records, done in shards]
    ages = [now - unread[0]["ApproximateArrivalTimestamp"] for unread in waiting if unread]
    return max((max(0.0, age * 1000) for age in ages), default=0.0)


def _measure_queue(queue: dict[str, Any], now: float) -> None:
    ministack("services.sqs")._refresh_counts(queue)
    name = queue["name"]
    visible = float(queue["attributes"]["ApproximateNumberOfMessages"])
    # Each minute, as AWS does, and at once where it changed.
    if _told.get(name, (None, 0.0))[0] != visible or now - _told[name][1] >= _MINUTE:
        _told[name] = (visible, now)
        _record("AWS/SQS", "ApproximateNumberOfMessagesVisible", visible, "Count", QueueName=name)


def _measure_reader(mapping: Mapped, now: float) -> None:
    stream = stream_of(mapping)
    if stream is None or not mapping.get("Enabled", True):
        return
    name, positions = stream["StreamName"], positions_of(mapping, stream)
    age = waited(
        [(list(shard["records"]), positions.get(shard_id, "0")) for shard_id, shard in stream["shards"].items()], now
    )
    key = f"{name}/{mapping['UUID']}"
    if age > 0 or now - _told.get(key, (0.0, 0.0))[1] >= _MINUTE:
        _told[key] = (age, now)
        _record("AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", age, "Milliseconds", StreamName=name)


def _arrived(records: list[Record], since: float) -> int:
    return sum(
        1 for _ in itertools.takewhile(lambda each: each["ApproximateArrivalTimestamp"] > since, reversed(records))
    )


def _counting(original: Callable[..., Any]) -> Callable[..., Any]:
    def execute(function: Mapping[str, Any], event: Any) -> Any:
        config = function.get("config") or function
        started = time.time()
        result = original(function, event)
        # One that belongs to another account or region calls this again in the right one.
        if not ministack("services.lambda_svc")._function_config_scope_mismatch(config):
            _count_call(config["FunctionName"], result, (time.time() - started) * 1000)
        return result

    return execute


def _count_call(name: str, result: Mapping[str, Any], milliseconds: float) -> None:
    if result.get("throttle"):
        _record("AWS/Lambda", "Throttles", 1, "Count", FunctionName=name)
        return
    _record("AWS/Lambda", "Invocations", 1, "Count", FunctionName=name)
    _record("AWS/Lambda", "Errors", 1 if result.get("error") else 0, "Count", FunctionName=name)
    _record("AWS/Lambda", "Duration", milliseconds, "Milliseconds", FunctionName=name)


def record_values(namespace: str, metric: str, values: Sequence[float], unit: str, **dimensions: str) -> None:
    """One point for all values of a moment: a statistic set, which counts each of them."""
    statistics = {"SampleCount": len(values), "Sum": sum(values), "Minimum": min(values), "Maximum": max(values)}
    ministack("services.cloudwatch")._store_datum(
        namespace, metric, dimensions, time.time(), unit, None, None, None, statistics
    )


def _record(namespace: str, metric: str, value: float, unit: str, **dimensions: str) -> None:
    ministack("services.cloudwatch").record_metric(namespace, metric, value, unit, dimensions)
