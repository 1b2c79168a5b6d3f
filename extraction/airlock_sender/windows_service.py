"""The sender as a service of Windows, by pywin32: the service manager starts `python -m airlock_sender.windows_service FILE`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import servicemanager
import win32service
import win32serviceutil

from airlock_sender.keeper import Keeper
from airlock_sender.settings import SettingsError, read_settings

NAME = "airlock-sender"
ACCOUNT = rf"NT SERVICE\{NAME}"
"""Windows makes it with the service: it has rights of its own and no password, and is the machine to others."""
ABOUT = "Reads PI Web API and puts what it finds through the airlock's landing door."
RESTART_AFTER_MS = 60_000


class SenderService(win32serviceutil.ServiceFramework):  # type: ignore[misc]
    _svc_name_ = NAME

    def __init__(self, args: list[str]) -> None:
        super().__init__(args)
        self._keeper: Keeper | None = None

    def SvcDoRun(self) -> None:  # noqa: N802 - pywin32's name
        file = Path(sys.argv[1])
        try:
            log = read_settings(file).folder / "log" / "sender.log"
            words = [sys.executable, "-m", "airlock_sender", "run", "--with-parent", "--settings", str(file)]
            self._keeper = Keeper(words, log)
            if self._keeper.keep():
                servicemanager.LogErrorMsg(f"airlock-sender cannot begin: see {log}")
        except (SettingsError, OSError) as error:
            servicemanager.LogErrorMsg(f"airlock-sender: {error}")

    def SvcStop(self) -> None:  # noqa: N802 - pywin32's name
        self.ReportServiceStatus(win32service.SERVICE_STOP_PENDING, waitHint=30_000)
        if self._keeper:
            self._keeper.stop()

    SvcShutdown = SvcStop


def registered(settings: Path, user: str | None) -> str:
    """The command line of the service, and its account."""
    return f'"{sys.executable}" {_arguments(settings)}\nas {user or ACCOUNT}'


def _arguments(settings: Path) -> str:
    return f'-m airlock_sender.windows_service "{settings}"'


def install(settings: Path, user: str | None) -> str:
    account = user or ACCOUNT
    folder = read_settings(settings).folder
    folder.mkdir(parents=True, exist_ok=True)
    with _asked():
        win32serviceutil.InstallService(
            None,
            NAME,
            "Airlock sender",
            startType=win32service.SERVICE_AUTO_START,
            userName=account,
            exeName=sys.executable,
            exeArgs=_arguments(settings),
            description=ABOUT,
            delayedstart=True,
        )
        _restart_where_it_fails()
        subprocess.run(["icacls", str(folder), "/grant", f"{account}:(OI)(CI)M"], check=True, stdout=subprocess.DEVNULL)
        win32serviceutil.StartService(NAME)
    return f"service {NAME} runs as {account}; its log: {folder / 'log' / 'sender.log'}"


def remove() -> str:
    with _asked():
        win32serviceutil.StopServiceWithDeps(NAME)
        win32serviceutil.RemoveService(NAME)
    return f"service {NAME} is removed; settings and state stay"


def _restart_where_it_fails() -> None:
    manager = win32service.OpenSCManager(None, None, win32service.SC_MANAGER_ALL_ACCESS)
    service = win32service.OpenService(manager, NAME, win32service.SERVICE_ALL_ACCESS)
    again = (win32service.SC_ACTION_RESTART, RESTART_AFTER_MS)
    actions = {"ResetPeriod": 86_400, "RebootMsg": "", "Command": "", "Actions": [again] * 3}
    win32service.ChangeServiceConfig2(service, win32service.SERVICE_CONFIG_FAILURE_ACTIONS, actions)
    win32service.CloseServiceHandle(service)
    win32service.CloseServiceHandle(manager)


@contextmanager
def _asked() -> Iterator[None]:
    """What the service manager refuses, as the program's own error."""
    try:
        yield
    except (win32service.error, subprocess.CalledProcessError) as error:
        raise SettingsError(
            f"service manager: got {error}, wanted it done: type it at an administrator's prompt"
        ) from None


if __name__ == "__main__":
    servicemanager.Initialize()
    servicemanager.PrepareToHostSingle(SenderService)
    servicemanager.StartServiceCtrlDispatcher()
