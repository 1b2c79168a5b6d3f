from __future__ import annotations

from plant.delivery import Play
from plant.process.source import read_process, read_tennessee_eastman


def test_the_transposed_file_gives_the_same_variables_as_the_other() -> None:
    signals = {signal.tag.key: signal.samples for signal in read_tennessee_eastman()}
    pressures = [signals[rf"\\TEP\Plant\{unit}", "Reactor Pressure"] for unit in ("Unit 1", "Unit 2")]
    assert [len(pressure) for pressure in pressures] == [500, 960]
    assert [pressure[0].value for pressure in pressures] == [2704.2, 2704.5]


def test_each_unit_has_the_52_published_variables() -> None:
    points = [signal.tag.point for signal in read_tennessee_eastman(1)]
    assert len(points) == len(set(points)) == 104
    assert points[:52][-1] == "TEP.U1.XMV11"


def test_analysers_are_held_and_nothing_else() -> None:
    held = [signal.tag.point[-7:] for signal in read_tennessee_eastman(1)[:52] if signal.tag.is_step]
    assert held == [f"XMEAS{number}" for number in range(23, 42)]


def test_the_refinery_names_states_in_498_cells() -> None:
    columns, rows = read_process()
    words = [text for row in rows for text in row.texts if text in ("Bad", "Inp OutRange", "Scan Timeout")]
    assert (len(columns), len(rows), len(words)) == (108, 3169, 498)


def test_local_midnight_in_the_summer_of_sao_paulo_is_two_hours_behind_utc(refinery: Play) -> None:
    assert min(refinery.tags["Process Unit", "tag0"].source) == 1_514_080_800  # 2017-12-24T02:00:00Z
