from __future__ import annotations

import pytest
from plant.delivery import Part, Play
from plant.truth.cells import TrueCell, column_names, true_cells
from plant.truth.compare import Comparison
from plant.verbs import settled


def truth(play: Play, grid_s: int, after: Part) -> list[TrueCell]:
    return list(true_cells(play, settled(play, after), grid_s))


@pytest.fixture(scope="module")
def cells(reactor: Play) -> list[TrueCell]:
    return truth(reactor, 180, "late")


@pytest.fixture(scope="module")
def refinery_cells(refinery: Play) -> list[TrueCell]:
    return truth(refinery, 300, "late")


def test_every_sample_of_the_process_has_its_cell(cells: list[TrueCell], refinery_cells: list[TrueCell]) -> None:
    assert len(cells) == 60 * 52 * 2
    assert len(refinery_cells) == 3 * 288 * 108


def test_what_no_fault_touched_agrees_with_the_process(cells: list[TrueCell]) -> None:
    comparison = Comparison()
    for cell in cells:
        comparison.check(cell, cell.expected, cell.pct_good)
    assert comparison.counts["outsideTolerance"] == 0
    assert comparison.counts["againstSource"] > 5000


def test_no_outage_is_bridged(cells: list[TrueCell], reactor: Play) -> None:
    hidden = {
        (fault.where, attribute, at * 1_000_000)
        for fault in reactor.faults
        if fault.kind.startswith("outage:")
        for attribute in fault.attributes
        for at in range(fault.first, fault.last + 1, 180)
    }
    bridged = [cell for cell in cells if (*cell[:2], cell.time) in hidden and cell.expected is not None]
    assert len(hidden) > 150
    assert bridged == []


def test_a_corrected_reading_owes_the_process_nothing(cells: list[TrueCell], reactor: Play) -> None:
    at = {(*fault[1:2], *fault.attributes, fault.first) for fault in reactor.faults if fault.kind == "edited_reading"}
    corrected = [cell for cell in cells if (*cell[:2], cell.time // 1_000_000) in at and cell.kept]
    assert len(corrected) > 10
    assert all(cell.touched for cell in corrected)


def test_before_the_late_file_its_stretch_is_missing(refinery: Play, refinery_cells: list[TrueCell]) -> None:
    before, after = (
        sum(cell.expected is None for cell in cells) for cells in (truth(refinery, 300, "main"), refinery_cells)
    )
    assert before > after + 280 * 108


def test_columns_are_plain_and_distinct() -> None:
    assert column_names(["Flow (m3/h)", "Flow m3 h", "Größe", "a"]) == {
        "Flow (m3/h)": "flow_m3_h",
        "Flow m3 h": "flow_m3_h_2",
        "Größe": "gr_e",
        "a": "a",
    }
