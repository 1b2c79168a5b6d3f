"""Streams as Kinesis has them: sequence numbers of its form, and what CloudFormation sets and MiniStack drops."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from standin.cloudformation.handlers import Attributes, Handler, Properties
from standin.kinesis.failures import destination_of
from standin.server.seams import Seams, ministack
from standin.server.settings import Settings

# Named by resource_types/.
__all__ = ["check_mapping", "set_encryption"]

Answer = TypeVar("Answer")

SEAMS: Seams = {
    "services.kinesis": (
        "_expire_records",
        "_next_sequence_number",
        "_put_record",
        "_put_records",
        "_start_stream_encryption",
        "_stop_stream_encryption",
        "_streams",
    ),
    "services.lambda_svc": ("_esms",),
}

_numbering = threading.Lock()
_last = 0

# To expire records MiniStack puts a new list in place of a shard's: a record that is appended meanwhile would be lost.
_writing = threading.RLock()


def install(_settings: Settings) -> None:
    kinesis = ministack("services.kinesis")
    kinesis._next_sequence_number = _next_sequence_number
    for name in ("_put_record", "_put_records", "_expire_records"):
        setattr(kinesis, name, one_at_a_time(getattr(kinesis, name)))


def one_at_a_time(change: Callable[..., Answer]) -> Callable[..., Answer]:
    """A change of a shard's records that no other runs into."""

    @wraps(change)
    def alone(*arguments: Any) -> Answer:
        with _writing:
            return change(*arguments)

    return alone


def _next_sequence_number() -> str:
    global _last
    with _numbering:
        _last = max(_last + 1, int(time.time() * 1000) << 16)
        return sequence_number(_last)


def sequence_number(serial: int) -> str:
    """56 decimal digits out of 47 hexadecimal ones; `serial` is a time in milliseconds and 16 bits to tell records apart."""
    second = (serial >> 16) // 1000
    return str(int(f"2{second:09x}0{serial:016x}00{second:09x}000000002", 16))


def _update_stream(
    original: Handler, name: str, old: Properties, new: Properties, *more: Any
) -> tuple[str, Attributes]:
    counts = [int(props.get("ShardCount", 1)) for props in (old, new)]
    if counts[0] != counts[1]:
        raise ValueError(f"{name}: the local cloud cannot change the number of shards, got {counts[1]} for {counts[0]}")
    answer: tuple[str, Attributes] = original(name, old, new, *more)
    return answer


def set_encryption(name: str, props: Properties) -> None:
    kinesis, encryption = ministack("services.kinesis"), props.get("StreamEncryption")
    if encryption:
        kinesis._start_stream_encryption({"StreamName": name, **encryption})
    else:
        kinesis._stop_stream_encryption({"StreamName": name})


def check_mapping(mapping_id: str, _props: Properties) -> None:
    mapping = ministack("services.lambda_svc")._esms[mapping_id]
    if ":kinesis:" in mapping["EventSourceArn"]:
        destination_of(mapping)


STREAM = {"update": _update_stream}
