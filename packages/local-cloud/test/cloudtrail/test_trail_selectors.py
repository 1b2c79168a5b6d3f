"""Selectors of a trail, and the events that they take."""

from __future__ import annotations

from typing import Any

import pytest
from standin.cloudtrail.selectors import selects, unknown_fields

PUT = {
    "eventCategory": "Data",
    "eventName": "PutObject",
    "readOnly": "false",
    "resources.ARN": "arn:aws:s3:::landing/site=north/a.csv",
    "resources.type": "AWS::S3::Object",
}


def advanced(**condition: list[str]) -> list[dict[str, Any]]:
    """One selector with conditions on a field: `resources_ARN__StartsWith`."""
    fields = []
    for name, values in condition.items():
        field, operator = name.replace("resources_", "resources.").split("__")
        fields.append({"Field": field, operator: values})
    return [{"FieldSelectors": fields}]


@pytest.mark.parametrize(
    ("selectors", "taken"),
    [
        (advanced(eventName__Equals=["GetObject", "PutObject"]), True),
        (advanced(eventName__Equals=["GetObject"]), False),
        (advanced(eventName__NotEquals=["PutObject"]), False),
        (advanced(eventName__NotEquals=["GetObject"], readOnly__Equals=["false"]), True),
        (advanced(eventName__Equals=["PutObject"], readOnly__Equals=["true"]), False),
        (advanced(resources_ARN__StartsWith=["arn:aws:s3:::landing/"]), True),
        (advanced(resources_ARN__NotStartsWith=["arn:aws:s3:::landing/"]), False),
        (advanced(resources_ARN__EndsWith=[".csv"]), True),
        (advanced(resources_ARN__NotEndsWith=[".csv"]), False),
        (advanced(eventName__Equals=["GetObject"]) + advanced(eventName__Equals=["PutObject"]), True),
        ([], False),
        ([{"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": []}], False),
    ],
)
def test_an_event_is_taken_where_every_condition_of_a_selector_holds(
    selectors: list[dict[str, Any]], taken: bool
) -> None:
    assert selects(selectors, PUT) is taken


@pytest.mark.parametrize("values", [["arn:aws:s3"], ["arn:aws:s3:::"], ["arn:aws:s3:::landing/"]])
def test_a_basic_selector_takes_what_is_below_its_value(values: list[str]) -> None:
    resources = [{"Type": "AWS::S3::Object", "Values": values}]
    assert selects([{"ReadWriteType": "WriteOnly", "DataResources": resources}], PUT)
    assert not selects([{"ReadWriteType": "ReadOnly", "DataResources": resources}], PUT)


def test_a_field_of_which_nothing_is_known_is_named() -> None:
    assert unknown_fields(advanced(vpcEndpointId__Equals=["a"], eventName__Equals=["b"])) == ["vpcEndpointId"]
