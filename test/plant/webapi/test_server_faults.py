from __future__ import annotations

import time
from http.client import HTTPException
from itertools import combinations

import pytest
from plant.webapi.api.faults import KINDS, Faults
from plant.webapi.api.limits import Limits
from plant.webapi.build import Settings
from plant.webapi.sources.cases import cases_system
from webapi_client import Answer, Client, talking


def asked(kinds: dict[str, int], path: str = "", seed: int = 7) -> Answer:
    """The answer to one request of a server with these faults; `path` below a stream."""
    with talking([cases_system()]) as clean:
        stream = clean.point("CASE.ORDINARY")
    settings = Settings(seed=seed, faults=kinds, slow_s=0.05)
    with talking([cases_system()], settings) as client:
        return client.get(f"streams/{stream}/{path or 'recorded'}", startTime="2026-01-01")


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("throttled", 429),
        ("throttled_silently", 429),
        ("bad_gateway", 502),
        ("unavailable", 503),
        ("timed_out", 504),
        ("server_error", 500),
        ("signed_out", 401),
        ("forbidden", 403),
        ("batch_errors", 200),
        ("slow", 200),
        ("trickled", 200),
        ("login_page", 200),
    ],
)
def test_a_fault_has_its_status(kind: str, status: int) -> None:
    assert asked({kind: 1}).status == status


@pytest.mark.parametrize("kind", ["slow", "trickled"])
def test_a_slow_answer_arrives_whole_and_late(kind: str) -> None:
    with talking([cases_system()], Settings(faults={kind: 1}, slow_s=0.3)) as client:
        before = time.monotonic()
        assert client.get("system").json["ProductTitle"] == "PI Web API 2023"
        assert time.monotonic() - before > 0.25


def test_only_a_spoken_throttle_says_how_long() -> None:
    assert ["Retry-After" in asked({kind: 1}).headers for kind in ("throttled", "throttled_silently")] == [True, False]


def test_a_login_page_is_no_json() -> None:
    answer = asked({"login_page": 1})
    assert (answer.headers["Content-Type"], answer.body[:9]) == ("text/html", b"<!DOCTYPE")


@pytest.mark.parametrize("kind", ["dropped", "cut"])
def test_an_ended_connection_is_seen_by_the_client(kind: str) -> None:
    with pytest.raises((HTTPException, ConnectionError)):
        asked({kind: 1})


def test_a_cut_of_untold_length_is_seen_by_its_json_alone() -> None:
    answer = asked({"cut_untold": 1})
    assert answer.status == 200
    with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
        _ = answer.json


def test_a_web_exception_comes_with_half_of_the_items_and_a_200() -> None:
    answer = asked({"web_exception": 1})
    assert (answer.status, len(answer.items), answer.json["WebException"]["StatusCode"]) == (200, 500, 500)


def test_some_streams_of_a_set_have_an_exception_in_place_of_their_items() -> None:
    with talking([cases_system()], Settings(faults={"stream_exceptions": 1})) as client:
        points = client.get(client.get("dataservers").items[0]["Links"]["Points"]).items
        asked = {"webId": [each["WebId"] for each in points], "startTime": "2026-01-01"}
        streams = client.get("streamsets/recorded", **asked).items
    broken = [stream for stream in streams if "WebException" in stream]
    assert 0 < len(broken) < len(streams) == len(points)
    assert [stream["Items"] for stream in broken] == [[]] * len(broken)


def test_errors_of_items_stand_in_place_of_their_values() -> None:
    bad = [item for item in asked({"item_errors": 1}).items if "Errors" in item]
    assert 100 < len(bad) < 300
    assert {(item["Value"], item["Good"], item["Errors"][0]["FieldName"]) for item in bad} == {(None, False, "Value")}


def test_errors_of_items_hit_single_values_and_sets_too() -> None:
    with talking([cases_system()], Settings(faults={"item_errors": 1})) as client:
        web_ids = [client.point("CASE.ORDINARY"), client.point("CASE.STATES")]
        found = client.get("streamsets/recorded", webId=web_ids, startTime="2026-01-01").items
    assert all(any("Errors" in value for value in item["Items"]) for item in found)


def test_some_streams_are_forbidden_and_always_the_same() -> None:
    with talking([cases_system()], Settings(faults={"forbidden": 3})) as client:
        points = client.get(client.get("dataservers").items[0]["Links"]["Points"]).items
        first, second = ([client.get(f"streams/{each['WebId']}/end").status for each in points] for _ in range(2))
    assert (first, set(first)) == (second, {200, 403})


