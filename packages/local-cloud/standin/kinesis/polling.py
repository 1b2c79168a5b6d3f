"""Streams handed to functions as AWS does it: windows, retries, halved batches, and batches that are given up and kept."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from standin.kinesis import failures
from standin.kinesis.batches import Batch, Rules, arrival_of, failure_of, rules_of, settle, split_expired
from standin.kinesis.records import Mapped, advance, function_of, stream_of, take
from standin.server.seams import Seams, ministack
from standin.server.settings import Settings

SEAMS: Seams = {
    "core.concurrency": ("esm_wake", "spawn_background"),
    "core.responses": ("_request_account_id", "_request_region"),
    "services.cloudwatch": ("record_metric",),
    "services.lambda_svc": ("_esms", "_execute_function", "_iter_all_esms", "_poll_kinesis"),
}

# AWS begins with longer waits; here the first retries come quickly, so that a demo and a test show them.
_FIRST_WAIT_SECONDS = 0.1
_LONGEST_WAIT_SECONDS = 60.0


@dataclass
class _Shard:
    """Records that a mapping has taken from a shard and not finished; `is_busy` while a thread works on it."""

    pending: list[Batch] = field(default_factory=list)
    is_busy: bool = False


_shards: dict[tuple[str, str], _Shard] = {}


def install(settings: Settings) -> None:
    ministack("services.lambda_svc")._poll_kinesis = lambda: poll(settings)


def poll(settings: Settings) -> bool:
    """Start a thread for every shard that has something to hand over; answers False, since threads wake the poller."""
    service, responses = ministack("services.lambda_svc"), ministack("core.responses")
    standing = set()
    for account, region, mapping in service._iter_all_esms():
        standing.add(mapping["UUID"])
        account_before = responses._request_account_id.set(account)
        region_before = responses._request_region.set(region)
        try:
            if mapping.get("Enabled", True):
                _poll_mapping(settings, mapping)
        finally:
            responses._request_account_id.reset(account_before)
            responses._request_region.reset(region_before)
    for key in [key for key in _shards if key[0] not in standing]:
        del _shards[key]
    return False


def _poll_mapping(settings: Settings, mapping: Mapped) -> None:
    stream = stream_of(mapping)
    if stream is None or function_of(mapping) is None:
        return
    for shard_id in list(stream["shards"]):
        shard = _shards.setdefault((mapping["UUID"], shard_id), _Shard())
        if shard.is_busy:
            continue
        if not shard.pending:
            shard.pending = take(mapping, stream, shard_id)
        if shard.pending:
            shard.is_busy = True
            ministack("core.concurrency").spawn_background(
                _work, settings, mapping, shard, thread_name="standin-stream"
            )


def _work(settings: Settings, mapping: Mapped, shard: _Shard) -> None:
    """Hand over what a shard has pending, to its end or until the mapping is switched off or gone."""
    try:
        while shard.pending and _is_on(mapping):
            retries = _attempt(settings, mapping, shard, rules_of(mapping))
            if retries:
                time.sleep(min(_FIRST_WAIT_SECONDS * 2**retries, _LONGEST_WAIT_SECONDS))
    except BaseException:
        # What was pending is read again from the last position, so that none of it is passed over.
        shard.pending.clear()
        raise
    finally:
        shard.is_busy = False
        ministack("core.concurrency").esm_wake.set()


def _attempt(settings: Settings, mapping: Mapped, shard: _Shard, rules: Rules) -> int:
    """One call of the function; returns how many retries the next batch has used, 0 where it need not wait."""
    expired, batch = split_expired(shard.pending.pop(0), rules, time.time())
    problem = None
    if expired is not None:
        problem = _give_up(settings, mapping, expired, failures.TOO_OLD, None)
        advance(mapping, expired.records[-1])
    if batch is None:
        mapping["LastProcessingResult"] = problem or "OK"
        return 0
    result = _invoke(mapping, batch)
    if result.get("throttle"):
        shard.pending.insert(0, batch)
        return 1
    batch = replace(batch, invocations=batch.invocations + 1)
    failure = failure_of(batch, rules, result)
    settled = settle(batch, rules, failure)
    if settled.given_up is not None:
        exhausted = failures.RETRIES_EXHAUSTED
        problem = _give_up(settings, mapping, settled.given_up, exhausted, result) or problem
    if settled.done:
        advance(mapping, batch.records[settled.done - 1])
    shard.pending[:0] = settled.again
    mapping["LastProcessingResult"] = problem or ("PROBLEM: Function call failed" if failure else "OK")
    return settled.again[0].retries if settled.again else 0


def _give_up(
    settings: Settings, mapping: Mapped, batch: Batch, condition: str, result: Mapping[str, Any] | None
) -> str | None:
    config = function_of(mapping)["config"]
    return failures.keep(settings, mapping, config, batch, condition, result)


def _invoke(mapping: Mapped, batch: Batch) -> Mapping[str, Any]:
    execute = ministack("services.lambda_svc")._execute_function
    result: Mapping[str, Any] = execute(function_of(mapping), {"Records": list(batch.records)})
    age = max(0.0, time.time() - arrival_of(batch.records[-1])) * 1000
    ministack("services.cloudwatch").record_metric(
        "AWS/Lambda", "IteratorAge", age, "Milliseconds", {"FunctionName": mapping["FunctionName"]}
    )
    return result


def _is_on(mapping: Mapped) -> bool:
    standing = ministack("services.lambda_svc")._esms.get(mapping["UUID"])
    return standing is not None and bool(standing.get("Enabled", True))
