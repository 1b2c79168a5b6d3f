"""The sender's files: readings, tag snapshot, and the manifest that follows each."""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from contract import MANIFEST_SUFFIX, TAGS_VIEW, columns_of
from plant.delivery import Cell, Delivery
from plant.process.readings import Tag, TagKey
from plant.process.source import TEP_START
from plant.reactor.rows import UNPARSABLE, Row, cell_of, iso

FEEDER_VERSION = "plant-simulator 1"
SERVER = "TEP-PI"
_TYPES = {"string": pa.string(), "int": pa.int32(), "boolean": pa.bool_(), "double": pa.float64()}


def _schema(table: str) -> pa.Schema:
    return pa.schema([(name, _TYPES[kind]) for name, kind in columns_of(table).items()])


READINGS, SNAPSHOT = _schema("reading"), _schema("tag_snapshot")


def reading_file(view: str, name: str, rows: Sequence[Row]) -> tuple[Delivery, Delivery]:
    """The rows as long Parquet, and its manifest."""
    cells = [cell_of(row) for row in rows]
    times = sorted(row.time for row in rows if row.time is not None and row.time != UNPARSABLE)
    return _with_manifest(view, name, _parquet(READINGS, map(reading_of, rows)), cells, times)


def snapshot_file(tags: Sequence[Tag]) -> tuple[Delivery, Delivery]:
    """All tags as they stand at the start of the run, and the manifest."""
    taken = iso(TEP_START)
    cells = [Cell(tag.key, TEP_START, None, None, None, tuple(tag)) for tag in tags]
    body = _parquet(SNAPSHOT, (_tag(tag, taken) for tag in tags))
    return _with_manifest(TAGS_VIEW, "tags_1", body, cells, [taken])


def reading_of(row: Row) -> tuple[object, ...]:
    """The row in the columns of `READINGS`."""
    tag, state = row.tag, row.state
    code = state.code if state else None
    flags = (state is not None, row.is_good, row.is_questionable, False, False)
    return (tag.asset, tag.attribute, tag.point, row.time, row.value, code, *flags, row.unit)


def _tag(tag: Tag, taken: str) -> tuple[object, ...]:
    deviations = (tag.exc_dev, float(tag.exc_max_s), tag.comp_dev, float(tag.comp_max_s))
    names = (tag.asset, tag.attribute, tag.point, SERVER, tag.type)
    return (*names, tag.is_step, tag.unit, tag.zero, tag.span, *deviations, False, None, taken)


def _parquet(schema: pa.Schema, rows: Iterable[tuple[object, ...]]) -> bytes:
    table = pa.table([list(column) for column in zip(*rows, strict=True)], schema=schema)
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def _with_manifest(view: str, name: str, body: bytes, cells: list[Cell], times: list[str]) -> tuple[Delivery, Delivery]:
    file = f"{name}.parquet"
    manifest = {
        "rows": len(cells),
        "minTime": times[0] if times else None,
        "maxTime": times[-1] if times else None,
        "perTag": {path_of(key): count for key, count in Counter(cell.tag for cell in cells).items()},
        "sha256": hashlib.sha256(body).hexdigest(),
        "feederVersion": FEEDER_VERSION,
    }
    text = json.dumps(manifest, ensure_ascii=False).encode()
    return (
        Delivery(view, file, "main", body, len(cells), cells),
        Delivery(view, f"{file}{MANIFEST_SUFFIX}", "main", text, 0, [], "manifest"),
    )


def path_of(key: TagKey) -> str:
    """`<asset>|<attribute>`."""
    return "|".join(key)
