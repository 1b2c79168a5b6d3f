"""`service`: the sender as a service that begins with the machine, by the system's own manager."""

from __future__ import annotations

import sys
from pathlib import Path

from airlock_sender.settings import SettingsError


def service(what: str, settings: Path, user: str | None) -> str:
    """What was done, or for `print` what would be registered. `SettingsError` where it cannot be."""
    if sys.platform == "win32":
        try:
            from airlock_sender import windows_service as manager
        except ImportError:
            raise SettingsError("service: got no pywin32, wanted it: pip install airlock-sender[service]") from None
    else:
        from airlock_sender import systemd_service as manager
    if what == "remove":
        return manager.remove()
    return manager.install(settings, user) if what == "install" else manager.registered(settings, user)
