"""The command `airlock-sender`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from airlock_sender import VERSION
from airlock_sender.log import log_to
from airlock_sender.run import backfill, run
from airlock_sender.settings import SettingsError, read_settings
from airlock_sender.start import journal_of, started
from airlock_sender.status import status_of
from airlock_sender.ticks import ticks_at, ticks_of
from airlock_sender.web import PiError
from airlock_sender.windows import Window

EPILOG = """exit code: 0 done, or as it should be; 1 not all was read or sent, or something is not as it should be; 2 could not begin
Each command writes a JSON object a line to standard error; `status` and `check` answer on standard output."""


def main(words: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(words)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except (SettingsError, LookupError) as error:
        print(f"airlock-sender: {error}", file=sys.stderr)
        return 2
    except PiError as error:
        print(f"airlock-sender: PI Web API: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(
            "airlock-sender: stopped; what is done stays done, and the next start goes on from there", file=sys.stderr
        )
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="airlock-sender",
        description="Reads PI Web API and puts what it finds through the airlock's landing door.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=VERSION)
    verbs = parser.add_subparsers(required=True, metavar="command")

    def verb(name: str, command: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
        each = verbs.add_parser(name, help=about, description=about, allow_abbrev=False)
        each.add_argument(
            "--settings", type=Path, default=Path("sender.toml"), metavar="FILE", help="default: sender.toml"
        )
        each.set_defaults(command=command)
        return each

    verb("run", _run, "reads every view on from where it stands, and sends it, until it is stopped").add_argument(
        "--once", action="store_true", help="ends when everything up to now lies in the cloud"
    )
    again = verb("backfill", _backfill, "reads a window of time again and tells it whole; taken up where it stopped")
    again.add_argument("--from", dest="begin", required=True, type=_moment, metavar="TIME", help="2024-01-01T00:00:00Z")
    again.add_argument("--to", dest="end", required=True, type=_moment, metavar="TIME")
    again.add_argument("--view", action="append", default=[], help="this view alone; may be given again")
    verb("status", _status, "shows how far each view lies in the cloud, and what waits")
    return parser


def _moment(text: str) -> int:
    try:
        return ticks_of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _run(options: argparse.Namespace) -> int:
    settings, log = read_settings(options.settings), log_to()
    with started(settings, log) as parts:
        return run(parts, settings, log, once=options.once)


def _backfill(options: argparse.Namespace) -> int:
    settings, log = read_settings(options.settings), log_to()
    if options.end <= options.begin:
        raise SettingsError("--to: got a moment that is not after --from, wanted one")
    known = [view.name for view in settings.views]
    for view in options.view:
        if view not in known:
            raise SettingsError(f"--view: got {view!r}, wanted one of {known}")
    with started(settings, log) as parts:
        return backfill(parts, settings, Window(options.begin, options.end), log, options.view)


def _status(options: argparse.Namespace) -> int:
    settings = read_settings(options.settings)
    journal = journal_of(settings)
    print(json.dumps(status_of(settings, journal, ticks_at(datetime.now(UTC))), indent=2))
    return 0
