from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from landing import SETTINGS, settings
from replica.settings import SettingsError, WideCsvView, parse_settings


def test_settings_are_typed() -> None:
    found = settings()
    view = found.views["north", "pi-integrator", "process"]
    assert isinstance(view, WideCsvView)
    assert [column.name for column in view.columns] == ["Flow", "Valve"]
    assert [(each.name, each.grid_s) for each in found.datasets] == [("reactor_data", 60), ("process_data", 300)]
    assert found.tag_places == {("east", "sender", "_tags")}
    assert found.streams == {"airlock-test-east": ("east", "sender", "reactor")}


@pytest.mark.parametrize("view", ["_tags", "elsewhere"])
def test_a_stream_of_what_is_no_long_view_is_refused(view: str) -> None:
    wrong = copy.deepcopy(SETTINGS)
    wrong["sites"][1]["feeders"][0]["stream"]["view"] = view
    with pytest.raises(SettingsError, match=f"stream of east: got view '{view}', wanted a long-parquet view"):
        parse_settings(json.dumps(wrong))


def test_a_sender_without_a_stream_is_understood() -> None:
    without = copy.deepcopy(SETTINGS)
    without["sites"][1]["feeders"][0]["stream"] = None
    assert parse_settings(json.dumps(without)).streams == {}


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("kind", "csv", "got kind 'csv', wanted wide-csv"),
        ("delimiter", "", "delimiter: got '', wanted a text"),
        ("decimal", ";", "decimal: got ';', wanted one of"),
        ("staleAfterSeconds", 0, "staleAfterSeconds: got 0.0, wanted a number above 0"),
        ("columns", "x.csv", "columns: got str, wanted a list"),
    ],
)
def test_settings_that_are_not_understood_are_refused(key: str, value: Any, message: str) -> None:
    wrong = copy.deepcopy(SETTINGS)
    wrong["sites"][0]["feeders"][0]["views"][0][key] = value
    with pytest.raises(SettingsError, match=message):
        parse_settings(json.dumps(wrong))
