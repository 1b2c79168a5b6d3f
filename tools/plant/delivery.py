"""Deliveries and records that a plant puts into the airlock, and what each cell of them is worth once cleaned."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Literal, NamedTuple

from plant.process.readings import TagKey

Part = Literal["main", "stream", "late"]
PARTS: tuple[Part, ...] = ("main", "stream", "late")


class Cell(NamedTuple):
    """A reading as delivered. `value` is in the tag's unit, None where it is bad; `lost` cells have no usable time."""

    tag: TagKey
    at: int
    value: float | None
    bad: str | None
    lost: str | None
    raw: tuple[object, ...]
    """Everything that makes two cells of one tag and time exact duplicates."""


class Delivery(NamedTuple):
    """One PUT. What a sender tells at once is one without a body, and so is a site's whole stream: its bytes are the play's records."""

    view: str
    name: str
    part: Part
    body: bytes | None
    rows: int
    cells: list[Cell]
    fate: Literal["read", "refused"] = "read"
    reason: str | None = None
    """Why it is refused."""
    restates: bool = False
    """What it does not name between its first and its last cell of an asset is deleted."""


class Record(NamedTuple):
    """One record of a stream; `batch` counts from 1 the calls that put it."""

    partition_key: str
    data: bytes
    batch: int
    cell: Cell


class Fault(NamedTuple):
    """A fault, injected or (kind `source:…`) found, and what it touched; times in seconds since 1970 UTC."""

    kind: str
    where: str
    attributes: list[str]
    first: int
    last: int
    cells: int


def fault_of(kind: str, where: str, touched: Sequence[tuple[str, int]]) -> Fault:
    """A fault of single cells, each by its attribute and time."""
    times = [at for _, at in touched]
    return Fault(kind, where, sorted({attribute for attribute, _ in touched}), min(times), max(times), len(touched))


class TagTruth(NamedTuple):
    """A tag as far as the truth must know it; `source` holds None where the source itself names a state."""

    is_step: bool
    stale_after_s: int
    tolerance: float
    source: dict[int, float | None]
    archived: list[int]
    """Times of all events that the plant's archive was given, whether or not they are still there, or survive their delivery."""
    edited: frozenset[int] = frozenset()
    """Times of those that have another value since."""


class Told(NamedTuple):
    """Readings of a PI archive that changes: those it holds at the end, those told for the first time, and those told again whole."""

    held: int
    first: int
    again: int


class Play(NamedTuple):
    """A site's whole performance."""

    view: str
    deliveries: list[Delivery]
    faults: list[Fault]
    tags: dict[TagKey, TagTruth]
    records: Sequence[Record] = ()
    """Records that the site streams, in the order sent."""
    told: Told | None = None
    """Of a site whose sender reads a PI archive."""


class Draw:
    """Choices from a seed, each by its own label: adding one fault moves no other, on any machine."""

    def __init__(self, seed: int, site: str) -> None:
        self._prefix = f"{seed}/{site}"

    def index(self, label: str, size: int) -> int:
        """A number in 0..size-1."""
        if size < 1:
            raise ValueError(f"nothing to choose from for {label!r}")
        digest = hashlib.sha256(f"{self._prefix}/{label}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % size

    def distinct(self, label: str, size: int, count: int) -> list[int]:
        """`count` different numbers in 0..size-1, in the order drawn."""
        if count > size:
            raise ValueError(f"cannot choose {count} of {size} for {label!r}")
        order = sorted(range(size), key=lambda each: hashlib.sha256(f"{self._prefix}/{label}/{each}".encode()).digest())
        return order[:count]
