from __future__ import annotations

import copy
import json

import pytest
from landing import SETTINGS, settings
from replica.settings import SettingsError, Site, View, parse_settings


def test_settings_are_typed() -> None:
    found = settings()
    view = found.views["north", "pi-integrator", "process"]
    assert (view.name, view.kind, view.options["zone"]) == ("process", "wide-csv", "America/Sao_Paulo")
    assert [column.name for column in view.columns] == ["Flow", "Valve"]
    assert [(each.name, each.grid_s) for each in found.datasets] == [("reactor_data", 60), ("process_data", 300)]
    assert found.tag_places == {("east", "sender", "_tags")}
    assert (found.time_travel_days, found.spark_from_gib, found.single_object_gib) == (30, 20, 4)
    assert found.streams == {"airlock-test-east": ("east", "sender", "reactor")}


def test_a_view_goes_to_a_task_and_back() -> None:
    for view in settings().views.values():
        assert View.from_json(json.loads(json.dumps(view.to_json()))) == view


def test_a_column_that_is_sent_in_another_unit_and_the_air_of_a_site_are_understood() -> None:
    told = copy.deepcopy(SETTINGS)
    told["sites"][0]["atmosphericKPa"] = 98.5
    told["sites"][0]["feeders"][0]["views"][0]["columns"][0]["sentUnit"] = "L/s"
    found = parse_settings(json.dumps(told))
    view = found.views["north", "pi-integrator", "process"]
    assert [column.sent_unit for column in view.columns] == ["L/s", None]
    assert (view.air_kpa, found.views["east", "sender", "reactor"].air_kpa) == (98.5, None)
    assert [each.air_kpa for each in found.datasets] == [None, 98.5]


def test_what_a_site_and_a_view_say_of_states_and_silence_is_understood() -> None:
    said = copy.deepcopy(SETTINGS)
    said["sites"][0] |= {"start": "2010-06-01T00:00:00Z", "states": [{"code": 246, "name": "Zeitablauf"}]}
    for site in said["sites"]:
        for feeder in site["feeders"]:
            for view in feeder["views"]:
                view["silentAfterSeconds"] = 600
                view["checks"] = {"ratePercentPerSecond": 0.5, "flatSeconds": 3600}
    found = parse_settings(json.dumps(said))
    assert found.sites["north"] == Site("2010-06-01T00:00:00Z", (("Zeitablauf", 246),))
    assert found.sites["east"] == Site(None, ())
    assert [each.silent_after_s for each in found.datasets] == [600, 600]
    assert [(each.rate_percent_per_s, each.flat_after_s) for each in found.datasets] == [(0.5, 3600)] * 2
    unsaid = [(each.silent_after_s, each.rate_percent_per_s, each.flat_after_s) for each in settings().datasets]
    assert unsaid == [(None, None, None)] * 2


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
    ],
)
def test_what_no_deployment_writes_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="wanted the JSON that the deployment writes"):
        parse_settings(text)
