from __future__ import annotations

import pytest
from plant.webapi.sources.cases import PAGE_FULL, cases_system
from webapi_client import Client, talking

DAY = {"startTime": "2026-01-01T00:00:00Z", "endTime": "2026-01-02T00:00:00Z"}


def times(items: list[dict[str, str]]) -> list[str]:
    return [item["Timestamp"] for item in items]


def test_an_event_has_the_fields_of_the_reference(cases: Client) -> None:
    assert cases.recorded("CASE.ORDINARY", maxCount=1) == [
        {
            "Timestamp": "2026-01-01T00:00:00Z",
            "Value": 0.0,
            "UnitsAbbreviation": "",
            "Good": True,
            "Questionable": False,
            "Substituted": False,
            "Annotated": False,
        }
    ]


def test_a_page_holds_a_thousand_events_unless_more_are_asked_for(cases: Client) -> None:
    assert len(cases.recorded("CASE.ORDINARY")) == 1_000
    assert len(cases.recorded("CASE.ORDINARY", maxCount=1_440)) == 1_440


def test_both_ends_of_a_span_are_in_it(cases: Client) -> None:
    found = cases.recorded("CASE.ORDINARY", startTime="2026-01-01T01:00:00Z", endTime="2026-01-01T01:02:00Z")
    assert [item["Value"] for item in found] == [7.5, 7.625, 7.75]


def test_an_empty_span_is_no_error(cases: Client) -> None:
    answer = cases.get(f"streams/{cases.point('CASE.EMPTY')}/recorded")
    assert (answer.status, answer.json) == (200, {"Links": {}, "Items": [], "UnitsAbbreviation": ""})


def test_a_start_after_the_end_gives_the_newest_first(cases: Client) -> None:
    found = cases.recorded(
        "CASE.ORDINARY", startTime="2026-01-01T01:00:00Z", endTime="2026-01-01T00:00:00Z", maxCount=3
    )
    assert times(found) == ["2026-01-01T01:00:00Z", "2026-01-01T00:59:00Z", "2026-01-01T00:58:00Z"]


def test_a_page_can_be_full_of_one_time(cases: Client) -> None:
    found = cases.recorded("CASE.PAGE_FULL", startTime="2026-01-01T01:00:00Z")
    assert set(times(found)) == {"2026-01-01T01:00:00Z"}
    whole = cases.recorded("CASE.PAGE_FULL", startTime="2026-01-01T01:00:00Z", maxCount=10_000)
    assert times(whole).count("2026-01-01T01:00:00Z") == PAGE_FULL


