"""What a dataset was last built from: marks in its table's log, and the plan as a file that only the log makes count."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, replace

from replica.gold.dataset import Dataset, gold_table
from replica.gold.run import Build, Silver
from replica.tables.table import OpenTable

_RULES, _SILVER, _TAGS, _BUILD = "gold-rules", "gold-silver", "gold-tag", "gold-build"


@dataclass(frozen=True)
class Marks:
    """Versions of silver's tables, and `rules`, which stands for all else that a build depends on. `build` names the build that
    last changed a row, by its milliseconds since 1970."""

    rules: int
    silver: int
    tags: int
    build: int

    def to_log(self) -> dict[str, int]:
        return {_RULES: self.rules, _SILVER: self.silver, _TAGS: self.tags, _BUILD: self.build}

    def seen(self, due: Marks) -> Marks:
        """The same build, which `due` would not change."""
        return replace(due, build=self.build)


def marks_of(opened: OpenTable | None) -> Marks | None:
    """Marks of the last build, null where none was."""
    if opened is None:
        return None
    rules, silver, tags, build = (opened.mark(name) for name in (_RULES, _SILVER, _TAGS, _BUILD))
    return (
        None if rules is None or silver is None or tags is None or build is None else Marks(rules, silver, tags, build)
    )


def marks_due(run: Build, dataset: Dataset, silver: Silver) -> Marks:
    """Marks of a build that would begin now."""
    told = (
        run.rule_version,
        dataset.site,
        dataset.feeder,
        dataset.view,
        dataset.grid_s,
        dataset.air_kpa,
        dataset.silent_after_s,
        dataset.rate_percent_per_s,
        dataset.flat_after_s,
        silver.events.identity,
        *dataset.statistics,
    )
    digest = hashlib.sha256(repr(told).encode()).digest()
    return Marks(
        int.from_bytes(digest[:7], "big"), silver.events.version, silver.tags.version, time.time_ns() // 1_000_000
    )  # fmt: skip


def plan_object(dataset: str, build: int) -> str:
    """The build's plan, below gold. Readers of Delta, and vacuum, pass over names that begin with _."""
    return f"{gold_table('', dataset).folder}/_plan/{build}.parquet"


def alive_object(dataset: str, build: int) -> str:
    """When the build's view was alive, beside its plan."""
    return f"{gold_table('', dataset).folder}/_plan/{build}-alive.parquet"
