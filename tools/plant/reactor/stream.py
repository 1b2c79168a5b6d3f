"""Site two's stream: the readings of its last files one record each, in the order of their times, and what goes wrong there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from contract import REASON
from plant.delivery import Cell, Delivery, Draw, Fault, Record, fault_of
from plant.reactor.rows import Row, cell_of
from plant.reactor.sender_files import READINGS, path_of, reading_of

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


def stream_rows(view: str, draw: Draw, rows: Sequence[Row]) -> Stream:
    """A record of each row, one that is no reading, and at the end a batch that goes a second time."""
    sent = [Record(path_of(row.tag.key), _data(row), 0, cell_of(row)) for row in sorted(rows, key=lambda row: row.at)]
    place = draw.index("poison record", min(MOST_IN_A_BATCH, len(sent)))
    sent.insert(place, _torn(sent[place]))
    size = min(MOST_IN_A_BATCH, -(-len(sent) // FEWEST_BATCHES))
    batches = [sent[first : first + size] for first in range(0, len(sent), size)]
    again = _batch_to_repeat(draw, batches)
    records = [
        record._replace(batch=number) for number, batch in enumerate([*batches, again], start=1) for record in batch
    ]
    faults = [_fault("poison_record", [sent[place]]), _fault("resent_batch", list(filter(_is_kept, again)))]
    delivery = Delivery(view, WHERE, "stream", b"", len(records), [record.cell for record in records])
    return Stream(delivery, records, faults)


def _data(row: Row) -> bytes:
    return json.dumps(dict(zip(READINGS.names, reading_of(row), strict=True)), ensure_ascii=False).encode()


def _torn(whole: Record) -> Record:
    """The first half of a record: its sender was cut off, and sends it whole after that."""
    data = whole.data[: len(whole.data) // 2]
    return whole._replace(
        data=data, cell=Cell(whole.cell.tag, whole.cell.at, None, None, REASON.ROW_MALFORMED, (data,))
    )


def _batch_to_repeat(draw: Draw, batches: list[list[Record]]) -> list[Record]:
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
