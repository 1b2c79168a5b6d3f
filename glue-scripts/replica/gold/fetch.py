"""A table's files on the disk of the task that reads them."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from replica.store.places import objects_at

_AT_ONCE = 8


@contextmanager
def fetched(layer: str, names: Sequence[str], scratch: Path) -> Iterator[list[str]]:
    """Local paths of the objects `names` of `layer`, in their order, while the context lasts.

    Raises FileNotFoundError where one is gone.
    """
    objects = objects_at(layer)
    folder = scratch / uuid.uuid4().hex
    folder.mkdir(parents=True)
    try:
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            paths = [folder / f"{number}.parquet" for number in range(len(names))]
            yield [str(path) for path in threads.map(objects.get, names, paths)]
    finally:
        shutil.rmtree(folder)
