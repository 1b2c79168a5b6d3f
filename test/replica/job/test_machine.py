"""A job says what it finds, and refuses another engine than its rules are tested with."""

from __future__ import annotations

from pathlib import Path

import pytest
from landing import ROOT
from replica.engine.limits import limits_here
from replica.job import machine


def test_the_pins_are_those_that_glue_installs() -> None:
    told = (ROOT / "requirements" / "glue.in").read_text().split()
    assert {f"{name}=={version}" for name, version in machine.PINNED.items()} == set(told)


def test_another_version_is_refused_with_what_was_got_and_wanted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(machine.PINNED, "duckdb", "1.0.0")
    with pytest.raises(machine.OtherVersionError, match=r"got duckdb .*, wanted 1\.0\.0"):
        machine.machine(limits_here(tmp_path))
