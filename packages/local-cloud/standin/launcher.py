"""Starts one local cloud in the foreground: `python -m standin --state DIR`."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import logging
import os
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from standin.server import certificates, environment, guard
from standin.server.settings import HOST, Settings, listen


def main() -> int:
    """Exit code 0 after SIGTERM, 1 with one line on stderr if this cloud cannot start."""
    parser = argparse.ArgumentParser(prog="standin", description=__doc__)
    parser.add_argument("--state", type=Path, required=True, help="folder of this cloud's state")
    parser.add_argument("--glue-python", type=Path, default=Path(sys.executable), help="interpreter of Glue's scripts")
    parser.add_argument("--list-lag", type=float, default=0, help="seconds by which lists of executions are late")
    parser.add_argument(
        "--pod-identity", default=f"{HOST}:0", metavar="ADDRESS:PORT", help="where the Pod Identity agent listens"
    )
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    state = options.state.resolve()
    state.mkdir(parents=True, exist_ok=True)
    try:
        guard.check_version()
        with _only_one(state):
            _run(state, options)
    except guard.UnknownMiniStackError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _run(state: Path, options: argparse.Namespace) -> None:
    listener = listen(state)
    address, _, port = options.pod_identity.rpartition(":")
    agent = (address, int(port))
    settings = Settings(state, listener.getsockname()[1], options.glue_python, options.list_lag, agent)
    certificates.ensure_certificates(settings.tls, certificates.system_roots())
    environment.prepare(settings)
    _allow_many_files()
    # Only now: these import MiniStack, which reads the environment once.
    from standin import concerns
    from standin.server import server

    saver = concerns.install(settings)
    saver.start()
    _remember(settings)
    try:
        server.run(settings, listener, saver.touch)
    finally:
        concerns.stop()
        saver.stop()
        _forget_process(settings)
        # Worker threads of MiniStack may still wait for Lambdas; they are in this group and end with it.
        with contextlib.suppress(ProcessLookupError):
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            os.killpg(0, signal.SIGTERM)
        sys.stderr.flush()
        os._exit(0)


@contextlib.contextmanager
def _only_one(state: Path) -> Iterator[None]:
    """Two clouds on one folder would write over each other's state."""
    with (state / "server.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SystemExit(f"a local cloud already runs on {state}") from error
        yield


def _remember(settings: Settings) -> None:
    _write_state(settings, {"port": settings.port, "pid": os.getpid(), "endpoint": settings.endpoint})


def _forget_process(settings: Settings) -> None:
    _write_state(settings, {"port": settings.port, "pid": None, "endpoint": settings.endpoint})


def _write_state(settings: Settings, content: dict[str, object]) -> None:
    unfinished = settings.state / "state.json.new"
    unfinished.write_text(json.dumps(content) + "\n")
    unfinished.replace(settings.state / "state.json")


def _allow_many_files() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
