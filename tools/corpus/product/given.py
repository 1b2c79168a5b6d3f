"""What a corpus has given a tool, read back from its folder."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Landed:
    """One object version of a case; see the README of tools/corpus for its fields."""

    run: int
    key: str
    version: str
    landed_at: str
    kind: str
    body: bytes | None
    refused: str | None
    records: tuple[bytes, ...]


@dataclass(frozen=True)
class GivenCase:
    """A case without its answers; `settings` are by the run from which they hold."""

    name: str
    isolated: bool
    sites: tuple[str, ...]
    runs: int
    settings: dict[int, dict[str, Any]]
    landed: tuple[Landed, ...]

    def settings_at(self, run: int) -> dict[str, Any]:
        return self.settings[max(since for since in self.settings if since <= run)]


def read_given(folder: Path, entry: dict[str, Any]) -> GivenCase:
    """The case of an entry of `corpus.json`."""
    own = folder / "given" / entry["name"]
    settings = {int(file.name.split(".")[1]): json.loads(file.read_text("utf-8")) for file in own.glob("settings.*")}
    landed = tuple(_landed(own, each) for each in json.loads((own / "objects.json").read_text("utf-8")))
    return GivenCase(entry["name"], entry["isolated"], tuple(entry["sites"]), entry["runs"], settings, landed)


def _landed(own: Path, told: dict[str, Any]) -> Landed:
    return Landed(
        run=told["run"],
        key=told["key"],
        version=told["version"],
        landed_at=told["landedAt"],
        kind=told["kind"],
        body=None if told["body"] is None else (own / told["body"]).read_bytes(),
        refused=told["refused"],
        records=tuple(base64.b64decode(record) for record in told["records"]),
    )
