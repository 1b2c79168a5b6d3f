"""The verb `webapi`: serves PI systems until it is told to stop."""

from __future__ import annotations

import gc
import json
import signal
import threading
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from plant.delivery import Draw
from plant.webapi.api.auth import Access
from plant.webapi.api.faults import KINDS
from plant.webapi.api.limits import Limits
from plant.webapi.api.server import WebApiServer
from plant.webapi.build import Settings, make_server
from plant.webapi.sources.cases import cases_system
from plant.webapi.sources.data_faults import KINDS as DATA_FAULTS
from plant.webapi.sources.load import load_system
from plant.webapi.sources.reactor import reactor_system
from plant.webapi.sources.refinery import refinery_system
from plant.webapi.system.clock import PlantClock
from plant.webapi.system.model import PiSystem
from plant.webapi.system.ticks import ticks_of

NOTHING: Mapping[str, object] = {}
SOURCES: dict[str, Callable[[Namespace], PiSystem]] = {
    "reactor": lambda options: reactor_system(
        Draw(options.seed, options.site), options.steps, dict(options.data_fault)
    ),
    "refinery": lambda options: refinery_system(options.steps),
    "cases": lambda _: cases_system(),
    "load": lambda options: load_system(options.events, options.points),
}


def add_arguments(verb: ArgumentParser) -> None:
    limits = Limits()
    verb.add_argument(
        "--source", choices=SOURCES, action="append", required=True, help="what it serves, again for each"
    )
    verb.add_argument("--port", type=int, default=0, help="of the loopback address; any free one without it")
    verb.add_argument("--now", type=_moment, help="time of the plant's clock; ours without it")
    verb.add_argument(
        "--rate", type=float, default=0.0, help="seconds of the plant in one of ours; 0: its clock stands"
    )
    verb.add_argument("--seed", type=int, default=7)
    verb.add_argument("--site", default="east-chemicals", help="site whose outages the reactor has")
    verb.add_argument("--steps", type=int, help="first samples of each tag; all without it")
    verb.add_argument("--events", type=int, default=1_000_000, help="of the source `load`")
    verb.add_argument("--points", type=int, default=100, help="of the source `load`")
    verb.add_argument(
        "--fault", type=_fault, action="append", default=[], metavar="KIND:N", help=f"one in N, of {', '.join(KINDS)}"
    )
    verb.add_argument(
        "--data-fault",
        type=_data_fault,
        action="append",
        default=[],
        metavar="KIND:N",
        help=f"one event in N of the reactor's, of {', '.join(DATA_FAULTS)}",
    )
    verb.add_argument("--slow-seconds", type=float, default=1.0, help="of the fault `slow`")
    verb.add_argument("--user", type=_user, action="append", default=[], metavar="NAME:PASSWORD")
    verb.add_argument("--token", action="append", default=[], help="that a bearer may show")
    verb.add_argument(
        "--announce", action="append", default=[], help="a scheme that it names and does not know, such as Negotiate"
    )
    verb.add_argument(
        "--ntlm", action="store_true", help="users of the file that NTLM_USER_FILE names: lines DOMAIN:name:password"
    )
    verb.add_argument("--certificate", type=Path, help="PEM; with --key it serves HTTPS")
    verb.add_argument("--key", type=Path)
    verb.add_argument("--zone", default="UTC", help="the server's own, for times that name none")
    verb.add_argument("--most-items", type=int, default=limits.items, help="that a call may return")
    verb.add_argument("--most-requests", type=int, default=limits.requests, help="of a client in a second")
    verb.add_argument("--most-events-in-time", type=int, help="that a call may read before the archive times out")
    verb.set_defaults(verb=serve)


def serve(options: Namespace) -> int:
    """Serves until a signal ends it."""
    if (options.certificate is None) != (options.key is None):
        raise ValueError("got one of --certificate and --key, wanted both or none")
    clock = PlantClock(ticks_of(options.now or datetime.now(UTC)), options.rate)
    return run_server(make_server([SOURCES[name](options) for name in options.source], clock, _settings(options)))


def run_server(server: WebApiServer, about: Mapping[str, object] = NOTHING) -> int:
    """Prints one line of JSON with its URL and `about` once it listens; a signal ends it."""
    # what was built stays, and the handlers of a long run leave cycles behind
    gc.freeze()
    gc.enable()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    print(json.dumps({"url": f"{server.origin}/piwebapi", "control": f"{server.origin}/plant", **about}), flush=True)
    server.serve_forever()
    server.server_close()
    return 0


def _settings(options: Namespace) -> Settings:
    return Settings(
        port=options.port,
        seed=options.seed,
        faults=dict(options.fault),
        slow_s=options.slow_seconds,
        limits=Limits(
            items=options.most_items, requests=options.most_requests, events_in_time=options.most_events_in_time
        ),
        access=Access(dict(options.user), tuple(options.token), tuple(options.announce), options.ntlm),
        zone=options.zone,
        tls=(options.certificate, options.key) if options.certificate else None,
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _fault(text: str) -> tuple[str, int]:
    return _rarity(text, KINDS)


def _data_fault(text: str) -> tuple[str, int]:
    return _rarity(text, DATA_FAULTS)


def _rarity(text: str, kinds: Iterable[str]) -> tuple[str, int]:
    kind, _, rarity = text.partition(":")
    if kind not in kinds or not rarity.isdigit() or int(rarity) < 1:
        raise ArgumentTypeError(f"got {text!r}, wanted KIND:N with N from 1 on and one of {', '.join(kinds)}")
    return kind, int(rarity)


def _user(text: str) -> tuple[str, str]:
    name, found, password = text.partition(":")
    if not found:
        raise ArgumentTypeError("wanted NAME:PASSWORD")
    return name, password
