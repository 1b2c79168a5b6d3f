"""Files of a folder as objects."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from replica.store.objects import Listed


class FolderObjects:
    """The files below a folder; what a bucket keeps as an object's metadata stands in a hidden file beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def listed(self, prefix: str, after: str = "") -> Iterator[Listed]:
        at, _, begin = prefix.rpartition("/")
        root = self._folder / at
        named = ((str(each.relative_to(self._folder)), each) for each in root.rglob("*") if each.is_file())
        for name, file in sorted(named):
            if name > after and name.startswith(f"{at}/{begin}" if at else begin):
                found = file.stat()
                yield Listed(name, datetime.fromtimestamp(found.st_mtime, UTC), found.st_size, "")

    def read(self, name: str) -> bytes:
        return (self._folder / name).read_bytes()

    def get(self, name: str, scratch: Path, etag: str = "") -> Path:
        file = self._folder / name
        if not file.is_file():
            raise FileNotFoundError(f"{file}: no such file")
        scratch.parent.mkdir(parents=True, exist_ok=True)
        scratch.unlink(missing_ok=True)
        scratch.symlink_to(file)
        return scratch

    def put(self, file: Path, name: str, metadata: dict[str, str] | None = None) -> None:
        target = self._make_way(name)
        beside = target.with_name(f".{target.name}.new")
        shutil.copyfile(file, beside)
        if metadata is not None:
            self._beside(name).write_text(json.dumps(metadata))
        beside.replace(target)

    def write(self, name: str, content: bytes) -> None:
        target = self._make_way(name)
        beside = target.with_name(f".{target.name}.new")
        beside.write_bytes(content)
        beside.replace(target)

    def delete(self, names: Iterable[str]) -> None:
        for name in names:
            if not (self._folder / name).is_dir():
                (self._folder / name).unlink(missing_ok=True)

    def metadata(self, name: str) -> dict[str, str]:
        file = self._beside(name)
        if not file.exists() or not (self._folder / name).is_file():
            return {}
        found: dict[str, str] = json.loads(file.read_text())
        return found

    def _make_way(self, name: str) -> Path:
        """Where the file is to stand. In a bucket `a` and `a/b` may stand side by side; here the new one takes the old one's place."""
        target = self._folder / name
        for above in target.relative_to(self._folder).parents:
            if (self._folder / above).is_file():
                (self._folder / above).unlink()
        if target.is_dir():
            shutil.rmtree(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def _beside(self, name: str) -> Path:
        return (self._folder / name).with_name(f".{Path(name).name}.metadata")
