"""Objects by name: what is listed, read, fetched and put as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol


class Listed(NamedTuple):
    """An object as a listing shows it: when it was written, its bytes, and its etag, empty for a file."""

    name: str
    written: datetime
    size: int
    etag: str


class Objects(Protocol):
    """A place that holds whole objects by name."""

    def listed(self, prefix: str, after: str = "") -> Iterator[Listed]:
        """Objects below `prefix` in the order of their names, from the first name behind `after`."""

    def read(self, name: str) -> bytes:
        """The object's bytes. Raises FileNotFoundError without such an object."""

    def get(self, name: str, scratch: Path, etag: str = "") -> Path:
        """The object's bytes as the local file `scratch`, which it gives back.

        Raises BrokenObjectError where the bytes are not those that `etag` stands for, FileNotFoundError without such an object.
        """

    def put(self, file: Path, name: str, metadata: dict[str, str] | None = None) -> None: ...

    def write(self, name: str, content: bytes) -> None: ...

    def delete(self, names: Iterable[str]) -> None: ...

    def metadata(self, name: str) -> dict[str, str]: ...


class BrokenObjectError(ValueError):
    """An object's bytes are not those that were put."""
