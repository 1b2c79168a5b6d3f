"""A landing object: its bytes, and its manifest."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from airlock_sender import FEEDER_VERSION
from airlock_sender.columns import READINGS, TAG_LIST
from airlock_sender.tags import Tag
from airlock_sender.ticks import text_of


class LandingFile(NamedTuple):
    """`per_tag` counts the rows of its own window by path; `sha256` is of the bytes, in hexadecimal; `way` is how it goes."""

    body: bytes
    rows: int
    manifest: bytes
    sha256: str
    per_tag: Mapping[str, int]
    way: str = "landing"


def readings_file(batches: Sequence[pa.RecordBatch], edges: Sequence[pa.RecordBatch] = ()) -> LandingFile:
    """`edges` are readings from beside the window."""
    own = pa.Table.from_batches(batches, schema=READINGS)
    table = pa.Table.from_batches([*batches, *edges], schema=READINGS)
    return _file(table, _per_tag(table), *_first_and_last(table))._replace(per_tag=_per_tag(own))


def _per_tag(table: pa.Table) -> Mapping[str, int]:
    counted = table.group_by(["asset", "attribute"]).aggregate([([], "count_all")])
    columns = [counted[name].to_pylist() for name in counted.column_names]
    return {f"{asset}|{attribute}": count for asset, attribute, count in zip(*columns, strict=True)}


def tag_list_file(tags: Sequence[Tag], at: int) -> LandingFile:
    """Every tag, as it is from `at` on."""
    columns = {name: [getattr(tag, name) for tag in tags] for name in TAG_LIST.names if name != "snapshot_time"}
    moment = text_of(at)
    table = pa.table({**columns, "snapshot_time": [moment] * len(tags)}, schema=TAG_LIST)
    return _file(table, Counter(tag.path for tag in tags), moment, moment)


def _first_and_last(table: pa.Table) -> tuple[str | None, str | None]:
    """Texts of the earliest and the latest time. They all end in Z: without it, text sorts as time does."""
    times = pc.utf8_rtrim(table["timestamp"], "Z")
    ends = pc.min_max(times).as_py()
    return (f"{ends['min']}Z", f"{ends['max']}Z") if table.num_rows else (None, None)


def _file(table: pa.Table, per_tag: Mapping[str, int], first: str | None, last: str | None) -> LandingFile:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    body = sink.getvalue().to_pybytes()
    sha256 = hashlib.sha256(body).hexdigest()
    manifest = {
        "rows": table.num_rows,
        "minTime": first,
        "maxTime": last,
        "perTag": per_tag,
        "sha256": sha256,
        "feederVersion": FEEDER_VERSION,
    }
    return LandingFile(body, table.num_rows, json.dumps(manifest, ensure_ascii=False).encode(), sha256, per_tag)
