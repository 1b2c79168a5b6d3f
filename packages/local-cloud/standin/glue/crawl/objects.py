"""Objects of a target, and the tables and partitions that their keys say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from standin.glue.crawl.plan import CrawlError, S3Target


@dataclass(frozen=True)
class Found:
    """`size` in bytes."""

    bucket: str
    key: str
    size: int

    @property
    def folder(self) -> str:
        return f"s3://{self.bucket}/{self.key.rpartition('/')[0]}/"


@dataclass(frozen=True)
class Folder:
    """A table to be: a folder's objects, each with the values of its partition, in the order of `keys`."""

    location: str
    keys: tuple[str, ...]
    objects: tuple[tuple[tuple[str, ...], Found], ...]

    @property
    def name(self) -> str:
        """The folder's name as a table's: `view=process` becomes `view_process`."""
        return table_name(self.location)


def table_name(location: str) -> str:
    last = location.rstrip("/").rpartition("/")[2]
    return "".join(letter if letter.isalnum() else "_" for letter in last.lower())


def list_objects(s3: Any, target: S3Target) -> list[Found]:
    """Objects with content that no exclusion matches, by key."""
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=target.bucket, Prefix=target.prefix)
    entries = (entry for page in pages for entry in page.get("Contents", ()))
    return [
        Found(target.bucket, entry["Key"], entry["Size"])
        for entry in entries
        if entry["Size"] and not any(e.fullmatch(entry["Key"][len(target.prefix) :]) for e in target.exclusions)
    ]


def sampled(objects: Iterable[Found], sample: int | None) -> Iterator[Found]:
    """The first so many of each folder, all without a number."""
    seen: Counter[str] = Counter()
    for each in objects:
        seen[each.folder] += 1
        if sample is None or seen[each.folder] <= sample:
            yield each


def folders(found: list[Found], target: S3Target, level: int | None) -> Iterator[Folder]:
    """One for each table; objects above the table level are in none."""
    depth = level - 1 if level is not None else target.prefix.count("/")
    by_folder: dict[tuple[str, ...], list[Found]] = {}
    for each in found:
        parents = tuple(each.key.split("/")[:-1])
        if len(parents) >= depth:
            by_folder.setdefault(parents[:depth], []).append(each)
    for parents, objects in by_folder.items():
        location = f"s3://{'/'.join((target.bucket, *parents))}/"
        yield _folder(location, [(tuple(each.key.split("/")[depth:-1]), each) for each in objects])


def _folder(location: str, objects: list[tuple[tuple[str, ...], Found]]) -> Folder:
    keys = _keys(objects[0][0])
    for partition, found in objects:
        if _keys(partition) != keys:
            raise CrawlError(
                f"{found.key}: got the partitions {', '.join(_keys(partition)) or 'none'}, wanted "
                f"{', '.join(keys) or 'none'} as of {objects[0][1].key}: one table has one set of partition keys"
            )
    return Folder(location, keys, tuple((_values(partition), found) for partition, found in objects))


def _keys(partition: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        folder.partition("=")[0].lower() if "=" in folder else f"partition_{index}"
        for index, folder in enumerate(partition)
    )


def _values(partition: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(folder.partition("=")[2] if "=" in folder else folder for folder in partition)
