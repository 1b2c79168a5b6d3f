"""Small files of a table become few large ones, partition by partition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb

from replica.engine.connect import identifier, listed, literal
from replica.maintenance.layout import Layout
from replica.plan.cut import cut
from replica.store.objects import Objects
from replica.tables.data_file import DataFile, write_file
from replica.tables.table import OpenTable

_FETCHED_AT_ONCE = 16
_MOST_FILES = 4000


@dataclass(frozen=True)
class Compaction:
    """The compaction of one table; `silver` are the objects of its layer."""

    layout: Layout
    silver: Objects
    con: duckdb.DuckDBPyConnection
    scratch: Path
    run_id: str

    def compact(self, opened: OpenTable) -> None:
        """Write anew what lies in too many small files, in one commit; what does not is not opened.

        Raises OtherWriterError where the table is not as it was when it was opened.
        """
        adds: list[DataFile] = []
        removes: list[DataFile] = []
        for group in crowded(opened.files(), self.layout):
            adds += self._rewritten(group)
            removes += group
        if removes:
            opened.rearrange(adds, removes, self.run_id)

    def _rewritten(self, group: list[DataFile]) -> list[DataFile]:
        local = self._fetched(group)
        source = (
            f"read_parquet({listed([str(each) for each in local])}, union_by_name = true, hive_partitioning = false)"
        )
        table, order = self.layout.table, ", ".join(self.layout.order)
        written = [
            write_file(
                self.con, table.select(source, where, order), self.silver, table.folder, self.scratch,
                run_id=self.run_id, partition=group[0].partition, bounds=table.kinds,
            )
            for where in self._cuts(source, group)
        ]  # fmt: skip
        for each in local:
            each.unlink()
        return [each for each in written if each is not None]

    def _cuts(self, source: str, group: list[DataFile]) -> list[str]:
        """Conditions that cut the group's rows into files of about the wanted size."""
        pieces = -(-sum(each.size for each in group) // self.layout.target)
        if pieces == 1:
            return ["true"]
        first = identifier(self.layout.order[0])
        counts: list[tuple[str, int]] = self.con.execute(
            f"SELECT {first}, count(*) FROM {source} GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        # With one tag more than the share no small rest is left over.
        most = -(-sum(rows for _, rows in counts) // pieces) + max(rows for _, rows in counts) // 2
        return [
            f"{first} BETWEEN {literal(some[0])} AND {literal(some[-1])}" for some in cut(counts, most, len(counts))
        ]  # fmt: skip

    def _fetched(self, group: Iterable[DataFile]) -> list[Path]:
        folder = self.layout.table.folder
        with ThreadPoolExecutor(_FETCHED_AT_ONCE) as pool:
            return list(
                pool.map(
                    lambda told: self.silver.get(f"{folder}/{told[1].path}", self.scratch / f"{told[0]}.small"),
                    enumerate(group),
                )
            )


def crowded(files: Iterable[DataFile], layout: Layout) -> Iterator[list[DataFile]]:
    """Small files that are to be written as one group, of partitions that have more than a few of them."""
    partitions: dict[tuple[tuple[str, str], ...], list[DataFile]] = {}
    for file in files:
        if file.size < layout.small:
            partitions.setdefault(tuple(file.partition.items()), []).append(file)
    for members in partitions.values():
        if len(members) > layout.few:
            members.sort(key=lambda file: (str(file.low.get(layout.order[0], "")), file.path))
            groups = cut(((file, file.size) for file in members), layout.together, _MOST_FILES)
            yield from (group for group in groups if len(group) > 1)