def test_events_of_one_time_keep_the_order_in_which_they_came(cases: Client) -> None:
    found = cases.recorded("CASE.SAME_TIME")
    assert [item["Value"] for item in found] == [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    assert times(found)[3:5] == ["2026-01-01T01:00:00Z", "2026-01-01T01:00:00.0000001Z"]


def test_two_equal_events_of_one_time_are_two(cases: Client) -> None:
    assert [item["Value"] for item in cases.recorded("CASE.TWICE")] == [1.0, 2.0, 2.0, 3.0]


def test_single_precision_keeps_its_noise(cases: Client) -> None:
    assert cases.recorded("CASE.SINGLE", maxCount=2)[1]["Value"] == 0.10000000149011612


def test_an_answer_is_dated_by_the_plants_clock(cases: Client) -> None:
    assert cases.get("system").headers["Date"] == "Sun, 04 Jan 2026 00:00:00 GMT"


def test_an_interpolated_boundary_lies_on_the_ends_of_the_span(cases: Client) -> None:
    span = {"startTime": "2026-01-01T00:00:30Z", "endTime": "2026-01-01T00:01:30Z", "boundaryType": "Interpolated"}
    found = cases.recorded("CASE.ORDINARY", **span)
    assert [(item["Timestamp"][14:19], item["Value"]) for item in found] == [
        ("00:30", 1 / 16),
        ("01:00", 1 / 8),
        ("01:30", 3 / 16),
    ]


def test_an_outside_boundary_is_the_event_next_to_the_span(cases: Client) -> None:
    span = {"startTime": "2026-01-01T00:00:30Z", "endTime": "2026-01-01T00:01:30Z"}
    inside, outside = (
        times(cases.recorded("CASE.ORDINARY", **span, boundaryType=each)) for each in ("Inside", "Outside")
    )
    assert inside == ["2026-01-01T00:01:00Z"]
    assert outside == ["2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z", "2026-01-01T00:02:00Z"]


def test_a_state_of_a_point_is_good_and_one_of_the_system_is_not(cases: Client) -> None:
    found = cases.recorded("CASE.DIGITAL")
    assert [(item["Value"], item["Good"]) for item in found[3:5]] == [
        ({"Name": "Bad", "Value": 246, "IsSystem": False}, True),
        ({"Name": "I/O Timeout", "Value": 246, "IsSystem": True}, False),
    ]


def test_flags_are_told_apart(cases: Client) -> None:
    found = cases.recorded("CASE.FLAGS")
    flags = [[item[name] for name in ("Questionable", "Substituted", "Annotated")] for item in found]
    assert flags == [[bool(number & bit) for bit in (1, 2, 4)] for number in range(8)]


def test_text_comes_back_letter_by_letter(cases: Client) -> None:
    texts = [item["Value"] for item in cases.recorded("CASE.TEXT")]
    assert texts[1:6] == ["", " padded ", 'quote " and \\', "line\nbreak", "=1+1"]


def test_what_is_no_finite_number_is_a_word(cases: Client) -> None:
    assert [item["Value"] for item in cases.recorded("CASE.NOT_FINITE")] == ["NaN", "Infinity", -0.0, 1e300]


def test_an_event_comes_when_the_clock_reaches_it_and_a_late_one_later() -> None:
    with talking([cases_system()], now=0) as client:
        client.control("clock", {"now": "2026-01-01T04:30:00+00:00"})
        assert [item["Value"] for item in client.recorded("CASE.LATE")] == [0.0, 1.0, 2.0, 4.0]
        client.control("clock", {"now": "2026-01-01T09:30:00+00:00"})
        assert [item["Value"] for item in client.recorded("CASE.LATE")][:5] == [0.0, 1.0, 2.0, 3.0, 4.0]


def test_an_edited_event_is_substituted_and_a_deleted_one_is_gone() -> None:
    with talking([cases_system()], now=0) as client:
        client.control("clock", {"now": "2026-01-01T11:30:00+00:00"})
        assert [item["Substituted"] for item in client.recorded("CASE.EDITED")] == [False] * 12
        assert len(client.recorded("CASE.DELETED")) == 12
        client.control("clock", {"now": "2026-01-03T00:00:00+00:00"})
        edited = client.recorded("CASE.EDITED")
        assert [item["Value"] for item in edited if item["Substituted"]] == [1_000.0 + hour for hour in range(0, 24, 3)]
        assert [item["Value"] for item in client.recorded("CASE.DELETED")][:5] == [1.0, 2.0, 3.0, 4.0, 6.0]


def test_a_forecast_lies_ahead_of_the_clock_and_its_last_value_too(cases: Client) -> None:
    assert len(cases.recorded("CASE.FUTURE", endTime="*+40d", maxCount=1_000)) == 720
    web_id = cases.point("CASE.FUTURE")
    assert cases.get(f"streams/{web_id}/end").json["Timestamp"] == "2026-01-30T23:00:00Z"
    assert cases.get(f"streams/{web_id}/value").json["Timestamp"] == "2026-01-04T00:00:00Z"


def test_no_line_is_drawn_to_or_from_a_state(cases: Client) -> None:
    web_id = cases.point("CASE.STATES")
    found = cases.get(
        f"streams/{web_id}/interpolated", startTime=DAY["startTime"], endTime="*-71h", interval="30s"
    ).items
    assert [(item["Value"], item["Timestamp"][14:]) for item in found[:2]] == [(1.5, "00:00Z"), (1.5, "00:30Z")]
    assert [item["Value"]["Value"] for item in found[2:4]] == [193, 193]


def test_a_line_is_drawn_between_two_numbers(cases: Client) -> None:
    answer = cases.get(f"streams/{cases.point('CASE.ORDINARY')}/value", time="2026-01-01T00:00:30Z").json
    assert (answer["Timestamp"], answer["Value"]) == ("2026-01-01T00:00:30Z", 1 / 16)


def test_before_the_first_event_there_is_no_data(cases: Client) -> None:
    answer = cases.get(f"streams/{cases.point('CASE.ORDINARY')}/value", time="2020-01-01T00:00:00Z").json
    assert (answer["Value"], answer["Good"]) == ({"Name": "No Data", "Value": 248, "IsSystem": True}, False)


def test_a_count_by_event_is_the_number_of_good_events(cases: Client) -> None:
    asked = {"summaryType": ["Count", "PercentGood"], "calculationBasis": "EventWeighted", **DAY}
    found = cases.get(f"streams/{cases.point('CASE.STATES')}/summary", **asked).items
    count, good = (item["Value"]["Value"] for item in found)
    assert (count, good) == (len(cases.recorded("CASE.STATES")) / 2, 50.0)


def test_an_average_by_time_is_that_of_the_line(cases: Client) -> None:
    span = {"startTime": "2026-01-01T00:00:00Z", "endTime": "2026-01-01T00:02:00Z", "summaryType": "Average"}
    found = cases.get(f"streams/{cases.point('CASE.ORDINARY')}/summary", **span).items
    assert found[0]["Value"]["Value"] == 1 / 8


def test_only_the_fields_that_were_asked_for_come(cases: Client) -> None:
    found = cases.get(
        f"streams/{cases.point('CASE.ORDINARY')}/recorded",
        startTime="2026-01-01",
        endTime="2026-01-01",
        selectedFields="Items.Value;Items.good",
    )
    assert found.json == {"Items": [{"Value": 0.0, "Good": True}]}


def test_streams_of_a_set_come_in_the_order_asked_each_with_its_own_name(cases: Client) -> None:
    web_ids = [cases.point(name) for name in ("CASE.QUIET", "CASE.DIGITAL")]
    found = cases.get("streamsets/recorded", webId=web_ids, startTime="2020-01-01", maxCount=2).items
    assert [(item["WebId"], item["Path"], len(item["Items"])) for item in found] == [
        (web_ids[0], r"\\CASEDA\CASE.QUIET", 1),
        (web_ids[1], r"\\CASEDA\CASE.DIGITAL", 2),
    ]


def test_a_set_of_an_element_is_of_its_attributes(cases: Client) -> None:
    element = cases.get("elements", path=r"\\CASEAF\Cases\All\Area/1\Pump 1").json
    found = cases.get(element["Links"]["EndValue"]).items
    assert [(item["Name"], item["Value"]["Value"], item["Value"]["UnitsAbbreviation"]) for item in found] == [
        ("Level (estimated)", 179.875, "%")
    ]


@pytest.mark.parametrize(
    ("what", "of_element", "ad_hoc"),
    [("end", "Value", "Items"), ("value", "Value", "Value"), ("recordedattime", "Items", "Value")],
)
def test_a_single_value_of_a_set_stands_where_the_reference_has_it(
    cases: Client, what: str, of_element: str, ad_hoc: str
) -> None:
    element = cases.get("elements", path=r"\\CASEAF\Cases\All\Area/1\Pump 1").json
    one = cases.get(f"streamsets/{element['WebId']}/{what}").items[0]
    other = cases.get(f"streamsets/{what}", webId=cases.point("CASE.ORDINARY")).items[0]
    assert [of_element in one, ad_hoc in other] == [True, True]
    assert [{"Value", "Items"} & one.keys(), {"Value", "Items"} & other.keys()] == [{of_element}, {ad_hoc}]
