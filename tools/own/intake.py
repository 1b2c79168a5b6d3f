"""A folder of files as landing would have them, and what is new of it as the intake would note it."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from landed.bronze import Version, iso, note

from contract import LANDING_KEY, NOTE_FOLDERS
from own.tag_list import write_tag_list


@dataclass(frozen=True)
class _File:
    key: str
    file: Path


def take_in(folder: Path, plant: dict[str, Any], out: Path) -> dict[str, Any]:
    """Put versions that `out`/bronze has not seen into it, the oldest file first.

    {new: keys, seen: how many are known, strange: files of no view or of two}
    """
    bronze = out / "bronze"
    found, strange = _sorted_out(folder, plant["files"], out)
    lists = [
        _File(f"site={each['site']}/feeder=sender/view=_tags/tags.parquet", Path(each["list"]))
        for each in plant["tags"]
    ]
    known = _known(bronze)
    new = []
    for each in [*lists, *found]:
        etag = _etag(each.file)
        if etag not in known.get(each.key, set()):
            new.append((each, etag))
    now = datetime.now(UTC)
    for behind, (each, etag) in zip(range(len(new), 0, -1), new, strict=True):
        _take_in(bronze, each, etag, len(known.get(each.key, ())), now - timedelta(milliseconds=behind))
    return {
        "new": [each.key for each, _ in new if each not in lists],
        "seen": len(found) - sum(each not in lists for each, _ in new),
        "strange": strange,
    }


def _sorted_out(folder: Path, patterns: list[dict[str, str]], out: Path) -> tuple[list[_File], list[dict[str, str]]]:
    found, strange = [], []
    for file in sorted(_files(folder, out), key=lambda each: (each.stat().st_mtime_ns, str(each))):
        name = file.relative_to(folder).as_posix()
        if LANDING_KEY.match(name):
            found.append(_File(name, file))
            continue
        places = [_place(each) for each in patterns if fnmatchcase(file.name, each["match"])]
        if len(places) == 1:
            found.append(_File(f"{places[0]}/{name}", file))
        else:
            strange.append({"file": name, "why": "no view takes it" if not places else f"{len(places)} views take it"})
    return found, strange


def _place(pattern: dict[str, str]) -> str:
    return f"site={pattern['site']}/feeder={pattern['feeder']}/view={pattern['view']}"


def _files(folder: Path, out: Path) -> Iterator[Path]:
    """Every file but hidden ones, and but those of `out`, which may lie inside."""
    for where, folders, names in os.walk(folder):
        folders[:] = [
            each for each in folders if not each.startswith(".") and (Path(where) / each).resolve() != out.resolve()
        ]
        yield from (Path(where) / name for name in names if not name.startswith("."))


def _known(bronze: Path) -> dict[str, set[str]]:
    """Etags of the versions that were taken in, by key."""
    known: dict[str, set[str]] = {}
    received = bronze / NOTE_FOLDERS[0]
    for file in received.rglob("*.json"):
        told, *key = file.relative_to(received).parts[3:]
        known.setdefault("/".join(key).removesuffix(".json"), set()).add(told.split(",")[3])
    return known


def _take_in(bronze: Path, each: _File, etag: str, ordinal: int, at: datetime) -> None:
    version = f"v{ordinal}"
    copy = f"{each.key}.{version}"
    stored = bronze / copy
    stored.parent.mkdir(parents=True, exist_ok=True)
    if each.file.suffix == ".csv" and "/view=_tags/" in each.key:
        write_tag_list(each.file, stored, at)
    else:
        shutil.copyfile(each.file, stored)
    note(bronze, Version(each.key, version, iso(at), stored.stat().st_size, etag, copy, ordinal))


def _etag(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
