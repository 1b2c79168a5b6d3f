"""The place that a URI names."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from replica.store.bucket import BucketObjects
from replica.store.folder import FolderObjects
from replica.store.objects import Objects


def objects_at(uri: str) -> Objects:
    """The objects at `s3://<bucket>` or `file:///<folder>`."""
    parts = urlsplit(uri)
    if parts.scheme == "s3":
        return BucketObjects(parts.netloc)
    if parts.scheme == "file":
        return FolderObjects(Path(unquote(parts.path)))
    raise ValueError(f"got {uri!r}, wanted s3://<bucket> or file:///<folder>")


def read_object(uri: str) -> bytes:
    """The object at `s3://<bucket>/<key>` or `file:///<folder>/<name>`."""
    parts = urlsplit(uri)
    path = unquote(parts.path)
    if parts.scheme == "s3":
        return objects_at(f"s3://{parts.netloc}").read(path.lstrip("/"))
    folder, _, name = path.rpartition("/")
    return objects_at(f"{parts.scheme}://{parts.netloc}{folder}").read(name)
