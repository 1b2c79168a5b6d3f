"""Faults of the archive itself, drawn from a seed: what happens to events after they were measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from plant.delivery import Draw
from plant.webapi.system.archive import Change
from plant.webapi.system.event import Event
from plant.webapi.system.ticks import TICKS_A_SECOND

HOUR = 3600 * TICKS_A_SECOND
LATE = 6 * HOUR
CORRECTED = 3 * HOUR
DELETED = 12 * HOUR
KINDS = {
    "late": "comes six hours after its time",
    "twice": "comes a second time, equal in everything",
    "questionable": "is flagged so",
    "annotated": "is flagged so",
    "edited": "a number gets another value three hours later, and is substituted then",
    "deleted": "is gone twelve hours later",
}
"""What becomes of an event that a fault hits."""


class DataFaults:
    """One event in so many of each kind; several may hit the same."""

    def __init__(self, draw: Draw, one_in: Mapping[str, int]) -> None:
        unknown = [kind for kind in one_in if kind not in KINDS]
        if unknown or any(rarity < 1 for rarity in one_in.values()):
            raise ValueError(f"got {dict(one_in)}, wanted numbers from 1 on for some of {list(KINDS)}")
        self._draw, self._one_in = draw, one_in

    def changes(self, tag: str, events: Iterable[Event]) -> Iterator[Change]:
        """All that happens to the events of a tag."""
        for number, event in enumerate(events):
            hit = {kind for kind in self._one_in if self._is_hit(kind, tag, number)}
            flagged = event._replace(is_questionable="questionable" in hit, is_annotated="annotated" in hit)
            yield from _changes(flagged, hit)

    def _is_hit(self, kind: str, tag: str, number: int) -> bool:
        return self._draw.index(f"{kind} {tag} {number}", self._one_in[kind]) == 0


def _changes(event: Event, hit: set[str]) -> Iterator[Change]:
    came = event.ticks + LATE * ("late" in hit)
    yield Change(came, "Add", event)
    if "twice" in hit:
        yield Change(came, "Add", event)
    last = event
    if "edited" in hit and isinstance(event.value, float):
        last = event._replace(value=event.value + 1.0, is_substituted=True)
        yield Change(came + CORRECTED, "Update", last, event)
    if "deleted" in hit:
        yield Change(came + DELETED, "Delete", last)
