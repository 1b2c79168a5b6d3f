"""The command `airlock-sender`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from airlock_sender import VERSION
from airlock_sender.check import check, exit_code
from airlock_sender.ending import end_on_signal, end_with_parent, nap
from airlock_sender.init import known_to, write_settings
from airlock_sender.log import log_to
from airlock_sender.notify import notify
from airlock_sender.pi import Pi, TooMuchError
from airlock_sender.reader import Reader
from airlock_sender.reconcile import reconcile
from airlock_sender.run import backfill, run
from airlock_sender.said import advice
from airlock_sender.service import service
from airlock_sender.settings import SettingsError, pi_settings_of, read_settings
from airlock_sender.start import RunsAlreadyError, door_of, journal_of, pi_of, started, stream_of, web_of
from airlock_sender.status import status_of, told_of
from airlock_sender.ticks import text_of, ticks_at, ticks_of
from airlock_sender.walk import find_tags
from airlock_sender.web import ATTEMPTS_WATCHED, PiError
from airlock_sender.windows import Window

EPILOG = """exit code: 0 done, or as it should be; 1 not all was read or sent, or something is not as it should be; 2 could not begin
Each command writes a JSON object a line to standard error; `status` and `check` answer on standard output."""


def main(words: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(words)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except (SettingsError, PiError, TooMuchError) as error:
        print(f"airlock-sender: {error}", file=sys.stderr)
        if isinstance(error, SettingsError):
            return 2
        print(f"To do: {advice(error)}", file=sys.stderr)
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

    runs = verb("run", _run, "reads every view on from where it stands, and sends it, until it is stopped")
    runs.add_argument("--once", action="store_true", help="ends when everything up to now lies in the cloud")
    runs.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    again = verb("backfill", _backfill, "reads a window of time again and tells it whole; taken up where it stopped")
    again.add_argument("--from", dest="begin", required=True, type=_moment, metavar="TIME", help="2024-01-01T00:00:00Z")
    again.add_argument("--to", dest="end", required=True, type=_moment, metavar="TIME")
    again.add_argument("--view", action="append", default=[], help="this view alone; may be given again")
    checked = verb("check", _check, "tries PI, its rights, the clock, the cloud, and what the airlock must refuse")
    checked.add_argument("--plant", type=Path, metavar="FILE", help="settings of plant_check.py, from the cloud team")
    begun = verb("init", _init, "asks PI Web API what it has, and writes a settings file with every option")
    begun.add_argument("--url", required=True, help="https://piweb.plant.example/piwebapi")
    begun.add_argument("--auth", choices=("kerberos", "ntlm"), help="with a user, or as the account that runs this")
    begun.add_argument("--user", help="the password is read from --password-file; of Basic without --auth")
    begun.add_argument("--password-file", type=Path, metavar="FILE")
    begun.add_argument("--ca-file", type=Path, metavar="FILE", help="authority of the server's certificate")
    counted = verb("reconcile", _reconcile, "counts what PI has now, against what was told last; 1 where they differ")
    counted.add_argument("--from", dest="begin", required=True, type=_moment, metavar="TIME")
    counted.add_argument("--to", dest="end", required=True, type=_moment, metavar="TIME")
    counted.add_argument("--tell-again", action="store_true", help="has what differs read again and told whole")
    served = verb(
        "service", _service, "has this sender begin with the machine: a unit of systemd, or a service of Windows"
    )
    served.add_argument("what", choices=("install", "remove", "print"))
    served.add_argument("--user", help="account of it; one of its own without this")
    verb("status", _status, "shows how far each view lies in the cloud, and what waits")
    return parser


def _moment(text: str) -> int:
    try:
        return ticks_of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _check(options: argparse.Namespace) -> int:
    settings = read_settings(options.settings)
    pi = pi_of(settings, attempts=ATTEMPTS_WATCHED)
    findings = []
    stream = stream_of(settings, settings.stream) if settings.stream else None
    for finding in check(settings, pi, door_of(settings), stream, options.plant):
        findings.append(finding)
        print(f"{finding.mark:5} {finding.name}: {finding.got}")
        if finding.mark != "pass" and finding.to_do:
            print(f"      To do: {finding.to_do}")
    pi.web.close()
    return exit_code(findings)


def _init(options: argparse.Namespace) -> int:
    if (options.user is None) != (options.password_file is None):
        raise SettingsError("--user, --password-file: got one of them, wanted both or none")
    password = options.password_file and {"file": str(options.password_file.absolute())}
    ca_file = options.ca_file and str(options.ca_file.absolute())
    given = {"auth": options.auth, "user": options.user, "password": password, "ca_file": ca_file}
    told = {name: value for name, value in given.items() if value}
    pi = Pi(web_of(pi_settings_of({"url": options.url, **told}), attempts=ATTEMPTS_WATCHED))
    known = known_to(pi)
    pi.web.close()
    for name, paths in zip(("data server", "AF database"), known, strict=True):
        for path in paths:
            print(f"{name}: {path}")
    try:
        write_settings(options.settings, options.url, told, known.databases)
    except FileExistsError:
        raise SettingsError(f"{options.settings}: got one that is there already, wanted a new file") from None
    except OSError as error:
        raise SettingsError(f"{options.settings}: got {error.strerror}, wanted a folder to write it in") from None
    print(f"wrote {options.settings}: fill in [cloud] and [[view]], then airlock-sender check")
    return 0


def _reconcile(options: argparse.Namespace) -> int:
    settings, log = read_settings(options.settings), log_to()
    pi, journal = pi_of(settings), journal_of(settings)
    reader = Reader(pi, settings.pi.items, settings.pi.address, log)
    found = 0
    for view in settings.views:
        tags = find_tags(pi, view).tags
        for each in reconcile(journal, reader, view.name, tags, Window(options.begin, options.end)):
            found += 1
            told = {"path": each.path, "from": text_of(each.window.begin), "to": text_of(each.window.end)}
            print(json.dumps({**told, "told": each.told, "in_pi": each.in_pi}, ensure_ascii=False))
            if options.tell_again:
                with journal.at_once():
                    journal.add_again(view.name, each.window, "reconcile")
    pi.web.close()
    journal.close()
    return 1 if found else 0


def _run(options: argparse.Namespace) -> int:
    settings, log = read_settings(options.settings), log_to()
    end_on_signal()
    if options.with_parent:
        end_with_parent()
    with started(settings, log, sleep=nap) as parts:
        notify("READY=1")
        try:
            return run(parts, settings, log, once=options.once, sleep=nap)
        finally:
            notify("STOPPING=1")
            log("ended")


def _backfill(options: argparse.Namespace) -> int:
    settings, log = read_settings(options.settings), log_to()
    if options.end <= options.begin:
        raise SettingsError("--to: got a moment that is not after --from, wanted one")
    known = [view.name for view in settings.views]
    for view in options.view:
        if view not in known:
            raise SettingsError(f"--view: got {view!r}, wanted one of {known}")
    window = Window(options.begin, options.end)
    try:
        with started(settings, log) as parts:
            return backfill(parts, settings, window, log, options.view)
    except RunsAlreadyError:
        journal = journal_of(settings)
        with journal.at_once():
            for view in options.view or known:
                journal.add_again(view, window, "backfill")
        print("airlock-sender: the sender that runs on this folder reads it: see `status`", file=sys.stderr)
        return 0


def _service(options: argparse.Namespace) -> int:
    print(service(options.what, options.settings.absolute(), options.user))
    return 0


def _status(options: argparse.Namespace) -> int:
    settings = read_settings(options.settings)
    journal = journal_of(settings)
    status = status_of(settings, journal, ticks_at(datetime.now(UTC)))
    print(json.dumps({**status, "told": told_of(settings, journal)}, indent=2))
    return 0
