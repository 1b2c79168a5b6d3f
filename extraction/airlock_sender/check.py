"""`check`: tries everything that a run needs, and what the airlock must refuse; each finding says what was got and what was wanted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

import boto3
import plant_check
from botocore.exceptions import BotoCoreError, ClientError

from airlock_sender.answers import Item, Named
from airlock_sender.clock import now_of
from airlock_sender.columns import readings
from airlock_sender.door import Door, DoorError, code_of, session_of
from airlock_sender.names import folder_of
from airlock_sender.parting import streamed
from airlock_sender.pi import Pi, TooMuchError
from airlock_sender.records import partition_key, records_file
from airlock_sender.said import advice
from airlock_sender.settings import Settings, SettingsError, StreamSettings, ViewSettings
from airlock_sender.stream_door import Record, StreamDoor
from airlock_sender.tags import Tag
from airlock_sender.ticks import DAY, SECOND, text_of, ticks_at
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


def check(
    settings: Settings, pi: Pi, door: Door, stream: StreamDoor | None, plant_settings: Path | None
) -> Iterator[Finding]:
    """Each finding as it comes. `stream` is that of the settings.

    What the airlock refuses is tried only with the settings file of the cloud team.
    """
    reached = list(_tried("PI Web API is reached", lambda: _reached(pi)))
    yield from reached
    if reached[0].mark == "pass":
        yield from _tried("the clocks agree", lambda: _clock(pi))
        for view in settings.views:
            yield from _tried(f"view {view.name} is found and read", lambda: _view(settings, pi, view))  # noqa: B023 - called at once
    yield from _tried("the cloud takes a file", lambda: _probe(settings, door))
    if settings.stream and stream and reached[0].mark == "pass":
        told = settings.stream
        yield from _tried(f"the stream {told.name} takes a record", lambda: _record(settings, told, pi, stream))
    if plant_settings is None:
        yield Finding("?", REFUSES, "not tried", f"give --plant FILE: {_ASK}")
    else:
        yield from _airlock(settings, plant_settings)


REFUSES = "the airlock refuses what it must"
_ASK = (
    "the cloud team makes it by `npm run airlock -- plant-check --site <site> --feeder sender"
    " --print-settings <environment> --out plant-check.json`"
)


def _tried(name: str, attempt: Callable[[], str]) -> Iterator[Finding]:
    try:
        yield Finding("pass", name, attempt())
    except DoorError as error:
        yield Finding("FAIL", name, str(error), _cloud_advice(error))
    except (PiError, TooMuchError, SettingsError) as error:
        yield Finding("FAIL", name, str(error), advice(error))


def _cloud_advice(error: DoorError) -> str:
    """An answer's as plant_check says it."""
    cause = error.__cause__
    code = code_of(cause)[0] if isinstance(cause, ClientError) else ""
    return plant_check.ADVICE_BY_CODE.get(code) or advice(error)


def _reached(pi: Pi) -> str:
    servers = [each.Name for each in pi.listed(Named, "dataservers")]
    return f"{pi.web.url}, with the data servers {', '.join(servers) or 'none'}"


def _clock(pi: Pi) -> str:
    skew = (ticks_at(datetime.now(UTC)) - now_of(pi)) / SECOND
    if abs(skew) > MOST_SKEW_S:
        which = "ahead of" if skew > 0 else "behind"
        raise SettingsError(
            f"got a clock here that is {abs(skew):.0f} s {which} PI's, wanted {MOST_SKEW_S} s at most: "
            "set the one that is wrong (Windows: w32tm /resync)"
        )
    return f"this machine's is {skew:+.0f} s from PI's"


def _view(settings: Settings, pi: Pi, view: ViewSettings) -> str:
    found = find_tags(pi, view)
    now = now_of(pi)
    day = Window(now - DAY, now)
    streams = pi.recorded(found.tags[:1], day, settings.pi.items)
    read = sum(len(stream.Items) for stream in streams.values())
    left = f", {found.left_out} attributes without history" if found.left_out else ""
    return f"{len(found.tags)} tags{left}; {read} readings of {found.tags[0].path} since {text_of(day.begin)}"


def _probe(settings: Settings, door: Door) -> str:
    key = f"{folder_of(settings.cloud.site, PROBE_VIEW)}run=sender-check-{time.time_ns()}/probe.txt"
    door.put(key, b"Probe of airlock-sender check: not data.\n")
    return f"{settings.cloud.bucket}/{key}"


def _record(settings: Settings, told: StreamSettings, pi: Pi, stream: StreamDoor) -> str:
    """Sends a reading that the stream is for: what it has twice is counted as a repeat, and a probe would be an unreadable record."""
    view = next(view for view in settings.views if view.name == told.view)
    tags = streamed(told, view.name, find_tags(pi, view).tags)
    if not tags:
        raise SettingsError(f"got no tag of view {view.name} for {', '.join(told.attributes)}, wanted some")
    found = _last_reading(pi, tags, settings.pi.items)
    if found is None:
        raise SettingsError(f"got no reading in a day of {len(tags)} tags that go into the stream, wanted one to send")
    tag, item = found
    file, _ = records_file([readings([(tag, [item])])])
    if error := stream.put([Record(partition_key(file.body), file.body)])[0]:
        raise DoorError(error, False)
    return f"{tag.path} at {item.Timestamp}, once more"


def _last_reading(pi: Pi, tags: Sequence[Tag], items: int) -> tuple[Tag, Item] | None:
    """Of the first tag that has one in the last day."""
    now = now_of(pi)
    for tag in tags:
        if read := pi.recorded([tag], Window(now - DAY, now), items)[tag.web_id].Items:
            return tag, read[-1]
    return None


def _airlock(settings: Settings, file: Path) -> Iterator[Finding]:
    """By the rules of plant_check.py."""
    cloud = settings.cloud
    words = ["--settings", str(file), "--region", cloud.region]
    words += ["--endpoint-url", cloud.endpoint_url] if cloud.endpoint_url else []
    words += ["--ca-bundle", cloud.ca_file] if cloud.ca_file else []
    try:
        told, _ = plant_check.read_settings(words)
        session = boto3.session.Session(botocore_session=session_of(cloud))
    except plant_check.SettingsError as error:
        yield Finding("?", REFUSES, str(error), _ASK)
        return
    except BotoCoreError as error:
        yield Finding("?", REFUSES, str(error), plant_check.advice_for(error))
        return
    if (told.site, told.bucket, told.feeder) != (cloud.site, cloud.bucket, "sender"):
        got = f"got {told.feeder} of {told.site} and {told.bucket}, wanted sender of {cloud.site} and {cloud.bucket}"
        yield Finding("FAIL", "both settings files say the same", got, "take the settings file of this site's sender")
        return
    results = plant_check.run(plant_check.Trial(told, session))
    for result in results:
        if result.mark not in (plant_check.PASS, plant_check.NOT_TRIED):
            yield Finding(_mark(result.mark), result.name, f"{result.got}, wanted {result.wanted}", result.to_do)
    code, sentence = plant_check.verdict(results)
    yield Finding(_mark({0: plant_check.PASS, 1: plant_check.FAIL}.get(code, "?")), REFUSES, sentence)


def _mark(told: str) -> Mark:
    return "pass" if told == "pass" else "FAIL" if told == "FAIL" else "?"


def exit_code(findings: list[Finding]) -> int:
    """0 as it should be, 1 something is not, 2 could not tell."""
    marks = {finding.mark for finding in findings}
    return 1 if "FAIL" in marks else 2 if "?" in marks else 0
