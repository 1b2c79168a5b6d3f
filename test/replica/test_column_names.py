from __future__ import annotations

from replica.column_names import column_names


def test_names_are_plain_and_never_shared() -> None:
    found = column_names(["Reactor Pressure", "reactor-pressure", "kW  L1 (est.)", "°", "Time"])
    assert found == {
        "Reactor Pressure": "reactor_pressure",
        "Time": "time_2",
        "kW  L1 (est.)": "kw_l1_est",
        "reactor-pressure": "reactor_pressure_2",
        "°": "attribute",
    }
