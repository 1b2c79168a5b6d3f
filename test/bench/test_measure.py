"""A command's cost is that of all processes that it becomes."""

from __future__ import annotations

import subprocess
import sys

import pytest
from bench.measure.run import FailedError, run

_BURN = "import time\nwhile time.process_time() < 1: pass"
_HOLD = "import time; held = bytearray(300_000_000); time.sleep(0.5)"


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def _parent(code: str, wait: str) -> list[str]:
    """A Python that starts another one, and waits for it or not."""
    return _python(f"import subprocess, sys\nchild = subprocess.Popen([sys.executable, '-c', {code!r}])\n{wait}")


def test_the_cpu_of_a_command_is_seen() -> None:
    assert 1 <= run(_python(_BURN)).cpu_s < 2


def test_the_cpu_of_a_child_is_seen() -> None:
    assert 1 <= run(_parent(_BURN, "child.wait()")).cpu_s < 2


def test_the_cpu_of_a_child_that_outlives_its_parent_is_seen() -> None:
    assert 1 <= run(_parent(_BURN, "")).cpu_s < 2


def test_the_memory_of_parent_and_child_adds_up() -> None:
    held = run(_parent(_HOLD, f"{_HOLD}\nchild.wait()")).peak_bytes
    assert 550_000_000 <= held < 700_000_000


def test_what_runs_beside_a_command_does_not_count() -> None:
    with subprocess.Popen(_python(f"{_BURN}\n{_HOLD}\ntime.sleep(60)")) as beside:
        measured = run(_python("import time; time.sleep(2)"))
        beside.kill()
    assert measured.cpu_s < 1
    assert measured.peak_bytes < 250_000_000


def test_the_steps_are_those_of_the_last_json_line() -> None:
    printed = 'print("{}"); print(\'{"steps": {"read": 1.5}}\'); print("done")'
    assert run(_python(printed)).steps == {"read": 1.5}


def test_a_command_without_json_has_no_steps() -> None:
    assert run(_python("print('[1]')")).steps == {}


def test_a_command_that_fails_is_said_with_the_end_of_what_it_printed() -> None:
    with pytest.raises(FailedError, match=r"exit status 3\n(?s:.*)no such tag"):
        run(_python("import sys; print('no such tag', file=sys.stderr); sys.exit(3)"))
