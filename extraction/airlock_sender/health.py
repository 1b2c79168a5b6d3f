"""A file for whoever watches the sender: it is written anew after each round, whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_health(folder: Path, told: Mapping[str, object]) -> None:
    begun = folder / "health.json.new"
    # A disk may be full, and Windows replaces no file that somebody reads: then the next round does.
    with suppress(OSError):
        begun.write_text(json.dumps(told, ensure_ascii=False, indent=2), encoding="utf-8")
        os.replace(begun, folder / "health.json")
