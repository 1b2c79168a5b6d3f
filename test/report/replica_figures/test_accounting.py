from __future__ import annotations

from pathlib import Path
from typing import Any

from conftest import minute
from delta_tables import write_table
from replica_figures.accounting import read_accounting

FATES = ("silver_good", "silver_bad", "quarantined", "exact_duplicates")


def ledger_row(name: str, at: int, counts: tuple[int, int, int, int], **more: object) -> dict[str, Any]:
    """One object that closes, unless `more` says otherwise."""
    key = f"site=east/feeder=sender/view=reactor/run=r1/{name}"
    place = {"site": "east", "object_key": key, "object_version": "v", "landed_at": minute(at), "ordinal": 0}
    fates = dict(zip(FATES, counts, strict=True))
    return {**place, "outcome": "read", "cells_in": sum(counts), **fates, "reasons": {}, **more}


def write_ledger(root: Path, rows: list[dict[str, Any]]) -> str:
    write_table(root / "delta/ledger", "ledger", rows)
    return str(root)


def test_sums_objects_by_site_and_outcome(tmp_path: Path) -> None:
    rows = [
        ledger_row("b", 2, (5, 2, 1, 0), reasons={"STATE_SYSTEM": 2, "TS_MISSING": 1}),
        ledger_row("a", 1, (3, 1, 0, 4), reasons={"STATE_SYSTEM": 1}),
        ledger_row("c", 3, (0, 0, 0, 0), outcome="refused", reasons={"F_EMPTY": 1}),
    ]

    account = read_accounting(write_ledger(tmp_path, rows))["east"]

    by_object = account.pop("by_object")
    assert account == {
        "objects": {"read": 2, "refused": 1},
        "cells_in": 16,
        "silver_good": 8,
        "silver_bad": 3,
        "quarantined": 1,
        "exact_duplicates": 4,
        "closes": True,
        "reasons": {"F_EMPTY": 1, "STATE_SYSTEM": 3, "TS_MISSING": 1},
    }
    assert [each["key"][-1] for each in by_object] == ["a", "b", "c"]


def test_does_not_close_where_one_object_does_not_though_the_sum_does(tmp_path: Path) -> None:
    rows = [ledger_row("a", 1, (3, 0, 0, 0), cells_in=4), ledger_row("b", 2, (3, 0, 0, 0), cells_in=2)]

    account = read_accounting(write_ledger(tmp_path, rows))["east"]

    assert account["cells_in"] == account["silver_good"]
    assert not account["closes"]


def test_counts_objects_whose_key_names_no_site(tmp_path: Path) -> None:
    stray = ledger_row("a", 1, (0, 0, 0, 0), site=None, object_key="somewhere/run=r1/a", outcome="refused")

    assert list(read_accounting(write_ledger(tmp_path, [stray]))) == ["?"]


def test_a_run_has_what_landed_since_it_began(tmp_path: Path) -> None:
    silver = write_ledger(
        tmp_path, [ledger_row(name, at, (at, 0, 0, 0)) for name, at in (("a", 1), ("b", 2), ("c", 4))]
    )

    assert read_accounting(silver, minute(2))["east"]["cells_in"] == 2 + 4
    assert read_accounting(silver, minute(5)) == {}
