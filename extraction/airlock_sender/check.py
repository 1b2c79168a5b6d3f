"""`check`: tries everything that a run needs, and what the airlock must refuse; each finding says what was got and what was wanted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

import boto3
import plant_check

from airlock_sender.clock import now_of
from airlock_sender.door import Door, DoorError
from airlock_sender.names import folder_of
from airlock_sender.pi import Pi, TooMuchError
from airlock_sender.settings import Settings, SettingsError, ViewSettings
from airlock_sender.ticks import SECOND, text_of, ticks_at
from airlock_sender.walk import find_tags
from airlock_sender.web import PiError
from airlock_sender.windows import Window
from contract import PROBE_VIEW

MOST_SKEW_S = 300
"""AWS refuses a request whose clock is a quarter of an hour off."""

Mark = Literal["pass", "FAIL", "?"]


class Finding(NamedTuple):
    """`mark` is that of plant_check: "?" where nothing could be told."""

    mark: Mark
    name: str
    got: str
    to_do: str = ""


def check(settings: Settings, pi: Pi, door: Door, plant_settings: Path | None) -> Iterator[Finding]:
    """Each finding as it comes. What the airlock refuses is tried only with the settings file of the cloud team."""
    reached = list(
        _tried("PI Web API is reached", lambda: _clock(pi), "check address, account, certificate and firewall")
    )
    yield from reached
    if all(finding.mark == "pass" for finding in reached):
        for view in settings.views:
            yield from _tried(f"view {view.name} is found and read", lambda: _view(settings, pi, view), _RIGHTS)  # noqa: B023 - called at once
    yield from _tried("the cloud takes a file", lambda: _probe(settings, door), "run plant_check.py: it says more")
    if plant_settings is None:
        yield Finding(
            "?", "the airlock refuses what it must", "not tried", "give --plant FILE, the settings of the cloud team"
        )
    else:
        yield from _airlock(settings, plant_settings)


_RIGHTS = (
    "the account needs to read the AF database, its elements and attributes, and the data of the points behind them"
)


def _tried(name: str, attempt: Callable[[], str], to_do: str) -> Iterator[Finding]:
    try:
        yield Finding("pass", name, attempt())
    except (PiError, TooMuchError, DoorError, SettingsError, LookupError) as error:
        yield Finding("FAIL", name, str(error), to_do)


def _clock(pi: Pi) -> str:
    skew = (ticks_at(datetime.now(UTC)) - now_of(pi)) / SECOND
    if abs(skew) > MOST_SKEW_S:
        raise SettingsError(
            f"got a clock here that is {skew:.0f} s ahead of PI's, wanted {MOST_SKEW_S} s at most: w32tm /resync"
        )
    return f"{pi.web.url}, this machine's clock {skew:+.0f} s from PI's"


def _view(settings: Settings, pi: Pi, view: ViewSettings) -> str:
    found = find_tags(pi, view)
    now = now_of(pi)
    day = Window(now - 86_400 * SECOND, now)
    streams = pi.recorded(found.tags[:1], day, settings.pi.items)
    read = sum(len(stream.Items) for stream in streams.values())
    left = f", {found.left_out} attributes without history" if found.left_out else ""
    return f"{len(found.tags)} tags{left}; {read} readings of {found.tags[0].path} since {text_of(day.begin)}"


def _probe(settings: Settings, door: Door) -> str:
    key = f"{folder_of(settings.cloud.site, PROBE_VIEW)}run=sender-check-{time.time_ns()}/probe.txt"
    door.put(key, b"Probe of airlock-sender check: not data.\n")
    return f"{settings.cloud.bucket}/{key}"


def _airlock(settings: Settings, file: Path) -> Iterator[Finding]:
    """By the rules of plant_check.py."""
    cloud = settings.cloud
    words = ["--settings", str(file), "--region", cloud.region]
    words += ["--endpoint-url", cloud.endpoint_url] if cloud.endpoint_url else []
    words += ["--ca-bundle", cloud.ca_file] if cloud.ca_file else []
    try:
        told, _ = plant_check.read_settings(words)
    except plant_check.SettingsError as error:
        yield Finding("?", "the airlock refuses what it must", str(error), "take the settings file of the cloud team")
        return
    if (told.site, told.bucket, told.feeder) != (cloud.site, cloud.bucket, "sender"):
        got = f"got {told.feeder} of {told.site} and {told.bucket}, wanted sender of {cloud.site} and {cloud.bucket}"
        yield Finding("FAIL", "both settings files say the same", got, "take the settings file of this site's sender")
        return
    results = plant_check.run(plant_check.Trial(told, boto3.session.Session(profile_name=cloud.profile)))
    for result in results:
        if result.mark not in (plant_check.PASS, plant_check.NOT_TRIED):
            yield Finding(_mark(result.mark), result.name, f"{result.got}, wanted {result.wanted}", result.to_do)
    code, sentence = plant_check.verdict(results)
    yield Finding(
        _mark({0: plant_check.PASS, 1: plant_check.FAIL}.get(code, "?")), "the airlock refuses what it must", sentence
    )


def _mark(told: str) -> Mark:
    return "pass" if told == "pass" else "FAIL" if told == "FAIL" else "?"


def exit_code(findings: list[Finding]) -> int:
    """0 as it should be, 1 something is not, 2 could not tell."""
    marks = {finding.mark for finding in findings}
    return 1 if "FAIL" in marks else 2 if "?" in marks else 0
