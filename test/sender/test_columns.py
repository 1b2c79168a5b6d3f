from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from airlock_sender.answers import AnswerError, Item, StreamSet
from airlock_sender.columns import READINGS, TAG_LIST, before, check_order, readings
from airlock_sender.landing_file import readings_file, tag_list_file
from airlock_sender.tags import Tag
from airlock_sender.ticks import ticks_of
from airlock_sender.windows import Window

from contract import columns_of

FLOW = Tag(r"\\AF\Plant\P-1", "Flow", "P1.FLOW", "F1")
DAY = Window(ticks_of("2024-01-01T00:00:00Z"), ticks_of("2024-01-02T00:00:00Z"))


def item(value: object, at: str = "2024-01-01T00:00:00Z", **more: object) -> dict[str, object]:
    flags = {"Questionable": False, "Substituted": False, "Annotated": False, "UnitsAbbreviation": "m3/h"}
    return {"Timestamp": at, "Value": value, "Good": not isinstance(value, dict), **flags, **more}


def items(*told: dict[str, object]) -> list[Item]:
    body = {"Items": [{"WebId": "F1", "Items": list(told)}]}
    return msgspec.json.decode(json.dumps(body), type=StreamSet).Items[0].Items


def row(told: dict[str, object]) -> dict[str, Any]:
    (only,) = readings([(FLOW, items(told))]).to_pylist()
    return dict(only)


def test_the_columns_are_the_contracts() -> None:
    assert READINGS.names == list(columns_of("reading"))
    assert TAG_LIST.names == list(columns_of("tag_snapshot"))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.5, "1.5"), (0.1, "0.1"), (81.83204, "81.83204"), (1e300, "1e+300"), (-0.0, "-0.0"), (7, "7"),
        (9007199254740993, "9007199254740993"), (-9223372036854775808, "-9223372036854775808"),
        ("closed", "closed"), ("=cmd", "=cmd"), (True, "true"), (False, "false"), (None, None),
    ],
)  # fmt: skip
def test_a_value_keeps_what_it_says(value: object, text: str | None) -> None:
    assert row(item(value))["value"] == text


def test_a_state_is_its_name_its_code_and_whether_it_is_pis_own() -> None:
    told = row(item({"Name": "I/O Timeout", "Value": 246, "IsSystem": True}))
    assert (told["value"], told["state_code"], told["is_system"], told["good"]) == ("I/O Timeout", 246, True, False)


def test_a_number_has_neither_code_nor_system() -> None:
    told = row(item(3.0))
    assert (told["state_code"], told["is_system"], told["good"]) == (None, None, True)


def test_a_state_of_the_plants_own_set_stays_good() -> None:
    told = row(item({"Name": "Bad", "Value": 246, "IsSystem": False}, Good=True))
    assert (told["value"], told["is_system"], told["good"]) == ("Bad", False, True)


def test_a_reading_with_errors_is_bad_whatever_it_says() -> None:
    assert row(item(1.0, Errors=[{"FieldName": "Value", "Message": ["cut"]}]))["good"] is False


def test_no_unit_is_told_where_pi_tells_none() -> None:
    assert row(item(1.0, UnitsAbbreviation=""))["unit"] is None


def test_the_time_is_passed_on_to_the_last_digit() -> None:
    assert row(item(1.0, "2024-01-01T00:00:00.1234567Z"))["timestamp"] == "2024-01-01T00:00:00.1234567Z"


@pytest.mark.parametrize("name", ["Timestamp", "Value", "Good"])
def test_an_item_without_what_it_must_say_is_no_answer(name: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=name):
        items({key: value for key, value in item(1.0).items() if key != name})


@pytest.mark.parametrize("value", [{"Value": 246}, [1, 2], {"Name": "x", "Value": "y", "IsSystem": True}])
def test_a_value_that_is_no_documented_kind_is_no_answer(value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        items(item(value))


def test_readings_in_order_pass_however_many_digits_their_times_have() -> None:
    times = ["00:00:00", "00:00:00", "00:00:00.0000001", "00:00:00.45", "00:00:00.5", "00:00:01"]
    check_order(FLOW, items(*(item(1.0, f"2024-01-01T{at}Z") for at in times)), DAY)


@pytest.mark.parametrize(
    ("times", "what"),
    [
        (["00:00:01", "00:00:00.9999999"], "go back"),
        (["00:00:00.5", "00:00:00.45"], "go back"),
    ],
)
def test_readings_that_go_back_in_time_are_refused(times: list[str], what: str) -> None:
    with pytest.raises(AnswerError, match=what):
        check_order(FLOW, items(*(item(1.0, f"2024-01-01T{at}Z") for at in times)), DAY)


@pytest.mark.parametrize("at", ["2023-12-31T23:59:59.9999999Z", "2024-01-02T00:00:00Z"])
def test_readings_that_were_not_asked_for_are_refused(at: str) -> None:
    with pytest.raises(AnswerError, match="does not hold"):
        check_order(FLOW, items(item(1.0, at)), DAY)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(AnswerError, match="wanted UTC"):
        check_order(FLOW, items(item(1.0, "2024-01-01T00:00:00")), DAY)


def test_what_lies_at_the_end_of_a_window_is_not_before_it() -> None:
    told = items(*(item(n, f"2024-01-01T00:00:0{n}Z") for n in (1, 2, 2, 3)))
    assert [each.Value for each in before(told, ticks_of("2024-01-01T00:00:02Z"))] == [1]


def test_the_manifest_counts_what_the_file_holds() -> None:
    told = items(item(1.0, "2024-01-01T00:00:00Z"), item(2.0, "2024-01-01T00:00:00.5Z"))
    file = readings_file([readings([(FLOW, told)]), readings([(FLOW._replace(attribute="Level"), told[:1])])])
    manifest = json.loads(file.manifest)
    assert manifest.pop("sha256") == file.sha256
    assert manifest == {
        "rows": 3,
        "minTime": "2024-01-01T00:00:00Z",
        "maxTime": "2024-01-01T00:00:00.5Z",
        "perTag": {r"\\AF\Plant\P-1|Flow": 2, r"\\AF\Plant\P-1|Level": 1},
        "feederVersion": "airlock-sender 0.1.0",
    }


def test_the_same_readings_are_the_same_bytes() -> None:
    told = [readings([(FLOW, items(item(1.0)))])]
    assert readings_file(told) == readings_file(told)


def test_a_tag_list_of_the_same_tags_and_time_is_the_same_bytes() -> None:
    assert tag_list_file([FLOW], DAY.begin) == tag_list_file([FLOW], DAY.begin)
