"""A Delta table by its path: what it holds now, and commits that name files."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote

import duckdb
from deltalake import CommitProperties, DeltaTable, Schema, Transaction
from deltalake.exceptions import CommitFailedError, TableNotFoundError
from deltalake.transaction import AddAction, RemoveAction, create_table_with_add_actions

from contract import DELTA_FOLDER
from replica.tables.data_file import DataFile

_WRITES = "airlock-writes"
"""Counts the commits of this package: a writer that has not seen the last of them is refused."""
_RUN = "run"


class OtherWriterError(RuntimeError):
    """Somebody else has written to the table since it was opened."""


@dataclass(frozen=True)
class Table:
    """A table's place and columns. `layer` is a URI without a closing slash."""

    layer: str
    name: str
    schema: Schema
    partitions: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """Its path below the layer."""
        return f"{DELTA_FOLDER}{self.name}"

    @property
    def uri(self) -> str:
        return f"{self.layer}/{self.folder}"

    def open(self) -> OpenTable | None:
        """The table as it is now, null where nothing was written yet."""
        try:
            return OpenTable(self, DeltaTable(self.uri))
        except TableNotFoundError:
            return None

    def create(self, files: Iterable[DataFile], run_id: str, marks: Mapping[str, int] | None = None) -> None:
        """Make the table of its first files."""
        adds = [_add(each) for each in files]
        how = _properties(run_id, 1, marks or {})
        create_table_with_add_actions(
            self.uri, self.schema, adds, "error", list(self.partitions), commit_properties=how
        )  # fmt: skip


class OpenTable:
    """One version of a table."""

    def __init__(self, table: Table, delta: DeltaTable) -> None:
        self._table, self._delta = table, delta

    @property
    def version(self) -> int:
        return self._delta.version()

    def of(self, table: Table) -> OpenTable:
        """The same version, to be replaced by a table of other columns."""
        return OpenTable(table, self._delta)

    @property
    def identity(self) -> str:
        """Tells this table from another that was made at the same place."""
        return str(self._delta.metadata().id)

    @property
    def columns(self) -> dict[str, str]:
        """Its columns' types, in order, as Delta names them."""
        return {field.name: str(field.type.type) for field in self._delta.schema().fields}

    def mark(self, name: str) -> int | None:
        """The value that the last commit with this mark set."""
        return self._delta.transaction_version(name)

    def files(self, where: str = "true") -> list[DataFile]:
        """Its files; `where` is SQL over path, size_bytes, num_records, partition.<column>, min.<column> and max.<column>."""
        return _files(self._delta, where)

    def commit(
        self,
        adds: Iterable[DataFile],
        run_id: str,
        *,
        removes: Sequence[DataFile] = (),
        marks: Mapping[str, int] | None = None,
    ) -> None:
        """Put `adds` in and take `removes` out, at once.

        Raises OtherWriterError where the table is not as it was when this version of it was opened.
        """
        count = self._delta.transaction_version(_WRITES) or 0
        actions: list[AddAction | RemoveAction] = [*(_add(each) for each in adds), *(_remove(each) for each in removes)]
        try:
            self._delta.create_write_transaction(
                actions, "append", self._table.schema, list(self._table.partitions),
                commit_properties=_properties(run_id, count + 1, marks or {}),
            )  # fmt: skip
        except CommitFailedError as error:
            raise OtherWriterError(
                f"{self._table.uri}: another run has written since version {self.version}"
            ) from error

    def replace(self, files: Iterable[DataFile], run_id: str, marks: Mapping[str, int] | None = None) -> None:
        """Put `files` and the table's own columns in the place of all that it holds, at once.

        Raises OtherWriterError where the table is not as it was when this version of it was opened.
        """
        count = self._delta.transaction_version(_WRITES) or 0
        if DeltaTable(self._table.uri).version() != self.version:
            raise OtherWriterError(f"{self._table.uri}: another run has written since version {self.version}")
        create_table_with_add_actions(
            self._table.uri, self._table.schema, [_add(each) for each in files], "overwrite", list(self._table.partitions),
            commit_properties=_properties(run_id, count + 1, marks or {}),
        )  # fmt: skip

    def undo(self, run_id: str, marks: Mapping[str, int]) -> None:
        """Take the last commit of rows back, whatever has put the table in order since; `marks` stand anew."""
        undone = next(commit["version"] for commit in self._delta.history() if _RUN in commit)
        before = _files(DeltaTable(self._table.uri, version=undone - 1)) if undone > 0 else []
        now = {each.path: each for each in self.files()}
        stood = {each.path: each for each in before}
        adds = [each for path, each in stood.items() if path not in now]
        removes = [each for path, each in now.items() if path not in stood]
        self.commit(adds, run_id, removes=removes, marks=marks)


def _properties(run_id: str, count: int, marks: Mapping[str, int]) -> CommitProperties:
    transactions = [Transaction(_WRITES, count), *(Transaction(name, value) for name, value in marks.items())]
    return CommitProperties(custom_metadata={_RUN: run_id}, app_transactions=transactions, max_commit_retries=0)


def _add(file: DataFile) -> AddAction:
    now_ms = int(time.time() * 1000)
    return AddAction(file.path, file.size, dict(file.partition), now_ms, data_change=True, stats=file.statistics)


def _remove(file: DataFile) -> RemoveAction:
    now_ms = int(time.time() * 1000)
    return RemoveAction(file.path, True, now_ms, file.size, dict(file.partition))


def _files(delta: DeltaTable, where: str = "true") -> list[DataFile]:
    with duckdb.connect() as con:
        con.register("file", delta.get_add_actions(flatten=True))
        names = [row[0] for row in con.execute("DESCRIBE file").fetchall()]
        rows = con.execute(f"SELECT * FROM file WHERE {where}").fetchall()
    return [_file(dict(zip(names, row, strict=True))) for row in rows]


def _file(row: dict[str, Any]) -> DataFile:
    partition = {name: str(value) for name, value in _part(row, "partition.").items()}
    bounds = (_part(row, "min."), _part(row, "max."))
    return DataFile(unquote(row["path"]), row["size_bytes"], row["num_records"], partition, *bounds)


def _part(row: dict[str, Any], prefix: str) -> dict[str, Any]:
    return {
        key.removeprefix(prefix): _told(value)
        for key, value in row.items()
        if key.startswith(prefix) and value is not None
    }


def _told(value: Any) -> Any:
    """A bound as the log has it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return value
