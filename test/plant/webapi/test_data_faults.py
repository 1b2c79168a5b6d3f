from __future__ import annotations

import pytest
from plant.delivery import Draw
from plant.webapi.sources.data_faults import KINDS, DataFaults
from plant.webapi.sources.reactor import reactor_system
from plant.webapi.system.archive import RecordedArchive
from plant.webapi.system.event import DigitalState, Event
from plant.webapi.system.ticks import TICKS_A_SECOND

HOUR = 3600 * TICKS_A_SECOND
EVENT = Event(10 * HOUR, 5.0)


def held(kinds: dict[str, int], hours: int, event: Event = EVENT) -> list[Event]:
    """What an archive of one event holds, so many hours after its time."""
    archive = RecordedArchive(DataFaults(Draw(7, "test"), kinds).changes("tag", [event]))
    archive.advance(event.ticks + hours * HOUR)
    return list(archive.between(0, len(archive)))


@pytest.mark.parametrize(
    ("kind", "hours", "wanted"),
    [
        ("late", 5, []),
        ("late", 6, [EVENT]),
        ("twice", 0, [EVENT, EVENT]),
        ("questionable", 0, [EVENT._replace(is_questionable=True)]),
        ("annotated", 0, [EVENT._replace(is_annotated=True)]),
        ("edited", 2, [EVENT]),
        ("edited", 3, [EVENT._replace(value=6.0, is_substituted=True)]),
        ("deleted", 11, [EVENT]),
        ("deleted", 12, []),
    ],
)
def test_a_fault_changes_an_event_at_its_hour(kind: str, hours: int, wanted: list[Event]) -> None:
    assert held({kind: 1}, hours) == wanted


def test_every_fault_together_leaves_one_event_of_two() -> None:
    assert held(dict.fromkeys(KINDS, 1), 100) == [EVENT._replace(is_questionable=True, is_annotated=True)]


def test_a_state_is_not_edited() -> None:
    state = Event(0, DigitalState(246, "I/O Timeout", True))
    assert held({"edited": 1}, 100, state) == [state]


def test_one_in_ten_hits_about_a_tenth_of_the_reactor_and_the_same_again() -> None:
    def substituted(seed: int) -> list[bool]:
        points = reactor_system(Draw(seed, "east-chemicals"), 60, {"edited": 10}).points
        for point in points:
            point.archive.advance(1 << 62)
        return [event.is_substituted for each in points for event in each.archive.between(0, len(each.archive))]

    hit = substituted(7)
    assert hit == substituted(7) != substituted(8)
    assert 0.05 < sum(hit) / len(hit) < 0.15


@pytest.mark.parametrize("kinds", [{"nonsense": 1}, {"late": 0}])
def test_an_unknown_fault_of_data_is_refused(kinds: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="wanted numbers from 1 on"):
        DataFaults(Draw(7, "test"), kinds)
