"""One run of the maintenance job: what it is given."""

from __future__ import annotations

from dataclasses import dataclass

from replica.engine.limits import Limits
from replica.settings import Settings


@dataclass(frozen=True)
class Upkeep:
    """`silver` and `gold` are URIs without a closing slash."""

    settings: Settings
    silver: str
    gold: str
    run_id: str
    limits: Limits
