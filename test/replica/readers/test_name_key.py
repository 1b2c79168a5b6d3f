"""Names are told apart by one rule, wherever they are compared."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest
from replica.engine.connect import connect, rule
from replica.engine.limits import Limits
from replica.readers.reader import name_key

_LETTERS = [each for each in map(chr, range(1, sys.maxunicode)) if unicodedata.category(each) not in ("Cs", "Cn", "Co")]
_WORDS = ["Beh\u00e4lter", "Beha\u0308lter", "  x\u00a0 Y\t", "\u03a3\u0391\u03a3", "\ufeffA"]


def test_python_and_sql_have_the_same_key_of_every_name(tmp_path: Path) -> None:
    names = [*_WORDS, *(f"a {each}B" for each in _LETTERS)]
    with connect(Limits(300_000_000, 1, tmp_path)) as con:
        con.execute(rule("macros"))
        told = con.execute(
            "SELECT name, name_key(name) FROM (SELECT unnest($1::VARCHAR[]) AS name)", [names]
        ).fetchall()
    assert [(name, key) for name, key in told if key != name_key(name)] == []


@pytest.mark.parametrize(
    ("one", "other"), [("Beh\u00e4lter", "BEHA\u0308LTER"), (" Level\u00a0 1", "level 1"), ("A\tB", "a b")]
)
def test_case_padding_and_composition_tell_no_name_from_another(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
