"""The jobs' words are those of contract/: none is spelt a second time, and none is made up."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import pytest
import replica
from replica import RULE_VERSION, rule_version
from replica.tables import silver
from replica.tables.schema import delta_schema

import contract
from contract import REASON, SILVER_TABLES, columns_of, reasons

PACKAGE = Path(replica.__file__).parent
CODE = sorted(PACKAGE.rglob("*.py"))
RULES = sorted((PACKAGE / "rules").glob("*.sql"))
GOLD = sorted((PACKAGE / "gold" / "sql").glob("*.sql"))
_CODE_LIKE = re.compile(r"'((?:STATE|CLIENT|RANGE|RATE|FLAT|VALUE|TYPE|QUALITY|UNIT|TS|TAG|FRAME|ROW|F|S)_[A-Z_]+)'")


def _named(tree: ast.AST) -> set[str]:
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "REASON"
    }


def _spelt(path: Path) -> set[str]:
    """Reasons in SQL, which cannot import them; comments are no SQL."""
    return set(_CODE_LIKE.findall(re.sub(r"--.*", "", path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_names_only_reasons_of_the_contract(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert not texts & set(reasons())
    in_sql = {code for text in texts for code in _CODE_LIKE.findall(text)}
    assert _named(tree) | in_sql <= set(reasons())


@pytest.mark.parametrize("path", [*RULES, *GOLD], ids=lambda path: path.stem)
def test_a_rule_spells_only_reasons_of_the_contract(path: Path) -> None:
    assert _spelt(path) <= set(reasons())


def test_every_reason_of_cells_is_given_somewhere() -> None:
    in_code = set().union(*(_named(ast.parse(path.read_text(encoding="utf-8"))) for path in CODE))
    in_sql = set().union(*(_spelt(path) for path in [*RULES, *GOLD, *CODE]))
    assert in_code | in_sql >= {code for code, reason in reasons().items() if reason.fate != "refused"}


def test_a_reason_that_is_none_is_an_error() -> None:
    with pytest.raises(AttributeError, match="got the reason VALUE_ODD, wanted one of"):
        _ = REASON.VALUE_ODD


TABLES = [each for each in vars(silver).values() if isinstance(each, silver.SilverTable)]


@pytest.mark.parametrize("table", TABLES, ids=lambda each: each.name)
def test_a_table_has_the_columns_of_the_contract(table: silver.SilverTable) -> None:
    assert [field.name for field in delta_schema(table.name).fields] == list(columns_of(table.name))
    assert {*table.partitions, *table.bounds} <= set(columns_of(table.name))


def test_silver_is_crawled_with_every_table_that_the_jobs_keep_there() -> None:
    assert {table.name for table in TABLES} == set(SILVER_TABLES)


def test_the_version_of_the_rules_moves_with_each_of_them_and_with_their_tables(tmp_path: Path) -> None:
    folders = ("rules", "gold/sql")
    for folder in folders:
        shutil.copytree(PACKAGE / folder, tmp_path / "replica" / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(Path(contract.__file__).parent, tmp_path / "contract", ignore=shutil.ignore_patterns("__pycache__"))
    now = (tmp_path / "replica", tmp_path / "contract")
    assert rule_version(*now) == RULE_VERSION
    files = [
        *(file for folder in folders for file in (tmp_path / "replica" / folder).iterdir()),
        *(now[1] / name for name in ("limits.csv", "reasons.csv", "states.csv", "types.csv", "units.csv")),
    ]
    for file in files:
        before = file.read_bytes()
        file.write_bytes(before + b"\n")
        assert rule_version(*now) != RULE_VERSION, file
        file.write_bytes(before)
    assert len(files) > len(RULES)
