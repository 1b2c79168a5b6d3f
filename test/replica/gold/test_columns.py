"""Names of columns, once given, stay."""

from __future__ import annotations

import pytest
from replica.gold.dataset import Column
from replica.gold.planning.columns import with_names


def names(given: list[Column], *attributes: str) -> dict[str, str]:
    return {
        each.attribute: each.name for each in with_names(given, [(each, "number", None, None) for each in attributes])
    }


@pytest.mark.parametrize(
    ("attribute", "name"),
    [
        ("Temp Out (2)", "temp_out_2"),
        ("Größe", "grosse"),
        ("温度", "u6e29u5ea6"),
        ("Расход воды", "raskhod_vody"),
        ("Πίεση µ²", "piesi_m2"),
        ("%", "u0025"),
        ("Łódź Ø", "lodz_o"),
        ("asset", "asset_2"),
        ("Time", "time_2"),
        ("month", "month_2"),
    ],
)
def test_a_name_is_one_that_can_be_typed(attribute: str, name: str) -> None:
    assert names([], attribute) == {attribute: name}


def test_a_clash_takes_the_next_free_number() -> None:
    assert names([], "kW-L1", "kW L1", "kW_L1") == {"kW L1": "kw_l1", "kW-L1": "kw_l1_2", "kW_L1": "kw_l1_3"}


def test_a_new_attribute_takes_no_name_that_is_given() -> None:
    given = with_names([], [("kW L1", "number", "kW", ["kW"]), ("温度", "number", None, [None])])
    wanted = [
        ("KW L1", "number", "kW", ["kW"]),
        ("压力", "number", None, [None]),
        ("kW L1", "number", "W", ["W", "kW"]),
    ]
    more = with_names(given, wanted)
    assert more[:2] == given
    assert [(each.attribute, each.name) for each in more[2:]] == [("KW L1", "kw_l1_2"), ("压力", "u538bu529b")]


def test_each_kind_of_an_attribute_is_a_column_of_its_own() -> None:
    told = with_names([], [("State", "text", None, None), ("State", "number", "bar", ["bar"])])
    assert told == [Column("state", "State", "number", "bar"), Column("state_2", "State", "text", None)]


def test_a_unit_stays_while_some_tag_has_it_and_follows_when_none_has() -> None:
    given = [Column("flow", "Flow", "number", "psi")]
    assert with_names(given, [("Flow", "number", "kPa", ["kPa", "psi"])]) == given
    assert with_names(given, [("Flow", "number", "kPa", ["kPa"])]) == [Column("flow", "Flow", "number", "kPa")]
