"""Places in which one local cloud keeps its state, and the addresses that follow from them."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from pathlib import Path

ACCOUNT = "000000000000"
REGION = "us-east-1"
HOST = "127.0.0.1"
PACKAGE = Path(__file__).resolve().parents[2]
NODE_MODULES = next((each for folder in PACKAGE.parents if (each := folder / "node_modules").is_dir()), PACKAGE)
"""Packages that Node finds from here: those of a Lambda that brings none, and the checker of manifests."""


@dataclass(frozen=True)
class Settings:
    """`state` is the folder of this cloud; Glue's scripts run in the interpreter `glue_python`.

    `list_lag` is how many seconds later a list of executions tells of a start or an end. `pod_identity_at` is where the
    Pod Identity agent listens; its port may be 0 for a free one.
    """

    state: Path
    port: int
    glue_python: Path
    list_lag: float
    pod_identity_at: tuple[str, int]

    @property
    def endpoint(self) -> str:
        return f"https://{HOST}:{self.port}"

    @property
    def tls(self) -> Path:
        return self.state / "tls"

    @property
    def data(self) -> Path:
        return self.state / "data"

    @property
    def glue(self) -> Path:
        return self.state / "glue"

    @property
    def temporary(self) -> Path:
        return self.state / "tmp"

    @property
    def not_applied(self) -> Path:
        return self.state / "not-applied.json"

    @property
    def recorded(self) -> Path:
        return self.state / "recorded.json"

    @property
    def quotas(self) -> Path:
        """Values of quotas, by service and code, that are not the usual ones."""
        return self.state / "quotas.json"

    @property
    def pods(self) -> Path:
        return self.state / "pods"

    @property
    def pod_identity(self) -> Path:
        return self.state / "pod-identity.json"

    @property
    def drop_next_event(self) -> Path:
        return self.state / "drop-next-event"


# Begins the sentence with which a server ends that cannot start: whoever started it shows that alone.
CANNOT_START = "cannot start: "


def listen(state: Path) -> socket.socket:
    """A loopback socket on the port remembered in `state.json`, or on a free one at the first start.

    The port is kept because queue addresses that MiniStack has handed out carry it.
    """
    remembered = _remembered_port(state)
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, remembered or 0))
    except OSError as error:
        raise SystemExit(
            f"{CANNOT_START}port {remembered}, remembered in {state / 'state.json'}, is taken ({error.strerror}): "
            "end the program that holds it, or delete the folder to start with an empty cloud"
        ) from error
    listener.listen(128)
    listener.set_inheritable(True)
    return listener


def _remembered_port(state: Path) -> int | None:
    file = state / "state.json"
    if not file.exists():
        return None
    port = json.loads(file.read_text()).get("port")
    return port if isinstance(port, int) else None
