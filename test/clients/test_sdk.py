"""`pi-web-api-python-sdk` reads the plant's server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from pi_web_api import PIWebAPIClient
from pi_web_api.exceptions import PIWebAPIAuthenticationError, PIWebAPIError, PIWebAPIValidationError
from pydantic import ValidationError
from served_plant import ServedPlant

HEADER = {"X-Requested-With": "sdk"}


@pytest.fixture
def sdk(plant: ServedPlant) -> Iterator[PIWebAPIClient]:
    client = PIWebAPIClient(plant.url, token="ticket", headers=HEADER, retry_backoff=0.01)
    yield client
    client.close()


def ticks_of(text: str) -> int:
    whole, _, part = text.removesuffix("Z").partition(".")
    return int(datetime.fromisoformat(f"{whole}+00:00").timestamp()) * 10_000_000 + int(part.ljust(7, "0"))


def test_it_walks_from_the_servers_to_the_attributes_of_a_template(sdk: PIWebAPIClient) -> None:
    server = next(each for each in sdk.asset_servers.list().items if each.name == "TEP")
    database = sdk.asset_servers.get_databases(server.web_id).items[0]
    template = sdk.asset_databases.get_element_templates(database.web_id).items[0]
    attributes = sdk.element_templates.get_attribute_templates(template.web_id).items
    assert (template.name, len(attributes)) == ("Unit", 52)


def test_it_reads_the_states_of_a_set(sdk: PIWebAPIClient) -> None:
    found = sdk.enumeration_sets.get_by_path(r"\\CASEAF\Cases\EnumerationSets[Pump States]")
    values = sdk.enumeration_sets.get_values(found.web_id).items
    assert [(each.name, each.value) for each in values] == [("Off", 0), ("On", 1), ("Trip", 2), ("Bad", 246)]


def test_it_reads_every_event_of_every_case_and_of_the_reactor(plant: ServedPlant, sdk: PIWebAPIClient) -> None:
    paths = [r"\\CASEAF\Cases\All", r"\\TEP\Plant\Unit 1", r"\\TEP\Plant\Unit 2"]
    web_ids = [each["WebId"] for path in paths for each in attributes_of(sdk, path)]
    assert len(web_ids) == 21 + 1 + 104
    for first in range(0, len(web_ids), 20):
        asked = {"start_time": "2020-01-01", "end_time": "2027-01-01", "max_count": 5_000}
        for stream in sdk.stream_sets.get_recorded(web_ids[first : first + 20], **asked).items:
            read = [[ticks_of(item.timestamp), item.value] for item in stream.items]
            assert read == [event[:2] for event in plant.truth(stream.web_id)], stream.path


def attributes_of(sdk: PIWebAPIClient, path: str) -> list[dict[str, Any]]:
    element = sdk.elements.get_by_path(path)
    return sdk.request("GET", f"elements/{element.web_id}/attributes").json()["Items"]


def test_it_runs_a_batch_and_is_refused_without_the_header(plant: ServedPlant, sdk: PIWebAPIClient) -> None:
    batch = {"1": {"Method": "GET", "Resource": f"{plant.url}/system"}}
    assert sdk.batch.execute(batch)["1"].content["ProductTitle"] == "PI Web API 2023"
    bare = PIWebAPIClient(plant.url, token="ticket")
    with pytest.raises(PIWebAPIValidationError, match="X-Requested-With"):
        bare.batch.execute(batch)
    bare.close()


def test_it_is_not_admitted_with_another_token(plant: ServedPlant) -> None:
    stranger = PIWebAPIClient(plant.url, token="other")
    with pytest.raises(PIWebAPIAuthenticationError):
        stranger.home.get()
    stranger.close()


@pytest.mark.parametrize("kind", ["unavailable", "bad_gateway", "timed_out", "dropped", "cut"])
def test_it_gets_through_passing_faults(plant: ServedPlant, sdk: PIWebAPIClient, kind: str) -> None:
    plant.switch(**{kind: 4})
    patient = PIWebAPIClient(plant.url, token="ticket", retries=8, retry_backoff=0.01)
    assert [patient.home.get().links["Self"] for _ in range(10)] == [f"{plant.url}/"] * 10
    patient.close()


def test_it_names_a_server_error(plant: ServedPlant, sdk: PIWebAPIClient) -> None:
    plant.switch(server_error=1)
    with pytest.raises(PIWebAPIError, match="unexpected error"):
        sdk.home.get()


def test_it_takes_errors_of_items_and_updates_for_another_shape_than_the_reference(
    plant: ServedPlant, sdk: PIWebAPIClient
) -> None:
    """Limits of this client, not of the server: AVEVA writes objects in `Errors` and words in `Status`."""
    web_id = attributes_of(sdk, r"\\CASEAF\Cases\All")[0]["WebId"]
    with pytest.raises(ValidationError, match="integer"):
        sdk.stream_sets.register_updates([web_id])
    plant.switch(item_errors=1)
    with pytest.raises(ValidationError, match="Errors"):
        sdk.stream_sets.get_recorded([web_id], start_time="2026-01-01", selected_fields=None)
