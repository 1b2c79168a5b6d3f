"""A tag: what a view reads, and what PI says of it."""

from __future__ import annotations

from typing import NamedTuple


class Tag(NamedTuple):
    """Deviations, zero and span are in the tag's unit. `web_id` is of the stream that is read."""

    asset: str
    attribute: str
    point: str | None
    web_id: str
    server: str | None = None
    type: str | None = None
    step: bool | None = None
    unit: str | None = None
    zero: float | None = None
    span: float | None = None
    exc_dev: float | None = None
    exc_max_s: float | None = None
    comp_dev: float | None = None
    comp_max_s: float | None = None
    future: bool | None = None
    digital_set: str | None = None

    @property
    def path(self) -> str:
        """As a manifest counts by."""
        return f"{self.asset}|{self.attribute}"


def asset_of(path: str) -> str:
    return path.partition("|")[0]
