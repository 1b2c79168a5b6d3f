"""What cleaning must make of an event of an archive."""

from __future__ import annotations

from contract import REASON
from plant.delivery import Cell
from plant.process.readings import TagKey
from plant.webapi.system.event import DigitalState, Event
from plant.webapi.system.ticks import TICKS_A_SECOND


def cell_of(key: TagKey, event: Event) -> Cell:
    bad = REASON.STATE_SYSTEM if isinstance(event.value, DigitalState) else None
    value = event.value if isinstance(event.value, float) else None
    raw = (event.value, event.is_questionable, event.is_substituted)
    return Cell(key, event.ticks // TICKS_A_SECOND, value, bad, None, raw)
