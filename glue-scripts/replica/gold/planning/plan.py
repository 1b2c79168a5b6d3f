"""Before anything is built: what is to be built anew, and of what."""

from __future__ import annotations

from dataclasses import dataclass

from replica.engine.connect import rule
from replica.gold.dataset import Column, Dataset, silent_ticks
from replica.gold.fetch import fetched
from replica.gold.last_build import Marks, alive_object, plan_object
from replica.gold.planning.changed import find_changed
from replica.gold.planning.columns import given_columns, record_columns, with_names
from replica.gold.planning.work import Work, work_on
from replica.gold.run import Build, Silver
from replica.gold.steps import run_step, set_variables
from replica.rules.references import load, load_units
from replica.store.places import objects_at

_READINGS = 5_000_000
_ROWS = 1_000_000


@dataclass(frozen=True)
class Group:
    """Assets from `first` to `last` in a month: the work of one task. Their tags lie between `first_tag` and `last_tag`, and
    `reach_ticks` is the longest time over which a reading of one of them can tell anything."""

    month: str
    first: str
    last: str
    first_tag: str
    last_tag: str
    reach_ticks: int

    def with_more(self, other: Group) -> Group:
        """Both, where `other` is the next asset."""
        return Group(
            self.month, self.first, other.last, min(self.first_tag, other.first_tag), max(self.last_tag, other.last_tag),
            max(self.reach_ticks, other.reach_ticks),
        )  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """`months` are to be built anew, of `groups`; those without a group hold nothing any more. A build
    `is_whole` where all that gold has of the dataset is to go."""

    months: frozenset[str]
    groups: list[Group]
    columns: list[Column]
    is_whole: bool


def make_plan(run: Build, dataset: Dataset, silver: Silver, last: Marks | None, due: Marks) -> Plan:
    """Plan the build `due` after the build `last`, name its columns, and put its plan where its tasks find it."""
    with work_on(run, dataset, silver) as work:
        changed = None if last is None or last.rules != due.rules else find_changed(work, last, due)
        given = given_columns(work.con, run.gold, dataset.name, work.scratch)
        _read_eras(work, given)
        _find_extents(work, set(work.files) if changed is None else changed | _forecast_otherwise(work))
        columns = _name_columns(work, given)
        _make_plan(work, columns)
        every = _months(work, "SELECT month FROM plan UNION SELECT month FROM plan_before")
        months = every if changed is None else every & _months(work, "FROM touched")
        if months:
            _keep(work, due)
        return Plan(months, _groups(work, months), columns, changed is None)


def _find_extents(work: Work, anew: set[str]) -> None:
    """Fill extent and alive: of the months `anew` from silver, of the others from the plan before."""
    work.con.execute(
        """INSERT INTO extent SELECT DISTINCT tag_id, unit, month, first_ticks, last_ticks, readings FROM plan_before
           WHERE NOT list_contains($1::VARCHAR[], month)""",
        [sorted(anew)],
    )
    work.con.execute(
        "INSERT INTO alive FROM alive_before WHERE NOT list_contains($1::VARCHAR[], month)", [sorted(anew)]
    )
    for month in sorted(anew & work.files.keys()):
        with work.reading_silver(month, work.files[month]):
            run_step(work.con, "extent")
            if silent_ticks(work.dataset):
                run_step(work.con, "alive")


def _read_eras(work: Work, given: list[Column]) -> None:
    load(
        work.con, "given_column", "number INTEGER, attribute VARCHAR", [(n, each.attribute) for n, each in enumerate(given)]
    )  # fmt: skip
    with fetched(
        work.run.silver, [f"delta/tag/{file.path}" for file in work.silver.tags.files()], work.scratch
    ) as paths:
        set_variables(work.con, tag_files=paths)
        run_step(work.con, "era")


def _forecast_otherwise(work: Work) -> frozenset[str]:
    """Months of tags that have become forecasts, or are none any more: they were signs of life, or are now."""
    return _months(
        work,
        "SELECT DISTINCT month FROM plan_before JOIN (SELECT DISTINCT tag_id, is_forecast FROM era) AS now USING (tag_id) "
        "WHERE now.is_forecast <> plan_before.is_forecast",
    )


def _name_columns(work: Work, given: list[Column]) -> list[Column]:
    """All columns, those `given` and new ones with the name that they keep."""
    run, con, name = work.run, work.con, work.dataset.name
    run_step(con, "column_wanted")
    columns = with_names(given, con.execute("FROM column_wanted").fetchall())
    if columns != given:
        record_columns(con, run.gold, name, columns, run.run_id, work.scratch)
    return columns


def _make_plan(work: Work, columns: list[Column]) -> None:
    rows = [(slot, each.name, each.attribute, each.kind, each.unit) for slot, each in enumerate(columns)]
    load(
        work.con, "gold_column", 'slot INTEGER, "column" VARCHAR, attribute VARCHAR, kind VARCHAR, unit VARCHAR', rows
    )  # fmt: skip
    load_units(work.con)
    work.con.execute(
        """CREATE OR REPLACE TEMP TABLE unit_text AS
        SELECT unit AS text FROM extent UNION SELECT unit FROM gold_column UNION SELECT tag_unit FROM era"""
    )
    work.con.execute(rule("unit"))
    air_kpa = work.dataset.air_kpa
    work.con.execute("SET VARIABLE air_pa = $1::DOUBLE", [None if air_kpa is None else 1000 * air_kpa])
    run_step(work.con, "scale")
    run_step(work.con, "plan")
    run_step(work.con, "feed_end")
    run_step(work.con, "touched")


def _months(work: Work, query: str) -> frozenset[str]:
    return frozenset(month for (month,) in work.con.execute(query).fetchall())


def _keep(work: Work, due: Marks) -> None:
    for table, name in (("plan", plan_object), ("alive", alive_object)):
        file = work.scratch / f"{table}.parquet"
        work.con.execute(f"COPY {table} TO '{file}' (FORMAT parquet)")
        objects_at(work.run.gold).put(file, name(work.dataset.name, due.build))


def _groups(work: Work, months: frozenset[str]) -> list[Group]:
    """Assets of each of `months` by name, as many to a group as a task can hold."""
    run_step(work.con, "load")
    rows = work.con.execute("FROM load ORDER BY month, asset").fetchall()
    groups: list[Group] = []
    taken = [0, 0]
    for month, asset, *told, readings, cells in rows:
        group = Group(month, asset, asset, *told)
        if group.month not in months:
            continue
        taken = [taken[0] + readings, taken[1] + cells]
        if groups and groups[-1].month == group.month and taken[0] <= _READINGS and taken[1] <= _ROWS:
            groups[-1] = groups[-1].with_more(group)
        else:
            groups.append(group)
            taken = [readings, cells]
    return groups
