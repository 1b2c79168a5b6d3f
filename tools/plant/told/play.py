"""Site two: what a sender must tell of a PI system whose archive changes, told from the archive itself.

Each telling is one delivery without a body: its bytes are the sender's own. Where the site has a stream, the readings that
come after the first look go through that too, as they come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from contract import TAGS_VIEW
from plant.delivery import Cell, Delivery, Draw, Fault, Play, TagTruth, Told
from plant.process.archive import tolerance
from plant.process.readings import Tag, TagKey
from plant.reactor.archived import ReactorArchive, archive_reactor
from plant.told.cells import cell_of
from plant.told.schedule import Telling, schedule_of, tellings_of
from plant.told.stream import stream_readings
from plant.webapi.sources.reactor import recorded
from plant.webapi.system.archive import Change, RecordedArchive
from plant.webapi.system.event import Event
from plant.webapi.system.ticks import TICKS_A_SECOND, text_of

SMALL_STEPS = 60
DATA_FAULTS: Mapping[str, int] = {
    "late": 100, "twice": 100, "questionable": 100, "annotated": 200, "edited": 100, "deleted": 150,
}  # fmt: skip
"""What happens to the archive, and to one event in how many."""
_ENDS = {"Update": "edited_reading", "Delete": "deleted_reading"}

Archives = Mapping[TagKey, RecordedArchive]


def play_told(view: str, draw: Draw, steps: int | None, is_streamed: bool) -> Play:
    """All that is told of the first `steps` samples of each unit (all by default)."""
    archived = archive_reactor(draw, steps)
    archives = recorded(draw, archived, DATA_FAULTS)
    schedule = schedule_of(sample_times(archived))
    looks = [(_delivery(view, archives, telling), telling.is_again) for telling in tellings_of(schedule)]
    deliveries = [_tag_list(archived.tags), *(delivery for delivery, _ in looks)]
    first, again = (sum(each.rows for each, is_again in looks if is_again == wanted) for wanted in (False, True))
    told = Told(sum(map(len, archives.values())), first, again)
    changes = {key: archive.changes(0, archive.position) for key, archive in archives.items()}
    faults = [*archived.outages, *_faults(changes)]
    truths = {tag.key: _truth_of(tag, archived, changes[tag.key]) for tag in archived.tags}
    if not is_streamed:
        return Play(view, deliveries, faults, truths, told=told)
    stream = stream_readings(view, draw, [(tag, _came(changes[tag.key], schedule.first)) for tag in archived.tags])
    first_looks = [each for each in deliveries if each.part == "main"]
    later_looks = [each for each in deliveries if each.part == "late"]
    return Play(
        view, [*first_looks, stream.delivery, *later_looks], faults + stream.faults, truths, stream.records, told
    )


def sample_times(archived: ReactorArchive) -> list[int]:
    """Ticks at which the longer of the units was measured."""
    longest = max(archived.signals.samples.values(), key=len)
    return [sample.at * TICKS_A_SECOND for sample in longest]


def _tag_list(tags: Iterable[Tag]) -> Delivery:
    cells = [Cell(tag.key, 0, None, None, None, tuple(tag)) for tag in tags]
    return Delivery(TAGS_VIEW, "tags", "main", None, len(cells), cells)


def _delivery(view: str, archives: Archives, telling: Telling) -> Delivery:
    for archive in archives.values():
        archive.advance(telling.now)
    told = {key: _between(archive, telling.begin, telling.end) for key, archive in archives.items()}
    if telling.is_again:
        for key, events in _edges(archives, telling).items():
            told[key] = [*told[key], *events]
    cells = [cell_of(key, event) for key, events in told.items() for event in events]
    again = ", again" if telling.is_again else ""
    name = f"{text_of(telling.begin)} to {text_of(telling.end)}{again}"
    return Delivery(view, name, telling.part, None, len(cells), cells, restates=True)


def _between(archive: RecordedArchive, begin: int, end: int) -> list[Event]:
    return list(archive.between(archive.first_from(begin), archive.first_from(end)))


def _edges(archives: Archives, telling: Telling) -> dict[TagKey, list[Event]]:
    """What an asset has at its last moment before the window and at its first one after it: a file deletes between what it names."""
    found = {}
    for asset in {asset for asset, _ in archives}:
        own = {key: archive for key, archive in archives.items() if key[0] == asset}
        before = [each.between(0, each.first_from(telling.begin))[-1:] for each in own.values()]
        after = [each.between(first := each.first_from(telling.end), first + 1) for each in own.values()]
        moments = [
            of(event.ticks for events in side for event in events)
            for side, of in ((before, max), (after, min))
            if any(side)
        ]
        for key, archive in own.items():
            found[key] = [event for at in moments for event in _between(archive, at, at + 1)]
    return found


def _came(changes: Iterable[Change], since: int) -> Iterator[Event]:
    """Events that came when they happened, from that moment on."""
    return (each.event for each in changes if each.action == "Add" and each.at == each.event.ticks >= since)


def _truth_of(tag: Tag, archived: ReactorArchive, changes: Iterable[Change]) -> TagTruth:
    return TagTruth(
        is_step=tag.is_step,
        stale_after_s=2 * max(tag.exc_max_s, tag.comp_max_s),
        tolerance=tolerance(tag),
        source={sample.at: sample.value for sample in archived.signals.samples[tag.key]},
        archived=[reading.at for reading in archived.readings[tag.key]],
        edited=frozenset(each.event.ticks // TICKS_A_SECOND for each in changes if each.action == "Update"),
    )


def _faults(changes: Mapping[TagKey, Iterable[Change]]) -> Iterator[Fault]:
    """What became of single events after they were measured, a fault each."""
    for (asset, attribute), of_tag in changes.items():
        seen: set[int] = set()
        for change in of_tag:
            at = change.event.ticks // TICKS_A_SECOND
            for kind in _kinds(change, at in seen):
                yield Fault(kind, asset, [attribute], at, at, 1)
            seen.add(at)


def _kinds(change: Change, is_there: bool) -> Iterator[str]:
    if change.action != "Add":
        yield _ENDS[change.action]
        return
    if is_there:
        yield "repeated_reading"
        return
    event = change.event
    yield from ["late_reading"] * (change.at > event.ticks)
    yield from ["questionable"] * event.is_questionable
    yield from ["annotated"] * event.is_annotated
