from __future__ import annotations

import base64

import pytest
from plant.webapi.api.auth import Access
from plant.webapi.api.limits import Limits, RateLimit
from plant.webapi.build import Settings
from plant.webapi.sources.cases import cases_system
from webapi_client import Client, talking


def test_more_items_than_a_call_may_return_are_refused(cases: Client) -> None:
    answer = cases.get(f"streams/{cases.point('CASE.ORDINARY')}/recorded", maxCount=150_001)
    assert (answer.status, answer.json["Errors"]) == (
        400,
        ["Parameter (maxCount) is greater than the maximum allowed (150000)."],
    )


def test_the_streams_of_a_set_share_what_a_call_may_return() -> None:
    with talking([cases_system()], Settings(limits=Limits(items=2_000))) as client:
        web_ids = [client.point(name) for name in ("CASE.ORDINARY", "CASE.PAGE_FULL")]
        asked = {"startTime": "2026-01-01", "maxCount": 1_500}
        assert client.get("streamsets/recorded", webId=web_ids[:1], **asked).status == 200
        assert client.get("streamsets/recorded", webId=web_ids, **asked).status == 400


def test_an_archive_that_does_not_answer_in_time_is_a_bad_gateway_until_less_is_asked() -> None:
    with talking([cases_system()], Settings(limits=Limits(events_in_time=500))) as client:
        path = f"streams/{client.point('CASE.ORDINARY')}/recorded"
        assert client.get(path, startTime="2026-01-01").status == 502
        assert client.get(path, startTime="2026-01-01", maxCount=500).status == 200


def test_too_many_requests_are_told_to_wait() -> None:
    with talking([cases_system()], Settings(limits=Limits(requests=3, seconds=3_600))) as client:
        answers = [client.get("system") for _ in range(4)]
    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    assert (answers[3].headers["Retry-After"], answers[3].json) == ("1", {"Errors": ["Rate limit was reached"]})


def test_a_client_may_ask_again_in_the_next_span_and_another_client_at_once() -> None:
    now = 0.0
    limit = RateLimit(2, 1.0, lambda: now)
    assert [limit.takes("a") for _ in range(3)] == [True, True, False]
    assert limit.takes("b")
    now = 1.0
    assert limit.takes("a")


def test_a_body_above_four_megabytes_is_too_large(cases: Client) -> None:
    batch = {"1": {"Method": "GET", "Resource": "/piwebapi/", "Content": "x" * 4 * 1024 * 1024}}
    assert cases.post("batch", batch).status == 413
    batch["1"]["Content"] = "x" * 4_000_000
    assert cases.post("batch", batch).status == 207


def test_a_body_of_untold_length_is_refused(cases: Client) -> None:
    headers = {"X-Requested-With": "test", "Transfer-Encoding": "chunked"}
    assert cases.ask("POST", "/piwebapi/batch", None, headers).status == 411


def test_a_url_above_sixteen_kilobytes_is_too_long(cases: Client) -> None:
    assert cases.get("streamsets/end", webId=[cases.point("CASE.QUIET")] * 300).status == 414


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_write_without_the_header_against_forgery_is_refused(cases: Client, method: str) -> None:
    assert cases.ask(method, "/piwebapi/batch", b"{}").status == 400


def test_nothing_can_be_written(cases: Client) -> None:
    headers = {"X-Requested-With": "test"}
    assert cases.ask("POST", f"/piwebapi/streams/{cases.point('CASE.QUIET')}/value", b"{}", headers).status == 405


@pytest.mark.parametrize(
    "query",
    [
        {"startTime": "tomorrow"},
        {"endTime": "2026-99-99"},
        {"maxCount": "many"},
        {"maxCount": "-1"},
        {"boundaryType": "Beside"},
        {"timeZone": "Nowhere/None"},
    ],
)
def test_a_parameter_that_means_nothing_is_refused(cases: Client, query: dict[str, str]) -> None:
    answer = cases.get(f"streams/{cases.point('CASE.QUIET')}/recorded", **query)
    assert answer.status == 400
    assert str(next(iter(query.values()))) in answer.json["Errors"][0]


@pytest.mark.parametrize("name", ["desiredUnits", "filterExpression"])
def test_what_would_change_a_value_is_refused_rather_than_passed_over(cases: Client, name: str) -> None:
    assert cases.get(f"streams/{cases.point('CASE.QUIET')}/end", **{name: "m"}).status == 400


def basic(text: str) -> dict[str, str]:
    return {"Authorization": f"Basic {base64.b64encode(text.encode()).decode()}"}


def test_who_is_not_known_is_told_how_to_sign_in() -> None:
    access = Access({"reader": "sesame"}, ("ticket",))
    with talking([cases_system()], Settings(access=access)) as client:
        admitted = [basic("reader:sesame"), {"Authorization": "Bearer ticket"}]
        refused = [
            {},
            basic("reader:wrong"),
            basic(":"),
            {"Authorization": "Bearer other"},
            {"Authorization": "Basic ?"},
        ]
        assert [client.ask("GET", "/piwebapi/", None, each).status for each in admitted] == [200, 200]
        answers = [client.ask("GET", "/piwebapi/", None, each) for each in refused]
    assert [answer.status for answer in answers] == [401] * 5
    assert answers[0].headers["WWW-Authenticate"] == 'Basic realm="piwebapi", Bearer'


def test_a_scheme_that_is_only_announced_admits_nobody() -> None:
    with talking([cases_system()], Settings(access=Access(announced=("Negotiate", "NTLM")))) as client:
        answer = client.ask("GET", "/piwebapi/", None, basic("reader:sesame"))
    assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Negotiate, NTLM")
