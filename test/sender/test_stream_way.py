"""That readings of chosen tags come into the stream once, each tag's in order, whatever fails on the way."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
import pytest
from airlock_sender.check import Finding, check
from airlock_sender.columns import READINGS
from airlock_sender.door import DoorError
from airlock_sender.records import RECORD_BYTES, partition_key, records_file
from airlock_sender.run import run
from airlock_sender.settings import CloudSettings
from airlock_sender.start import started
from airlock_sender.stream_door import CALL_BYTES, RECORDS, Record, StreamDoor, kinesis_client
from airlock_sender.ticks import SECOND, text_of, ticks_of
from airlock_sender.ways import first_of_each_tag
from real_door import SITE, RealDoor
from sender_plant import UNIX, MakePlant, PiServer, Plant, as_text, readings_of, rows_of

ROOT = r"\\CASEAF\Cases\All"
VIEW = {"name": "cases", "root": ROOT, "attributes": ["WHOLE", "SINGLE", "DIGITAL", "TEXT"], "told_again_every_s": 0}
STREAM = {"name": "airlock-test-mine", "view": "cases", "attributes": ["single", "dig*", "TEXT"]}
CHOSEN = ("SINGLE", "DIGITAL", "TEXT")


class Kinesis:
    """A stream of one shard in memory; `fails` says of a record's number in all that came whether it fails."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.asked = 0
        self.is_away = False
        self.fails: Callable[[int], bool] = lambda _: False

    def put(self, records: list[Record]) -> list[str | None]:
        if self.is_away:
            raise DoorError("no way to the stream", False)
        assert len({key for key, _ in records}) == len(records) <= RECORDS
        errors: list[str | None] = []
        for record in records:
            self.asked += 1
            failed = self.fails(self.asked)
            errors.append("ProvisionedThroughputExceededException: slow down" if failed else None)
            if not failed:
                self.records.append(record)
        return errors

    def readings(self) -> dict[str, list[Any]]:
        """By tag, in the order of the shard."""
        found: defaultdict[str, list[Any]] = defaultdict(list)
        for _, data in self.records:
            for reading in json.loads(data):
                row = {name: reading.get(name) for name in READINGS.names}
                for path, readings in readings_of([row]).items():
                    found[path] += readings
        return dict(found)


def run_on(sender: Plant, stream: object) -> int:
    def sleep(_: float) -> None:
        """A test does not wait."""

    with started(sender.settings, sender.log, sender.landing, sleep, stream) as parts:  # type: ignore[arg-type]
        return run(parts, sender.settings, sender.log, once=True, sleep=sleep)


@pytest.fixture(scope="module")
def server() -> Iterator[PiServer]:
    """Its clock goes on from test to test."""
    server = PiServer("--source", "cases", "--now", "2026-01-01T00:30:00+00:00")
    yield server
    server.end()


def now(server: PiServer, back: int = 0) -> str:
    return text_of(ticks_of(json.loads(server.control("clock"))["now"]) - back * 3600 * SECOND)


def hours(server: PiServer, sender: Plant, stream: object, count: int) -> list[int]:
    codes = []
    for _ in range(count):
        server.control("clock", {"advance_s": 3600})
        codes.append(run_on(sender, stream))
    return codes


def truth(server: PiServer, attribute: str, since: str) -> list[Any]:
    begin = ticks_of(since) - UNIX
    return [as_text(each) for each in server.truth(rf"{ROOT}|{attribute}") if each[0] >= begin]


def test_chosen_tags_come_by_the_stream_in_order_and_all_else_by_files(server: PiServer, plant: MakePlant) -> None:
    since = now(server, back=1)
    sender, stream = plant(server, view={**VIEW, "start": since}, stream=STREAM), Kinesis()
    stream.fails = lambda number: number % 3 == 1
    assert hours(server, sender, stream, 3) == [0] * 3
    # The first two hours were history.
    by_file = readings_of(rows_of(sender.landing.objects, "cases"))
    assert by_file.keys() == {rf"{ROOT}|{name}" for name in ("WHOLE", *CHOSEN)}
    by_stream = stream.readings()
    assert by_stream.keys() == {rf"{ROOT}|{name}" for name in CHOSEN}
    for name in CHOSEN:
        path = rf"{ROOT}|{name}"
        assert by_file[path] + by_stream[path] == truth(server, name, since)
        assert len(by_file[path]) == 2
    assert by_file[rf"{ROOT}|WHOLE"] == truth(server, "WHOLE", since)


def test_a_stream_that_is_away_holds_up_no_file_and_gets_all_when_it_is_back(
    server: PiServer, plant: MakePlant
) -> None:
    since = now(server)
    sender, stream = plant(server, view={**VIEW, "start": since}, stream=STREAM), Kinesis()
    stream.is_away = True
    assert hours(server, sender, stream, 2) == [1] * 2
    assert readings_of(rows_of(sender.landing.objects, "cases")).keys() == {rf"{ROOT}|WHOLE"}
    stream.is_away = False
    assert run_on(sender, stream) == 0
    for name in CHOSEN:
        assert stream.readings().get(rf"{ROOT}|{name}", []) == truth(server, name, since)


