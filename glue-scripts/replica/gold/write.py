"""From a plan to one commit: its windows as tasks, their files in, the files of their months out."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

from contract import EXCHANGE_FOLDER
from replica.carriers.carrier import Lost, Task
from replica.carriers.choose import carrier_of, choose
from replica.gold.dataset import Dataset, gold_table, silent_ticks
from replica.gold.last_build import Marks, alive_object, plan_object
from replica.gold.month import TICKS_PER_S, day_of, month_after, month_begin
from replica.gold.planning.plan import Group, Plan
from replica.gold.run import Build, Silver
from replica.gold.steps import Steps
from replica.gold.tasks.widen import Widening
from replica.gold.tasks.window import Window
from replica.store.places import objects_at
from replica.tables.data_file import DataFile
from replica.tables.table import OpenTable


class LostWindowError(RuntimeError):
    """The task of a window ended without an account; nothing is committed."""


@dataclass(frozen=True)
class Writing:
    """The writing of one planned build; `opened` is the table as it was planned for, null where there is none yet."""

    run: Build
    dataset: Dataset
    silver: Silver
    opened: OpenTable | None
    plan: Plan
    steps: Steps

    def write(self, last: Marks | None, due: Marks) -> None:
        """Build the plan's months and commit them. A build that changes no row only notes what it has seen of silver."""
        if not self.plan.months and last is not None and self.opened is not None:
            self.opened.commit([], self.run.run_id, marks=last.seen(due).to_log())
            return
        files = [file for file in self.silver.events.files() if file.partition["site"] == self.dataset.site]
        windows = [self._window(group, files, due) for group in self.plan.groups]
        size = sum(file.size for file in files if any(file.path in each.files for each in windows))
        built = self._carry([each.to_task() for each in windows], size)
        with self.steps.timed("commit"):
            self._commit(built, due)
        self._forget_plans_but(due)

    def _commit(self, built: list[DataFile], due: Marks) -> None:
        run, opened, marks = self.run, self.opened, due.to_log()
        table = gold_table(run.gold, self.dataset.name, self.plan.columns, self.dataset.statistics)
        if opened is None:
            table.create(built, run.run_id, marks)
            return
        opened = opened.of(table)
        before = opened.files()
        if self.plan.is_whole:
            opened.replace(built, run.run_id, marks)
            return
        kept = [file for file in before if file.partition["month"] not in self.plan.months]
        known = opened.columns
        if all(column.name in known for column in self.plan.columns):
            removes = [file for file in before if file.partition["month"] in self.plan.months]
            opened.commit(built, run.run_id, removes=removes, marks=marks)
        else:
            widened = self._carry(
                [self._widening(file, list(known)).to_task() for file in kept], sum(e.size for e in kept)
            )
            opened.replace([*built, *widened], run.run_id, marks)

    def _carry(self, tasks: list[Task], size: int) -> list[DataFile]:
        """Do the tasks over `size` bytes; the files that they made."""
        run = self.run
        name = choose(run.carrier, run.settings.spark_from_gib, size)
        carrier, exchange = carrier_of(name, run.limits, run.gold, f"{EXCHANGE_FOLDER}{run.run_id}")
        files = []
        with closing(exchange):
            for told in carrier.carry(tasks):
                if isinstance(told, Lost):
                    raise LostWindowError(f"{self.dataset.name}: {told.why}")
                self.steps.add(told["steps"])
                if told["file"] is not None:
                    files.append(DataFile(**told["file"]))
        return files

    def _window(self, group: Group, files: list[DataFile], due: Marks) -> Window:
        grid_ticks = self.dataset.grid_s * TICKS_PER_S
        begin, end = (_next_cell(month_begin(month), grid_ticks) for month in (group.month, month_after(group.month)))
        begin, end = begin - group.reach_ticks, end + group.reach_ticks + 1
        read = [file.path for file in files if _may_tell(file, group, day_of(begin), day_of(end - 1))]
        return Window(
            self.dataset.name, self.dataset.site, self.dataset.feeder, self.dataset.view, self.dataset.grid_s, group.month,
            group.first, group.last, begin, end, read, self._columns(), list(self.dataset.statistics),
            plan_object(self.dataset.name, due.build), alive_object(self.dataset.name, due.build), silent_ticks(self.dataset),
            self.run.silver, self.run.gold, self.run.run_id,
        )  # fmt: skip

    def _widening(self, file: DataFile, known: list[str]) -> Widening:
        return Widening(
            self.dataset.name, file.partition["month"], file.path, self._columns(), list(self.dataset.statistics), known,
            self.run.gold, self.run.run_id,
        )  # fmt: skip

    def _columns(self) -> list[list[str]]:
        return [[column.name, column.type] for column in self.plan.columns]

    def _forget_plans_but(self, due: Marks) -> None:
        objects, kept = (
            objects_at(self.run.gold),
            [name(self.dataset.name, due.build) for name in (plan_object, alive_object)],
        )
        folder = kept[0].rpartition("/")[0]
        objects.delete([each.name for each in objects.listed(f"{folder}/") if each.name not in kept])


def _may_tell(file: DataFile, group: Group, first_day: str, last_day: str) -> bool:
    """Whether a file of silver may hold a reading of the group's tags on these days."""
    first_tag, last_tag = file.low.get("tag_id", group.first_tag), file.high.get("tag_id", group.last_tag)
    is_of_days = first_day <= file.partition["event_date"] <= last_day
    return is_of_days and bool(first_tag <= group.last_tag and group.first_tag <= last_tag)


def _next_cell(ticks: int, grid_ticks: int) -> int:
    """Beginning of the first cell that begins at or after a moment."""
    return -(-ticks // grid_ticks) * grid_ticks
