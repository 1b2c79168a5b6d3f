"""Site two's stream: its last readings one record each, in the order of their times, and what goes wrong there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from contract import REASON
from plant.delivery import Cell, Delivery, Draw, Fault, Record, fault_of
from plant.process.readings import Tag
from plant.told.cells import cell_of
from plant.webapi.system.event import DigitalState, Event
from plant.webapi.system.ticks import text_of

MOST_IN_A_BATCH = 500
"""One PutRecords call takes no more."""
FEWEST_BATCHES = 4
"""A short stream goes in smaller ones, so that one of them is likely to hold readings alone."""
WHERE = "stream"


class Stream(NamedTuple):
    """Records in the order sent; all of them are one delivery, whatever objects they end up in."""

    delivery: Delivery
    records: list[Record]
    faults: list[Fault]


def stream_readings(view: str, draw: Draw, readings: Iterable[tuple[Tag, Iterable[Event]]]) -> Stream:
    """A record of each reading, one that is no reading, and at the end a batch that goes a second time."""
    came = sorted(((tag, event) for tag, events in readings for event in events), key=lambda each: each[1].ticks)
    sent = [Record("|".join(tag.key), _data(tag, event), 0, cell_of(tag.key, event)) for tag, event in came]
    place = draw.index("poison record", min(MOST_IN_A_BATCH, len(sent)))
    sent.insert(place, _torn(sent[place]))
    size = min(MOST_IN_A_BATCH, -(-len(sent) // FEWEST_BATCHES))
    batches = [sent[first : first + size] for first in range(0, len(sent), size)]
    again = _batch_to_repeat(draw, batches)
    records = [
        record._replace(batch=number) for number, batch in enumerate([*batches, again], start=1) for record in batch
    ]
    faults = [_fault("poison_record", [sent[place]]), _fault("resent_batch", list(filter(_is_kept, again)))]
    delivery = Delivery(view, WHERE, "stream", None, len(records), [record.cell for record in records])
    return Stream(delivery, records, faults)


def _data(tag: Tag, event: Event) -> bytes:
    """The reading in the contract's own columns."""
    state = event.value if isinstance(event.value, DigitalState) else None
    told = {
        "asset": tag.asset,
        "attribute": tag.attribute,
        "point": tag.point,
        "timestamp": text_of(event.ticks),
        "value": state.name if state else repr(event.value),
        "state_code": state.code if state else None,
        "is_system": state is not None,
        "good": event.is_good,
        "questionable": event.is_questionable,
        "substituted": event.is_substituted,
        "annotated": event.is_annotated,
        "unit": tag.unit,
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _torn(whole: Record) -> Record:
    """The first half of a record: its sender was cut off, and sends it whole after that."""
    data = whole.data[: len(whole.data) // 2]
    return whole._replace(
        data=data, cell=Cell(whole.cell.tag, whole.cell.at, None, None, REASON.ROW_MALFORMED, (data,))
    )


def _batch_to_repeat(draw: Draw, batches: Sequence[list[Record]]) -> list[Record]:
    """A full batch of readings that all have their place in silver, or as near to that as there is one."""
    lost = [sum(not _is_kept(record) for record in batch) for batch in batches]
    full = [index for index, batch in enumerate(batches) if len(batch) == len(batches[0])]
    fewest = min(lost[index] for index in full)
    fit = [index for index in full if lost[index] == fewest]
    return batches[fit[draw.index("resent batch", len(fit))]]


def _is_kept(record: Record) -> bool:
    return record.cell.lost is None


def _fault(kind: str, records: list[Record]) -> Fault:
    return fault_of(kind, WHERE, [(record.cell.tag[1], record.cell.at) for record in records])
