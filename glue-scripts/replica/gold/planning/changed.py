"""Which readings silver has gained, lost or judged anew since the last build."""

from __future__ import annotations

from replica.gold.fetch import fetched
from replica.gold.last_build import Marks, alive_object, plan_object
from replica.gold.month import month_after, month_begin
from replica.gold.planning.work import Work, files_by_month
from replica.gold.run import event_table
from replica.gold.steps import run_step
from replica.tables.changes import changes_between
from replica.tables.data_file import DataFile

_NOTHING = "SELECT ''::VARCHAR AS tag_id, ''::VARCHAR AS unit, 0::BIGINT AS ticks, 0::INTEGER AS seq, 0::DOUBLE AS value, " \
    "''::VARCHAR AS value_string, ''::VARCHAR AS quality WHERE false"  # fmt: skip


def find_changed(work: Work, last: Marks, due: Marks) -> set[str] | None:
    """Fill plan_before and changed; the months in which readings changed, null where what is needed to tell is gone."""
    changes = changes_between(event_table(work.run.silver), last.silver, due.silver)
    if changes is None or not _load_plan_before(work, last):
        return None
    added, removed = (files_by_month(files, work.dataset.site) for files in (changes.added, changes.removed))
    for month in sorted(added.keys() | removed.keys()):
        try:
            _keep(work, "before", month, removed.get(month, []))
            _keep(work, "after", month, added.get(month, []))
        except FileNotFoundError:
            _suspect_all(work, month)
        else:
            run_step(work.con, "difference")
    rows = work.con.execute("SELECT DISTINCT make_timestamp(floor_div(first_ticks, 10)) FROM changed").fetchall()
    return {f"{time:%Y-%m}" for (time,) in rows}


def _load_plan_before(work: Work, last: Marks) -> bool:
    objects = {"plan_before": plan_object, "alive_before": alive_object}
    try:
        with fetched(
            work.run.gold, [name(work.dataset.name, last.build) for name in objects.values()], work.scratch
        ) as paths:
            for table, path in zip(objects, paths, strict=True):
                work.con.execute(f"INSERT INTO {table} FROM read_parquet($1, hive_partitioning = false)", [path])
    except FileNotFoundError:
        return False
    return True


def _keep(work: Work, name: str, month: str, files: list[DataFile]) -> None:
    if files:
        with work.reading_silver(month, files):
            work.con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM silver")
    else:
        work.con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {_NOTHING}")


def _suspect_all(work: Work, month: str) -> None:
    """A file that is gone cannot tell what it held: any reading of its month may differ."""
    _keep(work, "after", month, work.files.get(month, []))
    work.con.execute(
        """INSERT INTO changed
           SELECT tag_id, $1::BIGINT, $2::BIGINT FROM (SELECT tag_id FROM plan_before WHERE month = $3 UNION SELECT tag_id FROM after)""",
        [month_begin(month), month_begin(month_after(month)) - 1, month],
    )
