"""The unit table and what the rules make of it, against pint and against a plant's spellings."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pint
import pytest
from replica.engine.connect import connect, rule
from replica.engine.limits import Limits
from replica.rules.references import load, load_references

from contract import rows_of

HERE = Path(__file__).parent
UNITS = {row["alias"]: row for row in rows_of("units.csv")}
IN_PINT = {
    alias: words
    for words, aliases in tomllib.loads((HERE / "units_in_pint.toml").read_text(encoding="utf-8")).items()
    for alias in aliases
}
SPELLINGS = tomllib.loads((HERE / "plant_spellings.toml").read_text(encoding="utf-8"))
ITSELF = {"%RH", "%LEL", "pH", "NTU", "SG", "degAPI", "dB"}
"""Canonical units that mean nothing to pint."""
VALUES = (0.0, 1.0, 300.0)
AIR_PA = 98_000.0
PREFIXES = ("", "f", "p", "n", "µ", "u", "m", "c", "d", "da", "h", "k", "M", "G", "T", "P")
METRIC = (
    "m", "g", "s", "A", "K", "mol", "cd", "Hz", "N", "Pa", "bar", "J", "W", "C", "V", "F", "Ω", "S", "Wb", "T", "H", "lm", "lx", "Bq",
    "Gy", "Sv", "L", "l", "t", "h", "d", "a", "eV", "cal", "Wh", "VA", "P", "St",
)  # fmt: skip
MEANT_BY_NOBODY = {"a", "cc", "ft", "h", "hp", "l", "mm", "n", "ph", "s", "t", "us", "v", "w"}
"""Parts of units, such as the h of M3/H and the S of G/S, that only stand for something else where they stand alone."""


def meaning(alias: str) -> tuple[str, str]:
    return UNITS[alias]["dimension"], UNITS[alias]["kind"]


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(Limits(200_000_000, 1, Path(tmp_path_factory.mktemp("units")))) as con:
        load_references(con)
        yield con


@cache
def registry() -> Any:
    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True)


@cache
def named(words: str) -> tuple[float, Any]:
    """How many of what `words` say, which may begin with a count: 1000 psi."""
    count, name = words.split(" ", 1) if words[0].isdigit() else ("1", words)
    return float(count), registry().parse_units(name)


def by_pint(value: float, given: str, wanted: str) -> float:
    """Of two units in pint's words."""
    (count, unit), (per, target) = named(given), named(wanted)
    return float(registry().Quantity(value * count, unit).to(target).magnitude) / per


def converted(
    con: duckdb.DuckDBPyConnection, pairs: list[tuple[str, str]], air_pa: float | None = None
) -> dict[tuple[str, str, float], float | None]:
    """What the rules make of each of VALUES in each pair of units, null where they do not convert."""
    load(con, "unit_text", "text VARCHAR", [(text,) for text in {unit for pair in pairs for unit in pair}])
    columns = "unit_raw VARCHAR, tag_unit VARCHAR, parsed DOUBLE, text VARCHAR, tag_kind VARCHAR, state_code INTEGER"
    load(con, "stated", columns, [(*pair, value, str(value), "number", None) for pair in pairs for value in VALUES])
    con.execute(rule("unit"))
    con.execute(rule("number"))
    con.execute("SET VARIABLE air_pa = $1::DOUBLE", [air_pa])
    answers = con.execute(
        "SELECT unit_raw, tag_unit, parsed, CASE WHEN is_unit_convertible OR NOT needs_unit THEN number END FROM numbered"
    )
    return {(given, wanted, value): number for given, wanted, value, number in answers.fetchall()}


def dimensions(con: duckdb.DuckDBPyConnection, texts: list[str]) -> dict[str, tuple[str, float, float]]:
    """Of each text that names a unit: its dimension with kind, factor and offset."""
    load(con, "unit_text", "text VARCHAR", [(text,) for text in texts])
    con.execute(rule("unit"))
    answers = con.execute('SELECT text, dimension, factor, "offset" FROM unit_met').fetchall()
    return {text: (dimension, factor, offset) for text, dimension, factor, offset in answers}


def test_every_unit_is_told_in_words_of_pint_or_is_none_of_it() -> None:
    assert {alias for alias in UNITS if alias not in IN_PINT} == {
        alias for alias, row in UNITS.items() if row["canonical_unit"] in ITSELF
    }


def test_every_pair_of_one_dimension_converts_as_pint_says(con: duckdb.DuckDBPyConnection) -> None:
    by_meaning: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for alias, words in IN_PINT.items():
        by_meaning[meaning(alias)].setdefault(words, alias)
    pairs = [pair for units in by_meaning.values() for pair in product(units.values(), repeat=2)]
    assert len(pairs) > 2000
    for (given, wanted, value), number in converted(con, pairs).items():
        assert number == pytest.approx(by_pint(value, IN_PINT[given], IN_PINT[wanted]), rel=4e-6, abs=1e-6), (
            given,
            wanted,
        )


