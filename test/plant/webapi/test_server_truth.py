from __future__ import annotations

from datetime import datetime

from plant.delivery import Draw
from plant.webapi.sources.cases import cases_system
from plant.webapi.sources.load import load_system
from plant.webapi.sources.reactor import reactor_system
from webapi_client import Client, talking


def test_the_truth_is_every_event_of_a_point_and_pages_of_the_api_agree_with_it(cases: Client) -> None:
    for point in cases.get(cases.get("dataservers").items[0]["Links"]["Points"]).items:
        asked = {"startTime": "2020-01-01", "endTime": "2027-01-01", "maxCount": 10_000}
        read = [[item["Timestamp"], item["Value"]] for item in cases.get(point["Links"]["RecordedData"], **asked).items]
        truth = cases.truth(point["WebId"])
        assert [value for _, value in read] == [value for _, value, *_ in truth], point["Name"]
        assert [ticks_of(text) for text, _ in read] == [ticks for ticks, *_ in truth], point["Name"]


def ticks_of(text: str) -> int:
    whole, _, part = text.removesuffix("Z").partition(".")
    return int(datetime.fromisoformat(f"{whole}+00:00").timestamp()) * 10_000_000 + int(part.ljust(7, "0"))


def test_the_same_seed_gives_the_same_reactor() -> None:
    def held(seed: int) -> list[object]:
        points = reactor_system(Draw(seed, "east-chemicals"), 30).points
        for point in points:
            point.archive.advance(1 << 62)
        return [point.archive.between(0, len(point.archive)) for point in points]

    assert held(7) == held(7) != held(8)


def test_a_generated_archive_grows_with_the_clock() -> None:
    with talking([load_system(1_000, points=10)], now=0) as client:
        point = client.get(client.get("dataservers").items[0]["Links"]["Points"]).items[3]
        assert client.truth(point["WebId"]) == []
        client.control("clock", {"now": "2026-01-01T00:00:09.500000+00:00"})
        assert len(client.truth(point["WebId"])) == 10
        client.control("clock", {"now": "2027-01-01T00:00:00+00:00"})
        found = client.get(point["Links"]["RecordedData"], startTime="2026-01-01T00:01:38Z").items
        assert [item["Timestamp"][-4:] for item in found] == [":38Z"[-4:], ":39Z"[-4:]]


def test_times_that_name_no_zone_are_the_servers() -> None:
    with talking([cases_system()]) as client:
        quiet = client.get(
            f"streams/{client.point('CASE.ORDINARY')}/value", time="2026-01-01T01:00:00", timeZone="Europe/Berlin"
        )
        assert quiet.json["Timestamp"] == "2026-01-01T00:00:00Z"
