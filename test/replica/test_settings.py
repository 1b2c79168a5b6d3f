from __future__ import annotations

import copy
import json

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


def test_a_sender_without_a_stream_is_understood() -> None:
    without = copy.deepcopy(SETTINGS)
    without["sites"][1]["feeders"][0]["stream"] = None
    assert parse_settings(json.dumps(without)).streams == {}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{}", id="nothing in it"),
        pytest.param("no JSON", id="no JSON"),
        pytest.param(json.dumps({**SETTINGS, "datasets": None}), id="another type"),
        pytest.param(json.dumps(SETTINGS).replace("long-parquet", "longest-parquet"), id="an unknown kind of view"),
    ],
)
def test_what_no_deployment_writes_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="wanted the JSON that the deployment writes"):
        parse_settings(text)
