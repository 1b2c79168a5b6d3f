"""A run from its worklist to its commits: read, settle, account, commit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from typing import Any

import duckdb

from contract import EXCHANGE_FOLDER, REASON
from replica import RULE_VERSION
from replica.carriers.carrier import Carrier
from replica.carriers.choose import carrier_of, choose
from replica.carriers.exchange import Exchange
from replica.engine.connect import rule
from replica.plan.cut import bucket_count
from replica.plan.landed import Landed
from replica.plan.memory import Memory
from replica.rules.references import load
from replica.settings import Place
from replica.silver import stranded
from replica.silver.account import Account, Entries, accounts_of, close
from replica.silver.commit import Silver, newest_marks, write_ledger, write_quarantine, write_tags
from replica.silver.deadly_lists import give_up_deadly
from replica.silver.frame_phase import FramePhase, frame_phase
from replica.silver.frames import revise_frames
from replica.silver.judged_again import Rewritten, resolve, rewrite_ledger
from replica.silver.manifests import read_manifests
from replica.silver.measure import newest_landed
from replica.silver.phases import ReadPhase, SettlePhase, read_phase, settle_phase
from replica.silver.quality import load_known, write_quality
from replica.silver.replay import Again, find_touched, lost_before, told_later, waiting_for_tags
from replica.silver.revise import rewrite_amended
from replica.silver.run import Run
from replica.silver.stranded import Record
from replica.silver.tags import declare, enter_tag_lists, load_tags, read_tag_lists
from replica.silver.work import Common, ObjectRow, Source, hand_over, load_objects, load_restating
from replica.silver.worklist import Worklist
from replica.store.objects import Objects
from replica.tables.data_file import DataFile
from replica.tables.silver import LEDGER, PI_EVENT, PI_EVENT_FRAME, QUARANTINE, TAG, TAG_QUALITY
from replica.telemetry.steps import Steps


def work_through(
    run: Run, con: duckdb.DuckDBPyConnection, bronze: Objects, silver: Silver, work: Worklist, steps: Steps, *, after: str | None
) -> tuple[list[Account], list[dict[str, Any]]]:  # fmt: skip
    """Clean the worklist and commit; the accounts, and what turned into what of that which was judged again.

    `after` names a run that was ended from outside, null where the last one was not.
    """
    entries = {number: Entries(each) for number, each in enumerate(sorted([*work.landed, *work.batches]), start=1)}
    rows: dict[str, int] = {}
    _enter_again(entries, rows, work.again)
    records = _open_batches(run, silver, entries)
    lists, sources = _sort_out(run, bronze, entries, work, rows)
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
        sources += _find_waiting(run, con, silver, common, entries, rows, work.memory)
        again = {number: each.landed for number, each in entries.items() if each.replay is not None}
        lost_before(con, silver, again, run.limits.scratch)
        hand_over(con, exchange, common, run.limits.scratch, "object", "tag_version", "lost_before")
        steps.done("tags")
        data = [each for each in sources if each.arrival not in lists and entries[each.arrival].outcome == "read"]
        read, frames = _read(run, carrier, common, data, entries, rows)
        load(con, "span", "arrival INTEGER, asset_key VARCHAR, first_ticks BIGINT, last_ticks BIGINT", read.spans)
        load_restating(con, common)
        hand_over(con, exchange, common, run.limits.scratch, "span", "restating")
        find_touched(con, silver, [each.landed for each in work.again], common.buckets, read, run.limits.scratch)
        steps.done("read")
        standing = _standing(silver, read)
        renames = declare(con, read.assets, run.settings.views)
        load_known(con, silver, run.limits.scratch)
        hand_over(con, exchange, common, run.limits.scratch, "tag_known", "tag_silence")
        settled = settle_phase(carrier, common, entries, read, list(standing.values()), renames, run.tasks)
        steps.done("settle")
        has_new_tags = enter_tag_lists(con, lists)
        revised = revise_frames(
            con, silver, exchange, frames.frames, entries, run.limits.scratch, run.run_id,
            is_again=any(each.place in run.settings.event_places for each in again.values()),
        )  # fmt: skip
        accounts = accounts_of(entries.values(), rows, work.memory)
        close(accounts)
        _commit(
            run, con, silver, exchange, work, accounts, records, [*read.quarantined, *frames.quarantined], settled, standing, revised,
            has_new_tags,
        )  # fmt: skip
        steps.done("commit")
    return accounts, [
        {**dict(zip(("site", "feeder", "view", "was", "became"), turn, strict=True)), "cells": cells}
        for turn, cells in sorted(settled.turned.items())
    ]


def _read(
    run: Run, carrier: Carrier, common: Common, data: Sequence[Source], entries: Mapping[int, Entries], rows: Mapping[str, int]
) -> tuple[ReadPhase, FramePhase]:  # fmt: skip
    """Read what views of readings have, and what event views have."""
    events = run.settings.event_places
    readings, frames = ([each for each in data if (each.place in events) is told] for told in (False, True))
    return (
        read_phase(carrier, common, readings, entries, rows, run.tasks),
        frame_phase(carrier, common, frames, entries, rows, run.tasks),
    )


def _enter_again(entries: dict[int, Entries], rows: dict[str, int], again: Iterable[Again]) -> None:
    """Number what is judged again behind all else, and enter the rows that its manifests said."""
    for number, each in enumerate(again, start=len(entries) + 1):
        entries[number] = Entries(each.landed, each.replay)
        if each.manifest_rows is not None:
            rows[each.landed.key] = each.manifest_rows


def _find_waiting(
    run: Run, con: duckdb.DuckDBPyConnection, silver: Silver, common: Common, entries: dict[int, Entries], rows: dict[str, int],
    memory: Memory,
) -> list[Source]:  # fmt: skip
    """Enter the objects that a tag of this run was missing from, and those that landed after what is read and bear on it."""
    first = len(entries) + 1
    places = run.settings.views.keys() - run.settings.tag_places
    _enter_new(entries, rows, waiting_for_tags(con, silver, run.limits.scratch), places)
    # of frames nothing depends on when they are found: all that landed later is read with them
    restating = {
        place for place in places if run.settings.views[place].options.get("restates")
    } | run.settings.event_places
    told = (memory.in_order(each.landed) for each in entries.values() if each.outcome == "read")
    early = {each.place: each for each in sorted(told, reverse=True) if each.place is not None and each.place in places}
    _enter_new(entries, rows, told_later(con, silver, early, restating, run.limits.scratch), places)
    load_objects(con, common, _named(entries))
    return [_source(number, entries[number].landed) for number in range(first, len(entries) + 1)]


def _enter_new(
    entries: dict[int, Entries], rows: dict[str, int], again: Iterable[Again], places: Collection[Place]
) -> None:
    known = {(each.landed.key, each.landed.version) for each in entries.values()}
    _enter_again(
        entries, rows,
        [each for each in again if each.landed.place in places and (each.landed.key, each.landed.version) not in known],
    )  # fmt: skip


def _open_batches(run: Run, silver: Silver, entries: Mapping[int, Entries]) -> list[Record]:
    batches = {number: each for number, each in entries.items() if each.landed.version == stranded.OUTCOME}
    return [
        record for number, each in batches.items() for record in stranded.open_batch(silver.objects, run.settings, each, number)
    ]  # fmt: skip


def _sort_out(
    run: Run, bronze: Objects, entries: Mapping[int, Entries], work: Worklist, rows: dict[str, int]
) -> tuple[dict[int, Entries], list[Source]]:
    """Tag lists and all objects to read; what is neither is given up or refused. Enters the rows that manifests name."""
    landed = {number: each for number, each in entries.items() if each.outcome == "read"}
    for each in landed.values():
        if each.landed.refusal is not None:
            each.refuse(each.landed.refusal, each.landed.detail)
    accepted = {number: each for number, each in landed.items() if each.outcome == "read"}
    rows |= work.memory.manifest_rows | read_manifests(bronze, [e for e in accepted.values() if e.landed.is_manifest])
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
        sources.append(_source(number, each.landed))
    return lists, sources


def _source(number: int, one: Landed) -> Source:
    assert one.place is not None
    return Source(
        number, *one.place, one.key, one.version, one.etag, one.size, one.landed_us, one.ordinal, one.name or ""
    )


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
        (number, *(one.place or (None, None, None)), one.key, one.version, one.landed_us, one.ordinal, each.replay)
        for number, each in entries.items()
        for one in [each.landed]
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
    records: list[Record], quarantined: list[DataFile], settled: SettlePhase, standing: Mapping[str, DataFile], frames: Rewritten,
    has_new_tags: bool,
) -> None:  # fmt: skip
    scratch = run.limits.scratch
    adds, removes = rewrite_amended(con, silver.objects, exchange, settled.amended, standing, scratch, run.run_id)
    con.execute("CREATE OR REPLACE TEMP VIEW lost_cell AS FROM lost_tag")
    con.execute(rule("quarantine"))
    if has_new_tags:
        before = silver.open[TAG.name]
        silver.write(TAG, run.run_id, write_tags(con, silver, scratch, run.run_id), before.files() if before else [])
    silver.write(PI_EVENT, run.run_id, [*settled.files, *adds], removes)
    silver.write(PI_EVENT_FRAME, run.run_id, *frames)
    told, outdated = write_quality(con, silver, exchange, settled.quality, scratch, run.run_id)
    silver.write(TAG_QUALITY, run.run_id, told, outdated)
    lost = [*quarantined, *write_quarantine(con, silver, scratch, run.run_id, accounts, records)]
    resolved, unresolved = resolve(con, silver, scratch, run.run_id, lost)
    silver.write(QUARANTINE, run.run_id, [*lost, *resolved], unresolved)
    newest = newest_marks(newest_landed([each for each in accounts if not each.is_replay], {}))
    without, replaced = rewrite_ledger(con, silver, scratch, run.run_id)
    silver.write(
        LEDGER, run.run_id, [*write_ledger(con, silver, scratch, run.run_id, accounts), *without], replaced,
        marks={**work.marks, **newest},
    )  # fmt: skip