def test_a_forbidden_stream_is_so_in_a_batch_and_in_a_set() -> None:
    with talking([cases_system()], Settings(faults={"forbidden": 3})) as client:
        points = client.get(client.get("dataservers").items[0]["Links"]["Points"]).items
        web_ids = [each["WebId"] for each in points]
        alone = [client.get(f"streams/{each}/recorded").status == 403 for each in web_ids]
        batch = {each: {"Method": "GET", "Resource": f"/piwebapi/streams/{each}/recorded"} for each in web_ids}
        in_batch = [client.post("batch", batch).json[each]["Status"] == 403 for each in web_ids]
        in_set = ["WebException" in each for each in client.get("streamsets/recorded", webId=web_ids).items]
    assert alone == in_batch == in_set


def test_some_requests_of_a_batch_fail_and_some_of_a_template() -> None:
    with talking([cases_system()], Settings(faults={"batch_errors": 1})) as client:
        points = client.get("dataservers").items[0]["Links"]["Points"]
        single = {str(number): {"Method": "GET", "Resource": "/piwebapi/system"} for number in range(20)}
        template = {
            "points": {"Method": "GET", "Resource": points},
            "ends": {
                "Method": "GET",
                "RequestTemplate": {"Resource": "/piwebapi/streams/{0}/end"},
                "Parameters": ["$.points.Content.Items[*].WebId"],
                "ParentIds": ["points"],
            },
        }
        answers = client.post("batch", {**single, **template}).json
    assert {answers[name]["Status"] for name in single} == {200, 500}
    assert {each["Status"] for each in answers["ends"]["Content"]["Items"]} == {200, 500}


def test_forgotten_markers_touch_updates_alone() -> None:
    with talking([cases_system()], Settings(faults={"markers_forgotten": 1})) as client:
        registered = client.post(f"streams/{client.point('CASE.LATE')}/updates")
        assert (registered.status, client.get(registered.headers["Location"]).status) == (200, 404)


def test_a_fault_of_one_in_four_hits_about_a_quarter_and_the_same_again() -> None:
    def hits(seed: int) -> list[bool]:
        faults = Faults(seed, {"dropped": 4})
        return [faults.drops() for _ in range(400)]

    assert hits(1) == hits(1) != hits(2)
    assert 70 < sum(hits(1)) < 130


def test_faults_are_switched_while_the_server_runs() -> None:
    with talking([cases_system()]) as client:
        client.control("faults", {"unavailable": 1})
        assert client.get("system").status == 503
        assert client.control("faults", {}).json == {"one_in": {}, "hits": {"unavailable": 1}}
        assert client.get("system").status == 200


@pytest.mark.parametrize("kinds", [{"nonsense": 1}, {"cut": 0}])
def test_an_unknown_fault_is_refused(kinds: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="wanted numbers from 1 on"):
        Faults(7, kinds)


def test_every_pair_of_faults_leaves_true_answers_between_and_none_that_looks_true_and_is_not() -> None:
    """Whatever arrives as whole JSON without a sign of a fault is what was asked."""
    with talking([cases_system()]) as clean:
        path, truth = _question(clean)
    wrong, whole = [], dict.fromkeys(combinations(KINDS, 2), 0)
    unlimited = Limits(requests=1_000_000)
    with talking([cases_system()], Settings(slow_s=0.0, limits=unlimited)) as client:
        for pair in whole:
            client.control("faults", dict.fromkeys(pair, 3))
            for _ in range(12):
                answer = _try(client, path)
                if answer is not None and answer != truth:
                    wrong.append(pair)
                whole[pair] += answer is not None
    assert wrong == []
    assert [pair for pair, count in whole.items() if count == 0] == []


def _question(client: Client) -> tuple[str, list[object]]:
    path = f"streams/{client.point('CASE.SAME_TIME')}/recorded"
    return path, client.get(path, startTime="2026-01-01").items


def _try(client: Client, path: str) -> list[object] | None:
    """What a client that looks at everything takes for the answer."""
    try:
        answer = client.get(path, startTime="2026-01-01")
        if answer.status != 200 or "WebException" in answer.json:
            return None
        items = answer.json["Items"]
        return None if any("Errors" in item for item in items) else items
    except (HTTPException, ConnectionError, ValueError):
        client.close()
        return None
