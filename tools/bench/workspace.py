"""The folders of one replica: bronze as the intake fills it, silver and gold as the jobs do."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from bench.data.landed import remembered, take_in
from bench.data.plant import DATASET


@dataclass(frozen=True)
class Workspace:
    settings: Path
    bronze: Path
    silver: Path
    gold: Path

    @staticmethod
    def fresh(folder: Path, data: Path) -> Workspace:
        """A replica of nothing but the bronze of the set in `data`."""
        shutil.rmtree(folder, ignore_errors=True)
        made = Workspace(data / "settings.json", folder / "bronze", folder / "silver", folder / "gold")
        made.silver.mkdir(parents=True)
        made.gold.mkdir()
        made.take_in(data)
        return made

    def take_in(self, data: Path, ordinal: int = 0) -> None:
        """Let the objects of `data` land; `ordinal` is the number of times that they landed before."""
        take_in(remembered(data), self.bronze, ordinal)

    @property
    def events(self) -> Path:
        """Silver's table of readings."""
        return self.silver / "delta" / "pi_event"

    @property
    def built(self) -> Path:
        """Gold's table of the dataset, which is there at any size, as its one Parquet object is not."""
        return self.gold / "delta" / DATASET

    def beside(self, name: str) -> Workspace:
        """The same bronze, and an empty silver and gold of its own."""
        folder = self.bronze.parent / name
        made = Workspace(self.settings, self.bronze, folder / "silver", folder / "gold")
        made.silver.mkdir(parents=True)
        made.gold.mkdir()
        return made

    def with_gold(self, gold: Path) -> Workspace:
        """The same bronze and silver, and another gold."""
        return replace(self, gold=gold)
