"""Tag lists after a run that was ended from outside: each is read in a process of its own before the run's own process reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from contract import REASON
from replica.carriers.apart import Apart
from replica.carriers.carrier import Lost
from replica.engine.connect import connect
from replica.engine.limits import Limits
from replica.plan.landed import Landed
from replica.silver.account import Entries
from replica.silver.tags import load_tags, read_tag_lists
from replica.silver.work import Common, Source, load_objects
from replica.store.places import objects_at

_TRY = "replica.silver.deadly_lists:try_list"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def give_up_deadly(limits: Limits, common: Common, lists: dict[int, Entries], sources: Iterable[Source]) -> None:
    """Take out of `lists` what ends the process that reads it."""
    told = [each for each in sources if each.arrival in lists]
    tasks = [{"work": _TRY, "common": common.to_json(), "source": asdict(each)} for each in told]
    for source, answer in zip(told, Apart(limits).carry(tasks), strict=True):
        if isinstance(answer, Lost):
            lists.pop(source.arrival).give_up(REASON.F_POISONED, answer.why, None)


def try_list(task: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """Read the list to its end; that this process outlives it is all that is wanted."""
    common, source = Common(**task["common"]), Source(**task["source"])
    landed_at = _EPOCH + timedelta(microseconds=source.landed_us)
    landed = Landed(
        landed_at, source.ordinal, source.key, source.version, source.etag, source.size, source.name
    )  # fmt: skip
    with connect(limits) as con:
        place = (source.site, source.feeder, source.view)
        load_objects(
            con, common, [(source.arrival, *place, source.key, source.version, source.landed_us, source.ordinal, None)]
        )  # fmt: skip
        load_tags(con, objects_at(common.silver), None, limits.scratch)
        read_tag_lists(
            con, objects_at(common.bronze), {source.arrival: Entries(landed)}, [source], limits.scratch
        )  # fmt: skip
    return {}
