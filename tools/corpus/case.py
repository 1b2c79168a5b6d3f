"""A case: what lands at a cleaner, and what must become of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from corpus.table import Row


@dataclass(frozen=True)
class Given:
    """One object version as it landed in `run`.

    `body` is null where the intake refused it; `records` are those of a stream's batch, or of one that was given up (`kind`).
    """

    run: int
    site: str
    name: str
    key: str
    version: str
    landed_at: str
    body: bytes | None
    kind: str = "object"
    refused: str | None = None
    records: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Expected:
    """Rows of each kind of answer, with the columns of `answers.SCHEMAS`."""

    readings: list[Row]
    frames: list[Row]
    quarantine: list[Row]
    objects: list[Row]
    gold: list[Row]


@dataclass(frozen=True)
class Case:
    """`settings` are by the run from which they hold; `isolated` cases are run apart, since they may end a run."""

    name: str
    group: str
    about: str
    isolated: bool
    sites: tuple[str, ...]
    settings: dict[int, dict[str, Any]]
    given: tuple[Given, ...]
    expected: Expected = field(repr=False)

    @property
    def runs(self) -> int:
        return max([*self.settings, *(each.run for each in self.given)])
