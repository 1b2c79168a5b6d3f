"""An object version as landing took it: what a run works on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from contract import MANIFEST_SUFFIX
from replica.settings import Place

_STREAMED = re.compile(r"^(.+/stream/[^/]+)/\d+-(\d+)\.parquet$")


@dataclass(frozen=True, order=True)
class Landed:
    """One object version, in the order of arrival.

    `name` is its object in bronze (of a stranded batch, in silver), null where the inner door refused it. `place` is null where the key
    names none.
    """

    landed_at: datetime
    ordinal: int
    key: str
    version: str
    etag: str
    size: int
    name: str | None
    refusal: str | None = None
    detail: str | None = None
    place: Place | None = None

    @property
    def landed_us(self) -> int:
        """Microseconds since 1970, exactly."""
        since = self.landed_at.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
        return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds

    @property
    def is_manifest(self) -> bool:
        return self.key.endswith(MANIFEST_SUFFIX)

    @property
    def shard(self) -> tuple[str, int] | None:
        """Of a stream's object the folder of its shard and its last sequence number, else null."""
        return shard_of(self.key)


def shard_of(key: str) -> tuple[str, int] | None:
    told = _STREAMED.match(key)
    return (told[1], int(told[2])) if told else None
