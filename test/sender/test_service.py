"""The sender as a service: what its manager is told, how it is ended, and how it is kept where no systemd does."""

from __future__ import annotations

import json
import os
import pwd
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from airlock_sender import systemd_service
from airlock_sender.health import write_health
from airlock_sender.keeper import CANNOT_BEGIN, Keeper
from airlock_sender.service import service
from airlock_sender.settings import SettingsError
from sender_plant import PiServer

SETTINGS = """
every_s = 600
[pi]
url = {url}
[cloud]
site = "mine"
bucket = "landing"
region = "us-east-1"
endpoint_url = "https://127.0.0.1:9"
[[view]]
name = "cases"
root = '\\\\CASEAF\\Cases'
attributes = ["DELETED"]
start = "2026-01-02T00:00:00Z"
"""


@pytest.fixture
def settings(tmp_path: Path, noon: PiServer) -> Path:
    file = tmp_path / "100% with blanks" / "sender.toml"
    file.parent.mkdir()
    file.write_text(SETTINGS.format(url=json.dumps(noon.url)))
    return file


@pytest.mark.parametrize(
    "end", [lambda run: run.send_signal(signal.SIGTERM), lambda run: run.stdin.close()], ids=["signal", "parent"]
)
def test_a_run_tells_systemd_how_it_is_and_ends_when_it_is_told_to(
    settings: Path, tmp_path: Path, end: Callable[[subprocess.Popen[str]], None]
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(20)
        keys = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "NOTIFY_SOCKET": str(tmp_path / "notify")}
        words = [sys.executable, "-m", "airlock_sender", "run", "--with-parent", "--settings", str(settings)]
        pipe = subprocess.PIPE
        with subprocess.Popen(words, env={**os.environ, **keys}, stdin=pipe, stderr=pipe, text=True) as run:
            assert run.stderr
            try:
                assert systemd.recv(99) == b"READY=1"
                assert systemd.recv(99) == b"WATCHDOG=1"
                end(run)
                assert run.wait(20) == 0
                assert json.loads(run.stderr.readlines()[-1])["event"] == "ended"
            finally:
                run.kill()
        told = [systemd.recv(99)]
        while told[-1] != b"STOPPING=1":
            told.append(systemd.recv(99))


def test_the_unit_names_what_runs_its_settings_and_the_only_folder_that_it_writes(settings: Path) -> None:
    lines = service("print", settings, "plant").splitlines()
    place = str(settings).replace("%", "%%")
    assert f'ExecStart="{sys.executable}" -m airlock_sender run --settings "{place}"' in lines
    assert f'ReadWritePaths="{Path(place).parent / "state"}"' in lines
    assert "User=plant" in lines


def test_a_unit_is_written_begun_and_taken_away(
    settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(systemd_service, "UNIT", tmp_path / "airlock-sender.service")
    monkeypatch.setattr(systemd_service, "_systemctl", lambda *words: asked.append(words))
    user = pwd.getpwuid(os.getuid()).pw_name
    assert service("install", settings, user).startswith(f"service airlock-sender runs as {user}; its log: ")
    assert (tmp_path / "airlock-sender.service").read_text() == service("print", settings, user)
    service("remove", settings, None)
    assert not (tmp_path / "airlock-sender.service").exists()
    words = [" ".join(each) for each in asked]
    assert words == ["daemon-reload", "enable --now airlock-sender", "disable --now airlock-sender", "daemon-reload"]


def test_a_service_of_an_account_that_is_not_there_is_refused(settings: Path) -> None:
    with pytest.raises(SettingsError, match="got no account nobody-has-this, wanted one: useradd --system"):
        service("install", settings, "nobody-has-this")


def test_a_health_file_that_somebody_reads_on_windows_is_written_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_health(tmp_path, {"round": 1})
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", is_read)
        write_health(tmp_path, {"round": 2})
    assert json.loads((tmp_path / "health.json").read_text()) == {"round": 1}
    write_health(tmp_path, {"round": 3})
    assert json.loads((tmp_path / "health.json").read_text()) == {"round": 3}


def is_read(*_: object) -> None:
    raise PermissionError(13, "The process cannot access the file because it is being used by another process")


def keeping(tmp_path: Path, program: str) -> tuple[Keeper, Path, Callable[[], int]]:
    """A keeper at work, its log, and how to wait for its end."""
    log = tmp_path / "log" / "sender.log"
    keeper, codes = Keeper([sys.executable, "-c", program], log, again_s=0), list[int]()
    thread = threading.Thread(target=lambda: codes.append(keeper.keep()))
    thread.start()

    def ended() -> int:
        thread.join(20)
        return codes[0]

    return keeper, log, ended


def wait_for(log: Path, lines: int) -> None:
    waited = threading.Event()
    while len(log.read_text().splitlines()) < lines:
        waited.wait(0.02)


def test_what_ends_by_itself_is_begun_again(tmp_path: Path) -> None:
    keeper, log, ended = keeping(tmp_path, 'import sys; sys.exit(\'{"event": "°C"}\')')
    wait_for(log, 2)
    keeper.stop()
    assert ended() == 0
    assert set(log.read_text(encoding="utf-8").splitlines()) == {'{"event": "°C"}'}


def test_what_cannot_begin_is_left(tmp_path: Path) -> None:
    _, log, ended = keeping(tmp_path, "import sys; print('no settings', file=sys.stderr); sys.exit(2)")
    assert ended() == CANNOT_BEGIN
    assert log.read_text() == "no settings\n"


def test_what_is_stopped_ends_by_itself(tmp_path: Path) -> None:
    says = "print('begun', file=sys.stderr, flush=True); sys.stdin.read(); print('ended', file=sys.stderr)"
    keeper, log, ended = keeping(tmp_path, f"import sys; {says}")
    wait_for(log, 1)
    keeper.stop()
    assert ended() == 0
    assert log.read_text() == "begun\nended\n"
