from __future__ import annotations

from collections.abc import Iterator

import pytest
from plant.webapi.sources.cases import cases_system
from webapi_client import Client, talking


@pytest.fixture
def day() -> Iterator[Client]:
    """The hard cases as their day begins."""
    with talking([cases_system()], now=0) as client:
        client.control("clock", {"now": "2026-01-01T00:00:00+00:00"})
        yield client


def test_updates_are_what_came_since_the_marker(day: Client) -> None:
    registered = day.post(f"streams/{day.point('CASE.LATE')}/updates")
    assert registered.json["Status"] == "Succeeded"
    day.control("clock", {"advance_s": 2 * 3600})
    first = day.get(registered.headers["Location"]).json
    assert [event["Value"] for event in first["Events"]] == [1.0, 2.0]
    day.control("clock", {"advance_s": 7 * 3600})
    second = day.get(f"streams/updates/{first['LatestMarker']}").json
    assert [event["Value"] for event in second["Events"]] == [4.0, 5.0, 6.0, 8.0, 3.0, 9.0]
    assert second["RequestedMarker"] == first["LatestMarker"]


def test_a_marker_may_be_asked_again(day: Client) -> None:
    marker = day.post(f"streams/{day.point('CASE.LATE')}/updates").json["LatestMarker"]
    day.control("clock", {"advance_s": 3600})
    assert day.get(f"streams/updates/{marker}").json == day.get(f"streams/updates/{marker}").json


def test_a_second_registration_begins_now_and_says_that_it_is_not_the_first(day: Client) -> None:
    first = day.post(f"streams/{day.point('CASE.LATE')}/updates").json
    day.control("clock", {"advance_s": 3600})
    second = day.post(f"streams/{day.point('CASE.LATE')}/updates").json
    assert second["Status"] == "AlreadyRegistered"
    assert day.get(f"streams/updates/{second['LatestMarker']}").json["Events"] == []
    assert len(day.get(f"streams/updates/{first['LatestMarker']}").json["Events"]) == 1


def test_edits_and_deletions_are_updates(day: Client) -> None:
    webids = [day.point(name) for name in ("CASE.EDITED", "CASE.DELETED")]
    registered = day.post("streamsets/updates", webId=webids)
    day.control("clock", {"advance_s": 48 * 3600})
    found = day.get(registered.headers["Location"]).items
    actions = [[event["Action"] for event in item["Events"]] for item in found]
    assert [(each.count("Add"), each.count("Update"), each.count("Delete")) for each in actions] == [
        (23, 8, 0),
        (23, 0, 5),
    ]
    assert [item["SourceName"] for item in found] == ["CASE.EDITED", "CASE.DELETED"]


def test_a_forgotten_registration_is_not_found(day: Client) -> None:
    marker = day.post(f"streams/{day.point('CASE.LATE')}/updates").json["LatestMarker"]
    day.ask("DELETE", "/plant/markers")
    assert day.get(f"streams/updates/{marker}").status == 404
    assert day.get("streamsets/updates", marker=marker).items[0]["Status"] == "Failed"


def test_what_is_gone_from_af_ends_its_registration(day: Client) -> None:
    old = day.get("attributes", path=r"\\CASEAF\Cases\All|OLD_NAME").json["WebId"]
    marker = day.post("streamsets/updates", webId=[old]).items[0]["LatestMarker"]
    day.control("clock", {"advance_s": 13 * 3600})
    (item,) = day.get("streamsets/updates", marker=marker).items
    assert item["Exception"] == {"Errors": ["The signup was removed because it is no longer valid."]}
    assert day.get(f"streams/updates/{marker}").status == 404


def test_what_is_no_marker_is_refused(day: Client) -> None:
    assert day.get("streams/updates/nonsense").status == 409


def test_a_fixed_attribute_has_no_updates(day: Client) -> None:
    maker = day.get("attributes", path=r"\\CASEAF\Cases\All\Area/1\Pump 1|Maker").json
    assert day.post(f"streams/{maker['WebId']}/updates").status == 409


def test_the_clock_goes_forward_only(day: Client) -> None:
    assert day.control("clock", {"advance_s": -1}).status == 400