def test_what_the_stream_has_is_not_sent_again_after_the_sender_stopped_amid_a_file(
    server: PiServer, plant: MakePlant
) -> None:
    since = now(server)
    sender, stream = plant(server, view={**VIEW, "start": since}, stream=STREAM), Kinesis()
    stream.fails = lambda number: number != 2
    assert hours(server, sender, stream, 1) == [1]
    assert len(stream.records) == 1
    stream.fails = lambda _: False
    assert run_on(sender, stream) == 0
    for name in CHOSEN:
        assert stream.readings().get(rf"{ROOT}|{name}", []) == truth(server, name, since)


def test_what_waits_for_a_stream_that_is_named_no_more_comes_by_files(server: PiServer, plant: MakePlant) -> None:
    since = now(server)
    sender, stream = plant(server, view={**VIEW, "start": since}, stream=STREAM), Kinesis()
    stream.is_away = True
    assert hours(server, sender, stream, 1) == [1]
    sender.settings = sender.settings._replace(stream=None)
    assert run_on(sender, None) == 0
    by_file = readings_of(rows_of(sender.landing.objects, "cases"))
    for name in (*CHOSEN, "WHOLE"):
        assert by_file.get(rf"{ROOT}|{name}", []) == truth(server, name, since)


def test_check_sends_the_stream_a_reading_that_it_would_get_anyway(server: PiServer, plant: MakePlant) -> None:
    sender, stream = plant(server, view={**VIEW, "start": now(server, back=1)}, stream=STREAM), Kinesis()
    found = {each.name: each for each in checked(sender, stream)}["the stream airlock-test-mine takes a record"]
    ((path, (sent,)),) = stream.readings().items()
    assert (found.mark, found.got.split(" at ")[0]) == ("pass", path)
    assert sent == truth(server, path.partition("|")[2], now(server, back=24))[-1]


def test_check_tells_that_the_stream_takes_no_record(server: PiServer, plant: MakePlant) -> None:
    sender, stream = plant(server, view={**VIEW, "start": now(server, back=1)}, stream=STREAM), Kinesis()
    stream.fails = lambda _: True
    found = {each.name: each for each in checked(sender, stream)}["the stream airlock-test-mine takes a record"]
    assert (found.mark, found.got) == ("FAIL", "ProvisionedThroughputExceededException: slow down")


def checked(sender: Plant, stream: object) -> list[Finding]:
    with started(sender.settings, sender.log, sender.landing, stream=stream) as parts:  # type: ignore[arg-type]
        return list(check(sender.settings, parts.pi, sender.landing, stream, None))  # type: ignore[arg-type]


def test_records_and_calls_stay_within_the_limits_of_kinesis() -> None:
    rows = [
        {
            "asset": "A",
            "attribute": f"a{tag}",
            "timestamp": f"2026-01-01T00:{minute:02}:00Z",
            "value": "x" * 20_000,
            "good": True,
        }
        for tag in range(30)
        for minute in range(60)
    ] + [{"asset": "A", "attribute": "huge", "timestamp": "2026-01-01T00:00:00Z", "value": "x" * RECORD_BYTES}]
    file, too_large = records_file([pa.RecordBatch.from_pylist(rows, schema=READINGS)])
    assert too_large == {"A|huge"}
    assert file.rows == 1_800
    records = [Record(partition_key(line), line) for line in file.body.split(b"\n")]
    assert max(len(data) for _, data in records) <= RECORD_BYTES
    left = list(range(len(records)))
    told: defaultdict[str, list[Any]] = defaultdict(list)
    while left:
        call = list(first_of_each_tag(records, left))
        assert sum(len(key) + len(data) for key, data in (records[number] for number in call)) <= CALL_BYTES
        for number in call:
            told[records[number].key] += json.loads(records[number].data)
        left = [number for number in left if number not in call]
    assert len(told) == 30
    assert all(
        [each["timestamp"] for each in readings] == sorted(each["timestamp"] for each in readings)
        for readings in told.values()
    )


def test_the_local_clouds_kinesis_takes_them_with_no_right_but_to_put(
    server: PiServer, plant: MakePlant, real_door: RealDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = real_door.client("kinesis")
    admin.create_stream(StreamName=STREAM["name"], ShardCount=1)
    admin.get_waiter("stream_exists").wait(StreamName=STREAM["name"], WaiterConfig={"Delay": 1})
    for name, value in real_door.keys.items():
        monkeypatch.setenv(name, value)
    cloud = CloudSettings(SITE, "landing", "us-east-1", None, real_door.endpoint, str(real_door.ca_file))
    door = StreamDoor(lambda: kinesis_client(cloud), str(STREAM["name"]))
    since = now(server)
    sender = plant(server, view={**VIEW, "start": since}, stream=STREAM)
    assert hours(server, sender, door, 2) == [0, 0]
    shard = admin.describe_stream(StreamName=STREAM["name"])["StreamDescription"]["Shards"][0]["ShardId"]
    place = {"StreamName": STREAM["name"], "ShardId": shard, "ShardIteratorType": "TRIM_HORIZON"}
    found = admin.get_records(ShardIterator=admin.get_shard_iterator(**place)["ShardIterator"])["Records"]
    stream = Kinesis()
    stream.records = [Record(each["PartitionKey"], each["Data"]) for each in found]
    for name in CHOSEN:
        assert stream.readings().get(rf"{ROOT}|{name}", []) == truth(server, name, since)
    with pytest.raises(DoorError, match="AccessDenied") as refusal:
        StreamDoor(lambda: kinesis_client(cloud), "other").put([Record("a", b"[]")])
    assert refusal.value.was_refused
