"""Stranded batches: records of a stream that Lambda gave up on after its last retry, as it left them in the silver bucket."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from contract import ON_FAILURE_FOLDER, REASON
from replica.plan.landed import Landed
from replica.plan.memory import Memory
from replica.settings import Settings
from replica.silver.account import QUARANTINED, Entries
from replica.store.objects import Objects

OUTCOME = "stranded"
_VERSION = "stranded"
"""Lambda never writes a key twice."""
_MARGIN = timedelta(hours=1)
"""A listing shows what was written before it began; clocks differ by less than this."""
_WANTED = "wanted JSON with KinesisBatchInfo.streamArn and, as payload, the event that holds the batch's Records"


@dataclass(frozen=True)
class Record:
    """A record that no function took. `data` is base64."""

    arrival: int
    source_row: int
    data: str
    sequence: str


def written_since(silver: Objects, seen: datetime | None) -> list[Landed]:
    """Batches that a run which saw all until `seen` may not have seen."""
    since = datetime.min.replace(tzinfo=UTC) if seen is None else seen - _MARGIN
    return [
        Landed(each.written.astimezone(UTC), 0, each.name, _VERSION, each.etag, each.size, each.name)
        for each in silver.listed(ON_FAILURE_FOLDER)
        if each.written >= since
    ]


def unread(batches: list[Landed], memory: Memory) -> list[Landed]:
    """Those that the ledger lacks."""
    return [each for each in batches if (each.key, each.version) not in memory.versions]


def open_batch(silver: Objects, settings: Settings, entries: Entries, arrival: int) -> list[Record]:
    """The records of a batch. Sets its place, which stands inside it, and enters its records; gives up what is no such batch."""
    told, said = _parse(silver.read(entries.landed.key))
    entries.outcome = OUTCOME
    stream = said.get("stream")
    if stream is not None:
        entries.landed = replace(entries.landed, place=settings.streams.get(stream))
    if told is None:
        entries.give_up(REASON.F_UNREADABLE, _WANTED, said.get("size"))
        return []
    entries.cells_in = len(told)
    entries.add(QUARANTINED, REASON.S_UNDELIVERED, len(told))
    return [Record(arrival, index, each["data"], each["sequenceNumber"]) for index, each in enumerate(told, start=1)]


def _parse(content: bytes) -> tuple[list[dict[str, str]] | None, dict[str, Any]]:
    """The records, null where it is no batch, and what is known of it all the same."""
    said: dict[str, Any] = {}
    try:
        batch = json.loads(content)
        info = batch["KinesisBatchInfo"]
        said = {"size": info.get("batchSize"), "stream": info["streamArn"].rpartition(":stream/")[2]}
        payload = batch["payload"]
        event = json.loads(payload) if isinstance(payload, str) else payload
        return [_record(each["kinesis"]) for each in event["Records"]], said
    except (KeyError, TypeError, AttributeError, ValueError):
        return None, said


def _record(told: dict[str, str]) -> dict[str, str]:
    return {"data": told["data"], "sequenceNumber": told["sequenceNumber"]}
