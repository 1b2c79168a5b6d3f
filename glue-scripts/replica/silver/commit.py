"""The writes of a clean run. It has happened when the ledger is committed: whatever an ended run left without that is undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from replica.rules.references import load
from replica.settings import Place
from replica.silver.account import BAD, DUPLICATE, GOOD, QUARANTINED, Account
from replica.silver.stranded import Record
from replica.store.objects import Objects
from replica.tables.data_file import DataFile, write_file
from replica.tables.silver import (
    LEDGER,
    PI_EVENT,
    PI_EVENT_FRAME,
    QUARANTINE,
    TAG,
    TAG_QUALITY,
    SilverTable,
    newest_mark,
)
from replica.tables.table import OpenTable

_RUNS = "airlock-clean"
"""The mark that counts the commits of clean runs in a table. The ledger tells how many of them have happened, table by table: one
whose count is above that holds what a run left that has not come to its ledger."""
_RECORDED = (TAG, PI_EVENT, PI_EVENT_FRAME, TAG_QUALITY, QUARANTINE)


def newest_marks(newest: Mapping[Place, int]) -> dict[str, int]:
    """As marks of the ledger, so that no run has to read it whole for them."""
    return {newest_mark(place): landed_us for place, landed_us in newest.items()}


def _happened_mark(table: str) -> str:
    return f"{_RUNS}:{table}"


@dataclass(frozen=True)
class Silver:
    """The tables as they are at the beginning of a run; null where none was written yet."""

    layer: str
    objects: Objects
    open: Mapping[str, OpenTable | None]
    _written: dict[str, int] = field(default_factory=dict)

    @classmethod
    def at(cls, layer: str, objects: Objects) -> Silver:
        # The ledger first: a run that ends after this has moved it on, and so is noticed.
        return cls(layer, objects, {table.name: table.at(layer).open() for table in (LEDGER, *_RECORDED)})

    def newest_landed(self, places: Iterable[Place]) -> dict[Place, int]:
        """When the newest object of each place landed that brought silver a reading, in microseconds since 1970."""
        ledger = self.open[LEDGER.name]
        marks = {} if ledger is None else {place: ledger.mark(newest_mark(place)) for place in places}
        return {place: mark for place, mark in marks.items() if mark is not None}

    def undo_unfinished(self, run_id: str) -> Silver:
        """Silver without what a run left that ended before its ledger.

        Raises OtherWriterError where that run, or another, has come to its end meanwhile.
        """
        unfinished = [table for table in _RECORDED if self._commits(table) > self._happened(table)]
        if not unfinished:
            return self
        self._shut_out(run_id)
        for table in unfinished:
            opened = self.open[table.name]
            if opened is not None:
                opened.undo(run_id, {_RUNS: self._happened(table)})
        return Silver.at(self.layer, self.objects).undo_unfinished(run_id)

    def write(
        self, table: SilverTable, run_id: str, adds: Sequence[DataFile], removes: Sequence[DataFile] = (),
        marks: Mapping[str, int] | None = None,
    ) -> None:  # fmt: skip
        """One commit; the table is made by its first. The ledger's, which is the last, tells what the others have come to."""
        opened, count = self.open[table.name], self._commits(table) + 1
        every = {_RUNS: count, **(self._recorded() if table is LEDGER else {}), **(marks or {})}
        if opened is None:
            table.at(self.layer).create(adds, run_id, every)
        elif adds or removes or marks:
            opened.commit(adds, run_id, removes=removes, marks=every)
        else:
            return
        self._written[table.name] = count

    def _commits(self, table: SilverTable) -> int:
        opened = self.open[table.name]
        return self._written.get(table.name) or (opened.mark(_RUNS) or 0 if opened else 0)

    def _happened(self, table: SilverTable) -> int:
        ledger = self.open[LEDGER.name]
        return (ledger.mark(_happened_mark(table.name)) or 0) if ledger else 0

    def _recorded(self) -> dict[str, int]:
        return {_happened_mark(table.name): self._commits(table) for table in _RECORDED}

    def _shut_out(self, run_id: str) -> None:
        """A run that is not at its end may be at work still: the ledger moves on, so that it can no longer come to it."""
        ledger = self.open[LEDGER.name]
        if ledger is None:
            LEDGER.at(self.layer).create([], run_id)
        else:
            ledger.commit([], run_id)


