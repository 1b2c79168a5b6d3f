"""A Delta table by its path: what it holds now, and commits that name files."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import unquote

import duckdb
from deltalake import CommitProperties, DeltaTable, Schema, Transaction
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError
from deltalake.transaction import AddAction, RemoveAction, create_table_with_add_actions

from contract import DELTA_FOLDER
from replica.tables.data_file import DataFile

_WRITES = "airlock-writes"
"""Counts the commits of this package: a writer that has not seen the last of them is refused."""
_RUN = "run"
_MAINTENANCE = "maintenance"


class OtherWriterError(RuntimeError):
    """Somebody else has written to the table since it was opened."""


class RowsLostError(RuntimeError):
    """Files that were to hold the rows of others hold more or fewer; nothing is committed."""


@dataclass(frozen=True)
class Table:
    """A table's place and columns. `layer` is a URI without a closing slash; files tell the bounds of the columns `bounds`."""

    layer: str
    name: str
    schema: Schema
    partitions: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """Its path below the layer."""
        return f"{DELTA_FOLDER}{self.name}"

    @property
    def uri(self) -> str:
        return f"{self.layer}/{self.folder}"

    @property
    def configuration(self) -> dict[str, str | None]:
        """Says of which columns files have bounds: of others, pyarrow's readers take missing bounds for such as no row meets."""
        if not self.bounds:
            return {"delta.dataSkippingNumIndexedCols": "0"}
        return {"delta.dataSkippingStatsColumns": ",".join(self.bounds)}

    def open(self) -> OpenTable | None:
        """The table as it is now, null where nothing was written yet."""
        try:
            return OpenTable(self, DeltaTable(self.uri))
        except TableNotFoundError:
            return None

    def create(self, files: Iterable[DataFile], run_id: str, marks: Mapping[str, int] | None = None) -> None:
        """Make the table of its first files. Raises OtherWriterError where there is one by now."""
        adds = [_add(each) for each in files]
        how = _properties({_RUN: run_id}, 1, marks or {})
        try:
            create_table_with_add_actions(
                self.uri, self.schema, adds, "error", list(self.partitions), configuration=self.configuration, commit_properties=how
            )  # fmt: skip
        except DeltaError as error:
            if self.open() is None:
                raise
            raise OtherWriterError(f"{self.uri}: another run has made the table since this one began") from error


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

    @property
    def delta(self) -> DeltaTable:
        """delta-rs's own handle."""
        return self._delta

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
        actions: list[AddAction | RemoveAction] = [*map(_add, adds), *map(_remove, removes)]
        self._write(actions, {_RUN: run_id}, marks or {})

    def replace(self, files: Iterable[DataFile], run_id: str, marks: Mapping[str, int] | None = None) -> None:
        """Put `files` and the table's own columns in the place of all that it holds, at once. Raises OtherWriterError as commit does."""
        if DeltaTable(self._table.uri).version() != self.version:
            raise OtherWriterError(f"{self._table.uri}: another run has written since version {self.version}")
        how = _properties({_RUN: run_id}, self._writes + 1, marks or {})
        with self._alone():
            create_table_with_add_actions(
                self._table.uri, self._table.schema, [*map(_add, files)], "overwrite", list(self._table.partitions),
                configuration={**self._delta.metadata().configuration, **self._table.configuration}, commit_properties=how,
            )  # fmt: skip

    def rearrange(self, adds: Sequence[DataFile], removes: Sequence[DataFile], run_id: str) -> None:
        """Put `adds` in the place of `removes`, whose rows they hold, at once. It counts for no run, and changes no row.

        Raises OtherWriterError as commit does, RowsLostError where the rows are not as many.
        """
        before, after = (sum(each.rows for each in files) for files in (removes, adds))
        if before != after:
            raise RowsLostError(
                f"{self._table.uri}: got {after} rows in {len(adds)} files, wanted the {before} of {len(removes)}"
            )
        actions: list[AddAction | RemoveAction] = [
            *(_add(each, False) for each in adds),
            *(_remove(each, False) for each in removes),
        ]
        self._write(actions, {_MAINTENANCE: run_id}, {})

    def set_properties(self, properties: Mapping[str, str], run_id: str) -> None:
        """Set those of the table's properties that are not as wanted. Raises OtherWriterError as commit does."""
        if properties.items() <= self._delta.metadata().configuration.items():
            return
        how = _properties({_MAINTENANCE: run_id}, self._writes + 1, {})
        with self._alone():
            self._delta.alter.set_table_properties(dict(properties), commit_properties=how)

    def undo(self, run_id: str, marks: Mapping[str, int]) -> None:
        """Take the last commit of rows back, whatever has put the table in order since; `marks` stand anew."""
        undone = next(commit["version"] for commit in self._delta.history() if _RUN in commit)
        before = _files(DeltaTable(self._table.uri, version=undone - 1)) if undone > 0 else []
        now = {each.path: each for each in self.files()}
        stood = {each.path: each for each in before}
        adds = [each for path, each in stood.items() if path not in now]
        removes = [each for path, each in now.items() if path not in stood]
        self.commit(adds, run_id, removes=removes, marks=marks)

    @property
    def _writes(self) -> int:
        return self._delta.transaction_version(_WRITES) or 0

    def _write(
        self, actions: list[AddAction | RemoveAction], told: Mapping[str, str], marks: Mapping[str, int]
    ) -> None:
        how = _properties(told, self._writes + 1, marks)
        with self._alone():
            self._delta.create_write_transaction(
                actions, "append", self._table.schema, list(self._table.partitions), commit_properties=how
            )  # fmt: skip

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            yield
        except CommitFailedError as error:
            raise OtherWriterError(
                f"{self._table.uri}: another run has written since version {self.version}"
            ) from error


