"""What a person said: of what is answered nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True)
class Answers:
    encoding: str | None = None
    header_line: int | None = None
    delimiter: str | None = None
    decimal: str | None = None
    time_column: str | None = None
    time_format: str | None = None
    zone: str | None = None
    asset_column: str | None = None
    units: dict[str, str] = field(default_factory=dict)
    no_unit: bool = False
    grid: int | None = None
    stale_after: int | None = None

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Answers:
        """From names such as `timeColumn`; what is none of an answer's is left out."""
        spelt = {re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", name): value for name, value in told.items()}
        return cls(**{each.name: spelt[each.name] for each in fields(cls) if each.name in spelt})
