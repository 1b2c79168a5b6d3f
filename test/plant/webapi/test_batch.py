from __future__ import annotations

from webapi_client import Client


def get(resource: str, **more: object) -> dict[str, object]:
    return {"Method": "GET", "Resource": resource, **more}


def test_each_request_of_a_batch_has_its_own_answer(cases: Client) -> None:
    answer = cases.post("batch", {"a": get("https://elsewhere/piwebapi/system"), "b": get("/piwebapi/points/nonsense")})
    assert answer.status == 207
    assert {name: each["Status"] for name, each in answer.json.items()} == {"a": 200, "b": 400}
    assert answer.json["a"]["Headers"]["Content-Type"] == "application/json; charset=utf-8"
    assert answer.json["b"]["Content"]["Errors"]


def test_a_template_asks_once_for_each_item_of_its_parent(cases: Client) -> None:
    points = cases.get("dataservers").items[0]["Links"]["Points"]
    answer = cases.post(
        "batch",
        {
            "values": {
                "Method": "GET",
                "RequestTemplate": {"Resource": f"{cases.origin}/piwebapi/streams/{{0}}/end?selectedFields=Timestamp"},
                "Parameters": ["$.points.Content.Items[*].WebId"],
                "ParentIds": ["points"],
            },
            "points": get(f"{points}?maxCount=3"),
        },
    ).json
    assert list(answer) == ["values", "points"]
    assert (answer["values"]["Status"], answer["values"]["Content"]["Total"]) == (207, 3)
    assert [each["Status"] for each in answer["values"]["Content"]["Items"]] == [200, 200, 200]
    assert answer["values"]["Content"]["Items"][0]["Content"] == {"Timestamp": "2026-01-01T23:59:00Z"}


def test_one_bad_item_of_a_template_leaves_the_others(cases: Client) -> None:
    element = cases.get("elements", path=r"\\CASEAF\Cases\All\Area/1\Pump 1").json
    answer = cases.post(
        "batch",
        {
            "1": get(element["Links"]["Attributes"]),
            "2": {
                "Method": "GET",
                "RequestTemplate": {"Resource": "/piwebapi/streams/{0}/end"},
                "Parameters": ["$.1.Content.Items[*].WebId"],
                "ParentIds": ["1"],
            },
        },
    ).json
    assert [each["Status"] for each in answer["2"]["Content"]["Items"]] == [200, 409]


def test_a_parameter_fills_a_resource(cases: Client) -> None:
    answer = cases.post(
        "batch",
        {
            "1": get("/piwebapi/points?path=%5C%5CCASEDA%5CCASE.QUIET"),
            "2": get("/piwebapi/streams/{0}/end", Parameters=["$.1.Content.WebId"], ParentIds=["1"]),
            "3": get("$.1.Content.Links.EndValue", ParentIds=["1"]),
        },
    ).json
    assert answer["2"]["Content"] == answer["3"]["Content"] == answer["2"]["Content"] | {"Value": 7.5}


def test_what_hangs_on_a_failed_request_fails_too(cases: Client) -> None:
    answer = cases.post(
        "batch", {"1": get("/piwebapi/points/nonsense"), "2": get("$.1.Content.Links.Self", ParentIds=["1"])}
    )
    assert answer.json["2"]["Status"] == 424


def test_a_circle_of_parents_is_refused(cases: Client) -> None:
    batch = {"1": get("/piwebapi/", ParentIds=["2"]), "2": get("/piwebapi/", ParentIds=["1"])}
    assert cases.post("batch", batch).status == 400


def test_a_list_of_requests_is_no_batch(cases: Client) -> None:
    assert cases.post("batch", [get("/piwebapi/")]).status == 400
    assert cases.post("batch", {"Requests": [get("/piwebapi/")]}).status == 400
