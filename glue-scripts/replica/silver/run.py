"""One run of the clean job: what it is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from replica.engine.limits import Limits
from replica.settings import Settings
from replica.silver.replay import Request
from replica.telemetry.metrics import Meter


@dataclass(frozen=True)
class Run:
    """`bronze` and `silver` are URIs without a closing slash. Without `meter` nothing is measured.

    `replay` is what is to be judged again beside all that is new. `carrier` is the name of one, null where the run's bytes shall
    decide; a phase has `tasks` tasks at least.
    """

    settings: Settings
    bronze: str
    silver: str
    run_id: str
    now: datetime
    limits: Limits
    carrier: str | None = None
    tasks: int = 1
    meter: Meter | None = None
    replay: Request | None = None