def _properties(told: Mapping[str, str], count: int, marks: Mapping[str, int]) -> CommitProperties:
    transactions = [Transaction(_WRITES, count), *(Transaction(name, value) for name, value in marks.items())]
    return CommitProperties(custom_metadata=dict(told), app_transactions=transactions, max_commit_retries=0)


def _add(file: DataFile, data_change: bool = True) -> AddAction:
    now_ms = int(time.time() * 1000)
    return AddAction(file.path, file.size, dict(file.partition), now_ms, data_change, file.statistics)


def _remove(file: DataFile, data_change: bool = True) -> RemoveAction:
    now_ms = int(time.time() * 1000)
    return RemoveAction(file.path, data_change, now_ms, file.size, dict(file.partition))


@cache
def _log_reader() -> duckdb.DuckDBPyConnection:
    """One a process: to make it costs more than to read a log."""
    con = duckdb.connect()
    con.execute("SET GLOBAL TimeZone = 'UTC'")
    return con


def _files(delta: DeltaTable, where: str = "true") -> list[DataFile]:
    with _log_reader().cursor() as con:
        con.register("file", delta.get_add_actions(flatten=True))
        names = [row[0] for row in con.execute("DESCRIBE file").fetchall()]
        rows = con.execute(f"SELECT * FROM file WHERE {where}").fetchall()
    return [_file(dict(zip(names, row, strict=True))) for row in rows]


def _file(row: dict[str, Any]) -> DataFile:
    partition = {name: _in_path(value) for name, value in _part(row, "partition.").items()}
    bounds = (_part(row, "min."), _part(row, "max."), _part(row, "null_count."))
    return DataFile(unquote(row["path"]), row["size_bytes"], row["num_records"], partition, *bounds)


def _in_path(value: object) -> str:
    """A partition's value as paths and the log have it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _part(row: dict[str, Any], prefix: str) -> dict[str, Any]:
    return {
        key.removeprefix(prefix): _told(value)
        for key, value in row.items()
        if key.startswith(prefix) and value is not None
    }


def _told(value: object) -> object:
    """A bound as the log has it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return value
