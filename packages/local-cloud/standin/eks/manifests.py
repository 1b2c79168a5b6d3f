"""Kubernetes objects held against their models, by the checker in manifests/."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from typing import Any

from standin.server.settings import PACKAGE

_TIMEOUT_SECONDS = 120


class Checker:
    """Checks each text once; a process of its own takes half a second, so a template's manifests go together."""

    def __init__(self) -> None:
        self._passed: set[str] = set()

    def check(self, texts: Iterable[str]) -> None:
        """`texts` are JSON lists of objects; `ValueError` names every fault, such as an unknown field."""
        new = [text for text in texts if text not in self._passed]
        faults = self._faults([manifest for text in new for manifest in objects(text)]) if new else []
        if faults:
            raise ValueError(f"Kubernetes would refuse: {'; '.join(faults)}")
        self._passed.update(new)

    def _faults(self, manifests: list[Any]) -> list[str]:
        command = ["node", "--import", "tsx", str(PACKAGE / "manifests" / "main.ts")]
        done = subprocess.run(
            command,
            input=json.dumps(manifests),
            cwd=PACKAGE,
            capture_output=True,
            text=True,
            check=False,
            timeout=_TIMEOUT_SECONDS,
        )
        if done.returncode != 0:
            raise ValueError(f"the check of manifests failed: {done.stderr[-2000:]}")
        faults: list[str] = json.loads(done.stdout)
        return faults


def objects(text: str) -> list[Any]:
    """The objects of a manifest as the CDK writes it: one JSON list."""
    manifests = json.loads(text)
    if not isinstance(manifests, list):
        raise ValueError(f"wanted a list of Kubernetes objects, got {text[:200]}")
    return manifests
