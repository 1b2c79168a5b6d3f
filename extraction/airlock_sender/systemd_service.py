"""The sender as a unit of systemd."""

from __future__ import annotations

import pwd
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from airlock_sender.settings import SettingsError, read_settings

NAME = "airlock-sender"
UNIT = Path("/etc/systemd/system", f"{NAME}.service")


def registered(settings: Path, user: str | None) -> str:
    """The text of the unit for this installation."""
    text = files("airlock_sender").joinpath("airlock-sender.service").read_text(encoding="utf-8")
    folder = read_settings(settings).folder
    told = {"program": sys.executable, "settings": settings, "folder": folder, "user": user or NAME}
    return text.format(**{name: _escaped(str(value)) for name, value in told.items()})


def _escaped(text: str) -> str:
    """Within quotes of a unit, where % begins a specifier."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")


def install(settings: Path, user: str | None) -> str:
    folder, account = read_settings(settings).folder, user or NAME
    try:
        owner = pwd.getpwnam(account)
    except KeyError:
        raise SettingsError(f"got no account {account}, wanted one: useradd --system {account}") from None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # What a first run by hand left there is the account's too.
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, owner.pw_uid, owner.pw_gid)
        UNIT.write_text(registered(settings, user), encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{error.filename}: {error.strerror}: wanted it written: run this with sudo") from None
    _systemctl("daemon-reload")
    _systemctl("enable", "--now", NAME)
    return f"service {NAME} runs as {account}; its log: journalctl -u {NAME}"


def remove() -> str:
    _systemctl("disable", "--now", NAME)
    UNIT.unlink(missing_ok=True)
    _systemctl("daemon-reload")
    return f"service {NAME} is removed; settings and state stay"


def _systemctl(*words: str) -> None:
    try:
        done = subprocess.run(["systemctl", *words], capture_output=True, text=True)
    except OSError as error:
        raise SettingsError(f"systemctl: {error.strerror}: wanted a machine that systemd runs") from None
    if done.returncode:
        raise SettingsError(
            f"systemctl {' '.join(words)}: got {done.stderr.strip()}, wanted it done: run this with sudo"
        )