def write_tags(con: duckdb.DuckDBPyConnection, silver: Silver, scratch: Path, run_id: str) -> list[DataFile]:
    """The tag table as it will be: a small table is written whole."""
    query = TAG.select("tag_every", "fate <> 'unchanged'", "tag_id, valid_from")
    return _files(write_file(con, query, silver.objects, TAG.folder, scratch, run_id=run_id))


def write_quarantine(
    con: duckdb.DuckDBPyConnection, silver: Silver, scratch: Path, run_id: str, accounts: Iterable[Account], records: Sequence[Record]
) -> list[DataFile]:  # fmt: skip
    """Rows of tag lists that are lost, of objects that cannot be read, and of records that no function took."""
    unreadable = [
        (*_place(each), each.landed.key, each.landed.version, next(iter(each.reasons)), each.detail)
        for each in accounts
        if each.outcome == "unreadable"
    ]
    load(con, "unreadable", "site VARCHAR, feeder VARCHAR, view VARCHAR, source_object VARCHAR, source_version VARCHAR, reason VARCHAR, "
         "detail VARCHAR", unreadable)  # fmt: skip
    load(con, "record", "arrival INTEGER, source_row BIGINT, data VARCHAR, sequence VARCHAR",
         [(each.arrival, each.source_row, each.data, each.sequence) for each in records])  # fmt: skip
    con.execute(
        """CREATE OR REPLACE TEMP VIEW left_over AS
        SELECT * FROM quarantined
        UNION ALL BY NAME
        SELECT unreadable.*, run_id, rule_version, now AS quarantined_at FROM unreadable CROSS JOIN run
        UNION ALL BY NAME
        SELECT run_id, 'S_UNDELIVERED' AS reason, 'sequence ' || sequence || ', ' || record_detail(data) AS detail, site, feeder, view,
            object_key AS source_object, object_version AS source_version, source_row,
            CASE WHEN is_utf8(data) THEN record_text(data) ELSE data END AS raw, rule_version, now AS quarantined_at
        FROM record JOIN object USING (arrival) CROSS JOIN run"""
    )
    return _files(
        write_file(con, QUARANTINE.select("left_over"), silver.objects, QUARANTINE.folder, scratch, run_id=run_id)
    )


def write_ledger(
    con: duckdb.DuckDBPyConnection, silver: Silver, scratch: Path, run_id: str, accounts: Iterable[Account]
) -> list[DataFile]:
    """A row an object version."""
    rows = [
        (*_place(each), one.key, one.version, one.etag, one.size, one.landed_us, one.ordinal, each.outcome, each.cells_in, each[GOOD],
         each[BAD], each[QUARANTINED], each[DUPLICATE], sorted(each.reasons), [each.reasons[code] for code in sorted(each.reasons)],
         each.manifest_state, each.manifest_rows)
        for each, one in ((each, each.landed) for each in accounts)
    ]  # fmt: skip
    load(
        con, "account",
        "site VARCHAR, feeder VARCHAR, view VARCHAR, object_key VARCHAR, object_version VARCHAR, etag VARCHAR, bytes BIGINT, "
        "landed_us BIGINT, ordinal BIGINT, outcome VARCHAR, cells_in BIGINT, silver_good BIGINT, silver_bad BIGINT, quarantined BIGINT, "
        "exact_duplicates BIGINT, reason_codes VARCHAR[], reason_counts BIGINT[], manifest_state VARCHAR, manifest_rows BIGINT",
        rows,
    )  # fmt: skip
    source = """(SELECT *, map(reason_codes, reason_counts) AS reasons, make_timestamptz(landed_us) AS landed_at, now AS processed_at
        FROM account CROSS JOIN run)"""
    query = LEDGER.select(source, order="landed_at, ordinal, object_key")
    return _files(write_file(con, query, silver.objects, LEDGER.folder, scratch, run_id=run_id, bounds=LEDGER.kinds))


def _place(account: Account) -> tuple[str | None, str | None, str | None]:
    return account.landed.place or (None, None, None)


def _files(file: DataFile | None) -> list[DataFile]:
    return [] if file is None else [file]
