from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from datetime import datetime

import pyarrow.parquet as pq
import pytest
from plant.config import Config
from plant.delivery import Play
from plant.plays import SMALL, play_site
from plant.truth.accounting import Settlement, totals
from plant.verbs import settled


def contents(play: Play) -> list[tuple[str, str]]:
    return [(delivery.name, hashlib.sha256(delivery.body).hexdigest()) for delivery in play.deliveries]


def in_unit_of_tag(value: float, unit: str) -> float:
    return value * 6.894757293168361 if unit == "psig" else (value - 32) * 5 / 9 if unit == "degF" else value


@pytest.mark.parametrize("site", ["north-refinery", "east-chemicals"])
def test_a_seed_gives_the_same_bytes_and_another_seed_others(config: Config, site: str) -> None:
    first, again, other = (contents(play_site(config.sites[site], seed, SMALL)) for seed in (7, 7, 8))
    assert first == again
    assert first != other


def test_site_one_has_its_faults(refinery: Play) -> None:
    outages = ("outage:I/O Timeout", "outage:Shutdown", "outage:Scan Off", "outage:blank")
    rows = ("missing_time", "unparsable_time", "repeated_row")
    files = ("late_file", "overwritten_file", "resent_file", "empty_object", "poisoned_name", "misread_view")
    injected = Counter(fault.kind for fault in refinery.faults if not fault.kind.startswith("source:"))
    assert injected == dict.fromkeys((*outages, *rows, *files), 1)


def test_a_poisoned_name_and_a_misread_view_cost_themselves_only(refinery: Play) -> None:
    spoilt = {account.name: account for account in settled(refinery, "late").accounts if not account.good}
    (poisoned,) = (account for name, account in spoilt.items() if name.startswith("../"))
    assert (poisoned.outcome, poisoned.cells_in, poisoned.reasons) == ("refused", 0, {"F_KEY": 1})
    misread = spoilt["tanks.csv"]
    assert (misread.cells_in, misread.quarantined, misread.reasons) == (3, 3, {"TS_UNPARSEABLE": 3})


def test_site_two_has_its_faults(reactor: Play) -> None:
    outages = ("I/O Timeout", "Bad Input", "Scan Off", "Shutdown", "Bad", "E/A-Zeitüberschreitung")
    files = ("mixed_unit:psig", "mixed_unit:degF", "truncated_file", "late_file", "resent_file")
    stream = ("poison_record", "resent_batch")
    rows = {"missing_time": 6, "unparsable_time": 6, "not_good": 6, "questionable": 6, "repeated_row": 10}
    wanted = dict.fromkeys((*(f"outage:{state}" for state in outages), *files, *stream), 1) | rows
    assert Counter(fault.kind for fault in reactor.faults) == wanted


def test_the_accounting_of_each_object_closes(refinery: Play, reactor: Play) -> None:
    for play in (refinery, reactor):
        for account in settled(play, "stream").accounts:
            assert account.cells_in == account.good + account.bad + account.quarantined + account.duplicates


def test_a_second_run_brings_duplicates_and_nothing_else(reactor: Play) -> None:
    settlement = Settlement()
    settlement.settle(reactor.deliveries)
    first = totals(settlement.accounts)
    settlement.accounts.clear()
    settlement.settle(reactor.deliveries)
    again = totals(settlement.accounts)
    assert again["quarantined"] == first["quarantined"]
    assert again["duplicates"] == first["good"] + first["bad"] + first["duplicates"]


def test_the_overwritten_key_holds_two_contents_and_the_second_wins(refinery: Play) -> None:
    names = Counter(delivery.name for delivery in refinery.deliveries)
    (name,) = (name for name, count in names.items() if count == 2)
    wrong, right = (delivery for delivery in refinery.deliveries if delivery.name == name)
    assert wrong.body != right.body
    assert 0 < wrong.rows < right.rows
    current = settled(refinery, "late").current
    assert all(current[refinery.view, cell.tag][cell.at] == cell for cell in right.cells if not cell.lost)


def test_a_resent_file_is_the_same_under_another_name(refinery: Play) -> None:
    bodies = Counter(delivery.body for delivery in refinery.deliveries)
    assert sorted(bodies.values())[-1] == 2


def test_the_csv_says_what_the_cells_say(refinery: Play) -> None:
    for delivery in refinery.deliveries:
        if delivery.fate != "read" or delivery.view != refinery.view:
            continue
        assert delivery.body.endswith(b"\r\n")
        rows = list(csv.DictReader(io.StringIO(delivery.body.decode("utf-8"), newline=""), delimiter="\t"))
        assert [text for row in rows for name, text in row.items() if name.startswith("tag")] == [
            cell.raw[0] for cell in delivery.cells
        ]
        for row, cell in zip(rows, delivery.cells[::108], strict=True):
            assert (row["PIIntTSTicks"] == "") == bool(cell.lost)
            if not cell.lost:
                utc = int(row["PIIntTSTicks"]) // 10_000_000 - 62_135_596_800
                local = datetime.strptime(row["TimeStamp"] + " -0200", "%m/%d/%Y %I:%M:%S %p %z")
                assert utc == local.timestamp() == cell.at


def test_the_parquet_says_what_the_cells_say(reactor: Play) -> None:
    for delivery in reactor.deliveries:
        if delivery.fate != "read" or delivery.view != reactor.view or delivery.part == "stream":
            continue
        rows = pq.read_table(io.BytesIO(delivery.body)).to_pylist()
        for row, cell in zip(rows, delivery.cells, strict=True):
            assert (row["asset"], row["attribute"]) == cell.tag
            assert (row["state_code"] is None) == (not row["is_system"])
            if row["good"]:
                assert cell.value == in_unit_of_tag(float(row["value"]), row["unit"])
            else:
                assert cell.value is None
            if not cell.lost:
                assert datetime.fromisoformat(row["timestamp"]).timestamp() == cell.at


def test_a_manifest_describes_the_whole_file_even_where_the_file_was_cut(reactor: Play) -> None:
    for data, manifest in zip(reactor.deliveries, reactor.deliveries[1:], strict=False):
        if manifest.fate != "manifest":
            continue
        told = json.loads(manifest.body)
        assert manifest.name == f"{data.name}.manifest.json"
        assert told["rows"] == data.rows == sum(told["perTag"].values())
        is_whole = told["sha256"] == hashlib.sha256(data.body).hexdigest()
        assert is_whole == (data.fate == "read")
