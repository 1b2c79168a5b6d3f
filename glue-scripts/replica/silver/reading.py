"""Reading as tasks, whatever they read: their making, and what all their accounts say alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from contract import REASON
from replica.carriers.carrier import Carrier, Lost, Task
from replica.carriers.halve import carried
from replica.plan.cut import READ_BYTES, READ_OBJECTS, cut, share
from replica.silver.account import Entries
from replica.silver.work import Common, Source


def read_all(
    work: str, carrier: Carrier, common: Common, sources: Sequence[Source], entries: Mapping[int, Entries], rows: Mapping[str, int],
    tasks: int,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Do `work` on all sources, in `tasks` tasks at least; each task's account, once its cells, notes and faults are entered.

    An object that ends its task is given up; `rows` are those that manifests say by key.
    """
    most = share(sum(each.size for each in sources), READ_BYTES, tasks)
    groups = cut(((each, each.size) for each in sources), most, READ_OBJECTS)
    for some, answer in carried(carrier, groups, lambda number, members: _task(work, number, common, members)):
        if isinstance(answer, Lost):
            _give_up(entries[some[0].arrival], REASON.F_POISONED, answer.why, rows)
            continue
        for arrival, cells in answer["cells"].items():
            entries[int(arrival)].cells_in = cells
        for arrival, note in answer["notes"].items():
            entries[int(arrival)].detail = note
        for fault in answer["faults"]:
            _give_up(entries[fault["arrival"]], fault["reason"], fault["detail"], rows)
        yield answer


def _task(work: str, number: int, common: Common, sources: Sequence[Source]) -> Task:
    """With the settings of the sources' views and sites alone."""
    places = [[each.site, each.feeder, each.view] for each in sources]
    views = [view for view in common.views if view["place"] in places]
    sites = [site for site in common.sites if any(site["id"] == each.site for each in sources)]
    some = replace(common, sites=sites, views=views)
    return {"work": work, "task": number, "common": some.to_json(), "sources": [asdict(each) for each in sources]}


def _give_up(entries: Entries, reason: str, detail: str, rows: Mapping[str, int]) -> None:
    entries.give_up(reason, detail, rows.get(entries.landed.key))
