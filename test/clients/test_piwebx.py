"""`piwebx` reads the plant's server."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import piwebx
import pytest
from served_plant import ServedPlant

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
START = datetime(2026, 1, 1, tzinfo=UTC)


def asked(plant: ServedPlant, what: Callable[[httpx.AsyncClient], Awaitable[Any]]) -> Any:  # noqa: ANN401 (what it finds)
    async def ask() -> object:
        async with httpx.AsyncClient(base_url=plant.url, auth=("reader", "sesame")) as client:
            return await what(client)

    return asyncio.run(ask())


def web_ids_of(plant: ServedPlant, *names: str) -> list[str]:
    found, missing = asked(plant, lambda client: piwebx.find_points_web_id(client, names, dataserver="CASEDA"))
    assert missing == []
    return [web_id for _, web_id in found]


def test_it_finds_points_and_says_which_are_none(plant: ServedPlant) -> None:
    names = ["CASE.STATES", "CASE.NONE"]
    found, missing = asked(plant, lambda client: piwebx.find_points_web_id(client, names, dataserver="CASEDA"))
    assert ([name for name, _ in found], missing) == (["CASE.STATES"], ["CASE.NONE"])


def test_it_finds_elements_attributes_and_their_types(plant: ServedPlant) -> None:
    path = r"\\TEP\Plant\Unit 1"
    elements, _ = asked(plant, lambda client: piwebx.find_elements_web_id(client, [path]))
    attributes = asked(plant, lambda client: piwebx.find_attributes_web_id_from_element(client, elements[0][1]))
    assert len(attributes) == 52
    web_id = attributes[rf"{path}|Reactor Pressure"]
    assert asked(plant, lambda client: piwebx.find_attributes_type(client, [web_id])) == {web_id: "Double"}


def test_it_reads_every_recorded_row_of_a_number(plant: ServedPlant) -> None:
    web_ids = web_ids_of(plant, "CASE.ORDINARY")
    rows = read(plant, piwebx.get_recorded, web_ids, hours=24)
    truth = {EPOCH + timedelta(microseconds=ticks // 10): value for ticks, value, *_ in plant.truth(web_ids[0])}
    assert {time: value for time, (value,) in rows if time in truth} == truth


def test_a_state_is_no_value_for_it(plant: ServedPlant) -> None:
    """A limit of this client: all that it keeps of a state is that there is no number."""
    rows = read(plant, piwebx.get_recorded, web_ids_of(plant, "CASE.STATES"), hours=1)
    values = [value for _, (value,) in rows]
    assert set(values) == {1.5, None}


def test_it_reads_lines_between_numbers(plant: ServedPlant) -> None:
    rows = read(plant, piwebx.get_interpolated, web_ids_of(plant, "CASE.SAME_TIME"), hours=1)
    assert [value for _, (value,) in rows][:2] == [1.0, 1 + 1 / 60]


def test_it_takes_a_web_exception_in_a_200_for_a_failure(plant: ServedPlant) -> None:
    path = f"streams/{web_ids_of(plant, 'CASE.ORDINARY')[0]}/recorded"
    plant.switch(web_exception=1)

    async def ask(client: httpx.AsyncClient) -> object:
        return await piwebx.handle_json_response(await client.get(path, params={"startTime": "2026-01-01"}))

    with pytest.raises(httpx.HTTPStatusError, match="500"):
        asked(plant, ask)


def read(
    plant: ServedPlant, reader: Callable[..., Any], web_ids: list[str], hours: int
) -> list[tuple[datetime, list[Any]]]:
    async def rows(client: httpx.AsyncClient) -> list[tuple[datetime, list[Any]]]:
        span = {"start_time": START, "end_time": START + timedelta(hours=hours), "timezone": "UTC"}
        return [row async for row in reader(client, web_ids, **span)]

    return asked(plant, rows)
