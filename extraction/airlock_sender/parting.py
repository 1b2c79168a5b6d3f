"""Which of a group's readings go into landing, and which into the site's stream: each goes one way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fnmatch import fnmatchcase
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from airlock_sender.columns import paths_of
from airlock_sender.groups import Group
from airlock_sender.landing_file import LandingFile, readings_file
from airlock_sender.names import folder_of, readings_name
from airlock_sender.records import records_file
from airlock_sender.settings import StreamSettings
from airlock_sender.tags import Tag
from airlock_sender.ticks import SECOND
from airlock_sender.windows import Window

LIVE: Final = 3600 * SECOND
"""What began longer ago is history, and goes into files."""


def streamed(stream: StreamSettings | None, view: str, tags: Iterable[Tag]) -> list[Tag]:
    """Those of a view's tags that the stream is for."""
    if stream is None or stream.view != view:
        return []
    patterns = [name.lower() for name in stream.attributes]
    return [tag for tag in tags if any(fnmatchcase(tag.attribute.lower(), pattern) for pattern in patterns)]


def parted(
    batches: Sequence[pa.RecordBatch], group: Group, window: Window, into_stream: Collection[str], site: str, view: str
) -> dict[str, LandingFile]:
    """A file of records and a file for landing, by their keys; one without rows is left out."""
    name = readings_name(group.assets, window)
    records, too_large = records_file(_of(batches, into_stream))
    into_stream = frozenset(into_stream) - too_large
    left = frozenset(tag.path for tag in group.tags) - into_stream
    files = {
        f"stream/view={view}/{name}": counting(records, into_stream),
        folder_of(site, view) + name: counting(readings_file(_of(batches, left)), left),
    }
    return {key: file for key, file in files.items() if file.rows}


def counting(file: LandingFile, paths: Collection[str]) -> LandingFile:
    """It tells of all these tags, of some of them that they have no reading."""
    return file._replace(per_tag={path: file.per_tag.get(path, 0) for path in paths})


def _of(batches: Sequence[pa.RecordBatch], paths: Collection[str]) -> list[pa.RecordBatch]:
    wanted = pa.array(sorted(paths), pa.string())
    return [batch.filter(pc.is_in(paths_of(batch), wanted)) for batch in batches]
