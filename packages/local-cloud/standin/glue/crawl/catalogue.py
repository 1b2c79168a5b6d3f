"""Writes tables and partitions through the Glue API, with the rights of the crawler's role."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from standin.glue.crawl.plan import CrawlError, Plan
from standin.glue.crawl.table_input import TableInput

# Most partitions that one request takes.
_BATCH = 100

Values = tuple[str, ...]


@dataclass
class Counts:
    """Counts of what a crawl has changed."""

    tables_created: int = 0
    tables_updated: int = 0


@dataclass(frozen=True)
class Catalogue:
    glue: Any
    plan: Plan
    log: Callable[[str], None]
    counts: Counts

    def write(self, table: TableInput, partitions: Mapping[Values, str]) -> None:
        """Create or update the table, then its partitions, by values to location; they have the table's columns."""
        standing = self._standing(table["Name"])
        if standing is None:
            self.glue.create_table(DatabaseName=self.plan.database, TableInput=table)
            self.counts.tables_created += 1
            self.log(f"INFO : Created table {table['Name']} in database {self.plan.database}")
        else:
            self._update(standing, table)
        if table["PartitionKeys"] and partitions:
            self._write_partitions(table, partitions)

    def _standing(self, name: str) -> dict[str, Any] | None:
        try:
            found: dict[str, Any] = self.glue.get_table(DatabaseName=self.plan.database, Name=name)["Table"]
        except ClientError as error:
            if error.response["Error"]["Code"] != "EntityNotFoundException":
                raise
            return None
        return found

    def _update(self, standing: dict[str, Any], table: TableInput) -> None:
        old, new = standing["StorageDescriptor"]["Location"], table["StorageDescriptor"]["Location"]
        if old != new:
            raise CrawlError(f"table {table['Name']}: got the location {new}, wanted {old}, where it stands")
        # What people added to a table stays.
        update = {
            **table,
            "Description": standing.get("Description") or "",
            "Parameters": {**standing["Parameters"], **table["Parameters"]},
        }
        if all(standing.get(name) == value for name, value in update.items()):
            return
        if not self.plan.updates_tables:
            self.log(f"INFO : Table {table['Name']} differs and stays as it is (UpdateBehavior LOG)")
            return
        self.glue.update_table(DatabaseName=self.plan.database, TableInput=update)
        self.counts.tables_updated += 1
        self.log(f"INFO : Updated table {table['Name']} in database {self.plan.database}")

    def _write_partitions(self, table: TableInput, partitions: Mapping[Values, str]) -> None:
        named = {"DatabaseName": self.plan.database, "TableName": table["Name"]}
        pages = self.glue.get_paginator("get_partitions").paginate(**named)
        standing = {tuple(each["Values"]): each["StorageDescriptor"] for page in pages for each in page["Partitions"]}
        wanted = {
            values: {**table["StorageDescriptor"], "Location": partitions[values]} for values in sorted(partitions)
        }
        entries = [(values, {"Values": list(values), "StorageDescriptor": each}) for values, each in wanted.items()]
        new = [entry for values, entry in entries if values not in standing]
        changed = [
            {"PartitionValueList": list(values), "PartitionInput": entry}
            for values, entry in entries
            if values in standing and standing[values] != wanted[values]
        ]
        for batch in _batches(new):
            _refuse_errors(self.glue.batch_create_partition(**named, PartitionInputList=batch))
        for batch in _batches(changed):
            _refuse_errors(self.glue.batch_update_partition(**named, Entries=batch))
        gone = len(standing.keys() - wanted.keys())
        self.log(
            f"INFO : Table {table['Name']}: {len(new)} partitions created, {len(changed)} updated, "
            f"{gone} without objects left as they are (DeleteBehavior LOG)"
        )


def _batches(entries: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(entries), _BATCH):
        yield list(entries[start : start + _BATCH])


def _refuse_errors(answer: dict[str, Any]) -> None:
    for error in answer.get("Errors") or ():
        detail = error["ErrorDetail"]
        raise CrawlError(f"{detail['ErrorCode']}: {detail['ErrorMessage']} ({error})")
