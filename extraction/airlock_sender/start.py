"""Puts the parts of a sender together."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from airlock_sender.dispatch import Dispatch, read_again
from airlock_sender.door import Door, s3_client
from airlock_sender.journal import Journal
from airlock_sender.live import Live
from airlock_sender.log import Log
from airlock_sender.pi import Pi
from airlock_sender.reader import Reader
from airlock_sender.sender import Sender
from airlock_sender.settings import PiSettings, Settings, SettingsError, StreamSettings
from airlock_sender.spool import Spool
from airlock_sender.stream_door import StreamDoor, kinesis_client
from airlock_sender.ways import LandingWay, StreamWay, Way
from airlock_sender.web import ATTEMPTS, Web


class RunsAlreadyError(SettingsError):
    """Another sender runs on the same folder."""


class Parts(NamedTuple):
    pi: Pi
    journal: Journal
    dispatches: list[Dispatch]
    sender: Sender


def pi_of(settings: Settings, sleep: Callable[[float], None] = time.sleep, attempts: int = ATTEMPTS) -> Pi:
    return Pi(web_of(settings.pi, sleep, attempts))


def web_of(told: PiSettings, sleep: Callable[[float], None] = time.sleep, attempts: int = ATTEMPTS) -> Web:
    return Web(told.url, told.auth, ca_file=told.ca_file, timeout_s=told.timeout_s, attempts=attempts, sleep=sleep)


def door_of(settings: Settings) -> Door:
    return Door(lambda: s3_client(settings.cloud), settings.cloud.bucket)


def stream_of(settings: Settings, stream: StreamSettings) -> StreamDoor:
    return StreamDoor(lambda: kinesis_client(settings.cloud), stream.name)


def journal_of(settings: Settings) -> Journal:
    settings.folder.mkdir(parents=True, exist_ok=True)
    return Journal(settings.folder / "journal.db")


@contextmanager
def started(
    settings: Settings,
    log: Log,
    door: Door | None = None,
    sleep: Callable[[float], None] = time.sleep,
    stream: StreamDoor | None = None,
) -> Iterator[Parts]:
    """The only sender on this folder; `RunsAlreadyError` where another one runs."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    with _alone(settings.folder / "lock.db"):
        journal = journal_of(settings)
        spool = Spool(settings.folder / "spool", journal, settings.spool_bytes)
        spool.clear()
        ways: list[Way] = [LandingWay(journal, door or door_of(settings), log)]
        if settings.stream:
            ways.append(StreamWay(journal, stream or stream_of(settings, settings.stream), sleep))
        else:
            for parcel in journal.waiting(StreamWay.name):
                read_again(journal, parcel, "the settings name no stream any more: what waited for it goes into files")
        dispatches = [Dispatch(journal, spool, way, log) for way in ways]
        pi = pi_of(settings, sleep)
        reader = Reader(pi, settings.pi.items, settings.pi.address, log, sleep)
        live = Live(pi, journal, settings.pi.address, log)
        try:
            yield Parts(pi, journal, dispatches, Sender(settings, reader, live, journal, spool, dispatches, log))
        finally:
            pi.web.close()
            journal.close()


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """SQLite's lock is one on every system, and the system lets go of it when the process ends, however it does."""
    con = sqlite3.connect(file, isolation_level=None, timeout=0)
    try:
        con.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        con.close()
        raise RunsAlreadyError(f"{file.parent}: another sender runs on this folder, wanted one alone") from None
    try:
        yield
    finally:
        con.close()
