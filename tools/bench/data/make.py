"""Sets of data on disk, made once: a folder a shape, which stands whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from bench.data.landed import Landed, remember
from bench.data.plant import LONG_VIEW, TAGS_VIEW, WIDE_VIEW, settings, tag_rows
from bench.data.readings import Writer
from bench.data.shape import Shape
from bench.data.sheet import write_sheet


def make_set(shape: Shape, folder: Path) -> None:
    """Make a whole set: tags first, then readings, then the wide view, with `settings.json` beside."""

    def write(draft: Path) -> list[tuple[str, Path]]:
        (draft / "settings.json").write_text(json.dumps(settings(shape)))
        pq.write_table(pa.Table.from_pylist(list(tag_rows(shape))), draft / "tags.parquet", compression="zstd")
        writer = Writer.of(shape)
        made = [(f"{TAGS_VIEW}/tags.parquet", draft / "tags.parquet")]
        for number in range(shape.objects):
            file = draft / f"part-{number:05d}.parquet"
            writer.write_object(number, file)
            made += _with_manifest(writer, shape, file)
        write_sheet(writer.database, shape.seed, draft / "sheet.csv")
        return [*made, (f"{WIDE_VIEW}/sheet.csv", draft / "sheet.csv")]

    _make(folder, write)


def make_late(shape: Shape, count: int, folder: Path) -> None:
    """Make one object of `count` readings that the set of `shape` lacks."""

    def write(draft: Path) -> list[tuple[str, Path]]:
        writer, file = Writer.of(shape), draft / "late.parquet"
        writer.write_late(count, file)
        return _with_manifest(writer, shape, file)

    _make(folder, write)


def _make(folder: Path, write: Callable[[Path], list[tuple[str, Path]]]) -> None:
    draft = folder.with_name(f"{folder.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    remember([Landed.of(key, file) for key, file in write(draft)], draft)
    draft.rename(folder)


def _with_manifest(writer: Writer, shape: Shape, file: Path) -> list[tuple[str, Path]]:
    """A file of readings, then what the sender says of it."""
    key = f"{LONG_VIEW}/run=bench/{file.name}"
    if not shape.manifests:
        return [(key, file)]
    counts = writer.counts(file)
    manifest = {
        "rows": sum(counts.values()),
        "minTime": None,
        "maxTime": None,
        "perTag": counts,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "feederVersion": "bench",
    }
    beside = file.with_name(f"{file.name}.manifest.json")
    beside.write_text(json.dumps(manifest))
    return [(key, file), (f"{key}.manifest.json", beside)]
