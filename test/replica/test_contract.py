"""The jobs' words are those of contract/: none is spelt a second time."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import replica
from replica import tables

from contract import COLUMN_NAME_TABLE, REASON, SILVER_TABLES, columns_of, reasons

CODE = sorted(Path(replica.__file__).parent.glob("*.py"))


def _named(tree: ast.AST) -> set[str]:
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "REASON"
    }


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.stem)
def test_a_module_spells_no_reason_and_names_only_known_ones(path: Path) -> None:
    tree = ast.parse(path.read_text())
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert not texts & set(reasons())
    assert _named(tree) <= set(reasons())


def test_every_reason_of_cells_is_given_by_some_module() -> None:
    given = set().union(*(_named(ast.parse(path.read_text())) for path in CODE))
    assert given >= {code for code, reason in reasons().items() if reason.fate != "refused"}


def test_a_reason_that_is_none_is_an_error() -> None:
    with pytest.raises(AttributeError, match="got the reason VALUE_ODD, wanted one of"):
        _ = REASON.VALUE_ODD


@pytest.mark.parametrize(
    "table",
    [tables.PI_EVENT, tables.TAG, tables.QUARANTINE, tables.LEDGER, tables.COLUMN_NAME],
    ids=lambda each: each.name,
)
def test_a_table_has_the_columns_of_the_contract(table: tables.Table) -> None:
    assert [field.split()[0] for field in table.columns.split(", ")] == list(columns_of(table.name))
    assert set(table.partitions) <= set(columns_of(table.name))


def test_silver_is_crawled_with_every_table_that_the_jobs_keep_there() -> None:
    kept = {each.name for each in vars(tables).values() if isinstance(each, tables.Table)}
    assert kept == {*SILVER_TABLES, COLUMN_NAME_TABLE}
