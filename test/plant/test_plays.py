from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import datetime

import pytest
from plant.config import Config
from plant.delivery import Cell, Delivery, Draw, Play
from plant.plays import SMALL, play_site
from plant.reactor.archived import archive_reactor
from plant.told.play import DATA_FAULTS
from plant.truth.accounting import Settlement, totals
from plant.verbs import settled
from plant.webapi.sources.reactor import recorded
from plant.webapi.system.ticks import TICKS_A_SECOND


def contents(play: Play) -> list[tuple[str, object]]:
    return [(delivery.name, (delivery.body, delivery.cells)) for delivery in play.deliveries]


@pytest.mark.parametrize("site", ["north-refinery", "east-chemicals"])
def test_a_seed_gives_the_same_and_another_seed_others(config: Config, site: str) -> None:
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
    archive = ("late_reading", "repeated_reading", "edited_reading", "deleted_reading", "questionable", "annotated")
    found = Counter(fault.kind for fault in reactor.faults)
    once = (*(f"outage:{state}" for state in outages), "poison_record", "resent_batch")
    assert {kind: found.pop(kind) for kind in once} == dict.fromkeys(once, 1)
    assert found.keys() == set(archive)
    assert all(count > 1 for count in found.values())


def test_what_stands_at_the_end_is_what_the_archive_holds_then(reactor: Play) -> None:
    archived = archive_reactor(Draw(7, "east-chemicals"), SMALL.steps)
    current = settled(reactor, "late").current
    for key, archive in recorded(Draw(7, "east-chemicals"), archived, DATA_FAULTS).items():
        archive.advance(1 << 62)
        held = {event.ticks // TICKS_A_SECOND: event.value for event in archive.between(0, len(archive))}
        assert {at: cell.raw[0] for at, cell in current[reactor.view, key].items()} == held


def test_before_the_last_look_changes_are_missing(reactor: Play) -> None:
    before, after = (settled(reactor, part).current for part in ("stream", "late"))
    assert sum(before[key] != after[key] for key in before) > 20


def test_the_accounting_of_each_object_closes(refinery: Play, reactor: Play) -> None:
    for play in (refinery, reactor):
        for account in settled(play, "late").accounts:
            assert account.cells_in == account.good + account.bad + account.quarantined + account.duplicates


def test_a_second_run_ends_where_the_first_one_did(reactor: Play) -> None:
    once, twice = Settlement(), Settlement()
    once.settle(reactor.deliveries)
    twice.settle([*reactor.deliveries, *reactor.deliveries])
    assert twice.current == once.current
    assert totals(twice.accounts)["quarantined"] == 2 * totals(once.accounts)["quarantined"]


def told(*values: float, at: int = 0, restates: bool = False) -> Delivery:
    cells = [Cell(("A", "F"), at + place, value, None, None, (value,)) for place, value in enumerate(values)]
    return Delivery("view", "file", "main", b"", len(cells), cells, restates=restates)


def of_one_moment(*values: float) -> Delivery:
    return told()._replace(cells=[Cell(("A", "F"), 0, value, None, None, (value,)) for value in values])


def counts(*deliveries: Delivery) -> list[tuple[int, int]]:
    """Good cells and duplicates of each."""
    settlement = Settlement()
    settlement.settle(deliveries)
    return [(account.good, account.duplicates) for account in settlement.accounts]


@pytest.mark.parametrize(
    ("deliveries", "wanted"),
    [
        ([told(1.0), told(1.0)], [(1, 0), (0, 1)]),
        ([told(1.0), told(2.0), told(1.0)], [(1, 0), (1, 0), (1, 0)]),
        ([of_one_moment(1.0, 1.0)], [(1, 1)]),
        ([of_one_moment(1.0, 2.0), of_one_moment(2.0)], [(2, 0), (0, 1)]),
        ([of_one_moment(1.0), of_one_moment(2.0, 1.0)], [(1, 0), (2, 0)]),
        ([of_one_moment(1.0, 2.0), of_one_moment(2.0)._replace(restates=True)], [(2, 0), (1, 0)]),
    ],
)
def test_what_is_said_of_a_moment_is_kept_or_dropped_whole(
    deliveries: list[Delivery], wanted: list[tuple[int, int]]
) -> None:
    assert counts(*deliveries) == wanted


def test_what_is_not_named_between_the_first_and_the_last_moment_is_deleted() -> None:
    ends = told(1.0, 0.0, 3.0, restates=True)
    gap = ends._replace(cells=[ends.cells[0], ends.cells[2]])
    assert counts(told(1.0, 2.0, 3.0, 4.0), gap, told(1.0, 2.0, 3.0, 4.0)) == [(4, 0), (0, 2), (1, 3)]


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
