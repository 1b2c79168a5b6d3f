"""Batches of a stream's records after each attempt of Lambda, as AWS documents it: pure, no cloud needed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

Record = Mapping[str, Any]
"""An entry of `Records` in the event that a function gets."""


@dataclass(frozen=True)
class Rules:
    """A mapping's own; None for a limit that it does not set. Times in seconds."""

    batch_size: int
    window: float
    bisects: bool
    max_retries: int | None
    max_age: float | None
    reports_failures: bool


@dataclass(frozen=True)
class Batch:
    """Records in their order; `retries` are those that count, `invocations` all calls of the function."""

    records: tuple[Record, ...]
    retries: int = 0
    invocations: int = 0


@dataclass(frozen=True)
class Failure:
    """From which record on an attempt failed; a thrown one failed at none in particular."""

    index: int
    is_thrown: bool


@dataclass(frozen=True)
class Settled:
    """Outcome of an attempt: batches to try again, in order; one given up; and how many records from the first are done with."""

    again: tuple[Batch, ...] = ()
    given_up: Batch | None = None
    done: int = 0


def rules_of(mapping: Mapping[str, Any]) -> Rules:
    """The rules in a mapping as Lambda tells it; -1 is no limit."""

    def limit(name: str) -> int | None:
        value = int(mapping.get(name, -1))
        return None if value < 0 else value

    return Rules(
        batch_size=int(mapping.get("BatchSize", 100)),
        window=float(mapping.get("MaximumBatchingWindowInSeconds", 0)),
        bisects=str(mapping.get("BisectBatchOnFunctionError", False)).lower() == "true",
        max_retries=limit("MaximumRetryAttempts"),
        max_age=limit("MaximumRecordAgeInSeconds"),
        reports_failures="ReportBatchItemFailures" in (mapping.get("FunctionResponseTypes") or []),
    )


def sequence_of(record: Record) -> str:
    return str(record["kinesis"]["sequenceNumber"])


def arrival_of(record: Record) -> float:
    """Seconds since 1970."""
    return float(record["kinesis"]["approximateArrivalTimestamp"])


def split_expired(batch: Batch, rules: Rules, now: float) -> tuple[Batch | None, Batch | None]:
    """The part that is too old to be tried, and the rest; None for an empty part."""
    if rules.max_age is None:
        return None, batch
    oldest = now - rules.max_age
    count = next((i for i, record in enumerate(batch.records) if arrival_of(record) > oldest), len(batch.records))
    return _part(batch, 0, count), _part(batch, count, len(batch.records))


def failure_of(batch: Batch, rules: Rules, result: Mapping[str, Any]) -> Failure | None:
    """How an attempt failed by the function's result: `error`, and what it returned in `body`. None where it did not."""
    if result.get("error"):
        return Failure(0, is_thrown=True)
    if not rules.reports_failures:
        return None
    try:
        named = _named_failures(result.get("body"))
    except (ValueError, TypeError, KeyError, AttributeError):
        return Failure(0, is_thrown=True)
    if not named:
        return None
    sequences = [sequence_of(record) for record in batch.records]
    if not named <= set(sequences):
        return Failure(0, is_thrown=True)
    return Failure(min(sequences.index(sequence) for sequence in named), is_thrown=False)


def settle(batch: Batch, rules: Rules, failure: Failure | None) -> Settled:
    """Outcome of an attempt. A split does not use up a retry, and where nothing can be split off a retry is used."""
    size = len(batch.records)
    if failure is None:
        return Settled(done=size)
    if rules.bisects and failure.index > 0:
        return Settled(again=_present(_part(batch, failure.index, size)), done=failure.index)
    if rules.bisects and failure.is_thrown and size > 1:
        middle = size // 2
        return Settled(again=_present(_part(batch, 0, middle), _part(batch, middle, size)))
    rest = replace(batch, records=batch.records[failure.index :])
    if rules.max_retries is not None and batch.retries >= rules.max_retries:
        return Settled(given_up=rest, done=size)
    return Settled(again=(replace(rest, retries=batch.retries + 1),), done=failure.index)


def _named_failures(body: object) -> set[str]:
    """Sequence numbers that a response names; raises where it is none that Lambda understands."""
    response = json.loads(body) if isinstance(body, str) and body else body
    if not response:
        return set()
    if not isinstance(response, Mapping):
        raise TypeError(f"wanted an object, got {response!r}")
    named = [item["itemIdentifier"] for item in response.get("batchItemFailures") or []]
    if not all(isinstance(each, str) and each for each in named):
        raise ValueError(f"wanted sequence numbers, got {named!r}")
    return set(named)


def _part(batch: Batch, start: int, end: int) -> Batch | None:
    return replace(batch, records=batch.records[start:end]) if end > start else None


def _present(*batches: Batch | None) -> tuple[Batch, ...]:
    return tuple(batch for batch in batches if batch is not None)
