"""Saves the state of every service as it goes, so that a killed local cloud comes back as it was a few seconds before at most."""

from __future__ import annotations

import hashlib
import json
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from standin.server.seams import Seams, ministack
from standin.server.settings import Settings

SEAMS: Seams = {
    "app": ("_build_persistence_save_dict",),
    "core.persistence": ("_json_default", "_state_format_version"),
}

_EVERY_SECONDS = 1.0
# Work that no request announces (a schedule, a queue poller) is looked for less often.
_IDLE_TURNS = 5
# A state of megabytes is not written anew each second: to save a service takes this share of the time at most.
_SHARE = 0.02
_log = logging.getLogger("standin.persistence")


class Saver:
    """Writes what changed, atomically, one file a service; `touch` is called for each request."""

    def __init__(self, settings: Settings, after_save: Callable[[], None]) -> None:
        self._folder: Path = settings.data / "services"
        self._after_save = after_save
        self._digests: dict[str, bytes] = {}
        self._due: dict[str, float] = {}
        self._touched = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="standin-saver", daemon=True)

    def start(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._thread.start()

    def touch(self) -> None:
        self._touched.set()

    def stop(self) -> None:
        """Save once more and end."""
        self._stopped.set()
        self._thread.join()
        self.save()

    def save(self) -> None:
        """Save every service."""
        self._due.clear()
        self._save_due()

    def _save_due(self) -> None:
        for service, state_of in ministack("app")._build_persistence_save_dict().items():
            began = time.monotonic()
            if began < self._due.get(service, 0.0):
                continue
            text = _snapshot(service, state_of)
            if text is not None:
                self._write(service, text)
            ended = time.monotonic()
            self._due[service] = ended + (ended - began) / _SHARE
        self._after_save()

    def _write(self, service: str, text: bytes) -> None:
        digest = hashlib.blake2b(text).digest()
        if self._digests.get(service) == digest:
            return
        unfinished = self._folder / f"{service}.json.new"
        unfinished.write_bytes(text)
        unfinished.replace(self._folder / f"{service}.json")
        self._digests[service] = digest

    def _loop(self) -> None:
        turns = 0
        while not self._stopped.wait(_EVERY_SECONDS):
            turns += 1
            if self._touched.is_set() or turns >= _IDLE_TURNS:
                self._touched.clear()
                turns = 0
                self._save_due()


def _snapshot(service: str, state_of: Callable[[], Any]) -> bytes | None:
    """The file MiniStack would write; None when a request changed the state meanwhile: the next turn saves it."""
    persistence = ministack("core.persistence")
    try:
        state = state_of()
        if state is None:
            return None
        wrapped = {"__ministack_format__": persistence._state_format_version(service), "payload": state}
        return json.dumps(wrapped, default=persistence._json_default).encode()
    except RuntimeError as error:
        _log.info("state of %s changed while it was read: %s", service, error)
        return None
