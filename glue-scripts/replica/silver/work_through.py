"""A run from its worklist to its commits: read, settle, account, commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict

import duckdb

from contract import EXCHANGE_FOLDER, REASON
from replica import RULE_VERSION
from replica.carriers.choose import carrier_of, choose
from replica.carriers.exchange import Exchange
from replica.engine.connect import rule
from replica.plan.cut import bucket_count
from replica.silver import stranded
from replica.silver.account import Account, Entries, accounts_of, close
from replica.silver.commit import Silver, newest_marks, write_ledger, write_quarantine, write_tags
from replica.silver.deadly_lists import give_up_deadly
from replica.silver.manifests import read_manifests
from replica.silver.measure import newest_landed
from replica.silver.phases import ReadPhase, SettlePhase, read_phase, settle_phase
from replica.silver.revise import rewrite_outdated
from replica.silver.run import Run
from replica.silver.stranded import Record
from replica.silver.tags import declare, enter_tag_lists, load_tags, read_tag_lists
from replica.silver.work import Common, ObjectRow, Source, hand_over, load_objects
from replica.silver.worklist import Worklist
from replica.store.objects import Objects
from replica.tables.data_file import DataFile
from replica.tables.silver import LEDGER, PI_EVENT, QUARANTINE, TAG
from replica.telemetry.steps import Steps


def work_through(
    run: Run, con: duckdb.DuckDBPyConnection, bronze: Objects, silver: Silver, work: Worklist, steps: Steps, *, after: str | None
) -> list[Account]:  # fmt: skip
    """Clean the worklist and commit; the accounts. `after` names a run that was ended from outside, null where the last one was not."""
    entries = {number: Entries(each) for number, each in enumerate(sorted([*work.landed, *work.batches]), start=1)}
    records = _open_batches(run, silver, entries)
    lists, sources, rows = _sort_out(run, bronze, entries, work)
    name = choose(
        run.carrier, run.settings.spark_from_gib, sum(each.size for each in sources), after_end=after is not None
    )
    carrier, place = carrier_of(name, run.limits, run.silver, f"{EXCHANGE_FOLDER}{run.run_id}")
    common, exchange = _common(run, sources, place), place.objects
    with closing(place):
        load_objects(con, common, _named(entries))
        load_tags(con, silver.objects, silver.open[TAG.name], run.limits.scratch)
        if after is not None:
            give_up_deadly(run.limits, common, lists, sources)
        read_tag_lists(con, bronze, lists, sources, run.limits.scratch)
        con.execute(rule("tag_history"))
        hand_over(con, exchange, common, run.limits.scratch, "object", "tag_version")
        steps.done("tags")
        data = [each for each in sources if each.arrival not in lists and entries[each.arrival].outcome == "read"]
        read = read_phase(carrier, common, data, entries, rows, run.tasks)
        steps.done("read")
        standing = _standing(silver, read)
        renames = declare(con, read.assets, run.settings.views)
        settled = settle_phase(carrier, common, entries, read, list(standing.values()), renames, run.tasks)
        steps.done("settle")
        has_new_tags = enter_tag_lists(con, lists)
        accounts = accounts_of(entries.values(), rows, work.memory)
        close(accounts)
        _commit(run, con, silver, exchange, work, accounts, records, read, settled, standing, has_new_tags)
        steps.done("commit")
    return accounts


def _open_batches(run: Run, silver: Silver, entries: Mapping[int, Entries]) -> list[Record]:
    batches = {number: each for number, each in entries.items() if each.landed.version == stranded.OUTCOME}
    return [
        record for number, each in batches.items() for record in stranded.open_batch(silver.objects, run.settings, each, number)
    ]  # fmt: skip


def _sort_out(
    run: Run, bronze: Objects, entries: Mapping[int, Entries], work: Worklist
) -> tuple[dict[int, Entries], list[Source], dict[str, int]]:
    """Tag lists, all objects to read, and the rows that manifests name; what is neither is given up or refused."""
    landed = {number: each for number, each in entries.items() if each.outcome == "read"}
    for each in landed.values():
        if each.landed.refusal is not None:
            each.refuse(each.landed.refusal, each.landed.detail)
    accepted = {number: each for number, each in landed.items() if each.outcome == "read"}
    rows = work.memory.manifest_rows | read_manifests(bronze, [e for e in accepted.values() if e.landed.is_manifest])
    lists, sources = {}, []
    for number, each in accepted.items():
        if each.landed.is_manifest:
            continue
        place = each.landed.place
        view = run.settings.views.get(place) if place else None
        if place is None or view is None:
            each.give_up(
                REASON.F_VIEW_UNKNOWN,
                "no site, feeder and view of the settings has such a key",
                rows.get(each.landed.key),
            )
            continue
        if place in run.settings.tag_places:
            lists[number] = each
        one = each.landed
        sources.append(
            Source(number, *place, one.key, one.version, one.etag, one.size, one.landed_us, one.ordinal, one.name or "")
        )  # fmt: skip
    return lists, sources, rows


def _common(run: Run, sources: Sequence[Source], exchange: Exchange) -> Common:
    views = [{"place": list(place), "view": view.to_json()} for place, view in run.settings.views.items()]
    sites = [{"id": name, **asdict(site)} for name, site in run.settings.sites.items()]
    return Common(
        run.run_id, RULE_VERSION, run.now.isoformat(), run.bronze, run.silver, exchange.at, exchange.folder,
        bucket_count([each.size for each in sources], run.tasks), sites, views,
    )  # fmt: skip


def _named(entries: Mapping[int, Entries]) -> list[ObjectRow]:
    """Every object of the run: what a cell's origin is looked up in."""
    return [
        (number, *(one.place or (None, None, None)), one.key, one.version, one.landed_us, one.ordinal)
        for number, one in ((number, each.landed) for number, each in entries.items())
    ]


def _standing(silver: Silver, read: ReadPhase) -> dict[str, DataFile]:
    """Silver's files of the sites and days that came in, by path."""
    opened = silver.open[PI_EVENT.name]
    if opened is None:
        return {}
    return {
        file.path: file
        for file in opened.files()
        if file.partition["event_date"] in read.days.get(file.partition["site"], ())
    }


def _commit(
    run: Run, con: duckdb.DuckDBPyConnection, silver: Silver, exchange: Objects, work: Worklist, accounts: list[Account],
    records: list[Record], read: ReadPhase, settled: SettlePhase, standing: Mapping[str, DataFile], has_new_tags: bool,
) -> None:  # fmt: skip
    scratch = run.limits.scratch
    adds, removes = rewrite_outdated(con, silver.objects, exchange, settled.outdated, standing, scratch, run.run_id)
    con.execute("CREATE OR REPLACE TEMP VIEW lost_cell AS FROM lost_tag")
    con.execute(rule("quarantine"))
    if has_new_tags:
        before = silver.open[TAG.name]
        silver.write(TAG, run.run_id, write_tags(con, silver, scratch, run.run_id), before.files() if before else [])
    silver.write(PI_EVENT, run.run_id, [*settled.files, *adds], removes)
    silver.write(
        QUARANTINE,
        run.run_id,
        [*read.quarantined, *write_quarantine(con, silver, scratch, run.run_id, accounts, records)],
    )
    newest = newest_marks(newest_landed(accounts, {}))
    silver.write(
        LEDGER, run.run_id, write_ledger(con, silver, scratch, run.run_id, accounts), marks={**work.marks, **newest}
    )
