"""What data scientists read: `<dataset>.parquet`, one object, or a folder of months where it grew too large for one.

Both answer to the same line, `pd.read_parquet('s3://<gold>/<dataset>.parquet')`. In the folder each month is one object, replaced by a
single PUT; `_manifest.json`, which readers of Parquet pass over, is written last and says which version they all belong to.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from replica.engine.limits import Limits
from replica.gold.dataset import Column, gold_table
from replica.gold.exporting.single_object import BUILD, ROWS, VERSION, Part, write_object
from replica.gold.fetch import fetched
from replica.gold.planning.columns import given_columns
from replica.gold.run import Exported
from replica.gold.silences import last_silences
from replica.gold.steps import connect_gold
from replica.store.objects import Objects
from replica.store.places import objects_at
from replica.tables.data_file import DataFile
from replica.tables.table import OpenTable

_GIB = 1 << 30


@dataclass(frozen=True)
class Export:
    """The export of one version of a dataset's table; `build` names the build that last changed a row of it, whose view may be silent
    for `silent_ticks` and whose `statistics` stand beside each sample."""

    gold: str
    dataset: str
    table: OpenTable
    build: int
    silent_ticks: int
    statistics: Sequence[str]
    single_object_gib: float
    limits: Limits

    @property
    def objects(self) -> Objects:
        return objects_at(self.gold)

    @property
    def name(self) -> str:
        return f"{self.dataset}.parquet"

    @property
    def manifest_name(self) -> str:
        return f"{self.name}/_manifest.json"

    def run(self) -> Exported | None:
        """Bring the export to the table's version; null where it stands there already."""
        manifest, metadata = self._manifest(), self.objects.metadata(self.name)
        files = self.table.files()
        # A dataset that was too large comes back only when it is clearly smaller: it must not change its form every hour.
        most = self.single_object_gib * _GIB / (2 if manifest else 1)
        if sum(file.size for file in files) > most:
            if not metadata and manifest.get(BUILD) == self.build:
                return None
            exported = self._put_months(_by_month(files), manifest.get("months", {}))
            self.objects.delete([self.name] if metadata else [])
            return exported
        if not manifest and metadata.get(BUILD) == str(self.build):
            return None
        exported = self._put_single(files)
        self.objects.delete([each.name for each in self.objects.listed(f"{self.name}/")])
        return exported

    def _manifest(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads(self.objects.read(self.manifest_name))
        except (FileNotFoundError, NotADirectoryError):
            return {}
        return found

    def _put_single(self, files: list[DataFile]) -> Exported:
        with self._parts(files) as (parts, columns):
            return self._put(parts, columns, self.name)

    def _put_months(self, by_month: dict[str, list[DataFile]], before: dict[str, Any]) -> Exported:
        months: dict[str, Any] = {}
        for month, files in by_month.items():
            paths = sorted(file.path for file in files)
            name = f"{self.name}/year={month[:4]}/month={month[5:]}/part.parquet"
            if before.get(month, {}).get("files") != paths:
                with self._parts(files) as (parts, columns):
                    exported = self._put(parts, columns, name)
                told = {"rows": exported.rows, "cells": exported.cells, "empty": exported.empty}
                months[month] = {"object": name, "files": paths, VERSION: self.table.version, **told}
            else:
                months[month] = before[month]
        manifest = {VERSION: self.table.version, BUILD: self.build, "months": months}
        self.objects.write(self.manifest_name, json.dumps(manifest, indent=1).encode())
        self.objects.delete([told["object"] for month, told in before.items() if month not in months])
        return Exported(*(sum(told[figure] for told in months.values()) for figure in ("rows", "cells", "empty")))

    @contextmanager
    def _parts(self, files: list[DataFile]) -> Iterator[tuple[list[Part], list[Column]]]:
        folder = gold_table(self.gold, self.dataset).folder
        ordered = sorted(files, key=lambda file: (file.partition["month"], file.low.get("asset", "")))
        with fetched(self.gold, [f"{folder}/{file.path}" for file in ordered], self.limits.scratch) as paths:
            with connect_gold(self.limits) as con:
                columns = given_columns(con, self.gold, self.dataset, self.limits.scratch)
            yield (
                [
                    Part(path, file.rows, file.low.get("asset"), file.high.get("asset"))
                    for path, file in zip(paths, ordered, strict=True)
                ],
                columns,
            )

    def _put(self, parts: Sequence[Part], columns: Sequence[Column], name: str) -> Exported:
        file = self.limits.scratch / "export.parquet"
        silences = last_silences(self.gold, self.dataset, self.build, self.silent_ticks, self.limits)
        with connect_gold(self.limits) as con:
            exported = write_object(con, parts, columns, self.statistics, self.table.version, silences, file)
        told = {VERSION: str(self.table.version), ROWS: str(exported.rows), BUILD: str(self.build)}
        self.objects.put(file, name, told)
        file.unlink()
        return exported


def _by_month(files: list[DataFile]) -> dict[str, list[DataFile]]:
    by_month: defaultdict[str, list[DataFile]] = defaultdict(list)
    for file in sorted(files, key=lambda file: file.partition["month"]):
        by_month[file.partition["month"]].append(file)
    return dict(by_month)