def test_every_spelling_of_a_unit_is_the_same_unit(con: duckdb.DuckDBPyConnection) -> None:
    pairs = [(alias, row["canonical_unit"]) for alias, row in UNITS.items()]
    for (given, wanted, value), number in converted(con, pairs).items():
        right = by_pint(value, IN_PINT[given], IN_PINT[wanted]) if given in IN_PINT else value
        assert number == pytest.approx(right, rel=2e-6, abs=1e-9), given


def test_nothing_of_another_dimension_converts(con: duckdb.DuckDBPyConnection) -> None:
    canonical = sorted({row["canonical_unit"] for row in UNITS.values()})
    pairs = [pair for pair in product(canonical, repeat=2) if pair[0] != pair[1]]
    assert not [pair for pair, number in converted(con, pairs).items() if number is not None]


def test_with_the_sites_air_a_gauge_converts_into_what_is_absolute_and_back(con: duckdb.DuckDBPyConnection) -> None:
    gauges = [alias for alias, row in UNITS.items() if row["air"] == "1"]
    absolutes = [alias for alias, row in UNITS.items() if row["air"] == "0"]
    pairs = list(product(gauges, absolutes))
    for (given, wanted, value), number in converted(con, pairs, AIR_PA).items():
        right = by_pint(by_pint(value, IN_PINT[given], "Pa") + AIR_PA, "Pa", IN_PINT[wanted])
        assert number == pytest.approx(right, rel=4e-6), (given, wanted)
    for (given, wanted, value), number in converted(con, [pair[::-1] for pair in pairs], AIR_PA).items():
        right = by_pint(by_pint(value, IN_PINT[given], "Pa") - AIR_PA, "Pa", IN_PINT[wanted])
        assert number == pytest.approx(right, rel=4e-6, abs=1e-6), (given, wanted)


def test_what_does_not_say_from_where_it_counts_is_never_a_gauge(con: duckdb.DuckDBPyConnection) -> None:
    gauges = [alias for alias, row in UNITS.items() if row["air"] == "1"]
    silent = [alias for alias, row in UNITS.items() if row["dimension"] == "pressure" and not row["air"]]
    pairs = [*product(gauges, silent), *product(silent, gauges)]
    assert {"psi", "kg/cm2", "inH2O"} <= set(silent)
    assert set(converted(con, pairs, AIR_PA).values()) == {None}


def test_no_two_units_share_a_form(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute("FROM unit SELECT form GROUP BY form, is_folded HAVING count(*) > 1").fetchall() == []


def test_case_is_forgiven_only_where_no_other_multiple_of_a_metric_unit_is_spelt_so() -> None:
    multiples: defaultdict[str, set[str]] = defaultdict(set)
    for multiple in (prefix + unit for prefix in PREFIXES for unit in METRIC):
        multiples[multiple.lower()].add(multiple)
    crossed = {
        (alias, *sorted(multiples[part.lower()]))
        for alias, row in UNITS.items()
        if row["any_case"] == "yes"
        for part in re.findall(r"[^\W\d_]+", alias)
        if multiples[part.lower()] - {part, part.lower()} and part.lower() not in MEANT_BY_NOBODY
    }
    assert crossed == set()
    assert {alias for alias, row in UNITS.items() if row["any_case"] == "yes" and len(alias) == 1} <= {"L", "l", "°"}


MEANT = [(text, unit) for unit, texts in SPELLINGS["means"].items() for text in texts.split(" | ")]


@pytest.mark.parametrize(("text", "unit"), MEANT)
def test_a_plants_spelling_means(con: duckdb.DuckDBPyConnection, text: str, unit: str) -> None:
    met = dimensions(con, [text, unit])
    assert met[text] == met[unit]


@pytest.mark.parametrize(
    "text", SPELLINGS["unknown"]["in_doubt"].split(" | ") + SPELLINGS["unknown"]["nothing"].split(" | ")
)
def test_a_plants_spelling_stays_unknown(con: duckdb.DuckDBPyConnection, text: str) -> None:
    assert dimensions(con, [text]) == {}


def test_aliases_are_unique_and_every_canonical_unit_is_itself() -> None:
    assert len(UNITS) == len(rows_of("units.csv"))
    for row in UNITS.values():
        canonical = UNITS[row["canonical_unit"]]
        assert (canonical["factor"], canonical["offset"]) == ("1", "0")
        assert (canonical["dimension"], canonical["kind"]) == (row["dimension"], row["kind"])
